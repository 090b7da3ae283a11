// Finds which word of one written name stands for which word of another: order, script, spelling and slips are expected.
import { isThai, nameWords, soundSimilarity, soundSkeletons } from '../../shared/name-keys.ts'
import { isOneEditApart, isWithinTwoEdits } from './edit-distance.ts'

/** One word of a name with what comparing it needs. */
export interface NameWord {
  readonly text: string
  /** Its sound keys, the likeliest first; none for a word without a sound. */
  readonly sounds: readonly string[]
  readonly thai: boolean
}

/** How well two words agree: letter for letter, by sound, with a slip, or as far as one of them goes. */
export type WordLevel = 'equal' | 'sound' | 'similar' | 'begins'

/** Two words that stand for each other, by their places in the two names. */
export interface WordPair {
  readonly typed: number
  readonly stored: number
  readonly level: WordLevel
}

/** Sound similarity that 85 of 100 pairs of spellings of one name reach. */
export const soundsSameFrom = 0.9
/** What 99 of 100 such pairs reach across scripts, and within one; 3 of 1,000 pairs of different names pass the lower. */
export const soundsSimilarFrom = { across: 0.7, within: 0.78 }
const longestName = 6
const shortestRun = 6
/** Words of so many letters may hold two slips. */
const twoSlipsFrom = 6
const strength = { equal: 4, sound: 3, similar: 2, begins: 1 } as const

/** Cuts a name into comparable words without honorifics; words after the sixth are left out. */
export function readNameWords(name: string): NameWord[] {
  return cutName(name).map(readNameWord)
}

/** A `readNameWords` for many names: their words come again and again, and each is read once. */
export function createNameReader(): (name: string) => readonly NameWord[] {
  const known = new Map<string, NameWord>()
  return (name) =>
    cutName(name).map((text) => {
      const word = known.get(text) ?? readNameWord(text)
      known.set(text, word)
      return word
    })
}

function cutName(name: string): readonly string[] {
  return withoutCompanyWords(nameWords(name)).slice(0, longestName)
}

/** Words that make a name a company's, and what else stands about them: they tell of no company which it is. */
const companyMarks = new Set(
  'บริษัท จำกัด บจก บมจ หจก ltd limited inc corp corporation plc llc company'.split(' '),
)
const besideCompanyMarks = new Set(['co', 'public', 'มหาชน', 'ห้างหุ้นส่วน', 'thailand', 'ประเทศไทย'])

function withoutCompanyWords(words: readonly string[]): readonly string[] {
  const parted = words.flatMap((word) => (/^บริษัท.|.จำกัด$/u.test(word) ? partCompany(word) : [word]))
  if (!parted.some((word) => companyMarks.has(word))) return words
  const own = parted.filter((word) => !companyMarks.has(word) && !besideCompanyMarks.has(word))
  return own.length > 0 ? own : words
}

/** Thai companies are often written without gaps: บริษัทเอบีซีจำกัด. */
function partCompany(word: string): readonly string[] {
  const own = word.replace(/^บริษัท/u, '').replace(/จำกัด$/u, '')
  return own === '' ? [word] : ['บริษัท', own]
}

function readNameWord(text: string): NameWord {
  return { text, sounds: soundSkeletons(text), thai: isThai(text) }
}

/** Pairs the words of two names, the best fitting first and each word once; the last typed word may be unfinished. */
export function pairNameWords(typed: readonly NameWord[], stored: readonly NameWord[]): WordPair[] {
  const possible: (WordPair & { readonly fit: number })[] = []
  for (const [typedIndex, word] of typed.entries()) {
    for (const [storedIndex, other] of stored.entries()) {
      const level = compareWords(word, other, typedIndex === typed.length - 1 ? lettersNeeded(typed) : null)
      if (!level) continue
      const inPlace = typedIndex === storedIndex || typed.length - typedIndex === stored.length - storedIndex
      const fit = strength[level] + (inPlace ? 0.5 : 0)
      possible.push({ typed: typedIndex, stored: storedIndex, level, fit })
    }
  }
  possible.sort((left, right) => right.fit - left.fit)
  const pairs: WordPair[] = []
  for (const { typed: typedIndex, stored: storedIndex, level } of possible) {
    if (pairs.some((pair) => pair.typed === typedIndex || pair.stored === storedIndex)) continue
    pairs.push({ typed: typedIndex, stored: storedIndex, level })
  }
  return pairs
}

/** Whether the names differ only in where the gaps between words stand, as Thai ones often do, or in that and one slip. */
export function areOneRun(left: readonly NameWord[], right: readonly NameWord[]): 'equal' | 'similar' | null {
  if (left.length === right.length) return null
  const joinedLeft = left.map((word) => word.text).join('')
  const joinedRight = right.map((word) => word.text).join('')
  if (Math.min(joinedLeft.length, joinedRight.length) < shortestRun) return null
  if (joinedLeft === joinedRight) return 'equal'
  return isOneEditApart(joinedLeft, joinedRight) ? 'similar' : null
}

/** True when two words are the same or sound the same, in whatever script. */
export function soundsSame(left: NameWord, right: NameWord, from = soundsSameFrom): boolean {
  if (left.text === right.text) return true
  return mayFitBySound(left, right) && soundSimilarity(left.text, right.text) >= from
}

/** How many letters of the last word tell its beginning: one is enough behind another word. */
function lettersNeeded(typed: readonly NameWord[]): number {
  return typed.length > 1 ? 1 : 2
}

function compareWords(typed: NameWord, stored: NameWord, beginsFrom: number | null): WordLevel | null {
  if (typed.text === stored.text) return 'equal'
  if (isInitial(typed) || isInitial(stored)) return typed.text[0] === stored.text[0] ? 'begins' : null
  if (mayFitBySound(typed, stored)) {
    const similarity = soundSimilarity(typed.text, stored.text)
    if (similarity >= soundsSameFrom) return 'sound'
    if (similarity >= soundsSimilarFrom[typed.thai === stored.thai ? 'within' : 'across']) return 'similar'
  }
  if (typed.thai !== stored.thai) return null
  const shorter = Math.min(typed.text.length, stored.text.length)
  if (shorter >= 4 && isOneEditApart(typed.text, stored.text)) return 'similar'
  if (shorter >= twoSlipsFrom && isWithinTwoEdits(typed.text, stored.text)) return 'similar'
  const begun = beginsFrom !== null && typed.text.length >= beginsFrom && stored.text.startsWith(typed.text)
  return begun ? 'begins' : null
}

/** A cheap sieve before the fine comparison: a shared sound key, or nearly. */
function mayFitBySound(left: NameWord, right: NameWord): boolean {
  return left.sounds.some((sound) =>
    right.sounds.some((other) => sound === other || isOneEditApart(sound, other)),
  )
}

function isInitial(word: NameWord): boolean {
  return /^[a-z]$/.test(word.text)
}
