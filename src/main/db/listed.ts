// Who is in the list: everybody not folded into another. Whoever is findable has a place in the search and nobody folded
// has one, so the place says it, and the list's indexes hold those who have one.
import type { ReadDb } from './handle.ts'
import { isUnbuilt } from './unplaced.ts'

/** The condition on `customers` that its indexes answer; while a first pull's people wait for their places, one the rows answer. */
export function isListedSql(db: ReadDb): 'search_rank IS NOT NULL' | 'merged_into IS NULL' {
  return isUnbuilt(db) ? 'merged_into IS NULL' : 'search_rank IS NOT NULL'
}
