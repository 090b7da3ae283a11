// Makes the rows of some buckets what the server says they are, where comparing hashes found them different.
import { feedColumns } from '../../shared/feed.ts'
import type { PullPart } from '../../shared/wire.ts'
import { applyCustomers } from './apply-feed-customers.ts'
import { applyRows } from './apply-feed-rows.ts'
import { createEffects } from './customer-rows.ts'
import type { FeedSlice, WireRow } from './feed-slice.ts'
import { inTransaction, type ReadDb, statement, type WriteDb } from './handle.ts'
import { bucketOf, type HashedTable, pendingIds } from './hashes.ts'
import { pendingCustomers } from './pending-commands.ts'
import { settleSearch } from './search-effects.ts'
import { settleOn } from './settle-rows.ts'

const rowsPerTransaction = 500

/**
 * Takes one page of the rows in `buckets`: in order of id, all after `after`, and up to the end where `isLast`. What is here
 * and not there goes; whatever pending commands are about is left to them.
 */
export function repairBuckets(
  db: WriteDb,
  table: string,
  buckets: readonly number[],
  part: PullPart,
  after: string | null,
  isLast: boolean,
): void {
  const hashed = table as HashedTable
  const last = isLast ? null : String(part.rows.at(-1)?.[1])
  const there = new Set(part.rows.map((row) => String(row[1])))
  inTransaction(db, () => {
    const untouchable = ownRows(db, hashed)
    const extra = idsBetween(db, hashed, after, last).filter(
      (id) => buckets.includes(bucketOf(id)) && !there.has(id) && !untouchable.has(id),
    )
    for (const id of extra) removeRow(db, hashed, id)
  })
  for (let from = 0; from < part.rows.length; from += rowsPerTransaction) {
    const rows = part.rows.slice(from, from + rowsPerTransaction)
    inTransaction(db, () => repairRows(db, hashed, part, rows))
  }
}

function repairRows(db: WriteDb, table: HashedTable, part: PullPart, rows: readonly WireRow[]): void {
  const pending = pendingCustomers(db, 0)
  const customerAt = part.columns.indexOf(table === 'customers' ? 'id' : 'customer_id')
  const free = rows.filter((row) => !pending.has(String(row[customerAt])))
  const slice: FeedSlice = {
    db,
    part,
    rows: free,
    lastSeq: 0,
    isFirst: false,
    isLater: false,
    isRestart: false,
    pending,
    changedIds: new Set(),
    effects: createEffects(),
  }
  if (table === 'customers') applyCustomers(slice, free)
  else applyRows(slice, free)
  settleSearch(db, slice.effects)
}

/** Rows that pending commands make or touch. */
function ownRows(db: ReadDb, table: HashedTable): Set<string> {
  const copies = statement(db, 'SELECT row_id FROM base_rows WHERE table_name = ?').pluck().all(table)
  return new Set([...(copies as string[]), ...pendingIds(db, table)])
}

function idsBetween(db: ReadDb, table: HashedTable, after: string | null, last: string | null): string[] {
  const sql = `SELECT ${feedColumns[table][0]} FROM ${table} WHERE id > ? AND (? IS NULL OR id <= ?)`
  return statement(db, sql)
    .pluck()
    .all(after ?? '', last, last) as string[]
}

function removeRow(db: WriteDb, table: HashedTable, id: string): void {
  if (table === 'customers') {
    const effects = createEffects()
    settleOn(db, { table, id, customerId: id }, null, 0, effects)
    settleSearch(db, effects)
  } else statement(db, `DELETE FROM ${table} WHERE id = ?`).run(id)
}
