// Rows of a pull that stand under a customer or belong to the venue: whatever table they are of, they are written as it
// declares. Where commands change such rows, the server's copy is kept and what is pending is replayed on it.
import { type FeedValue, feedColumns } from '../../shared/feed.ts'
import { directoryId } from '../../shared/wire.ts'
import { dropBase, hasBases } from './base-rows.ts'
import {
  type ChildTable,
  customerPlace,
  isChangingTable,
  isChildTable,
  type PlainTable,
  writeSql,
} from './fed-tables.ts'
import {
  createKeyFinder,
  type FeedSlice,
  namedRow,
  parkRow,
  placesOf,
  readParted,
  valuesOf,
  type WireRow,
} from './feed-slice.ts'
import { statement } from './handle.ts'
import { createRelatives } from './merge-relations.ts'
import { dropMovedCopies, listUnseen } from './moved-copies.ts'
import { allBound, readFolds } from './pending-folds.ts'
import { placeRow, readOrigins } from './relocated-rows.ts'
import { settleOn } from './settle-rows.ts'

/** Applies the rows of a slice of any table that is declared in fed-tables. */
export function applyRows(slice: FeedSlice, rows: readonly WireRow[]): void {
  const { db, part, pending, lastSeq, effects } = slice
  const table = part.table as ChildTable | PlainTable
  const customerAt = customerPlace(table)
  const isChild = isChildTable(table)
  const changing = isChangingTable(table) ? table : null
  const mayHaveBase = changing !== null && hasBases(db, changing)
  const write = statement(db, writeSql[table])
  const parted = isChild ? readParted(db) : nobody
  const relativesOf = isChild ? createRelatives(db) : () => []
  const unseen = table === 'customer_merge_history' ? listUnseen(slice, rows) : []
  forEachRow(slice, rows, (key, values, customerId) => {
    const id = String(values[0])
    if (changing && pending.has(customerId)) {
      settleOn(db, { table: changing, id, customerId }, namedRow(table, values), lastSeq, effects)
    } else {
      write.run(isChild ? values.with(customerAt, key) : values)
      if (mayHaveBase) dropBase(db, changing, id)
    }
    // A row stands once, whoever had it before.
    for (const other of [...(parted.get(key) ?? []), ...relativesOf(customerId)]) {
      statement(db, `DELETE FROM ${table} WHERE customer_key = ? AND id = ?`).run(other, id)
    }
  })
  dropMovedCopies(db, unseen)
}

const nobody: ReadonlyMap<number, readonly number[]> = new Map()

const auditSql = `INSERT INTO audit_log
    (customer_key, command_id, action, reason, actor, device_id, at, changes, is_confirmed)
  VALUES (?, ?, ?, ?, ?, ?, ?, ?, 1)
  ON CONFLICT (customer_key, command_id) DO UPDATE SET action = excluded.action, reason = excluded.reason,
    actor = excluded.actor, device_id = excluded.device_id, at = excluded.at, changes = excluded.changes,
    is_confirmed = 1`

/** Applies the audit lines of a slice; an own line becomes the server's. */
export function applyAudit(slice: FeedSlice, rows: readonly WireRow[]): void {
  const insert = statement(slice.db, auditSql)
  forEachRow(slice, rows, (key, values) => {
    const [, , commandId, action, reason, actor, deviceId, at, changes] = values
    insert.run(key, commandId, action, reason, actor, deviceId ?? '', at, changes)
  })
}

/**
 * Calls `write` with the local key of each row's customer, the directory's for what belongs to the venue; rows whose customer
 * is not here are put aside. A redirect leads to its customer whether that one is here yet or not.
 */
function forEachRow(
  slice: FeedSlice,
  rows: readonly WireRow[],
  write: (key: number, values: readonly FeedValue[], customerId: string) => void,
): void {
  const { db, part, changedIds } = slice
  const places = placesOf(part)
  const customerAt = (feedColumns[part.table] as readonly string[]).indexOf('customer_id')
  const isFree = part.table === 'customer_redirects'
  const findKey = createKeyFinder(db)
  const findHolderOf = isChildTable(part.table) ? createPlacer(slice, part.table) : null
  for (const row of rows) {
    const values = valuesOf(row, places)
    const ownerId = customerAt < 0 ? directoryId : String(values[customerAt])
    const customerId = findHolderOf?.(values, ownerId) ?? ownerId
    const key = isFree ? 0 : findKey(customerId)
    if (key === undefined) parkRow(db, part.table, String(values[0]), customerId, values)
    else {
      write(key, values, customerId)
      changedIds.add(customerId)
    }
  }
}

/** Under whom the rows of a table are to stand while merges and undos are pending; null while none is. */
function createPlacer(
  { db, lastSeq }: FeedSlice,
  table: ChildTable,
): ((values: readonly FeedValue[], ownerId: string) => string) | null {
  if (allBound(db).length === 0 && readOrigins(db, table).size === 0) return null
  const folds = readFolds(db, lastSeq)
  const kindAt = table === 'customer_ledger' ? feedColumns.customer_ledger.indexOf('kind') : -1
  return (values, ownerId) => {
    const kind = kindAt < 0 ? null : String(values[kindAt])
    return placeRow(db, table, String(values[0]), ownerId, folds, kind)
  }
}
