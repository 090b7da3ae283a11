// What people must decide: two values for one field, balances below nothing, codes and customers that met.
import type { ConflictSide, SyncConflict } from '../../shared/sync.ts'
import type { ColumnValue } from '../../shared/wire.ts'
import { findSurvivorId } from './customer-redirects.ts'
import { type ReadDb, statement } from './handle.ts'
import { nameCustomer, nameDevice, nameStaff } from './summaries.ts'

type ConflictRow = Readonly<Record<string, ColumnValue>>

/** The open conflicts, newest first, then those settled last; at most 500. */
export function listConflicts(db: ReadDb): SyncConflict[] {
  const sql = `SELECT * FROM sync_conflicts
     ORDER BY status <> 'open', coalesce(settled_at, kept_at, other_at) DESC, id LIMIT 500`
  return (statement(db, sql).all() as ConflictRow[]).map((row) => describeConflict(db, row))
}

/** One conflict; null when it is not here. */
export function readConflict(db: ReadDb, conflictId: string): SyncConflict | null {
  const row = statement(db, 'SELECT * FROM sync_conflicts WHERE id = ?').get(conflictId)
  return row ? describeConflict(db, row as ConflictRow) : null
}

/** How many conflicts wait for a decision. */
export function countOpenConflicts(db: ReadDb): number {
  return statement(db, "SELECT count(*) FROM sync_conflicts WHERE status = 'open'").pluck().get() as number
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
    status: row.status as SyncConflict['status'],
  }
}

function readSide(db: ReadDb, row: ConflictRow, side: 'kept' | 'other'): ConflictSide {
  return {
    value: row[`${side}_value`] ?? null,
    by: nameStaff(db, row[`${side}_by`] as string | null),
    device: nameDevice(db, row[`${side}_device`] as string | null),
    at: row[`${side}_at`] as string | null,
  }
}
