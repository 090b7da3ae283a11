// Brings the search in step with rows a pull has written: texts that changed, and those who came by to the front.
import type { SearchEffects } from './customer-rows.ts'
import { statement, type WriteDb } from './handle.ts'
import { indexCustomer, moveToFront } from './search-index.ts'

/**
 * Settles the search rows of what was written, inside the caller's transaction; who came last ends in front. With
 * `isLater`, whoever has no place yet is left to the building of the index.
 */
export function settleSearch(db: WriteDb, { texts, visits }: SearchEffects, isLater = false): void {
  if (texts.size === 0 && visits.size === 0) return
  const rankOf = statement(
    db,
    'SELECT search_rank FROM customers WHERE key = ? AND merged_into IS NULL',
  ).pluck()
  const isDue = (key: number) => {
    const rank = rankOf.get(key)
    return rank !== undefined && (rank !== null || !isLater)
  }
  for (const key of texts) if (isDue(key)) indexCustomer(db, key)
  const byVisit = [...visits].sort(([, left], [, right]) => (left < right ? -1 : left > right ? 1 : 0))
  for (const [key] of byVisit) if (isDue(key)) moveToFront(db, key)
}
