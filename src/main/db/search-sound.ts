// Finds people whose name sounds like what was typed, across scripts: the index leads to names with the same sound keys,
// and a finer comparison that hears vowels too ranks them.
import {
  nameWords,
  soundMatcher,
  soundMatchThreshold,
  soundPrefixes,
  soundQuestion,
  soundSimilarity,
} from '../../shared/name-keys.ts'
import { askForAll, rarestGrams } from './grams.ts'
import type { ReadDb } from './handle.ts'
import { askIndex, type FoundRow } from './search-fragments.ts'
import { separator, writeSound, writeSoundPrefix } from './search-text.ts'

/** A name that sounds alike, 0 to 1. */
export interface SoundRow extends FoundRow {
  readonly score: number
}

/** Names compared finely per question to the index unless told, most recent ones first. */
const usualCandidates = 150
const hasLetters = /\p{L}/u

/**
 * At most `limit` people who sound like `whole` (in normal form), most alike first, then by recency. Words without letters
 * must be in their text as they are. Reads `candidates` names per question to the index.
 */
export function findBySound(
  db: ReadDb,
  whole: string,
  limit: number,
  candidates = usualCandidates,
): SoundRow[] {
  if (whole.includes('@')) return []
  const given = whole.split(' ')
  const words = nameWords(given.filter((word) => hasLetters.test(word)).join(' '))
  const others = given.filter((word) => !hasLetters.test(word))
  const groups = soundQuestion(words).map((tokens) => tokens.map(writeSound))
  if (groups.length === 0 || groups.length < words.length) return []

  const scoreOf = soundMatcher(words.join(' '))
  const found = new Map<number, SoundRow>()
  const seen = new Set<number>()
  const ask = (question: readonly (readonly string[])[]) => {
    if (question.length === 0) return
    for (const row of readCandidates(
      db,
      question,
      others,
      question.length > 1 ? candidates : candidates / 2,
    )) {
      if (seen.has(row.key)) continue
      seen.add(row.key)
      const [name = '', nickname = ''] = row.text.split(separator, 2)
      const score = scoreOf(name, nickname)
      if (score >= soundMatchThreshold) found.set(row.key, { ...row, score })
    }
  }
  ask(groups)
  if (found.size === 0) {
    const begun = soundPrefixes(words.at(-1) ?? '').flatMap((letters) => writeSoundPrefix(letters) ?? [])
    if (begun.length > 0) ask([...groups.slice(0, -1), begun])
  }
  // One word that sounds different lowers the score without losing the person.
  if (found.size === 0 && groups.length > 1) {
    for (const index of groups.keys()) ask(groups.filter((_, place) => place !== index))
  }
  return [...found.values()]
    .sort((left, right) => right.score - left.score || left.rank - right.rank)
    .slice(0, limit)
}

/** The words of a found name that stand for a word of the question, to be marked. */
export function wordsAlike(name: string, whole: string): string[] {
  const asked = nameWords(whole)
  return nameWords(name).filter((held) =>
    asked.some((word) => word === held || soundSimilarity(word, held) >= soundMatchThreshold),
  )
}

/** The most recent rows that hold one sound of every group, and every other fragment. */
function readCandidates(
  db: ReadDb,
  groups: readonly (readonly string[])[],
  others: readonly string[],
  count: number,
): FoundRow[] {
  const sounds = groups.map((group) => `(${group.map((sound) => askForAll([sound])).join(' OR ')})`)
  const question = [...sounds, ...rarestGrams(db, others, 2).map((gram) => askForAll([gram]))].join(' AND ')
  return askIndex(db, question, others, count)
}
