// The order of recency in numbers: whoever came last has the lowest rank.
import { type ReadDb, statement } from './handle.ts'

/** One more than the rank of the very first customer; each newer one gets the next lower number. */
export const firstRank = 2 ** 40

/** The rank of whoever came last; `firstRank` in an empty directory. */
export function lowestRank(db: ReadDb): number {
  const lowest = statement(db, 'SELECT min(rank) FROM search_text').pluck().get() as number | null
  return lowest ?? firstRank
}
