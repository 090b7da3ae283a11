// How each fed table is kept here: under its customer, or by its id alone; and whether commands change its rows once they
// are made, so that the server's copy has to be kept beside them. What is simple is declared here and nowhere else.
import { type FeedTable, feedColumns } from '../../shared/feed.ts'

/** Tables of what stands under a customer: rows go by the customer's local key and their own id. */
export const childTables = [
  'customer_ledger',
  'customer_notes',
  'customer_contact_history',
  'customer_transactions',
  'customer_packages',
  'customer_bookings',
] as const satisfies readonly FeedTable[]
export type ChildTable = (typeof childTables)[number]

/** Tables whose rows go by their id alone. */
export const plainTables = [
  'vip_tiers',
  'website_profiles',
  'customer_redirects',
  'saved_views',
  'notifications',
  'notification_reads',
  'customer_merge_history',
  'duplicate_dismissals',
  'sync_conflicts',
] as const satisfies readonly FeedTable[]
export type PlainTable = (typeof plainTables)[number]

/** Tables whose rows change after they are made, here as well as elsewhere: they may have a server's copy beside them. */
export const changingTables = [
  'vip_tiers',
  'customers',
  'customer_notes',
  'customer_transactions',
  'saved_views',
  'notifications',
  'customer_merge_history',
  'duplicate_dismissals',
  'sync_conflicts',
] as const satisfies readonly FeedTable[]
export type ChangingTable = (typeof changingTables)[number]

/** Whether rows of this table stand under a customer. */
export function isChildTable(table: string): table is ChildTable {
  return (childTables as readonly string[]).includes(table)
}

/** Whether rows of this table may have a server's copy. */
export function isChangingTable(table: string): table is ChangingTable {
  return (changingTables as readonly string[]).includes(table)
}

/** Where a row names its customer; -1 in tables of the venue itself. */
export function customerPlace(table: FeedTable): number {
  return (feedColumns[table] as readonly string[]).indexOf('customer_id')
}

/** The select list that turns a table keyed by its customer's local key into feed columns; join it with customers. */
export function parentColumns(table: ChildTable): string {
  return feedColumns[table]
    .map((column) => (column === 'customer_id' ? 'customers.id AS customer_id' : `${table}.${column}`))
    .join(', ')
}

/** The statement that reads every row of a table in feed form; a condition may follow it. */
export function selectRows(table: ChildTable | PlainTable): string {
  return isChildTable(table)
    ? `SELECT ${parentColumns(table)} FROM ${table} JOIN customers ON customers.key = customer_key`
    : `SELECT ${feedColumns[table].join(', ')} FROM ${table}`
}

/** The statement that writes a row, given its values in feed order with the local key in place of the customer's id. */
export const writeSql = Object.fromEntries(
  [...childTables, ...plainTables].map((table) => [table, composeWrite(table)]),
) as Readonly<Record<ChildTable | PlainTable, string>>

function composeWrite(table: ChildTable | PlainTable): string {
  const columns = feedColumns[table].map((column) =>
    column === 'customer_id' && isChildTable(table) ? 'customer_key' : column,
  )
  const marks = columns.map(() => '?').join(', ')
  // Where two counters made one thing under two ids (a notice read twice), the server's row takes the place of the own one.
  if (!isChildTable(table)) return `INSERT OR REPLACE INTO ${table} (${columns.join(', ')}) VALUES (${marks})`
  const assignments = columns
    .filter((column) => column !== 'id' && column !== 'customer_key')
    .map((column) => `${column} = excluded.${column}`)
  return `INSERT INTO ${table} (${columns.join(', ')}) VALUES (${marks})
     ON CONFLICT (customer_key, id) DO UPDATE SET ${assignments.join(', ')}`
}
