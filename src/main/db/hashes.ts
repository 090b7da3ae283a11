// One hash over each 256th of a table, by the last byte of the ids, so that two sides can tell where they differ without
// sending rows. Of the rows as the server has them: pending commands do not count.
import { hash } from 'node:crypto'
import { type FeedValue, feedColumns, type IdentifierRow } from '../../shared/feed.ts'
import { type ChildTable, isChangingTable, type PlainTable, selectRows } from './fed-tables.ts'
import { customerRowColumns } from './feed-rows.ts'
import { type ReadDb, statement } from './handle.ts'
import { outboxOperations } from './planned-payload.ts'
import { readOrigins } from './relocated-rows.ts'

/** The tables that are compared. */
export const hashedTables = [
  'customers',
  'customer_redirects',
  'customer_ledger',
  'customer_notes',
  'customer_contact_history',
  'customer_transactions',
  'customer_packages',
  'customer_bookings',
] as const satisfies readonly ('customers' | ChildTable | PlainTable)[]
export type HashedTable = (typeof hashedTables)[number]

/** The server stamps these by itself, some of them later than the change they speak of. */
const leftOut: ReadonlySet<string> = new Set(['updated_at', 'updated_by'])
const bucketCount = 256

const customerSql = `SELECT key, ${customerRowColumns.join(', ')}, NULL AS identifiers FROM customers ORDER BY key`

/** The 256 hashes of a table, 8 hexadecimal digits each; only meaningful between pulls. */
export function hashBuckets(db: ReadDb, table: string): readonly string[] {
  const sums = new Float64Array(bucketCount)
  for (const row of serverRows(db, table as HashedTable)) {
    const bucket = bucketOf(String(row.id))
    const digits = hash('md5', canonicalText(table as HashedTable, row)).slice(0, 8)
    sums[bucket] = ((sums[bucket] ?? 0) + Number.parseInt(digits, 16)) % 2 ** 32
  }
  return Array.from(sums, (sum) => sum.toString(16).padStart(8, '0'))
}

/** The bucket of a row's id: the last byte of the UUID. */
export function bucketOf(id: string): number {
  return Number.parseInt(id.slice(-2), 16)
}

type HashedRow = Readonly<Record<string, FeedValue>>

/** A row as both sides write it down before they hash it. */
export function canonicalText(table: HashedTable, row: HashedRow): string {
  const columns = feedColumns[table].filter((column) => !leftOut.has(column))
  return columns.map((column) => writeValue(row[column] ?? null)).join('\u001f')
}

function writeValue(value: FeedValue): string {
  if (value === null) return '\\N'
  if (typeof value !== 'object') return String(value)
  return (value as readonly IdentifierRow[]).map((identifier) => identifier.join(',')).join('\u001e')
}

/** Every row as the server has it: the copy where there is one, and nothing that only a pending command made. */
function* serverRows(db: ReadDb, table: HashedTable): Generator<HashedRow> {
  const copies = statement(db, 'SELECT row_id, row FROM base_rows WHERE table_name = ?').all(table) as {
    row_id: string
    row: string | null
  }[]
  const unsent = isChangingTable(table) ? [] : pendingIds(db, table)
  const others = new Set([...copies.map(({ row_id }) => row_id), ...unsent])
  const identifiers = table === 'customers' ? eachCustomersIdentifiers(db) : null
  // What pending merges moved here is still under somebody else there.
  const origins = readOrigins(db, table)
  const sql = table === 'customers' ? customerSql : selectRows(table)
  for (const found of statement(db, sql).iterate()) {
    const row = atOrigin(found as HashedRow, origins)
    const pointers = identifiers?.(Number(row.key))
    if (!others.has(String(row.id))) yield pointers ? { ...row, identifiers: pointers } : row
  }
  for (const { row } of copies) if (row !== null) yield JSON.parse(row) as HashedRow
}

function atOrigin(row: HashedRow, origins: ReadonlyMap<string, string>): HashedRow {
  const origin = origins.size > 0 ? origins.get(String(row.id)) : undefined
  return origin === undefined ? row : { ...row, customer_id: origin }
}

/** The ids of entries that pending commands add. */
export function pendingIds(db: ReadDb, table: HashedTable): string[] {
  const sql = `SELECT operation.value ->> 'id' FROM ${outboxOperations(db)}
     WHERE operation.value ->> 'table' = ?`
  return statement(db, sql).pluck().all(table) as string[]
}

/** Walks the identifiers beside the customers, both in order of the local key. */
function eachCustomersIdentifiers(db: ReadDb): (key: number) => readonly IdentifierRow[] {
  const sql = `SELECT id, kind, value, normalised, status FROM customer_identifiers
     WHERE customer_key = ? ORDER BY id`
  const read = statement(db, sql).raw()
  return (key) => read.all(key) as unknown as IdentifierRow[]
}
