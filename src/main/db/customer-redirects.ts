// Who a dead id lives on as: through the mark a merge leaves on the customer it folded away, and through redirects.
import { type ReadDb, statement } from './handle.ts'

/** The id a customer lives on under: the survivor's after a merge, else the same. Ends on a circle, too. */
export function findSurvivorId(db: ReadDb, customerId: string): string {
  const find = statement(
    db,
    `SELECT coalesce(
       (SELECT merged_into FROM customers WHERE id = ?),
       (SELECT customer_id FROM customer_redirects WHERE dead_value = ? AND kind = 'id'))`,
  ).pluck()
  const seen = new Set([customerId])
  let id = customerId
  for (;;) {
    const next = find.get(id, id) as string | null
    if (next === null || seen.has(next)) return id
    seen.add(next)
    id = next
  }
}
