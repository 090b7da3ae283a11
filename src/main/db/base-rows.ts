// The server's copies of rows that pending commands touch, each with the newest own command that is in it.
import type { Operation } from '../../shared/wire.ts'
import type { FeedRow } from '../domain/rebase.ts'
import { type ChangingTable, isChangingTable } from './fed-tables.ts'
import { readFeedRow } from './feed-rows.ts'
import { type ReadDb, statement, type WriteDb } from './handle.ts'
import { boundBy } from './pending-folds.ts'
import { readRelocation } from './relocated-rows.ts'
import { isConnected } from './sync-state.ts'

/** A copy: null `row` where the server has no such row. */
export interface BaseRow {
  readonly row: FeedRow | null
  /** Commands after this one are replayed on it. */
  readonly seq: number
}

/** A row that an operation changes, and the customer it is about. */
export interface TouchedRow {
  readonly table: ChangingTable
  readonly id: string
  readonly customerId: string
}

/** The rows whose server's copies an operation needs; none for entries that never change once they are made. */
export function touchedRows(db: ReadDb, operation: Operation): readonly TouchedRow[] {
  const { table, id, customerId } = operation
  if (operation.op === 'merge' || operation.op === 'unmerge') {
    const bound = boundBy(db, operation).map((id) => ({ table: 'customers', id, customerId: id }) as const)
    return [...bound, { table: 'customer_merge_history', id, customerId }]
  }
  if (isChangingTable(table)) return [{ table, id, customerId }]
  const isPartOfCustomer = table === 'customer_identifiers' || table === 'customer_ledger'
  return isPartOfCustomer ? [{ table: 'customers', id: customerId, customerId }] : []
}

/**
 * Makes the keeper of one command: called before each operation, it keeps the server's copy of the row about to be touched,
 * unless it is kept, inside the caller's transaction.
 */
export function createBaseKeeper(db: WriteDb): (operation: Operation) => void {
  if (!isConnected(db)) return () => undefined
  const kept = new Set<string>()
  return (operation) => {
    for (const touched of touchedRows(db, operation)) {
      const name = `${touched.table} ${touched.id}`
      if (kept.has(name)) continue
      kept.add(name)
      keepBase(db, touched)
    }
  }
}

function keepBase(db: WriteDb, { table, id, customerId }: TouchedRow): void {
  if (hasBase(db, table, id)) return
  // What a command makes may be here already: a receipt that another counter took from the same file.
  const held = readFeedRow(db, table, id, customerId)
  // What a pending merge moved here is still another's on the server.
  const origin = readRelocation(db, table, id)?.origin_id
  const row = held && origin !== undefined ? { ...held, customer_id: origin } : held
  statement(
    db,
    `INSERT INTO base_rows (table_name, row_id, customer_id, row, base_seq)
     VALUES (?, ?, ?, ?, coalesce((SELECT seq FROM sqlite_sequence WHERE name = 'outbox'), 0))`,
  ).run(table, id, customerId, row && JSON.stringify(row))
}

function hasBase(db: ReadDb, table: ChangingTable, id: string): boolean {
  const sql = 'SELECT 1 FROM base_rows WHERE table_name = ? AND row_id = ?'
  return statement(db, sql).get(table, id) !== undefined
}

/** Whether any row of a table has a server's copy beside it. */
export function hasBases(db: ReadDb, table: ChangingTable): boolean {
  return statement(db, 'SELECT 1 FROM base_rows WHERE table_name = ? LIMIT 1').get(table) !== undefined
}

/** The server's copy of a row; undefined when the row itself is the server's. */
export function readBase(db: ReadDb, table: ChangingTable, id: string): BaseRow | undefined {
  const sql = 'SELECT row, base_seq AS seq FROM base_rows WHERE table_name = ? AND row_id = ?'
  const found = statement(db, sql).get(table, id) as { row: string | null; seq: number } | undefined
  return found && { seq: found.seq, row: found.row === null ? null : (JSON.parse(found.row) as FeedRow) }
}

/** Sets the server's copy of a row inside the caller's transaction. */
export function saveBase(
  db: WriteDb,
  table: ChangingTable,
  id: string,
  customerId: string,
  base: BaseRow,
): void {
  statement(
    db,
    `INSERT INTO base_rows (table_name, row_id, customer_id, row, base_seq) VALUES (?, ?, ?, ?, ?)
     ON CONFLICT (table_name, row_id) DO UPDATE SET
       customer_id = excluded.customer_id, row = excluded.row, base_seq = excluded.base_seq`,
  ).run(table, id, customerId, base.row && JSON.stringify(base.row), base.seq)
}

/** Forgets the server's copy of a row, which is the row itself from now on. */
export function dropBase(db: WriteDb, table: ChangingTable, id: string): void {
  statement(db, 'DELETE FROM base_rows WHERE table_name = ? AND row_id = ?').run(table, id)
}
