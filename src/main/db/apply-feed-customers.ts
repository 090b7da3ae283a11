// Customers of a pull. The mass of them is new or changed elsewhere only; those with pending commands keep the server's row
// as their base and show it with the commands replayed; those folded into another hand over what is still pending, and take
// it back where the server knows them as two again.
import { type FeedValue, feedColumns } from '../../shared/feed.ts'
import { dropBase, readBase } from './base-rows.ts'
import { findKey } from './customer-keys.ts'
import { findSurvivorId } from './customer-redirects.ts'
import { insertNewCustomer, type KnownCustomer, noteSurvivor, writeCustomer } from './customer-rows.ts'
import { readFeedRow } from './feed-rows.ts'
import { type FeedSlice, namedRow, noteParting, placesOf, valuesOf, type WireRow } from './feed-slice.ts'
import { statement, type WriteDb } from './handle.ts'
import { adoptMade } from './merged-customers.ts'
import { handBack } from './parted-customers.ts'
import { bindSurvivor, boundWith } from './pending-folds.ts'
import { settleOn, settleRow } from './settle-rows.ts'

/** Applies the customers of a slice. */
export function applyCustomers(slice: FeedSlice, rows: readonly WireRow[]): void {
  const places = placesOf(slice.part)
  for (const row of rows) applyCustomer(slice, valuesOf(row, places))
}

function applyCustomer(slice: FeedSlice, values: readonly FeedValue[]): void {
  const { db, pending, effects, lastSeq } = slice
  const id = String(values[0])
  slice.changedIds.add(id)
  if (pending.has(id)) {
    const row = namedRow('customers', values)
    if (row.merged_into === null || boundWith(db, id).length > 1) {
      const before = readKnown(db, id)
      settleOn(db, { table: 'customers', id, customerId: id }, row, lastSeq, effects)
      const after = readKnown(db, id)
      // What this counter made of them itself is no news.
      if (after && row.merged_into !== null && row.merged_into === after.merged_into) {
        if (before?.merged_into !== after.merged_into) noteMerge(slice, id, after.key, before)
      }
      return
    }
  } else if (insertNewCustomer(db, values)) {
    if (!slice.isLater) finishNew(slice, id, values)
    return
  }
  const { key, before } = writeCustomer(db, values, true, effects)
  dropBase(db, 'customers', id)
  noteMerge(slice, id, key, before)
}

/** A new row goes to the front of the search; on a first pull the index is built later. */
function finishNew(slice: FeedSlice, id: string, values: readonly FeedValue[]): void {
  const { db, effects } = slice
  const key = statement(db, 'SELECT key FROM customers WHERE id = ?').pluck().get(id) as number
  if (values[mergedIntoAt] === null) effects.texts.add(key)
  else noteSurvivor(db, values[mergedIntoAt], effects)
  dropBase(db, 'customers', id)
  noteMerge(slice, id, key, undefined)
}

function readKnown(db: WriteDb, id: string): KnownCustomer | undefined {
  const sql = 'SELECT key, merged_into FROM customers WHERE id = ?'
  return statement(db, sql).get(id) as KnownCustomer | undefined
}

const mergedIntoAt = feedColumns.customers.indexOf('merged_into')

function noteMerge(slice: FeedSlice, id: string, key: number, before: KnownCustomer | undefined): void {
  const { db, pending, lastSeq, effects } = slice
  const survivorId = findSurvivorId(db, id)
  if (before?.merged_into && before.merged_into !== survivorId) {
    const former = statement(db, 'SELECT key FROM customers WHERE id = ?').pluck().get(before.merged_into)
    if (typeof former === 'number') noteParting(db, key, former)
    for (const ownerId of handBack(db, lastSeq, effects)) {
      pending.add(ownerId)
      slice.changedIds.add(ownerId)
    }
  }
  if (survivorId === id) return
  const isMoved = pending.has(id)
  const survivorKey = findKey(db, survivorId)
  bindSurvivor(db, id, survivorId)
  adoptMade(db, id, survivorId, lastSeq)
  statement(db, 'UPDATE outbox SET customer_id = ? WHERE customer_id = ?').run(survivorId, id)
  statement(db, 'UPDATE base_rows SET customer_id = ? WHERE customer_id = ?').run(survivorId, id)
  const name = { table: 'customers', id: survivorId, customerId: survivorId } as const
  if (isMoved) pending.add(survivorId)
  if (survivorKey === undefined || !isMoved) return
  // Nothing pending touched the survivor so far, so the row here is the server's.
  if (readBase(db, 'customers', survivorId)) settleRow(db, name, effects)
  else settleOn(db, name, readFeedRow(db, 'customers', survivorId, survivorId), lastSeq, effects)
}
