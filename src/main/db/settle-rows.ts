// Brings a row to what it must be: the server's copy with the commands that are still pending replayed on it.
import { type FeedValue, feedColumns } from '../../shared/feed.ts'
import type { Operation, PlannedCommand } from '../../shared/wire.ts'
import { type FeedRow, rebaseRow, takesBackVisit, touches } from '../domain/rebase.ts'
import { type BoundRow, rebaseTogether } from '../domain/rebase-together.ts'
import { findLastVisit, recountBalances } from './balances.ts'
import { dropBase, readBase, saveBase, touchedRows } from './base-rows.ts'
import { findKey } from './customer-keys.ts'
import { removeCustomer, type SearchEffects, writeCustomer } from './customer-rows.ts'
import { type ChangingTable, customerPlace, isChildTable, writeSql } from './fed-tables.ts'
import { customerRowColumns, readFeedRow } from './feed-rows.ts'
import { statement, type WriteDb } from './handle.ts'
import { keepRecord } from './merge-lines.ts'
import { pendingOf } from './pending-commands.ts'
import { boundWith, foldsOf, readFolds, readRecord } from './pending-folds.ts'
import { placeRow } from './relocated-rows.ts'

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
  const commands = pendingOf(db, customerId, base.seq)
  if (table === 'customers' && commands.some(({ planned }) => foldsOf(planned.operations).length > 0)) {
    settleTogether(db, id, effects, isFresh)
    return
  }
  const touching = commands
    .map(({ planned }) => planned)
    .filter(({ operations }) => operations.some((operation) => touches(operation, table, id)))
  const row =
    table === 'customer_merge_history'
      ? settleHistory(db, id, base.row, touching)
      : rebaseRow(table, id, base.row, touching)
  const ownsCode = isFresh && base.row?.customer_code === row?.customer_code
  writeRow(db, name, row, ownsCode, effects, base.seq)
  if (touching.length === 0) dropBase(db, table, id)
  else if (table === 'customers' && row && takesBackVisit(touching, customerId)) {
    const key = findKey(db, customerId)
    if (key !== undefined) findLastVisit(db, key)
  }
}

/** Customers whom merges or undos bind together are what they are together. */
function settleTogether(db: WriteDb, customerId: string, effects: SearchEffects, isFresh: boolean): void {
  const members = new Map(boundWith(db, customerId).map((id) => [id, readBound(db, id)] as const))
  const oldest = Math.min(...[...members.values()].map(({ seq }) => seq))
  const commands = pendingOf(db, customerId, oldest)
  const { rows, records } = rebaseTogether(members, commands, (mergeId) => readRecord(db, mergeId))
  for (const [id, { row: base, seq }] of members) {
    const row = rows.get(id) ?? null
    // Whose row is the server's already is left alone.
    if (seq === Number.POSITIVE_INFINITY) continue
    const ownsCode = isFresh && id === customerId && base?.customer_code === row?.customer_code
    writeRow(db, { table: 'customers', id, customerId: id }, row, ownsCode, effects, seq)
    const isTouched = commands.some(
      (command) =>
        command.seq > seq &&
        command.planned.operations.some((operation) => changesCustomer(db, operation, id)),
    )
    if (!isTouched) {
      dropBase(db, 'customers', id)
      continue
    }
    const key = row && findKey(db, id)
    // What the server adds up does not know of what moved here.
    if (typeof key === 'number') recountBalances(db, key)
  }
  for (const [mergeId, record] of records) keepRecord(db, mergeId, record)
}

function readBound(db: WriteDb, id: string): BoundRow {
  const base = readBase(db, 'customers', id)
  return base ?? { row: readFeedRow(db, 'customers', id, id), seq: Number.POSITIVE_INFINITY }
}

function changesCustomer(db: WriteDb, operation: Operation, customerId: string): boolean {
  return touchedRows(db, operation).some(({ table, id }) => table === 'customers' && id === customerId)
}

/** A merge's line: the server's, or what this counter wrote down itself, with who undid it here. */
function settleHistory(
  db: WriteDb,
  id: string,
  base: FeedRow | null,
  commands: readonly PlannedCommand[],
): FeedRow | null {
  const isMade = commands.some(({ operations }) =>
    operations.some(({ op, id: own }) => op === 'merge' && own === id),
  )
  const line = base ?? (isMade ? readFeedRow(db, 'customer_merge_history', id, id) : null)
  const undoing = commands.find(({ operations }) =>
    operations.some(({ op, id: own }) => op === 'unmerge' && own === id),
  )
  if (!line || (base && base.undone_at !== null)) return line
  return { ...line, undone_at: undoing?.audit.at ?? null, undone_by: undoing?.audit.actor ?? null }
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

/**
 * Writes a row in feed form, or removes it where it is null, inside the caller's transaction; commands up to `seq` are in it.
 */
export function writeRow(
  db: WriteDb,
  { table, id }: RowName,
  row: FeedRow | null,
  ownsCode: boolean,
  effects: SearchEffects,
  seq: number,
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
  if (!row) {
    // Wherever it stands: what a merge moved is under another customer.
    statement(db, `DELETE FROM ${table} WHERE id = ?`).run(id)
    return
  }
  const values = feedColumns[table].map((column): FeedValue => row[column] ?? null)
  const write = statement(db, writeSql[table])
  if (!isChildTable(table)) {
    write.run(values)
    return
  }
  const key = findKey(db, placeRow(db, table, id, String(row.customer_id), readFolds(db, seq)))
  if (key !== undefined) write.run(values.with(customerPlace(table), key))
}
