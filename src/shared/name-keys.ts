// Names as keys: words without titles, a sound key that the Thai and the Latin spelling of one word share, and how
// alike two words sound.
//
// How to look a name up by sound:
//  1. Index: `soundTokens` of the words (`nameWords`) of the full name, the nickname and other names together:
//     one token a word, seldom two; none for a word without sounds (other scripts, digits).
//  2. Query: `soundQuestion(nameWords(query))`, a group of tokens for each word: OR within, AND between. The tokens are
//     whole; then, while hits are missing, the last group gives way to `soundPrefixes(last word)` as prefixes.
//  3. Read some hundred candidates in order of recency and score them with `soundMatcher(query)`; keep those from
//     `soundMatchThreshold` up, best first, recency between equals.
//  4. Found too few and the query has several words: read again with OR between the words, score in the same way
//     (the score counts every word, so one different word lowers it without losing the person).
import { latinTitles, namesLikeTitles, thaiAbbreviations, thaiTitles } from './honorifics.ts'
import { latinSounds } from './latin-sound.ts'
import { compareSounds, createScratch, replacingCost } from './sound-distance.ts'
import { normaliseText } from './text.ts'
import { thaiSounds } from './thai-sound.ts'

/** Candidates that score less do not sound like what was asked. */
export const soundMatchThreshold = 0.75

const bahtSign = 0x0e3f

/** Whether the text holds a Thai letter. */
export function isThai(text: string): boolean {
  for (let index = 0; index < text.length; index += 1) {
    const code = text.charCodeAt(index)
    if (code >= 0x0e01 && code <= 0x0e4e && code !== bahtSign) return true
  }
  return false
}

/** What follows a leading title, or null when none leads. */
function afterTitle(name: string): string | null {
  const latin = /^(?:([a-z]+)\.\s*|([a-z]+)\s+)(?=\S)/i.exec(name)
  if (latin !== null) {
    const title = (latin[1] ?? latin[2] ?? '').toLowerCase()
    if (latinTitles.has(title) || (title === 'k' && latin[1] !== undefined))
      return name.slice(latin[0].length)
    return null
  }
  const dotted = /^((?:[ก-ฮ่-๋ิี]{1,4}\.\s*)+)(?=\S)/u.exec(name)?.[1]
  if (dotted !== undefined) {
    const parts = dotted.split('.').map((part) => part.trim())
    // The longest run of parts that is one title: พล.ต.อ. before พล.ต.
    for (let count = parts.length - 1; count > 0; count -= 1) {
      if (!thaiAbbreviations.has(parts.slice(0, count).join(''))) continue
      return dotted.split('.').slice(count).join('.').trimStart() + name.slice(dotted.length)
    }
    return null
  }
  const title = thaiTitles.find((written) => name.startsWith(written))
  if (title === undefined) return /^(?:ดร|นส)\s+\S/u.test(name) ? name.slice(2) : null
  const rest = name.slice(title.length)
  if (/^\s+\S/u.test(rest)) return rest
  // Glued: a name starts with a consonant or a leading vowel and has more than one letter of its own.
  const startsName = /^[ก-ฮเ-ไA-Za-z][^์]?[ก-ฮะ-ู]/u.test(rest)
  return startsName && !namesLikeTitles.test(name) ? rest : null
}

/** The name without the titles before it (คุณ, นางสาว, พล.อ., Mr, Khun, K.), as typed otherwise; a lone title stays. */
export function stripHonorifics(name: string): string {
  let rest = name.trim()
  for (let turn = 0; turn < 4; turn += 1) {
    const next = afterTitle(rest)?.trimStart()
    if (next === undefined || next === '') return rest
    rest = next
  }
  return rest
}

/** Marks within a word that a hyphen or an apostrophe leaves: Em-on, Sae-Ung, O'Neil; longer parts are words of their own. */
const shortJoint =
  /(?<![\p{L}\p{M}])(\p{L}{1,3})-(?=\p{L})|(?<=\p{L})-(?:(?=[aeiou])|(?=\p{L}{1,3}(?![\p{L}\p{M}])))/gu

/** Normalised words of a name without titles; the Chinese-Thai surname mark แซ่ / Sae is one word with what follows it. */
export function nameWords(name: string): string[] {
  const words = normaliseText(stripHonorifics(name.slice(0, 400)))
    .replace(/['’`ʼ]/gu, '')
    .replace(shortJoint, '$1')
    .split(/[^\p{L}\p{M}\p{N}]+/u)
  const joined: string[] = []
  for (const word of words) {
    const previous = joined.at(-1)
    if (previous === 'sae' || previous === 'แซ่') joined[joined.length - 1] = previous + word
    else if (word !== '') joined.push(word)
  }
  return joined
}

/** Class of each sound after the first in a skeleton; sounds that romanisations drop or add have none. */
const innerClasses = classTable({ k: 'kq', t: 'tdscxz', p: 'pbf', m: 'm', n: 'nlrgj', w: 'w' })
const firstClasses = classTable({
  a: 'aeiou345.v',
  k: 'kq',
  c: 'cz',
  s: 's',
  t: 'tdx',
  p: 'pbf',
  m: 'm',
  n: 'ng',
  r: 'rlj',
  w: 'w',
  y: 'y',
  h: 'h',
})

function classTable(members: Readonly<Record<string, string>>): readonly string[] {
  const table = new Array<string>(128).fill('')
  for (const [name, letters] of Object.entries(members)) {
    for (const letter of letters) table[letter.charCodeAt(0)] = name
  }
  return table
}

/** Skeleton of sound letters: the first sound finely, then coarse consonant classes; one class twice only with a vowel between, `apart` taking `.` for one. */
function foldSounds(sounds: string, apart: boolean): string {
  let skeleton = firstClasses[sounds.charCodeAt(0)] ?? ''
  let previous = ''
  for (let index = 1; index < sounds.length; index += 1) {
    const code = sounds.charCodeAt(index)
    const name = innerClasses[code] ?? ''
    if (name === '') {
      if (isVowelSound[code] === 1 || (apart && code === 46)) previous = ''
    } else if (name !== previous) {
      skeleton += name
      previous = name
    }
  }
  return skeleton
}
const isVowelSound = Uint8Array.from({ length: 128 }, (_, code) =>
  'aeiou345'.includes(String.fromCharCode(code)) ? 1 : 0,
)

function soundsOf(word: string, half = false): string {
  return isThai(word) ? thaiSounds(word) : latinSounds(word, half)
}

/** The readings of a sound that spelling leaves open. */
const openSounds: Readonly<Record<string, readonly string[]>> = { q: ['k', 'c'], z: ['c', 's'], v: ['', 'w'] }
const openSound = /[A-Zqzv]/
const mostReadings = 4

/** The skeletons of sound letters, one for each reading of the letters that spelling leaves open. */
function skeletonsOf(sounds: string): string[] {
  if (sounds === '') return []
  if (!openSound.test(sounds)) {
    const joined = foldSounds(sounds, false)
    if (joined === '') return []
    if (!sounds.includes('.', 1)) return [joined]
    const apart = foldSounds(sounds, true)
    return joined === apart ? [joined] : [joined, apart]
  }
  let readings = [sounds]
  for (let found = openSound.exec(sounds); found !== null; found = openSound.exec(readings[0] ?? '')) {
    const letter = found[0]
    const choices = openSounds[letter] ?? [letter.toLowerCase(), '']
    const kept = readings.length < mostReadings ? choices : choices.slice(0, 1)
    readings = kept.flatMap((choice) => readings.map((reading) => reading.replace(letter, choice)))
  }
  const keys = readings.flatMap((reading) => [foldSounds(reading, false), foldSounds(reading, true)])
  return [...new Set(keys)].filter((key) => key !== '')
}

/** The likeliest sound key of a word ([a-z], '' when it has none); Thai and Latin spellings of one word share it. */
export function soundSkeleton(word: string): string {
  return skeletonsOf(soundsOf(word))[0] ?? ''
}

/** Every sound key of a word, the likeliest first: one, seldom more, at most eight; two words may be one when they share a key. */
export function soundSkeletons(word: string): string[] {
  return skeletonsOf(soundsOf(word))
}

/** Marks the key of a second word that sounds like an earlier one, so that a name of two alike words is found by both. */
const again = 'z'

/** The tokens to index for one name's words: every key of every word, marked where a word sounds like one before it; `keysOf` may remember keys. */
export function soundTokens(
  words: readonly string[],
  keysOf: (word: string) => readonly string[] = soundSkeletons,
): string[] {
  const tokens = new Set<string>()
  for (const word of words) {
    for (const key of keysOf(word)) {
      let token = key
      while (tokens.has(token)) token += again
      tokens.add(token)
    }
  }
  return [...tokens]
}

/** For each word of a query that has a sound, the tokens one of which a name must hold. */
export function soundQuestion(words: readonly string[]): string[][] {
  const groups: string[][] = []
  const taken = new Map<string, number>()
  for (const word of words) {
    const keys = soundSkeletons(word)
    if (keys.length === 0) continue
    groups.push(keys.map((key) => key + again.repeat(taken.get(key) ?? 0)))
    // A word with two keys may have met the name by the other one.
    if (keys.length === 1) for (const key of keys) taken.set(key, (taken.get(key) ?? 0) + 1)
  }
  return groups
}

/** Keys that the sound key of a word begins with when only its beginning is typed yet; at most four. */
export function soundPrefixes(half: string): string[] {
  // What follows decides how these sound: ch, ve, ge.
  const word = half.replace(/(?:c|ve?|(?<!n)ge?)$/i, '')
  const keys = new Set([...skeletonsOf(soundsOf(word, true)), ...soundSkeletons(word)])
  // The last Thai consonant may still be silenced.
  if (/[ก-ฮ]$/u.test(word)) for (const key of skeletonsOf(soundsOf(word.slice(0, -1)))) keys.add(key)
  return [...keys].slice(0, 4)
}

/** How alike two words sound, 0 to 1, in any script; 1 for the same spelling, 0 when either has no sound. */
export function soundSimilarity(wordA: string, wordB: string): number {
  if (wordA === wordB) return 1
  return compareSounds(soundsOf(wordA), soundsOf(wordB))
}

/** Sounds of a query's words, made once, and the space to compare them in. */
interface AskedSounds {
  readonly words: readonly string[]
  readonly scratch: Float64Array
}

/** Best pairing of query words with name words, each name word used once; 0 to 1, longer query words weighing more. */
function scoreWords({ words, scratch }: AskedSounds, held: readonly string[]): number {
  let used = 0
  let score = 0
  let total = 0
  for (let index = 0; index < words.length; index += 1) {
    const asked = words[index] ?? ''
    let best = 0
    let bestAt = -1
    for (let at = 0; at < held.length; at += 1) {
      const candidate = held[at] ?? ''
      // Words whose first sounds have nothing in common are other words; most pairs end here.
      if ((used & (1 << at)) !== 0 || !mayBegin(asked, candidate)) continue
      let similarity = compareSounds(asked, candidate, false, scratch)
      if (similarity < 0.85 && index === words.length - 1) {
        similarity = Math.max(similarity, 0.85 * compareSounds(asked, candidate, true, scratch))
      }
      if (similarity <= best) continue
      best = similarity
      bestAt = at
    }
    if (bestAt >= 0) used |= 1 << bestAt
    score += best * (3 + asked.length)
    total += 3 + asked.length
  }
  return total === 0 ? 0 : score / total
}

function mayBegin(asked: string, held: string): boolean {
  const first = asked.charCodeAt(0)
  const other = held.charCodeAt(0)
  // A capital (below 97) or a vowel at the start says nothing.
  if (first === other || first < 97 || other < 97) return true
  return firstClasses[first] === 'a' || firstClasses[other] === 'a' || replacingCost(first, other) < 0.6
}

/** Scores a full name and any other names of one person against a query by sound, 0 to 1; the last query word may be half typed, and of equals the full name with fewer words beyond the query's comes first. */
export function soundMatcher(query: string): (...names: readonly string[]) => number {
  const words = nameWords(query)
    .map((word) => soundsOf(word))
    .filter((sounds) => sounds !== '')
  const asked = { words, scratch: createScratch() }
  return (...names) => {
    const held = names.map((name) => nameWords(name).map((word) => soundsOf(word)))
    const beyond = Math.max(0, (held[0]?.length ?? 0) - words.length)
    return Math.max(0, scoreWords(asked, held.flat().slice(0, 30)) - 0.005 * Math.min(beyond, 4))
  }
}
