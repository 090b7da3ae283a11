// What the appliers of the feed's tables share: one slice of a page on its way into the store.
import type { FeedTable, FeedValue } from '../../shared/feed.ts'
import { feedColumns } from '../../shared/feed.ts'
import type { PullPart } from '../../shared/wire.ts'
import type { FeedRow } from '../domain/rebase.ts'
import { findKey } from './customer-keys.ts'
import type { SearchEffects } from './customer-rows.ts'
import { statement, type WriteDb } from './handle.ts'

export type WireRow = readonly FeedValue[]

export interface FeedSlice {
  readonly db: WriteDb
  readonly part: PullPart
  readonly rows: readonly WireRow[]
  /** The newest own command whose effect is in these rows. */
  readonly lastSeq: number
  /** Everything is being pulled. */
  readonly isFirst: boolean
  /** The index of new rows is built later. */
  readonly isLater: boolean
  /** Everything is being pulled again, over rows that were here. */
  readonly isRestart: boolean
  /** Customers with commands after `lastSeq`. */
  readonly pending: Set<string>
  readonly changedIds: Set<string>
  readonly effects: SearchEffects
}

/** Where each column this app knows stands in a row as sent; -1 for one the server does not send. */
export function placesOf(part: PullPart): readonly number[] {
  const known: readonly string[] = feedColumns[part.table]
  return known.map((column) => part.columns.indexOf(column))
}

/** The values of a row in the order this app knows the columns. */
export function valuesOf(row: WireRow, places: readonly number[]): FeedValue[] {
  return places.map((place) => row[place] ?? null)
}

/** A row's values by the names of its columns. */
export function namedRow(table: FeedTable, values: readonly FeedValue[]): FeedRow {
  const known: readonly string[] = feedColumns[table]
  return Object.fromEntries(known.map((column, index) => [column, values[index] ?? null]))
}

/** Remembers, for one slice, the local keys of customers by their ids. */
export function createKeyFinder(db: WriteDb): (customerId: string) => number | undefined {
  const known = new Map<string, number | undefined>()
  return (customerId) => {
    if (!known.has(customerId)) known.set(customerId, findKey(db, customerId))
    return known.get(customerId)
  }
}

/** Puts a row aside until its customer has come, inside the caller's transaction. */
export function parkRow(
  db: WriteDb,
  table: FeedTable,
  rowId: string,
  customerId: string,
  values: readonly FeedValue[],
): void {
  statement(
    db,
    'INSERT OR REPLACE INTO parked_rows (table_name, row_id, customer_id, row) VALUES (?, ?, ?, ?)',
  ).run(table, rowId, customerId, JSON.stringify(values))
}

/** Whose rows may come for each customer who was merged or parted in this pull, by local keys; mostly nobody's. */
export function readParted(db: WriteDb): ReadonlyMap<number, readonly number[]> {
  const sql = 'SELECT customer_key, former_key FROM parted_customers'
  const rows = statement(db, sql).raw().all() as [number, number][]
  const formers = new Map<number, number[]>()
  for (const [key, former] of rows) formers.set(key, [...(formers.get(key) ?? []), former])
  return formers
}

/** Remembers that rows of `formerKey` may come for `key`, until the pull has ended, inside the caller's transaction. */
export function noteParting(db: WriteDb, key: number, formerKey: number): void {
  const sql = 'INSERT OR IGNORE INTO parted_customers (customer_key, former_key) VALUES (?, ?)'
  statement(db, sql).run(key, formerKey)
}
