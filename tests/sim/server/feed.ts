// Rows of the server model as a pull and a bucket send them, and the hashes by which a counter finds drift.
import { createHash } from 'node:crypto'
import { type FeedTable, type FeedValue, feedColumns, type IdentifierRow } from '../../../src/shared/feed.ts'
import type { ServerRow } from './rows.ts'
import type { Transaction } from './transactions.ts'

type Reader = Pick<Transaction, 'get' | 'all'>

/** The columns of a part: the transaction first, then the feed's own. */
export function partColumns(table: FeedTable): readonly string[] {
  return ['changed_xid', ...feedColumns[table]]
}

/** Identifiers by customer, each list in order of id. */
export function groupIdentifiers(reader: Reader): ReadonlyMap<string, readonly IdentifierRow[]> {
  const grouped = new Map<string, IdentifierRow[]>()
  for (const { id, values } of reader.all('customer_identifiers')) {
    const customerId = String(values.customer_id)
    const list = grouped.get(customerId) ?? []
    list.push([
      id,
      String(values.kind),
      String(values.value),
      String(values.normalised),
      String(values.status),
    ])
    grouped.set(customerId, list)
  }
  for (const list of grouped.values()) list.sort((left, right) => (left[0] < right[0] ? -1 : 1))
  return grouped
}

/** One row in the order of `partColumns`. */
export function feedRow(
  table: FeedTable,
  row: ServerRow,
  identifiers: ReadonlyMap<string, readonly IdentifierRow[]>,
): readonly FeedValue[] {
  const values = feedColumns[table].map((column): FeedValue => {
    if (column === 'id') return table === 'vip_tiers' ? Number(row.id) : row.id
    if (column === 'identifiers') return identifiers.get(row.id) ?? []
    return row.values[column] ?? null
  })
  return [String(row.changed), ...values]
}

/** The tables that hashes speak of. */
export const hashedTables = [
  'customers',
  'customer_redirects',
  'customer_ledger',
  'customer_notes',
  'customer_contact_history',
  'customer_transactions',
  'customer_packages',
  'customer_bookings',
] as const
export type HashedTable = (typeof hashedTables)[number]

/** One hash for each last byte of the rows' ids. */
export function hashTable(reader: Reader, table: HashedTable): readonly string[] {
  const identifiers = table === 'customers' ? groupIdentifiers(reader) : new Map()
  const sums = new Array<number>(256).fill(0)
  for (const row of reader.all(table)) {
    const bucket = bucketOf(row.id)
    sums[bucket] = ((sums[bucket] ?? 0) + hashRow(table, row, identifiers)) >>> 0
  }
  return sums.map((sum) => sum.toString(16).padStart(8, '0'))
}

/** The bucket of an id: its last byte. */
export function bucketOf(id: string): number {
  return Number.parseInt(id.slice(-2), 16)
}

function hashRow(
  table: HashedTable,
  row: ServerRow,
  identifiers: ReadonlyMap<string, readonly IdentifierRow[]>,
): number {
  const values = feedRow(table, row, identifiers).slice(1)
  const texts = feedColumns[table].flatMap((column, index) => {
    if (column === 'updated_at' || column === 'updated_by') return []
    const value = values[index] ?? null
    if (value === null) return ['\\N']
    if (typeof value !== 'object') return [String(value)]
    return [value.map((identifier) => identifier.join(',')).join('\u001e')]
  })
  return Number.parseInt(createHash('md5').update(texts.join('\u001f')).digest('hex').slice(0, 8), 16)
}
