// Applies what a pull brings, a slice at a time: rows, what pending commands make of them, search rows and the place
// reached are one transaction each, so that wherever it breaks off, it goes on.
import type { FeedTable, FeedValue } from '../../shared/feed.ts'
import type { PullPart, PullPosition, PullReply } from '../../shared/wire.ts'
import { applyCustomers } from './apply-feed-customers.ts'
import { applyAudit, applyRows } from './apply-feed-rows.ts'
import { applyTombstones } from './apply-feed-tombstones.ts'
import { beginPull } from './begin-pull.ts'
import { createEffects } from './customer-rows.ts'
import { isChildTable, writeSql } from './fed-tables.ts'
import type { FeedSlice, WireRow } from './feed-slice.ts'
import { inTransaction, statement, type WriteDb } from './handle.ts'
import { forgetParked } from './parked-rows.ts'
import { pendingCustomers } from './pending-commands.ts'
import { settleSearch } from './search-effects.ts'
import { isUnbuilt } from './unplaced.ts'

/** Some rows of one table of a page, and the place reached once they are applied. */
export interface PageSlice {
  readonly part: PullPart
  readonly rows: readonly (readonly FeedValue[])[]
  readonly position: PullPosition
}

/** Cuts a page into slices of at most `size` rows, in order. */
export function* pageSlices(reply: PullReply, size: number): Generator<PageSlice> {
  for (const part of reply.parts) {
    for (let from = 0; from < part.rows.length; from += size) {
      const rows = part.rows.slice(from, from + size)
      const last = rows.at(-1)
      const position = { table: part.table, xid: String(last?.[0]), id: String(last?.[1]) }
      yield { part, rows, position }
    }
  }
}

type Applier = (slice: FeedSlice, rows: FeedSlice['rows']) => void

const appliers: Partial<Readonly<Record<FeedTable, Applier>>> = {
  ...Object.fromEntries(Object.keys(writeSql).map((table) => [table, applyRows])),
  customers: applyCustomers,
  audit_log: applyAudit,
  sync_tombstones: applyTombstones,
}

/** Applies one slice of a page in one transaction and answers the customers it changed; rows of unknown tables are passed over. */
export function applySlice(
  db: WriteDb,
  request: PageSlice & { readonly reply: PullReply },
): { readonly customerIds: readonly string[] } {
  return inTransaction(db, () => {
    const { reply, part, rows, position } = request
    const { lastSeq, isFirst, isRestart } = beginPull(db, reply)
    const isLater = isFirst && isUnbuilt(db)
    const slice: FeedSlice = {
      db,
      part,
      rows,
      lastSeq,
      isFirst,
      isLater,
      isRestart,
      pending: pendingCustomers(db, lastSeq),
      changedIds: new Set(),
      effects: createEffects(),
    }
    if (isRestart) noteBrought(slice)
    forgetParked(db, () => rows.map((row) => namedBy(part, row)))
    appliers[part.table]?.(slice, rows)
    settleSearch(db, slice.effects, isLater)
    statement(db, 'UPDATE sync_state SET position = ?, pulled_rows = pulled_rows + ?').run(
      JSON.stringify(position),
      rows.length,
    )
    return { customerIds: [...slice.changedIds] }
  })
}

/** The row that a row is about: itself, or what a tombstone stands for. */
function namedBy({ table, columns }: PullPart, row: WireRow): readonly [table: string, rowId: string] {
  if (table !== 'sync_tombstones') return [table, String(row[1])]
  return [String(row[columns.indexOf('table_name')]), String(row[columns.indexOf('row_id')])]
}

function noteBrought({ db, part, rows }: FeedSlice): void {
  const insert = statement(db, 'INSERT OR IGNORE INTO brought_rows (table_name, row_id) VALUES (?, ?)')
  const customerAt = part.columns.indexOf('customer_id')
  // The counter keeps audit lines by what they are about, without ids of their own.
  const idAt = part.table === 'audit_log' ? part.columns.indexOf('command_id') : 1
  // What stands under a customer may stand under another one here: one whom a server that was set back knows as two again.
  const isUnder = isChildTable(part.table) || part.table === 'audit_log'
  for (const row of rows) {
    insert.run(part.table, isUnder ? `${row[customerAt]} ${row[idAt]}` : String(row[1]))
  }
}
