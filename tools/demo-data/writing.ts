// How a person's name and e-mail end up in a till: either script, spellings that differ, titles, capitals, gaps.
import type { Person } from './persons.ts'
import type { Random } from './random.ts'

const respellings: readonly (readonly [string, string])[] = [
  ['ph', 'p'],
  ['Ph', 'P'],
  ['th', 't'],
  ['Th', 'T'],
  ['Kh', 'K'],
  ['ee', 'i'],
  ['oo', 'u'],
  ['Ch', 'J'],
  ['ch', 'j'],
  ['J', 'Ch'],
  ['W', 'V'],
  ['orn', 'on'],
  ['ai', 'ay'],
  ['kul', 'kun'],
  ['wat', 'wad'],
  ['tt', 't'],
  ['aew', 'aeo'],
  ['Pr', 'Phr'],
  ['ak', 'uk'],
]

const mailHosts = ['mail.example', 'post.example', 'inbox.example', 'thaimail.example'] as const

/** Spells a Latin name as another clerk might have heard it; often unchanged. */
export function respell(random: Random, latin: string): string {
  const [from, to] = random.pick(respellings)
  return latin.replace(from, to)
}

/** The full name as it stands in the record. */
export function writeName(random: Random, person: Person): string {
  const isThaiPerson = person.foreign === null
  let given = person.given[person.writes]
  let family = person.family[person.writes]
  if (isThaiPerson && person.writes === 'latin' && random.chance(0.5)) {
    given = respell(random, given)
    family = respell(random, family)
  }
  const chance = random.next()
  if (isThaiPerson && chance < 0.05) return given
  const name = person.foreign?.familyFirst ? `${family} ${given}` : `${given} ${family}`
  if (chance < 0.11) return `${person.writes === 'thai' ? 'คุณ' : isThaiPerson ? 'Khun ' : 'Mr. '}${name}`
  if (person.writes === 'thai') return chance < 0.12 ? name.replace(' ', '  ') : name
  if (chance < 0.15) return name.toUpperCase()
  if (chance < 0.17) return name.toLowerCase()
  return name
}

/** An e-mail address made from the name, at a host nobody can own; colleagues use their company's. */
export function writeEmail(random: Random, person: Person): string {
  const given = plainLetters(person.given.latin)
  const family = plainLetters(person.family.latin)
  if (person.company)
    return random.chance(0.2)
      ? `booking@${person.company.domain}`
      : `${given}.${family[0]}@${person.company.domain}`
  if (person.origin === 'family' && random.chance(0.1)) return `${family}.family@mail.example`
  const number = random.integer(1000)
  const host = random.pick(mailHosts)
  const chance = random.next()
  if (chance < 0.4) return `${given}.${family.slice(0, 3)}${number}@${host}`
  if (chance < 0.7) return `${given}.${family}@${host}`
  if (chance < 0.85) return `${given}${number}@${host}`
  return `${family}_${given[0]}${number}@${host}`
}

function plainLetters(name: string): string {
  return name
    .normalize('NFD')
    .toLowerCase()
    .replace(/[^a-z]/g, '')
}
