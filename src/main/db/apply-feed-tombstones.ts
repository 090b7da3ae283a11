// What the server removed goes here, too; what pending commands make of it stays until the server has answered them.
import type { FeedTable } from '../../shared/feed.ts'
import { directoryId } from '../../shared/wire.ts'
import {
  type ChangingTable,
  customerPlace,
  isChangingTable,
  isChildTable,
  plainTables,
} from './fed-tables.ts'
import { type FeedSlice, placesOf, valuesOf, type WireRow } from './feed-slice.ts'
import { type ReadDb, statement } from './handle.ts'
import { settleOn } from './settle-rows.ts'

/** Removes what the tombstones of a slice stand for. */
export function applyTombstones(slice: FeedSlice, rows: readonly WireRow[]): void {
  // Whoever pulls everything has nothing of what was removed before.
  if (slice.isFirst) return
  const places = placesOf(slice.part)
  for (const row of rows) {
    const [, table, rowId] = valuesOf(row, places)
    removeRow(slice, String(table) as FeedTable, String(rowId))
  }
}

function removeRow(slice: FeedSlice, table: FeedTable, id: string): void {
  const { db, effects, lastSeq } = slice
  if (isChangingTable(table)) {
    const customerId = customerOf(db, table, id)
    if (customerId === null) return
    slice.changedIds.add(customerId)
    settleOn(db, { table, id, customerId }, null, lastSeq, effects)
  } else if (isChildTable(table) || (plainTables as readonly string[]).includes(table)) {
    statement(db, `DELETE FROM ${table} WHERE id = ?`).run(id)
  }
}

function customerOf(db: ReadDb, table: ChangingTable, id: string): string | null {
  if (table === 'customers') return id
  if (customerPlace(table) < 0) return directoryId
  const sql = isChildTable(table)
    ? `SELECT customers.id FROM ${table} JOIN customers ON customers.key = customer_key WHERE ${table}.id = ?`
    : `SELECT customer_id FROM ${table} WHERE id = ?`
  return (statement(db, sql).pluck().get(id) as string | undefined) ?? null
}
