// Says how two written names compare: which words stand for each other and how well, what is left over, and whether the
// order, the gaps or a nickname in place of the name explain it. What that is worth is the business of judge-names.
import { areOneRun, type NameWord, pairNameWords, soundsSame, type WordPair } from './pair-name-words.ts'

/** How two names compare. */
export interface NameComparison {
  /** The stored name as it was written. */
  readonly written: string
  readonly typed: readonly NameWord[]
  readonly stored: readonly NameWord[]
  readonly pairs: readonly WordPair[]
  /** Words of the shorter name that nothing in the longer stands for. */
  readonly differing: number
  readonly givenDiffers: boolean
  /** The stored person's nickname, where it stands in the typed name instead of the given name. */
  readonly nickname: NameWord | null
  readonly isSwapped: boolean
  /** The letters are the same, or the same but for a slip, with other gaps between words. */
  readonly run: 'equal' | 'similar' | null
}

/** Compares a typed name with a stored one; `nickname` is the stored person's, which some give as their name. Null where either is missing. */
export function compareNames(
  typed: readonly NameWord[],
  stored: readonly NameWord[],
  nickname: NameWord | null,
  written: string,
): NameComparison | null {
  if (typed.length === 0 || stored.length === 0) return null
  const pairs = pairNameWords(typed, stored)
  const differing = Math.min(typed.length, stored.length) - pairs.length
  const run = isWhole(pairs, typed, stored) ? null : areOneRun(typed, stored)
  if (run) {
    const words = typed.length > stored.length ? typed : stored
    const same = pairNameWords(words, words)
    const facts = { differing: 0, givenDiffers: false, nickname: null, isSwapped: false }
    return { written, typed: words, stored: words, pairs: same, run, ...facts }
  }
  const givenDiffers = differing > 0 && isUnpaired(0, pairs)
  const byNickname = givenDiffers && nickname !== null && standsFor(nickname, typed, pairs)
  return {
    written,
    typed,
    stored,
    pairs,
    differing,
    givenDiffers,
    nickname: byNickname ? nickname : null,
    isSwapped: pairs.length > 1 && pairs.some((pair) => pair.typed === 0 && isLast(pair.stored, stored)),
    run: null,
  }
}

/** Whether nothing stands for this word of the stored name. */
export function isUnpaired(stored: number, pairs: readonly WordPair[]): boolean {
  return !pairs.some((pair) => pair.stored === stored)
}

/** Whether this word is the last of several. */
export function isLast(index: number, words: readonly NameWord[]): boolean {
  return words.length > 1 && index === words.length - 1
}

function isWhole(
  pairs: readonly WordPair[],
  typed: readonly NameWord[],
  stored: readonly NameWord[],
): boolean {
  return typed.length === stored.length && pairs.length === typed.length
}

function standsFor(nickname: NameWord, typed: readonly NameWord[], pairs: readonly WordPair[]): boolean {
  return typed.some(
    (word, index) => !pairs.some((pair) => pair.typed === index) && soundsSame(word, nickname),
  )
}
