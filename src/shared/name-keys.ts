// Names as keys: words without titles, a sound key that the Thai and the Latin spelling of one word share, and how
// alike two words sound.
//
// How to look a name up by sound:
//  1. Index: for every word of `nameWords(fullName)` and of the nickname, each token of `soundSkeletons(word)`
//     (one, seldom two). '' means the word has no sound key (other scripts, digits): not indexed.
//  2. Query: for each word of `nameWords(query)` the tokens of `soundSkeletons(word)`, joined by OR; the last word's
//     tokens first as they are, then, while hits are missing, its `soundPrefixes(word)` as prefixes. AND the words.
//  3. Read some hundred candidates in order of recency and score them with `soundMatcher(query)`; keep those from
//     `soundMatchThreshold` up, best first, recency between equals.
//  4. Found too few and the query has several words: read again with OR between the words, score in the same way
//     (the score counts every word, so one different word lowers it without losing the person).
import { latinTitles, namesLikeTitles, thaiAbbreviations, thaiTitles } from './honorifics.ts'
import { latinSounds } from './latin-sound.ts'
import { compareSounds } from './sound-distance.ts'
import { normaliseText } from './text.ts'
import { thaiSounds } from './thai-sound.ts'

/** Candidates that score less do not sound like what was asked. */
export const soundMatchThreshold = 0.72

/** Whether the text holds a Thai letter. */
export function isThai(text: string): boolean {
  for (let index = 0; index < text.length; index += 1) {
    const code = text.charCodeAt(index)
    if (code >= 0x0e01 && code <= 0x0e4e) return true
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

/** Normalised words of a name without titles; the Chinese-Thai surname mark แซ่ / Sae is one word with what follows it. */
export function nameWords(name: string): string[] {
  const words = normaliseText(stripHonorifics(name.slice(0, 400)))
    .replace(/['’`ʼ]/gu, '')
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
const innerClasses = classTable({ k: 'kq', t: 'tdscxz', p: 'pbf', m: 'm', n: 'nlrgj' })
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

/** Skeleton of sound letters: the first sound finely, then coarse consonant classes, neighbours of one class once. */
function foldSounds(sounds: string): string {
  let skeleton = firstClasses[sounds.charCodeAt(0)] ?? ''
  let previous = ''
  for (let index = 1; index < sounds.length; index += 1) {
    const name = innerClasses[sounds.charCodeAt(index)] ?? ''
    if (name !== '' && name !== previous) {
      skeleton += name
      previous = name
    }
  }
  return skeleton
}

function soundsOf(word: string, half = false): string {
  return isThai(word) ? thaiSounds(word) : latinSounds(word, half)
}

const optionalSounds = /[A-Zqz]/

/** The skeletons of sound letters: with and without the consonants that some leave out, both readings of g and sh. */
function skeletonsOf(sounds: string): string[] {
  if (sounds === '') return []
  if (!optionalSounds.test(sounds)) return [foldSounds(sounds)]
  const full = foldSounds(sounds.toLowerCase())
  const bare = foldSounds(sounds.replace(/[A-Z]/g, '').replace(/q/g, 'c').replace(/z/g, 's'))
  return full === bare ? [full] : [full, bare]
}

/** The likeliest sound key of a word ([a-z], '' when it has none); Thai and Latin spellings of one word share it. */
export function soundSkeleton(word: string): string {
  return skeletonsOf(soundsOf(word))[0] ?? ''
}

/** Every sound key of a word, the likeliest first, at most two; two words may be one when they share a key. */
export function soundSkeletons(word: string): string[] {
  return skeletonsOf(soundsOf(word))
}

/** Keys that the sound key of a word begins with when only its beginning is typed yet; at most three. */
export function soundPrefixes(half: string): string[] {
  const word = half.replace(/c$/i, '')
  const keys = new Set(skeletonsOf(soundsOf(word, true)))
  // The last Thai consonant may still be silenced.
  if (/[ก-ฮ]$/u.test(word)) for (const key of skeletonsOf(soundsOf(word.slice(0, -1)))) keys.add(key)
  return [...keys].slice(0, 3)
}

/** How alike two words sound, 0 to 1, in any script; 1 for the same spelling, 0 when either has no sound. */
export function soundSimilarity(wordA: string, wordB: string): number {
  if (wordA === wordB) return 1
  return compareSounds(soundsOf(wordA), soundsOf(wordB))
}

/** Best pairing of query words with name words, each name word used once; 0 to 1, longer query words weighing more. */
function scoreWords(asked: readonly string[], held: readonly string[]): number {
  const free = [...held]
  let score = 0
  let total = 0
  for (const [index, sounds] of asked.entries()) {
    let best = 0
    let bestAt = -1
    for (const [at, candidate] of free.entries()) {
      const whole = compareSounds(sounds, candidate)
      const started =
        index === asked.length - 1 && whole < 0.9 ? 0.9 * compareSounds(sounds, candidate, true) : 0
      const similarity = Math.max(whole, started)
      if (similarity <= best) continue
      best = similarity
      bestAt = at
    }
    if (bestAt >= 0) free.splice(bestAt, 1)
    score += best * sounds.length
    total += sounds.length
  }
  return total === 0 ? 0 : score / total
}

/** Scores names (full name, nickname: any texts) against one query by sound, 0 to 1; the last query word may be half typed. */
export function soundMatcher(query: string): (...names: readonly string[]) => number {
  const asked = nameWords(query)
    .map((word) => soundsOf(word))
    .filter((sounds) => sounds !== '')
  return (...names) => {
    const held = names.flatMap((name) => nameWords(name).map((word) => soundsOf(word)))
    return scoreWords(asked, held)
  }
}
