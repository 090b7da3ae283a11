// Brings the search in step with rows a pull has written: texts that changed, and those who came by to the front.
import type { SearchEffects } from './customer-rows.ts'
import { statement, type WriteDb } from './handle.ts'
import { indexCustomer, moveToFront } from './search-index.ts'

/** Settles the search rows of what was written, inside the caller's transaction; who came last ends in front. */
export function settleSearch(db: WriteDb, { texts, visits }: SearchEffects): void {
  if (texts.size === 0 && visits.size === 0) return
  const unbuilt = statement(db, 'SELECT is_unbuilt FROM search_state').pluck().get() === 1
  const rankOf = statement(
    db,
    'SELECT search_rank FROM customers WHERE key = ? AND merged_into IS NULL',
  ).pluck()
  // While the index waits to be built, whoever has no place yet gets one then.
  const hasPlace = (key: number) => {
    const rank = rankOf.get(key)
    return rank !== undefined && (rank !== null || !unbuilt)
  }
  for (const key of texts) if (hasPlace(key)) indexCustomer(db, key)
  const byVisit = [...visits].sort(([, left], [, right]) => (left < right ? -1 : left > right ? 1 : 0))
  for (const [key] of byVisit) if (hasPlace(key)) moveToFront(db, key)
}
