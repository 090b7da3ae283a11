// Finds people whose name sounds like what was typed, across scripts: the index leads to names with the same sound keys,
// and a finer comparison that hears vowels too ranks them.
import {
  nameWords,
  soundMatcher,
  soundMatchThreshold,
  soundPrefixes,
  soundSimilarity,
  soundSkeletons,
} from '../../shared/name-keys.ts'
import { askForAll, gramsOf } from './grams.ts'
import { type ReadDb, statement } from './handle.ts'
import type { FoundRow } from './search-fragments.ts'
import { separator, soundEdge, writeSound } from './search-text.ts'

/** A name that sounds alike, 0 to 1. */
export interface SoundRow extends FoundRow {
  readonly score: number
}

/** Names compared finely per question to the index; most recent ones first. */
const candidatesRead = 200

/** At most `limit` people who sound like `whole` (in normal form), most alike first, then by recency. */
export function findBySound(db: ReadDb, whole: string, limit: number): SoundRow[] {
  const words = nameWords(whole).filter((word) => !/^\p{N}+$/u.test(word))
  const sounds = words.map((word) => soundSkeletons(word).filter(Boolean).map(writeWhole))
  if (words.length === 0 || sounds.some((fragments) => fragments.length === 0)) return []

  const scoreOf = soundMatcher(words.join(' '))
  const found = new Map<number, SoundRow>()
  const ask = (question: readonly (readonly string[])[]) => {
    for (const row of readCandidates(db, question)) {
      if (found.has(row.key)) continue
      const [name = '', nickname = ''] = row.text.split(separator, 2)
      const score = scoreOf(name, nickname)
      if (score >= soundMatchThreshold) found.set(row.key, { ...row, score })
    }
  }
  ask(sounds)
  if (found.size < limit) {
    const last = words.at(-1) ?? ''
    const begun = soundPrefixes(last).filter((prefix) => prefix.length > 1)
    if (begun.length > 0) ask([...sounds.slice(0, -1), begun.map((prefix) => soundEdge + writeSound(prefix))])
  }
  // One word that sounds different lowers the score without losing the person.
  if (found.size === 0 && words.length > 1) {
    for (const index of words.keys()) ask(sounds.filter((_, place) => place !== index))
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

function writeWhole(skeleton: string): string {
  return soundEdge + writeSound(skeleton) + soundEdge
}

/** The most recent rows that hold one sound of every group. */
function readCandidates(db: ReadDb, groups: readonly (readonly string[])[]): FoundRow[] {
  const question = groups
    .map((fragments) => `(${fragments.map((fragment) => `(${askForAll(gramsOf(fragment))})`).join(' OR ')})`)
    .join(' AND ')
  const sql = `SELECT search_text.rank AS rank, customer_key AS key, search_text.text AS text
     FROM search_grams CROSS JOIN search_text ON search_text.rank = search_grams.rowid
     WHERE search_grams MATCH ? ORDER BY search_grams.rowid LIMIT ?`
  const rows = statement(db, sql).all(question, candidatesRead) as FoundRow[]
  return rows.filter(({ text }) =>
    groups.every((fragments) => fragments.some((fragment) => text.includes(fragment))),
  )
}
