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
    const found = known.get(customerId) ?? keysOf(db, readRelatives(db, customerId))
    known.set(customerId, found)
    return found
  }
}

function keysOf(db: ReadDb, ids: readonly string[]): readonly number[] {
  return ids.map((id) => findKey(db, id)).filter((key) => key !== undefined)
}

/** The ids of all but the customer themselves; mostly none. */
export function readRelatives(db: ReadDb, customerId: string): readonly string[] {
  // Two steps rather than one over both directions: each is a search of an index, for every customer a pull brings.
  const sql = `WITH RECURSIVE related (id) AS (
       VALUES (?)
       UNION SELECT merged_customer_id FROM related JOIN customer_merge_history ON customer_id = related.id
       UNION SELECT customer_id FROM related JOIN customer_merge_history ON merged_customer_id = related.id)
     SELECT id FROM related WHERE id <> ?`
  return statement(db, sql).pluck().all(customerId, customerId) as string[]
}
