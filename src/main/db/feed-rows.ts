// Local rows in the form the server feeds them in, so that copies, hashes and comparisons all speak of the same thing.
import { type FeedValue, feedColumns, type IdentifierRow } from '../../shared/feed.ts'
import type { FeedRow } from '../domain/rebase.ts'
import { type ChangingTable, isChildTable, selectRows } from './fed-tables.ts'
import { type ReadDb, statement } from './handle.ts'

/** The columns of a customer's own row, in feed order: all but the identifiers. */
export const customerRowColumns = feedColumns.customers.filter((column) => column !== 'identifiers')

const customerSql = `SELECT key, ${customerRowColumns.join(', ')} FROM customers WHERE id = ?`

/** A local row in feed form; null when it is not here. What stands under a customer is found under that one only. */
export function readFeedRow(
  db: ReadDb,
  table: ChangingTable,
  id: string,
  customerId: string,
): FeedRow | null {
  if (isChildTable(table)) {
    const sql = `${selectRows(table)} WHERE ${table}.id = ? AND customers.id = ?`
    return (statement(db, sql).get(id, customerId) as FeedRow | undefined) ?? null
  }
  const sql = table === 'customers' ? customerSql : `${selectRows(table)} WHERE id = ?`
  const row = statement(db, sql).get(id) as Record<string, FeedValue> | undefined
  if (!row || table !== 'customers') return row ?? null
  const { key, ...columns } = row
  return { ...columns, identifiers: readIdentifierRows(db, Number(key)) }
}

/** What points at a customer, in feed form, ordered by id. */
export function readIdentifierRows(db: ReadDb, customerKey: number): IdentifierRow[] {
  const sql =
    'SELECT id, kind, value, normalised, status FROM customer_identifiers WHERE customer_key = ? ORDER BY id'
  return statement(db, sql).raw().all(customerKey) as unknown as IdentifierRow[]
}
