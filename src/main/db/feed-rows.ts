// Local rows in the form the server feeds them in, so that copies, hashes and comparisons all speak of the same thing.
import { type FeedTable, type FeedValue, feedColumns, type IdentifierRow } from '../../shared/feed.ts'
import type { FeedRow } from '../domain/rebase.ts'
import { type ReadDb, statement } from './handle.ts'

/** The tables whose rows change after they are made, and so may have a server's copy beside them. */
export type ChangingTable = Extract<FeedTable, 'customers' | 'customer_notes' | 'sync_conflicts'>

/** The columns of a customer's own row, in feed order: all but the identifiers. */
export const customerRowColumns = feedColumns.customers.filter((column) => column !== 'identifiers')

const readSql: Readonly<Record<ChangingTable, string>> = {
  customers: `SELECT key, ${customerRowColumns.join(', ')} FROM customers WHERE id = ?`,
  customer_notes: `SELECT ${parentColumns('customer_notes')} FROM customer_notes
     JOIN customers ON customers.key = customer_key WHERE customer_notes.id = ? AND customers.id = ?`,
  sync_conflicts: `SELECT ${feedColumns.sync_conflicts.join(', ')} FROM sync_conflicts WHERE id = ?`,
}

/** The select list that turns a table keyed by its customer's local key into feed columns; join it with customers. */
export function parentColumns(table: 'customer_notes' | 'customer_ledger'): string {
  return feedColumns[table]
    .map((column) => (column === 'customer_id' ? 'customers.id AS customer_id' : `${table}.${column}`))
    .join(', ')
}

/** A local row in feed form; null when it is not here. Notes are found under their customer. */
export function readFeedRow(
  db: ReadDb,
  table: ChangingTable,
  id: string,
  customerId: string,
): FeedRow | null {
  const query = statement(db, readSql[table])
  const row = (table === 'customer_notes' ? query.get(id, customerId) : query.get(id)) as
    | Record<string, FeedValue>
    | undefined
  if (!row) return null
  if (table !== 'customers') return row
  const { key, ...columns } = row
  return { ...columns, identifiers: readIdentifierRows(db, Number(key)) }
}

/** What points at a customer, in feed form, ordered by id. */
export function readIdentifierRows(db: ReadDb, customerKey: number): IdentifierRow[] {
  const sql =
    'SELECT id, kind, value, normalised, status FROM customer_identifiers WHERE customer_key = ? ORDER BY id'
  return statement(db, sql).raw().all(customerKey) as unknown as IdentifierRow[]
}
