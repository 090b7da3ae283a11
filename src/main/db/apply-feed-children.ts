// Rows of a pull that never change once they are made: tiers, redirects, ledger entries, audit lines. No base is kept of
// them; what comes is what is.
import type { FeedValue } from '../../shared/feed.ts'
import {
  createKeyFinder,
  dropParked,
  type FeedSlice,
  hasParked,
  parkRow,
  placesOf,
  readParted,
  valuesOf,
  type WireRow,
} from './feed-slice.ts'
import { statement } from './handle.ts'

/** Applies the VIP tiers of a slice. */
export function applyTiers(slice: FeedSlice, rows: readonly WireRow[]): void {
  const sql = 'INSERT OR REPLACE INTO vip_tiers (id, name, colour, sort_order) VALUES (?, ?, ?, ?)'
  const places = placesOf(slice.part)
  for (const row of rows) {
    const [id, ...rest] = valuesOf(row, places)
    statement(slice.db, sql).run(Number(id), ...rest)
  }
}

/** Applies the redirects of a slice. */
export function applyRedirects(slice: FeedSlice, rows: readonly WireRow[]): void {
  const sql =
    'INSERT OR REPLACE INTO customer_redirects (id, kind, dead_value, customer_id) VALUES (?, ?, ?, ?)'
  const places = placesOf(slice.part)
  for (const row of rows) {
    const values = valuesOf(row, places)
    statement(slice.db, sql).run(values)
    slice.changedIds.add(String(values[3]))
  }
}

const ledgerSql = `INSERT INTO customer_ledger
    (customer_key, id, kind, amount, source, source_id, reverses_id, occurred_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?)
  ON CONFLICT (customer_key, id) DO UPDATE SET kind = excluded.kind, amount = excluded.amount,
    source = excluded.source, source_id = excluded.source_id, reverses_id = excluded.reverses_id,
    occurred_at = excluded.occurred_at`

/** Applies the ledger entries of a slice; balances come with the customer's row, not from here. */
export function applyLedger(slice: FeedSlice, rows: readonly WireRow[]): void {
  const { db } = slice
  const insert = statement(db, ledgerSql)
  const parted = readParted(db)
  const remove = statement(db, 'DELETE FROM customer_ledger WHERE customer_key = ? AND id = ?')
  forEachChild(slice, rows, 1, (key, values) => {
    const [id, , kind, amount, source, sourceId, reversesId, occurredAt] = values
    insert.run(key, id, kind, amount, source, sourceId, reversesId, occurredAt)
    const former = parted.get(key)
    if (former !== undefined) remove.run(former, id)
  })
}

const auditSql = `INSERT INTO audit_log
    (customer_key, command_id, action, reason, actor, device_id, at, changes, is_confirmed)
  VALUES (?, ?, ?, ?, ?, ?, ?, ?, 1)
  ON CONFLICT (customer_key, command_id) DO UPDATE SET action = excluded.action, reason = excluded.reason,
    actor = excluded.actor, device_id = excluded.device_id, at = excluded.at, changes = excluded.changes,
    is_confirmed = 1`

/** Applies the audit lines of a slice; an own line becomes the server's. */
export function applyAudit(slice: FeedSlice, rows: readonly WireRow[]): void {
  const insert = statement(slice.db, auditSql)
  forEachChild(slice, rows, 1, (key, values) => {
    const [, , commandId, action, reason, actor, deviceId, at, changes] = values
    insert.run(key, commandId, action, reason, actor, deviceId ?? '', at, changes)
  })
}

/** Calls `write` with the local key of each row's customer; rows whose customer is not here are put aside. */
export function forEachChild(
  slice: FeedSlice,
  rows: readonly WireRow[],
  customerAt: number,
  write: (key: number, values: readonly FeedValue[], customerId: string) => void,
): void {
  const { db, part, changedIds } = slice
  const places = placesOf(part)
  const findKey = createKeyFinder(db)
  const mayBeParked = hasParked(db)
  for (const row of rows) {
    const values = valuesOf(row, places)
    const customerId = String(values[customerAt])
    const key = findKey(customerId)
    if (key === undefined) parkRow(db, part.table, String(values[0]), customerId, values)
    else {
      write(key, values, customerId)
      if (mayBeParked) dropParked(db, part.table, String(values[0]))
      changedIds.add(customerId)
    }
  }
}
