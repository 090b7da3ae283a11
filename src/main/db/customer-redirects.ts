// Who a dead id lives on as: by the mark a merge leaves on the customer it folded away; where there is no such customer, by a
// redirect. A customer who is here without a mark is alive, whatever an older redirect says.
import { type ReadDb, statement } from './handle.ts'

/** The id a customer lives on under: the survivor's after a merge, else the same. Ends on a circle, too. */
export function findSurvivorId(db: ReadDb, customerId: string): string {
  const find = statement(
    db,
    `SELECT merged_into FROM customers WHERE id = ?
     UNION ALL SELECT customer_id FROM customer_redirects WHERE dead_value = ? AND kind = 'id'
       AND NOT EXISTS (SELECT 1 FROM customers WHERE id = dead_value)`,
  ).pluck()
  const seen = new Set([customerId])
  let id = customerId
  for (;;) {
    const next = find.get(id, id) as string | null | undefined
    if (typeof next !== 'string' || seen.has(next)) return id
    seen.add(next)
    id = next
  }
}
