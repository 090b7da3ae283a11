// Says how likely two written names are for one person, for relatives, for colleagues and for strangers.
import type { DuplicateReason } from '../../shared/lookup.ts'
import {
  type Chances,
  noEvidence,
  otherGaps,
  relativeFamilyName,
  relativeGivenName,
  swappedOrder,
  usualShare,
  wordChances,
} from './duplicate-chances.ts'
import { areOneRun, type NameWord, pairNameWords, soundsSame, type WordPair } from './pair-name-words.ts'

/** Which part of all people (0–1) carry a word as given name or surname; null where nobody counted. */
export type ShareOf = (word: NameWord) => number | null

/** How two names compare: chances by relation, and the reason they give where they speak for one person. */
export interface NameEvidence {
  readonly chances: Chances
  readonly reason: NameReason | null
}
type NameReason = Extract<DuplicateReason['code'], `${string}name${string}`>

type Running = { -readonly [Relation in keyof Chances]: number }

/** Judges a typed name against a stored one; `nickname` is the stored person's, which some give as their name. */
export function judgeNames(
  typed: readonly NameWord[],
  stored: readonly NameWord[],
  nickname: NameWord | null,
  shareOf: ShareOf,
): NameEvidence {
  if (typed.length === 0 || stored.length === 0) return { chances: noEvidence, reason: null }
  if (areOneRun(typed, stored)) {
    const words = typed.length > stored.length ? typed : stored
    const chances = { ...judgeNames(words, words, null, shareOf).chances }
    chances.same *= otherGaps
    chances.relative *= otherGaps
    return { chances, reason: 'same-name' }
  }
  const pairs = pairNameWords(typed, stored)
  const swapped = pairs.length > 1 && pairs.some((pair) => pair.typed === 0 && isLast(pair.stored, stored))
  const chances: Running = { ...noEvidence }
  for (const pair of pairs) weighPair(chances, pair, typed, stored, shareOf)
  if (swapped) {
    chances.same *= swappedOrder
    chances.relative *= swappedOrder
  }

  const unpaired = Math.min(typed.length, stored.length) - pairs.length
  const givenDiffers = unpaired > 0 && !pairs.some((pair) => pair.stored === 0)
  const byNickname = givenDiffers && nickname !== null && standsFor(nickname, typed, pairs)
  if (givenDiffers) weighOtherGivenName(chances, byNickname)
  for (let index = givenDiffers ? 1 : 0; index < unpaired; index++) {
    chances.same *= wordChances.differentFamily
    chances.relative *= 1 - relativeFamilyName
  }
  chances.colleague = chances.stranger
  const complete = typed.length === stored.length && pairs.length === typed.length
  const onlyFamily = pairs.length === 1 && pairs.every((pair) => isFamily(pair, typed, stored))
  if (byNickname) return { chances, reason: 'same-nickname' }
  if (pairs.length === 0 || (onlyFamily && givenDiffers)) return { chances, reason: null }
  if (!complete) return { chances, reason: 'similar-name' }
  if (swapped) return { chances, reason: 'swapped-name' }
  return { chances, reason: nameCompleteNames(pairs, typed, stored) }
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

function weighPair(
  chances: Running,
  pair: WordPair,
  typed: readonly NameWord[],
  stored: readonly NameWord[],
  shareOf: ShareOf,
): void {
  const typedWord = typed[pair.typed]
  const word = stored[pair.stored]
  if (!typedWord || !word) return
  const family = isFamily(pair, typed, stored)
  const usual = usualShare[family ? 'family' : 'given']
  const share = shareOf(typedWord) ?? usual
  const [ifSame, ifOther] = judgeWord(pair, typedWord, word, share, usual)
  const handedOn = family ? relativeFamilyName : relativeGivenName
  chances.same *= ifSame
  chances.stranger *= ifOther
  chances.relative *= handedOn * ifSame + (1 - handedOn) * ifOther
}

/** The chance of this agreement of two words for one person, and for two people who share nothing. */
function judgeWord(
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

function weighOtherGivenName(chances: Running, byNickname: boolean): void {
  chances.same *= byNickname ? wordChances.nicknameInstead : wordChances.differentGiven
  if (!byNickname) return
  chances.relative *= usualShare.nickname
  chances.stranger *= usualShare.nickname
}

function standsFor(nickname: NameWord, typed: readonly NameWord[], pairs: readonly WordPair[]): boolean {
  return typed.some(
    (word, index) => !pairs.some((pair) => pair.typed === index) && soundsSame(word, nickname),
  )
}

/** A surname is the last of several words; which of two swapped words it is, the stored name says. */
function isFamily(pair: WordPair, typed: readonly NameWord[], stored: readonly NameWord[]): boolean {
  if (stored.length > 1) return isLast(pair.stored, stored)
  return typed.length > 1 && isLast(pair.typed, typed)
}

function isLast(index: number, words: readonly NameWord[]): boolean {
  return words.length > 1 && index === words.length - 1
}
