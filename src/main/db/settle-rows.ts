// Brings a row to what it must be: the server's copy with the commands that are still pending replayed on it.
import { type FeedValue, feedColumns } from '../../shared/feed.ts'
import { type FeedRow, rebaseRow, takesBackVisit, touches } from '../domain/rebase.ts'
import { dropBase, readBase, saveBase } from './base-rows.ts'
import { removeCustomer, type SearchEffects, writeCustomer } from './customer-rows.ts'
import { type ChangingTable, customerRowColumns } from './feed-rows.ts'
import { statement, type WriteDb } from './handle.ts'
import { pendingOf } from './pending-commands.ts'

/** A row and the customer it is about, as pending commands name them now. */
export interface RowName {
  readonly table: ChangingTable
  readonly id: string
  readonly customerId: string
}

/**
 * Rewrites a row from its base and the pending commands that touch it, inside the caller's transaction. Without a base the
 * row is the server's already; when no command touches it any more, the base goes.
 */
export function settleRow(db: WriteDb, name: RowName, effects: SearchEffects): void {
  // A copy kept from before may name a code that the server has given to somebody else since.
  settle(db, name, effects, false)
}

function settle(db: WriteDb, name: RowName, effects: SearchEffects, isFresh: boolean): void {
  const { table, id, customerId } = name
  const base = readBase(db, table, id)
  if (!base) return
  const commands = pendingOf(db, customerId, base.seq).filter(({ operations }) =>
    operations.some((operation) => touches(operation, table, id)),
  )
  const row = rebaseRow(table, id, base.row, commands)
  const ownsCode = isFresh && base.row?.customer_code === row?.customer_code
  writeRow(db, name, row, ownsCode, effects)
  if (commands.length === 0) dropBase(db, table, id)
  else if (table === 'customers' && row && takesBackVisit(commands, customerId)) {
    findLastVisit(db, customerId)
  }
}

/** Takes a row of the server as the copy, and settles it. */
export function settleOn(
  db: WriteDb,
  name: RowName,
  row: FeedRow | null,
  seq: number,
  effects: SearchEffects,
): void {
  saveBase(db, name.table, name.id, name.customerId, { row, seq })
  settle(db, name, effects, true)
}

/** Writes a row in feed form, or removes it where it is null, inside the caller's transaction. */
export function writeRow(
  db: WriteDb,
  { table, id }: RowName,
  row: FeedRow | null,
  ownsCode: boolean,
  effects: SearchEffects,
): void {
  if (table === 'customers') {
    if (!row) {
      removeCustomer(db, id)
      return
    }
    const values = [...customerRowColumns, 'identifiers'].map((column): FeedValue => row[column] ?? null)
    writeCustomer(db, values, ownsCode, effects)
    return
  }
  if (table === 'customer_notes') writeNote(db, id, row)
  else if (row) upsertConflict(db, row)
  else statement(db, 'DELETE FROM sync_conflicts WHERE id = ?').run(id)
}

const noteSql = `INSERT INTO customer_notes
    (customer_key, id, note_type, note_text, is_pinned, is_internal, created_at, created_by)
  SELECT key, ?, ?, ?, ?, ?, ?, ? FROM customers WHERE id = ?
  ON CONFLICT (customer_key, id) DO UPDATE SET note_type = excluded.note_type, note_text = excluded.note_text,
    is_pinned = excluded.is_pinned, is_internal = excluded.is_internal, created_at = excluded.created_at,
    created_by = excluded.created_by`

/** Writes a note under its customer, or removes it wherever it stands. */
function writeNote(db: WriteDb, id: string, row: FeedRow | null): void {
  if (!row) {
    statement(db, 'DELETE FROM customer_notes WHERE id = ?').run(id)
    return
  }
  statement(db, noteSql).run(
    row.id,
    row.note_type,
    row.note_text,
    row.is_pinned,
    row.is_internal,
    row.created_at,
    row.created_by ?? null,
    row.customer_id,
  )
}

const conflictColumns = feedColumns.sync_conflicts
const conflictSql = `INSERT OR REPLACE INTO sync_conflicts (${conflictColumns.join(', ')})
  VALUES (${conflictColumns.map(() => '?').join(', ')})`

function upsertConflict(db: WriteDb, row: FeedRow): void {
  statement(db, conflictSql).run(conflictColumns.map((column) => row[column] ?? null))
}

/** Only the ledger knows which visit was the last before one that was taken back. */
function findLastVisit(db: WriteDb, customerId: string): void {
  statement(
    db,
    `UPDATE customers SET last_visit_at = (
       SELECT max(visit.occurred_at) FROM customer_ledger visit
       WHERE visit.customer_key = customers.key AND visit.kind = 'visit' AND visit.amount > 0
         AND NOT EXISTS (SELECT 1 FROM customer_ledger undo
                         WHERE undo.customer_key = customers.key AND undo.reverses_id = visit.id)
     ) WHERE id = ?`,
  ).run(customerId)
}
