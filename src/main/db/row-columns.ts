// Reads named columns of one synced row, whichever table it stands in.
import type { ColumnValue, SyncedTable } from '../../shared/wire.ts'
import { type ReadDb, statement } from './handle.ts'

/** The values of these columns (names of the app's own, never a person's text), or undefined where there is no such row. */
export function readColumns(
  db: ReadDb,
  table: SyncedTable,
  id: string,
  columns: readonly string[],
): Readonly<Record<string, ColumnValue>> | undefined {
  const sql = `SELECT ${columns.join(', ')} FROM ${table} WHERE id = ?`
  return statement(db, sql).get(id) as Record<string, ColumnValue> | undefined
}
