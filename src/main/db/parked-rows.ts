// Rows that came before their customer, and what becomes of them once the customer is here.
import { type FeedTable, type FeedValue, feedColumns, feedTables } from '../../shared/feed.ts'
import { applyAudit, applyRows } from './apply-feed-rows.ts'
import type { FeedSlice } from './feed-slice.ts'
import { statement, type WriteDb } from './handle.ts'
import { pendingCustomers } from './pending-commands.ts'

interface ParkedRow {
  readonly table_name: FeedTable
  readonly row_id: string
  readonly row: string
}

/** Applies every parked row whose customer is here now, tables in the feed's order, inside the caller's transaction. */
export function unpark(
  db: WriteDb,
  lastSeq: number,
  changedIds: Set<string>,
  effects: FeedSlice['effects'],
): void {
  const found = statement(
    db,
    `SELECT table_name, row_id, row FROM parked_rows
     WHERE customer_id IN (SELECT id FROM customers) ORDER BY row_id`,
  ).all() as ParkedRow[]
  const remove = statement(db, 'DELETE FROM parked_rows WHERE table_name = ? AND row_id = ?')
  // A merge's line tells whose the rows it moved were: it comes before them, as in a pull.
  const place = ({ table_name }: ParkedRow) => feedTables.indexOf(table_name)
  for (const { table_name: table, row_id, row } of found.toSorted((a, b) => place(a) - place(b))) {
    remove.run(table, row_id)
    const rows = [JSON.parse(row) as FeedValue[]]
    const part = { table, columns: feedColumns[table], rows }
    const pending = pendingCustomers(db, lastSeq)
    const common = { lastSeq, isFirst: false, isLater: false, isRestart: false, pending, changedIds, effects }
    const apply = table === 'audit_log' ? applyAudit : applyRows
    apply({ db, part, rows, ...common }, rows)
  }
}

/**
 * Forgets parked rows that have come again or were removed, inside the caller's transaction. Named by their table too: a sale
 * and the entry it made have one id.
 */
export function forgetParked(
  db: WriteDb,
  named: () => readonly (readonly [table: string, rowId: string])[],
): void {
  if (statement(db, 'SELECT 1 FROM parked_rows LIMIT 1').get() === undefined) return
  statement(
    db,
    `DELETE FROM parked_rows WHERE (table_name, row_id) IN
       (SELECT value ->> 0, value ->> 1 FROM json_each(?))`,
  ).run(JSON.stringify(named()))
}
