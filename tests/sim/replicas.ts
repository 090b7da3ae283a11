// Compares a counter's rows with the server's, all tables, row by row, in the form rows travel in.
import type Database from 'better-sqlite3'
import { type FeedTable, feedColumns, feedTables } from '../../src/shared/feed.ts'
import { directoryId } from '../../src/shared/wire.ts'
import { feedRow, groupIdentifiers } from './server/feed.ts'
import type { ServerModel } from './server-model.ts'

/** The tables whose rows both sides hold. */
type ReplicatedTable = Exclude<FeedTable, 'sync_tombstones'>
export const replicatedTables = feedTables.filter(
  (table): table is ReplicatedTable => table !== 'sync_tombstones',
)

/** Rows by key, each as one text, so that two sides can be laid beside each other. */
export type Rows = ReadonlyMap<string, string>

/** The server's rows of every table. */
export function readServer({ database }: ServerModel): ReadonlyMap<ReplicatedTable, Rows> {
  const identifiers = groupIdentifiers(database.committed)
  return new Map(
    replicatedTables.map((table) => {
      const rows = database.committed.all(table).map((row): [string, string] => {
        const values = feedRow(table, row, identifiers).slice(1)
        const named = Object.fromEntries(
          feedColumns[table].map((column, index) => [column, values[index] ?? null]),
        )
        return entry(table, named)
      })
      return [table, new Map(rows)]
    }),
  )
}

/** A counter's rows of one table. */
export function readReplica(store: Database.Database, table: ReplicatedTable): Rows {
  const rows = store.prepare(selectAll(table)).all() as Record<string, unknown>[]
  if (table !== 'customers') return new Map(rows.map((row) => entry(table, row)))
  const identifiers = new Map<unknown, unknown[]>()
  const held = store
    .prepare(
      `SELECT customers.id AS owner, held.id, kind, value, normalised, status
       FROM customer_identifiers held JOIN customers ON customers.key = customer_key ORDER BY held.id`,
    )
    .raw()
    .all() as unknown[][]
  for (const [owner, ...identifier] of held) {
    identifiers.set(owner, [...(identifiers.get(owner) ?? []), identifier])
  }
  return new Map(rows.map((row) => entry(table, { ...row, identifiers: identifiers.get(row.id) ?? [] })))
}

/** Audit lines have no id of their own on a counter: the customer and the command name one. */
function entry(table: FeedTable, row: Readonly<Record<string, unknown>>): [string, string] {
  if (table !== 'audit_log')
    return [String(row.id), JSON.stringify(feedColumns[table].map((column) => row[column]))]
  const { id: _, changes, ...rest } = row
  const said = JSON.parse(String(changes)) as object
  const values = Object.keys(rest)
    .toSorted()
    .map((column) => rest[column])
  return [`${row.customer_id} ${row.command_id}`, JSON.stringify([...values, sortKeys(said)])]
}

function sortKeys(value: object): object {
  return Object.fromEntries(Object.entries(value).toSorted(([left], [right]) => (left < right ? -1 : 1)))
}

const ofCustomer = (table: FeedTable) => {
  const columns = feedColumns[table].filter((column) => column !== 'customer_id')
  const list = columns.map((column) => `child.${column}`).join(', ')
  return `SELECT customers.id AS customer_id, ${list} FROM ${table} child JOIN customers ON customers.key = child.customer_key`
}

const ownSelects: Readonly<Partial<Record<ReplicatedTable, string>>> = {
  customers: `SELECT ${feedColumns.customers.filter((column) => column !== 'identifiers').join(', ')} FROM customers`,
  customer_redirects: `SELECT ${feedColumns.customer_redirects.join(', ')} FROM customer_redirects`,
  customer_merge_history: `SELECT ${feedColumns.customer_merge_history.join(', ')} FROM customer_merge_history`,
  sync_conflicts: `SELECT ${feedColumns.sync_conflicts.join(', ')} FROM sync_conflicts`,
  audit_log: `SELECT coalesce(customers.id, '${directoryId}') AS customer_id, command_id, action, reason, actor, device_id,
      at, changes
    FROM audit_log child LEFT JOIN customers ON customers.key = child.customer_key`,
}

function selectAll(table: ReplicatedTable): string {
  const columns: readonly string[] = feedColumns[table]
  const plain = () =>
    columns.includes('customer_id') ? ofCustomer(table) : `SELECT ${columns.join(', ')} FROM ${table}`
  return ownSelects[table] ?? plain()
}

function describeDifference(here: string, there: string): string {
  const other = JSON.parse(there) as unknown[]
  const parts = (JSON.parse(here) as unknown[]).flatMap((value, index) => {
    const [own, theirs] = [JSON.stringify(value), JSON.stringify(other[index])]
    return own === theirs ? [] : [`here ${own}, server ${theirs}`]
  })
  return parts.join('; ')
}

/** What differs between two sides, in words; at most `most` differences. */
export function compareRows(table: string, here: Rows, there: Rows, most: number): readonly string[] {
  const differences: string[] = []
  for (const [key, row] of there) {
    const own = here.get(key)
    if (own === undefined) differences.push(`${table} ${key} is missing: ${row}`)
    else if (own !== row) differences.push(`${table} ${key} differs: ${describeDifference(own, row)}`)
  }
  for (const [key, row] of here) if (!there.has(key)) differences.push(`${table} ${key} is left over: ${row}`)
  return differences.slice(0, most)
}
