// Customers as the duplicates inbox and the merge screens show them: the counter's card and how much hangs on it.
import type { MergePerson, StoryCounts } from '../../shared/merging.ts'
import { readCard } from './customers.ts'
import { type ReadDb, statement } from './handle.ts'

const countedTables: Readonly<Record<keyof StoryCounts, string>> = {
  transactions: 'customer_transactions',
  packages: 'customer_packages',
  bookings: 'customer_bookings',
  notes: 'customer_notes',
  contacts: 'customer_contact_history',
  identifiers: 'customer_identifiers',
}
const countsSql = `SELECT ${Object.entries(countedTables)
  .map(([name, table]) => `(SELECT count(*) FROM ${table} WHERE customer_key = key) AS ${name}`)
  .join(', ')} FROM customers WHERE id = ?`

/** One customer, redirects followed; throws CUSTOMER_NOT_FOUND. */
export function readMergePerson(db: ReadDb, customerId: string, now: Date): MergePerson {
  const card = readCard(db, { customerId }, now)
  const formerSql = `SELECT customer_code FROM customers WHERE merged_into = ? AND customer_code IS NOT NULL
    ORDER BY length(customer_code), customer_code`
  return {
    card,
    counts: statement(db, countsSql).get(card.id) as StoryCounts,
    formerCodes: statement(db, formerSql).pluck().all(card.id) as string[],
  }
}

/** Ids of customers, the likeliest survivor of a merge first: in use, most history, oldest code. */
export function rankSurvivors(db: ReadDb, ids: readonly string[]): readonly string[] {
  const sql = `SELECT customers.id FROM json_each(?) AS named JOIN customers ON customers.id = named.value
    ORDER BY is_active DESC,
      total_visits + (SELECT count(*) FROM customer_transactions WHERE customer_key = customers.key) DESC,
      customer_code IS NULL, length(customer_code), customer_code, created_at, customers.id`
  return statement(db, sql).pluck().all(JSON.stringify(ids)) as string[]
}
