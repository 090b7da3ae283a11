// A merge's line may come long after the rows it moved: it changed once more while a pull of many pages went on, and only the
// next one brought it. Until then nothing told that those rows stand here under the folded customer as well.
import type { MergeRecord } from '../../shared/merging.ts'
import { findKey } from './customer-keys.ts'
import { isChildTable } from './fed-tables.ts'
import { type FeedSlice, placesOf, valuesOf, type WireRow } from './feed-slice.ts'
import { statement, type WriteDb } from './handle.ts'
import { readRelatives } from './merge-relations.ts'

/** The merges among these rows of a pull whose lines are not here yet. */
export function listUnseen({ db, part }: FeedSlice, lines: readonly WireRow[]): readonly string[] {
  const places = placesOf(part)
  const sql = 'SELECT 1 FROM customer_merge_history WHERE id = ?'
  return lines
    .map((line) => String(valuesOf(line, places)[0]))
    .filter((id) => statement(db, sql).get(id) === undefined)
}

/**
 * Forgets, inside the caller's transaction, what stands under folded customers and under somebody they were merged with too,
 * for everybody whom lines that were not here before bind together: a merge that stands has moved it.
 */
export function dropMovedCopies(db: WriteDb, unseen: readonly string[]): void {
  const done = new Set<string>()
  for (const mergeId of unseen) {
    const sql = 'SELECT customer_id FROM customer_merge_history WHERE id = ?'
    const survivorId = statement(db, sql).pluck().get(mergeId) as string | undefined
    if (survivorId === undefined || done.has(survivorId)) continue
    const group = [survivorId, ...readRelatives(db, survivorId)]
    for (const id of group) done.add(id)
    const keys = group.map((id) => findKey(db, id)).filter((key) => key !== undefined)
    for (const id of group) dropCopiesOf(db, id, keys)
  }
}

/** Whatever standing merges moved away from a customer, where it stands under others of these keys as well. */
function dropCopiesOf(db: WriteDb, foldedId: string, keys: readonly number[]): void {
  const key = findKey(db, foldedId)
  if (key === undefined) return
  const others = JSON.stringify(keys.filter((other) => other !== key))
  const sql = 'SELECT data FROM customer_merge_history WHERE merged_customer_id = ? AND undone_at IS NULL'
  for (const data of statement(db, sql).pluck().all(foldedId) as string[]) {
    const { moved } = JSON.parse(data) as MergeRecord
    for (const [table, ids] of Object.entries(moved)) {
      if (!isChildTable(table) || ids.length === 0) continue
      statement(
        db,
        `DELETE FROM ${table} WHERE customer_key = ? AND id IN (SELECT value FROM json_each(?)) AND EXISTS (
           SELECT 1 FROM ${table} AS other
           WHERE other.customer_key IN (SELECT value FROM json_each(?)) AND other.id = ${table}.id)`,
      ).run(key, JSON.stringify(ids), others)
    }
  }
}
