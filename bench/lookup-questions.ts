// Questions as a desk asks them, cut at random from the customers of the store itself.

import { swapAt } from '../src/main/db/one-slip.ts'
import { isThai, nameWords } from '../src/shared/name-keys.ts'
import {
  commonSurnames,
  surnameEnds,
  surnameStarts,
  type TwoScripts,
  thaiMen,
  thaiWomen,
} from '../tools/demo-data/thai-names.ts'
import type { KnownPerson } from './lookup-people.ts'

export const exactKinds = [
  'name_prefix',
  'thai_inside',
  'thai_two',
  'phone_last4',
  'phone_three',
  'phone_middle',
  'email_piece',
  'code',
] as const
export const kinds = [...exactKinds, 'miss', 'typo', 'cross_script'] as const
export type Kind = (typeof kinds)[number]

/** One question; `wanted` are words a right answer holds (in the facts of some hit), for the forgiving kinds. */
export interface Question {
  readonly text: string
  readonly wanted: readonly string[]
}

type Ask = (person: KnownPerson, dice: () => number) => Question | null
const plain = (text: string): Question => ({ text, wanted: [text] })
const between = (dice: () => number, least: number, most: number) =>
  least + Math.floor(dice() * (most - least + 1))

function cut(text: string, length: number, dice: () => number): string | null {
  if (text.length < length) return null
  const from = Math.floor(dice() * (text.length - length + 1))
  const piece = text.slice(from, from + length)
  return piece.trim().length === length ? piece : null
}

const questionOf: Readonly<Record<Exclude<Kind, 'miss'>, Ask>> = {
  name_prefix: ({ fullName }, dice) => {
    const word = nameWords(fullName)[0] ?? ''
    const length = between(dice, 3, 6)
    return word.length > length ? plain(word.slice(0, length)) : null
  },
  thai_inside: ({ fullName }, dice) => {
    const word = nameWords(fullName).at(-1) ?? ''
    const piece = isThai(word) ? cut(word.slice(1), between(dice, 3, 5), dice) : null
    return piece && !piece.includes(' ') ? plain(piece) : null
  },
  thai_two: ({ fullName }, dice) => {
    const word = nameWords(fullName)[dice() < 0.5 ? 0 : 1] ?? ''
    const piece = isThai(word) ? cut(word, 2, dice) : null
    return piece ? plain(piece) : null
  },
  phone_last4: ({ phones }) => (phones[0] ? plain(phones[0].slice(-4)) : null),
  phone_three: ({ phones }, dice) => askDigits(phones[0], 3, dice),
  phone_middle: ({ phones }, dice) => askDigits(phones[0]?.slice(2), between(dice, 5, 6), dice),
  email_piece: ({ emails }, dice) => {
    const piece = emails[0] ? cut(emails[0], between(dice, 5, 9), dice) : null
    return piece && !/^[\d.]+$/.test(piece) ? plain(piece) : null
  },
  code: ({ code }) => plain(code.toUpperCase()),
  typo: (person, dice) => {
    const draw = dice()
    const fact = draw < 0.5 ? person.name : draw < 0.8 ? person.phones[0] : person.emails[0]
    if (!fact || fact.length < 7) return null
    const text = slip(fact, dice)
    return text === fact ? null : { text, wanted: fact.split(' ') }
  },
  cross_script: ({ fullName }) => {
    const [given = '', family = ''] = nameWords(fullName)
    const thai = isThai(fullName)
    const otherGiven = givenNames.find((pair) =>
      thai ? pair.thai === given : pair.latin.toLowerCase() === given,
    )
    const otherFamily = otherScript(family, thai)
    if (!otherGiven || !otherFamily) return null
    return { text: `${thai ? otherGiven.latin : otherGiven.thai} ${otherFamily}`, wanted: [given, family] }
  },
}

function askDigits(phone: string | undefined, length: number, dice: () => number): Question | null {
  const piece = phone ? cut(phone, length, dice) : null
  // 00 and 66 in front also stand for other numbers: a question of their own.
  return piece && !/^(?:00|66)/.test(piece) ? plain(piece) : null
}

/** One slip of the finger somewhere after the first character. */
function slip(text: string, dice: () => number): string {
  const at = between(dice, 1, text.length - 2)
  const letters = /^\d+$/.test(text)
    ? '0123456789'
    : isThai(text)
      ? 'กดเสวงพรนยบล'
      : 'abcdefghijklmnopqrstuvwxyz'
  const letter = letters.charAt(between(dice, 0, letters.length - 1))
  const kind = between(dice, 0, 3)
  if (kind === 0) return text.slice(0, at) + letter + text.slice(at + 1)
  if (kind === 1) return text.slice(0, at) + letter + text.slice(at)
  return kind === 2 ? text.slice(0, at) + text.slice(at + 1) : swapAt(text, at)
}

const givenNames: readonly TwoScripts[] = [...thaiMen, ...thaiWomen]

/** A generated surname in the other script, by taking it apart as it was put together. */
function otherScript(family: string, thai: boolean): string | null {
  const side = (pair: TwoScripts) => (thai ? pair.thai : pair.latin.toLowerCase())
  const other = (pair: TwoScripts) => (thai ? pair.latin.toLowerCase() : pair.thai)
  const whole = commonSurnames.find((pair) => side(pair) === family)
  if (whole) return other(whole)
  for (const start of surnameStarts) {
    if (!family.startsWith(side(start))) continue
    const end = surnameEnds.find((pair) => side(pair) === family.slice(side(start).length))
    if (end) return other(start) + other(end)
  }
  return null
}

/** What nobody is called: made-up words, pieces of numbers nobody has, names with a tail that is nobody's. */
function askNobody(person: KnownPerson, dice: () => number): Question {
  const pick = (letters: string) => letters.charAt(between(dice, 0, letters.length - 1))
  const draw = dice()
  if (draw < 0.3) return plain(Array.from({ length: 7 }, () => pick('bcdfghjklmnpqrstvwxz')).join(''))
  if (draw < 0.5) return plain(Array.from({ length: 6 }, () => pick('ฆฌฎฏฐฑฒฬฮฤณญ')).join(''))
  if (draw < 0.75) return plain(Array.from({ length: 8 }, () => pick('0123456789')).join(''))
  return plain(`${person.name.slice(0, 4).trim()}${Array.from({ length: 4 }, () => pick('qxzwvj')).join('')}`)
}

/** Draws up to `count` questions of a kind from people picked at random. */
export function drawQuestions(
  kind: Kind,
  people: readonly KnownPerson[],
  count: number,
  dice: () => number,
): Question[] {
  const questions = new Map<string, Question>()
  for (let tries = 0; questions.size < count && tries < count * 200; tries++) {
    const person = people[Math.floor(dice() * people.length)]
    if (!person) break
    const question = kind === 'miss' ? askNobody(person, dice) : questionOf[kind](person, dice)
    if (question) questions.set(question.text, question)
  }
  return [...questions.values()]
}
