// The order of recency in numbers: whoever came last has the lowest rank.
import { type ReadDb, statement } from './handle.ts'

/** One more than the rank of the very first customer; each newer one gets the next lower number. */
export const firstRank = 2 ** 40

/** The rank of whoever came last, places set aside for texts that are being built included; `firstRank` in an empty directory. */
export function lowestRank(db: ReadDb): number {
  const sql = `SELECT min(coalesce((SELECT min(rank) FROM search_text), 1 << 40), coalesce(front_rank, 1 << 40))
     FROM search_state`
  return statement(db, sql).pluck().get() as number
}
