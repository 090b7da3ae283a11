// The people behind the records: who they are before a till writes them down, families, colleagues and doubles included.
import { type ForeignPool, foreignPools } from './foreign-names.ts'
import { nicknames } from './nicknames.ts'
import { makeForeignPhone, makeLandline, makeMobile } from './phones.ts'
import { type Address, type Company, makeAddress, makeCompany } from './places.ts'
import { type Random, spreadByPopularity } from './random.ts'
import {
  commonSurnames,
  surnameEnds,
  surnameStarts,
  type TwoScripts,
  thaiMen,
  thaiWomen,
} from './thai-names.ts'

/** One made-up person; the phone is in national digits, or as a foreigner writes it. */
export interface Person {
  readonly given: TwoScripts
  readonly family: TwoScripts
  readonly nickname: TwoScripts | null
  readonly writes: 'thai' | 'latin'
  readonly foreign: ForeignPool | null
  readonly phone: string
  readonly oldPhone: string | null
  readonly birthDate: string | null
  readonly address: Address | null
  readonly company: Company | null
  /** Why this record exists at all: somebody new, or a person the till already had. */
  readonly origin: 'new' | 'family' | 'double'
  /** Index of the record this one doubles, else null. */
  readonly doubles: number | null
}

const remembered = 512

/** Draws person after person; each call returns the next one. `year` is the current year. */
export function createPersons(random: Random, year: number): () => Person {
  const men = spreadByPopularity(thaiMen, 0.7)
  const women = spreadByPopularity(thaiWomen, 0.7)
  const playNames = spreadByPopularity(nicknames, 0.6)
  const starts = spreadByPopularity(surnameStarts, 0.5, 1024)
  const ends = spreadByPopularity(surnameEnds, 0.5, 1024)
  const plain = spreadByPopularity(commonSurnames, 0.4, 256)
  const foreign = foreignPools.map((pool) => ({
    pool,
    given: spreadByPopularity(pool.given.map(latinOnly), 0.5, 256),
    family: spreadByPopularity(pool.family.map(latinOnly), 0.6, 256),
  }))
  const recent: { person: Person; index: number }[] = []
  const companies: Company[] = []
  let index = -1

  const drawSurname = (): TwoScripts => {
    if (random.chance(0.08)) return random.pick(plain)
    const start = random.pick(starts)
    const end = random.pick(ends)
    const middle = random.chance(0.15) ? random.pick(starts) : null
    return {
      thai: start.thai + (middle?.thai ?? '') + end.thai,
      latin: start.latin + (middle?.latin.toLowerCase() ?? '') + end.latin,
    }
  }
  const drawBirthDate = (): string | null => {
    if (random.chance(0.35)) return null
    const age = 12 + Math.floor((random.next() + random.next()) * 34)
    const month = String(1 + random.integer(12)).padStart(2, '0')
    return `${year - age}-${month}-${String(1 + random.integer(28)).padStart(2, '0')}`
  }
  const drawForeigner = () => {
    let share = random.next()
    for (const one of foreign) {
      share -= one.pool.share
      if (share < 0) return one
    }
    throw new RangeError('the shares of the foreign pools must add up to 1')
  }
  const drawNewcomer = (): Person => {
    const common = { birthDate: drawBirthDate(), origin: 'new', doubles: null } as const
    if (random.chance(0.1)) {
      const { pool, given, family } = drawForeigner()
      return {
        ...common,
        given: random.pick(given),
        family: random.pick(family),
        nickname: null,
        writes: 'latin',
        foreign: pool,
        phone: random.chance(0.45) ? makeForeignPhone(random, pool.phone) : makeMobile(random),
        oldPhone: random.chance(0.12) ? makeMobile(random) : null,
        address: random.chance(0.1) ? makeAddress(random, false) : null,
        company: null,
      }
    }
    const writes = random.chance(2 / 3) ? 'thai' : 'latin'
    return {
      ...common,
      given: random.pick(random.chance(0.58) ? men : women),
      family: drawSurname(),
      nickname: random.chance(0.45) ? random.pick(playNames) : null,
      writes,
      foreign: null,
      phone: random.chance(0.03) ? makeLandline(random) : makeMobile(random),
      oldPhone: random.chance(0.12) ? makeMobile(random) : null,
      address: random.chance(0.25) ? makeAddress(random, writes === 'thai') : null,
      company: null,
    }
  }
  const drawColleague = (): Person => {
    if (companies.length < 4 || random.chance(0.15)) companies.push(makeCompany(random))
    if (companies.length > 16) companies.shift()
    const company = random.pick(companies)
    return { ...drawNewcomer(), phone: company.landline, address: company.address, company }
  }
  const drawRelative = (head: Person): Person => ({
    ...drawNewcomer(),
    family: head.family,
    writes: head.writes,
    foreign: head.foreign,
    given: head.foreign
      ? latinOnly(random.pick(head.foreign.given))
      : random.pick(random.chance(0.5) ? men : women),
    phone: head.phone,
    address: head.address,
    origin: 'family',
  })
  const drawDouble = (original: Person, originalIndex: number): Person => ({
    ...original,
    writes:
      original.foreign || random.chance(0.5)
        ? original.writes
        : original.writes === 'thai'
          ? 'latin'
          : 'thai',
    phone: random.chance(0.8) ? makeMobile(random) : original.phone,
    oldPhone: null,
    birthDate: random.chance(0.5) ? original.birthDate : null,
    address: random.chance(0.5) ? original.address : null,
    nickname: random.chance(0.5) ? original.nickname : null,
    origin: 'double',
    doubles: originalIndex,
  })

  return () => {
    index += 1
    const chance = random.next()
    if (chance < 0.01) return drawColleague()
    const known = chance < 0.055 && recent.length > 0 ? random.pick(recent) : null
    if (known && chance < 0.015) return drawDouble(known.person, known.index)
    if (known) return drawRelative(known.person)
    const person = drawNewcomer()
    if (random.chance(0.2))
      recent[recent.length < remembered ? recent.length : random.integer(remembered)] = { person, index }
    return person
  }
}

function latinOnly(name: string): TwoScripts {
  return { thai: name, latin: name }
}
