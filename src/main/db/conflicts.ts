// What people must decide: two values for one field, balances below nothing, codes and customers that met.
import type { MergeEntry } from '../../shared/merging.ts'
import type { ConflictSide, SyncConflict } from '../../shared/sync.ts'
import type { ColumnValue } from '../../shared/wire.ts'
import { findSurvivorId } from './customer-redirects.ts'
import { type ReadDb, statement } from './handle.ts'
import type { MergeLine } from './merge-facts.ts'
import { describeMerge } from './merge-history.ts'
import { nameCustomer, nameDevice, nameStaff } from './summaries.ts'

type ConflictRow = Readonly<Record<string, ColumnValue>>

/** Whether a line waits. One that says two are one does not once they were parted here, though the server has yet to hear of it. */
const isOpen = `(sync_conflicts.status = 'open' AND NOT (sync_conflicts.kind = 'merge' AND EXISTS (
  SELECT 1 FROM customers AS kept JOIN customers AS other ON other.customer_code = sync_conflicts.other_value
  WHERE kept.customer_code = sync_conflicts.kept_value
    AND coalesce(kept.merged_into, kept.id) <> coalesce(other.merged_into, other.id))))`

/** The open conflicts, newest first, then those settled last; at most 500. */
export function listConflicts(db: ReadDb): SyncConflict[] {
  const sql = `SELECT *, ${isOpen} AS is_open FROM sync_conflicts
     ORDER BY NOT is_open, coalesce(settled_at, kept_at, other_at) DESC, id LIMIT 500`
  return (statement(db, sql).all() as ConflictRow[]).map((row) => describeConflict(db, row))
}

/** One conflict; null when it is not here. */
export function readConflict(db: ReadDb, conflictId: string): SyncConflict | null {
  const sql = `SELECT *, ${isOpen} AS is_open FROM sync_conflicts WHERE id = ?`
  const row = statement(db, sql).get(conflictId)
  return row ? describeConflict(db, row as ConflictRow) : null
}

/** How many conflicts wait for a decision. */
export function countOpenConflicts(db: ReadDb): number {
  return statement(db, `SELECT count(*) FROM sync_conflicts WHERE ${isOpen}`).pluck().get() as number
}

function describeConflict(db: ReadDb, row: ConflictRow): SyncConflict {
  const customerId = findSurvivorId(db, String(row.customer_id))
  return {
    id: String(row.id),
    customerId,
    ...nameCustomer(db, customerId),
    kind: row.kind as SyncConflict['kind'],
    column: row.column_name as string | null,
    kept: readSide(db, row, 'kept'),
    other: readSide(db, row, 'other'),
    status: row.is_open === 1 ? 'open' : 'settled',
    merge: row.is_open === 1 && row.kind === 'merge' ? findMerge(db, row.other_value ?? null) : null,
  }
}

/** The merge that folded the holder of a code in and stands. */
function findMerge(db: ReadDb, code: ColumnValue): MergeEntry | null {
  const sql = `SELECT customer_merge_history.* FROM customer_merge_history
     JOIN customers ON customers.id = merged_customer_id
     WHERE customer_code = ? AND undone_at IS NULL ORDER BY merged_at DESC LIMIT 1`
  const line = statement(db, sql).get(code) as MergeLine | undefined
  return line ? describeMerge(db, line) : null
}

function readSide(db: ReadDb, row: ConflictRow, side: 'kept' | 'other'): ConflictSide {
  return {
    value: row[`${side}_value`] ?? null,
    by: nameStaff(db, row[`${side}_by`] as string | null),
    device: nameDevice(db, row[`${side}_device`] as string | null),
    at: row[`${side}_at`] as string | null,
  }
}
