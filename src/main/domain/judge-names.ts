// Says how likely a comparison of two names is for one person, for relatives, for colleagues and for strangers.
import type { DuplicateReason } from '../../shared/lookup.ts'
import { isLast, isUnpaired, type NameComparison } from './compare-names.ts'
import {
  type Chances,
  type DuplicateModel,
  familyNameFirst,
  furtherWordShare,
  otherGaps,
  relativeFamilyName,
  relativeGivenName,
  usualShare,
} from './duplicate-chances.ts'
import type { NameWord, WordPair } from './pair-name-words.ts'

/** What is known of how common names are here. */
export interface NameFrequencies {
  /** Which part of all people (0–1) carry a word in this spelling, or one of its sound; `usual` where nobody counted. */
  shareOf(word: NameWord, by: 'spelling' | 'sound', usual: number): number
  /** Which part of all people at least carry a whole name: first and last names are not drawn independently. */
  leastCoincidence(words: readonly NameWord[]): number
  /** How many people are written down in this script for each in the commoner one (0–1). */
  writing(thai: boolean): number
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

/** Judges a comparison of names by what a model and the directory's own frequencies say. */
export function judgeNames(
  comparison: NameComparison,
  model: DuplicateModel,
  frequencies: NameFrequencies,
): NameEvidence {
  const { typed, stored, pairs, differing, givenDiffers, nickname, isSwapped, run } = comparison
  const { word } = model
  const agreements = weighPairs(comparison, model, frequencies)
  const otherGiven = nickname ? word.nicknameInstead : word.differentGiven
  const differences =
    (givenDiffers ? otherGiven : 1) * word.differentFamily ** (differing - (givenDiffers ? 1 : 0))
  const gaps = run === null ? 1 : run === 'equal' ? otherGaps : (otherGaps * word.similar) / word.equal
  const order = (isSwapped ? model.swappedOrder : 1) * gaps
  const nicknameShare = nickname ? usualShare.nickname : 1
  const stranger = Math.max(
    product(agreements.map((one) => one.ifOther)) * nicknameShare,
    pairs.length === typed.length ? frequencies.leastCoincidence(typed) : 0,
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
  return { chances, reason: nameReason(comparison) }
}

/** What two names have in common in one word, or null where that is nothing, or the surname only. */
function nameReason(comparison: NameComparison): NameReason | null {
  const { typed, stored, pairs, differing, givenDiffers, nickname, isSwapped, run } = comparison
  if (run) return run === 'equal' ? 'same-name' : 'similar-name'
  const onlyFamily = givenDiffers && pairs.length === 1 && pairs.every((pair) => isLast(pair.stored, stored))
  if (nickname) return 'same-nickname'
  if (pairs.length === 0 || onlyFamily) return null
  const complete = typed.length === stored.length && differing === 0
  if (!complete) return 'similar-name'
  return isSwapped ? 'swapped-name' : nameCompleteNames(pairs, typed, stored)
}

function weighPairs(
  { pairs, typed, stored }: NameComparison,
  model: DuplicateModel,
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
    const share = frequencies.shareOf(typedWord, pair.level === 'equal' ? 'spelling' : 'sound', usual)
    const across = typedWord.thai !== word.thai
    const ifSame = chanceOfLevel(pair, across, model)
    const ifOther = chanceForOthers(pair, typedWord, word, share, usual)
    // A name's words come in one script: where few write in it, they meet more often than their shares of all people tell.
    const ifWritten = across ? ifOther : Math.min(1, ifOther / frequencies.writing(word.thai))
    agreements.push({ stored: pair.stored, ifSame, ifOther: agreements.length === 0 ? ifOther : ifWritten })
  }
  return agreements
    .sort((left, right) => left.ifOther - right.ifOther)
    .map((one, place) => (place < 2 ? one : { ...one, ifOther: Math.max(one.ifOther, furtherWordShare) }))
}

/** The chance that one person's two writings of a word agree in this way. */
function chanceOfLevel({ level }: WordPair, across: boolean, { word }: DuplicateModel): number {
  if (level === 'equal') return word.equal
  if (level === 'begins') return word.begins
  if (level === 'sound') return across ? word.soundAcross : word.sound
  return across ? word.similarAcross : word.similar
}

/** The chance of this agreement for two people who share nothing. */
function chanceForOthers(
  { level }: WordPair,
  typed: NameWord,
  stored: NameWord,
  share: number,
  usual: number,
): number {
  if (level === 'equal' || level === 'sound') return share
  if (level === 'similar') return Math.max(share, usual)
  const length = Math.min(typed.text.length, stored.text.length)
  return Math.max(share, 0.2 * 0.4 ** (length - 1))
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

function product(numbers: readonly number[]): number {
  return numbers.reduce((result, number) => result * number, 1)
}
