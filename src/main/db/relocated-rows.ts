// Rows that pending merges and undos moved from one customer to another here, while they are still the first one's on the server:
// where they came from is kept, so that a refusal, or another outcome, puts each where it belongs.
import { findKey } from './customer-keys.ts'
import { type ChildTable, isChildTable } from './fed-tables.ts'
import { type ReadDb, statement, type WriteDb } from './handle.ts'
import { type FoldOperation, findHolder, type HeldRow, readFolds } from './pending-folds.ts'

interface Relocation {
  readonly origin_id: string
  readonly holder_id: string
}

/** Moves a row from one customer to another and remembers where it came from, inside the caller's transaction. */
export function relocateRow(db: WriteDb, table: ChildTable, id: string, fromId: string, toId: string): void {
  moveRow(db, table, id, findKey(db, fromId), findKey(db, toId))
  const originId = readRelocation(db, table, id)?.origin_id ?? fromId
  noteRelocation(db, table, id, originId, toId)
}

/** Remembers under whom a row stands that is somebody else's; forgets it where they are the same. */
export function noteRelocation(
  db: WriteDb,
  table: ChildTable,
  id: string,
  originId: string,
  holderId: string,
): void {
  if (originId === holderId) {
    statement(db, 'DELETE FROM relocated_rows WHERE table_name = ? AND row_id = ?').run(table, id)
    return
  }
  const sql = `INSERT OR REPLACE INTO relocated_rows (table_name, row_id, origin_id, holder_id) VALUES (?, ?, ?, ?)`
  statement(db, sql).run(table, id, originId, holderId)
}

/** Where a row was moved from and to by what is pending; undefined for most. */
export function readRelocation(db: ReadDb, table: string, id: string): Relocation | undefined {
  const sql = 'SELECT origin_id, holder_id FROM relocated_rows WHERE table_name = ? AND row_id = ?'
  return statement(db, sql).get(table, id) as Relocation | undefined
}

/** Whose the relocated rows of a table are on the server, by their ids. */
export function readOrigins(db: ReadDb, table: string): ReadonlyMap<string, string> {
  const sql = 'SELECT row_id, origin_id FROM relocated_rows WHERE table_name = ?'
  return new Map(statement(db, sql).raw().all(table) as [string, string][])
}

/**
 * Puts every relocated row under whom the merges and undos after `seq` leave it, inside the caller's transaction: some of them
 * are done with, one way or the other.
 */
export function settleRelocated(db: WriteDb, seq: number): void {
  const sql =
    'SELECT table_name, row_id, origin_id, holder_id FROM relocated_rows ORDER BY table_name, row_id'
  const rows = statement(db, sql).all() as (Relocation & { table_name: string; row_id: string })[]
  if (rows.length === 0) return
  const folds = readFolds(db, seq)
  for (const { table_name: table, row_id: id, origin_id, holder_id } of rows) {
    if (!isChildTable(table)) continue
    const from = findKey(db, holder_id)
    const holder = findHolder(db, folds, { table, id, kind: readKind(db, table, from, id) }, origin_id)
    if (holder !== holder_id) moveRow(db, table, id, from, findKey(db, holder))
    noteRelocation(db, table, id, origin_id, holder)
  }
}

/**
 * Under whom a row that the server has under `originId` is to stand while these pending merges and undos move it, remembering
 * that; copies of it elsewhere go. Inside the caller's transaction.
 */
export function placeRow(
  db: WriteDb,
  table: ChildTable,
  id: string,
  originId: string,
  folds: readonly FoldOperation[],
  kind: string | null = null,
): string {
  const before = readRelocation(db, table, id)
  if (!before && folds.length === 0) return originId
  const holder = findHolder(db, folds, { table, id, kind }, originId)
  if (before && before.holder_id !== holder) {
    const sql = `DELETE FROM ${table} WHERE customer_key = ? AND id = ?`
    statement(db, sql).run(findKey(db, before.holder_id) ?? null, id)
  }
  noteRelocation(db, table, id, originId, holder)
  return holder
}

/** What kind of entry a row is, where it is a ledger's. */
export function readKind(db: ReadDb, table: string, key: number | undefined, id: string): HeldRow['kind'] {
  if (table !== 'customer_ledger') return null
  const sql = 'SELECT kind FROM customer_ledger WHERE customer_key = ? AND id = ?'
  return (
    (statement(db, sql)
      .pluck()
      .get(key ?? null, id) as string | undefined) ?? null
  )
}

/** Moves a row between two local keys; where it stands there already, that one stays. */
export function moveRow(
  db: WriteDb,
  table: ChildTable,
  id: string,
  from: number | undefined,
  to: number | undefined,
): void {
  if (from === undefined || to === undefined || from === to) return
  statement(db, `UPDATE OR IGNORE ${table} SET customer_key = ? WHERE customer_key = ? AND id = ?`).run(
    to,
    from,
    id,
  )
  statement(db, `DELETE FROM ${table} WHERE customer_key = ? AND id = ?`).run(from, id)
}
