// Brings a row to what it must be: the server's copy with the commands that are still pending replayed on it.
import { type FeedValue, feedColumns } from '../../shared/feed.ts'
import { type FeedRow, rebaseRow, takesBackVisit, touches } from '../domain/rebase.ts'
import { findLastVisit } from './balances.ts'
import { dropBase, readBase, saveBase } from './base-rows.ts'
import { findKey } from './customer-keys.ts'
import { removeCustomer, type SearchEffects, writeCustomer } from './customer-rows.ts'
import { type ChangingTable, customerPlace, isChildTable, writeSql } from './fed-tables.ts'
import { customerRowColumns } from './feed-rows.ts'
import { statement, type WriteDb } from './handle.ts'
import { pendingOf } from './pending-commands.ts'

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
  const commands = pendingOf(db, customerId, base.seq).filter(({ operations }) =>
    operations.some((operation) => touches(operation, table, id)),
  )
  const row = rebaseRow(table, id, base.row, commands)
  const ownsCode = isFresh && base.row?.customer_code === row?.customer_code
  writeRow(db, name, row, ownsCode, effects)
  if (commands.length === 0) dropBase(db, table, id)
  else if (table === 'customers' && row && takesBackVisit(commands, customerId)) {
    const key = findKey(db, customerId)
    if (key !== undefined) findLastVisit(db, key)
  }
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

/** Writes a row in feed form, or removes it where it is null, inside the caller's transaction. */
export function writeRow(
  db: WriteDb,
  { table, id }: RowName,
  row: FeedRow | null,
  ownsCode: boolean,
  effects: SearchEffects,
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
  const key = findKey(db, String(row.customer_id))
  if (key !== undefined) write.run(values.with(customerPlace(table), key))
}
