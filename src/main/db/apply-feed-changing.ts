// Rows of a pull that people change here too, besides customers: notes and conflicts. And what the server removed.
import type { FeedTable } from '../../shared/feed.ts'
import { forEachChild } from './apply-feed-children.ts'
import { dropBase } from './base-rows.ts'
import type { ChangingTable } from './feed-rows.ts'
import {
  dropParked,
  type FeedSlice,
  namedRow,
  placesOf,
  readParted,
  valuesOf,
  type WireRow,
} from './feed-slice.ts'
import { statement, type WriteDb } from './handle.ts'
import { settleOn, writeRow } from './settle-rows.ts'

/** Applies the notes or the conflicts of a slice. */
export function applyChanging(slice: FeedSlice, rows: readonly WireRow[]): void {
  const { db, part, pending, lastSeq, effects } = slice
  const table = part.table as Exclude<ChangingTable, 'customers'>
  const parted = readParted(db)
  forEachChild(slice, rows, 1, (key, values, customerId) => {
    const row = namedRow(table, values)
    const name = { table, id: String(row.id), customerId }
    if (pending.has(customerId)) settleOn(db, name, row, lastSeq, effects)
    else {
      writeRow(db, name, row, true, effects)
      dropBase(db, table, name.id)
    }
    const former = parted.get(key)
    if (former !== undefined && table === 'customer_notes') {
      statement(db, 'DELETE FROM customer_notes WHERE customer_key = ? AND id = ?').run(former, name.id)
    }
  })
}

/** Removes what the server removed; what pending commands make of it stays until the server has answered them. */
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
  dropParked(db, table, id)
  switch (table) {
    case 'customers':
    case 'customer_notes':
    case 'sync_conflicts': {
      const customerId = table === 'customers' ? id : customerOf(db, table, id)
      if (customerId === null) return
      slice.changedIds.add(customerId)
      settleOn(db, { table, id, customerId }, null, lastSeq, effects)
      return
    }
    case 'customer_ledger':
    case 'customer_redirects':
    case 'vip_tiers':
      statement(db, `DELETE FROM ${table} WHERE id = ?`).run(table === 'vip_tiers' ? Number(id) : id)
      return
    default:
  }
}

function customerOf(db: WriteDb, table: 'customer_notes' | 'sync_conflicts', id: string): string | null {
  const sql =
    table === 'sync_conflicts'
      ? 'SELECT customer_id FROM sync_conflicts WHERE id = ?'
      : `SELECT customers.id FROM customer_notes JOIN customers ON customers.key = customer_key
         WHERE customer_notes.id = ?`
  return (statement(db, sql).pluck().get(id) as string | undefined) ?? null
}
