// Says how likely two written names are for one person, for relatives, for colleagues and for strangers.
import type { DuplicateReason } from '../../shared/lookup.ts'
import {
  type Chances,
  familyNameFirst,
  furtherWordShare,
  noEvidence,
  otherGaps,
  relativeFamilyName,
  relativeGivenName,
  swappedOrder,
  usualShare,
  wordChances,
} from './duplicate-chances.ts'
import { areOneRun, type NameWord, pairNameWords, soundsSame, type WordPair } from './pair-name-words.ts'

/** What is known of how common names are here. */
export interface NameFrequencies {
  /** Which part of all people (0–1) carry a word in this spelling, or one of its sound; null where nobody counted. */
  shareOf(word: NameWord, by: 'spelling' | 'sound'): number | null
  /** Which part of all people at least carry the whole typed name: first and last names are not drawn independently. */
  readonly leastCoincidence: number
}

/** How two names compare: chances by relation, and the reason they give where they speak for one person. */
export interface NameEvidence {
  readonly chances: Chances
  readonly reason: NameReason | null
}
type NameReason = Extract<DuplicateReason['code'], `${string}name${string}`>

/** Two words that agree, with the chance of it for one person and for people who share nothing. */
interface Agreement {
  readonly stored: number
  readonly ifSame: number
  readonly ifOther: number
}

/** Judges a typed name against a stored one; `nickname` is the stored person's, which some give as their name. */
export function judgeNames(
  typed: readonly NameWord[],
  stored: readonly NameWord[],
  nickname: NameWord | null,
  frequencies: NameFrequencies,
): NameEvidence {
  if (typed.length === 0 || stored.length === 0) return { chances: noEvidence, reason: null }
  if (areOneRun(typed, stored)) {
    const words = typed.length > stored.length ? typed : stored
    const { same, relative, ...others } = judgeNames(words, words, null, frequencies).chances
    const chances = { same: same * otherGaps, relative: relative * otherGaps, ...others }
    return { chances, reason: 'same-name' }
  }
  const pairs = pairNameWords(typed, stored)
  const agreements = weighPairs(pairs, typed, stored, frequencies)
  const differing = Math.min(typed.length, stored.length) - pairs.length
  const givenDiffers = differing > 0 && isUnpaired(0, pairs)
  const byNickname = givenDiffers && nickname !== null && standsFor(nickname, typed, pairs)
  const isSwapped = pairs.length > 1 && pairs.some((pair) => pair.typed === 0 && isLast(pair.stored, stored))

  const otherGiven = byNickname ? wordChances.nicknameInstead : wordChances.differentGiven
  const differences =
    (givenDiffers ? otherGiven : 1) * wordChances.differentFamily ** (differing - (givenDiffers ? 1 : 0))
  const order = isSwapped ? swappedOrder : 1
  const nicknameShare = byNickname ? usualShare.nickname : 1
  const stranger = Math.max(
    product(agreements.map((one) => one.ifOther)) * nicknameShare,
    pairs.length === typed.length ? frequencies.leastCoincidence : 0,
  )
  const surnameFirst = stored[0]?.thai ? 0 : familyNameFirst
  const lastIsFamily = judgeRelatives(agreements, differing, pairs, stored.length - 1)
  const firstIsFamily = judgeRelatives(agreements, differing, pairs, 0)
  const chances: Chances = {
    same: product(agreements.map((one) => one.ifSame)) * differences * order,
    relative: ((1 - surnameFirst) * lastIsFamily + surnameFirst * firstIsFamily) * order * nicknameShare,
    colleague: stranger,
    stranger,
  }
  const onlyFamily = givenDiffers && pairs.length === 1 && pairs.every((pair) => isLast(pair.stored, stored))
  if (byNickname) return { chances, reason: 'same-nickname' }
  if (pairs.length === 0 || onlyFamily) return { chances, reason: null }
  const complete = typed.length === stored.length && differing === 0
  if (!complete) return { chances, reason: 'similar-name' }
  return { chances, reason: isSwapped ? 'swapped-name' : nameCompleteNames(pairs, typed, stored) }
}

function weighPairs(
  pairs: readonly WordPair[],
  typed: readonly NameWord[],
  stored: readonly NameWord[],
  frequencies: NameFrequencies,
): Agreement[] {
  const agreements: Agreement[] = []
  for (const pair of pairs) {
    const typedWord = typed[pair.typed]
    const word = stored[pair.stored]
    if (!typedWord || !word) continue
    const longer = Math.max(typed.length, stored.length)
    const isFamily = longer > 1 && (isLast(pair.stored, stored) || stored.length === 1) && pair.typed > 0
    const usual = usualShare[isFamily ? 'family' : 'given']
    const share = frequencies.shareOf(typedWord, pair.level === 'equal' ? 'spelling' : 'sound') ?? usual
    const [ifSame, ifOther] = weighWord(pair, typedWord, word, share, usual)
    agreements.push({ stored: pair.stored, ifSame, ifOther })
  }
  return agreements
    .sort((left, right) => left.ifOther - right.ifOther)
    .map((one, place) => (place < 2 ? one : { ...one, ifOther: Math.max(one.ifOther, furtherWordShare) }))
}

/** The chance of this agreement of two words for one person, and for two people who share nothing. */
function weighWord(
  pair: WordPair,
  typed: NameWord,
  stored: NameWord,
  share: number,
  usual: number,
): [number, number] {
  const across = typed.thai !== stored.thai
  if (pair.level === 'equal') return [wordChances.equal, share]
  if (pair.level === 'sound') return [across ? wordChances.soundAcross : wordChances.sound, share]
  if (pair.level === 'similar') {
    const ifSame = across ? wordChances.similarAcross : wordChances.similar
    return [ifSame, Math.max(share, usual)]
  }
  const length = Math.min(typed.text.length, stored.text.length)
  return [wordChances.begins, Math.max(share, 0.2 * 0.4 ** (length - 1))]
}

/** Relatives mostly share the word that is the surname and little else. */
function judgeRelatives(
  agreements: readonly Agreement[],
  differing: number,
  pairs: readonly WordPair[],
  family: number,
): number {
  const words = agreements.map(({ stored, ifSame, ifOther }) => {
    const handedOn = stored === family ? relativeFamilyName : relativeGivenName
    return handedOn * ifSame + (1 - handedOn) * ifOther
  })
  const otherFamily = differing > 0 && isUnpaired(family, pairs) ? 1 - relativeFamilyName : 1
  return product(words) * otherFamily
}

function nameCompleteNames(
  pairs: readonly WordPair[],
  typed: readonly NameWord[],
  stored: readonly NameWord[],
): NameReason {
  if (pairs.every((pair) => pair.level === 'equal')) return 'same-name'
  if (!pairs.every((pair) => pair.level === 'equal' || pair.level === 'sound')) return 'similar-name'
  const across = pairs.some((pair) => typed[pair.typed]?.thai !== stored[pair.stored]?.thai)
  return across ? 'same-name-other-script' : 'similar-name'
}

function standsFor(nickname: NameWord, typed: readonly NameWord[], pairs: readonly WordPair[]): boolean {
  return typed.some(
    (word, index) => !pairs.some((pair) => pair.typed === index) && soundsSame(word, nickname),
  )
}

function isUnpaired(stored: number, pairs: readonly WordPair[]): boolean {
  return !pairs.some((pair) => pair.stored === stored)
}

function isLast(index: number, words: readonly NameWord[]): boolean {
  return words.length > 1 && index === words.length - 1
}

function product(numbers: readonly number[]): number {
  return numbers.reduce((result, number) => result * number, 1)
}
