// Between whom rows may have moved: everybody whom merges, standing or undone, ever bound together. Every merge and every undo
// changes its line in the history, and lines come before the rows, so nothing moves between others.
import { findKey } from './customer-keys.ts'
import { type ReadDb, statement } from './handle.ts'

/** The local keys of all but the customer themselves; mostly none. Remembers what it found. */
export function createRelatives(db: ReadDb): (customerId: string) => readonly number[] {
  const known = new Map<string, readonly number[]>()
  const hasMerges = statement(db, 'SELECT 1 FROM customer_merge_history LIMIT 1').get() !== undefined
  return (customerId) => {
    if (!hasMerges) return []
    const found = known.get(customerId) ?? readRelatives(db, customerId)
    known.set(customerId, found)
    return found
  }
}

function readRelatives(db: ReadDb, customerId: string): readonly number[] {
  const sql = `WITH RECURSIVE related (id) AS (
       VALUES (?) UNION
       SELECT other.id FROM related CROSS JOIN (
         SELECT customer_id AS one, merged_customer_id AS id FROM customer_merge_history
         UNION ALL SELECT merged_customer_id, customer_id FROM customer_merge_history) AS other ON other.one = related.id)
     SELECT id FROM related WHERE id <> ?`
  const ids = statement(db, sql).pluck().all(customerId, customerId) as string[]
  return ids.map((id) => findKey(db, id)).filter((key) => key !== undefined)
}
