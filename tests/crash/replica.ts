// The server's rows as a counter that has just pulled everything must hold them, to be laid beside a counter's own.

import type { ReadDb } from '../../src/main/db/handle.ts'
import { type FeedTable, type FeedValue, feedColumns } from '../../src/shared/feed.ts'
import { type PullReply, protocolVersion } from '../../src/shared/wire.ts'
import { type Rows, readReplica, replicatedTables } from '../sim/replicas.ts'
import type { Seat } from './engine-counter.ts'
import type { CrashWorld } from './world.ts'

type ReadableStore = Parameters<typeof readReplica>[0]

/** What a counter and its server do not hold alike, in words; empty when they are one. */
export async function compareWithServer(db: ReadDb, seat: Seat, world: CrashWorld): Promise<string[]> {
  const server = await pullEverything(seat, world)
  return replicatedTables.flatMap((table) => {
    const here = readReplica(db as unknown as ReadableStore, table)
    return compare(table, here, server.get(table) ?? new Map())
  })
}

async function pullEverything(
  { deviceId }: Seat,
  { connection, session }: CrashWorld,
): Promise<ReadonlyMap<FeedTable, Rows>> {
  const tables = new Map<FeedTable, Map<string, string>>()
  let page: PullReply | null = null
  do {
    const reply: PullReply = await connection.call(
      'sync_pull',
      {
        p_device: deviceId,
        p_protocol: protocolVersion,
        p_epoch: page?.epoch ?? null,
        p_from: null,
        p_to: page?.to ?? null,
        p_after: page?.next ?? null,
        p_tables: replicatedTables,
        p_limit: 10_000,
      },
      session.accessToken,
    )
    for (const { table, columns, rows } of reply.parts) {
      const known = tables.get(table) ?? new Map<string, string>()
      tables.set(table, known)
      for (const row of rows) known.set(...nameRow(table, columns, row))
    }
    page = reply
  } while (page.next !== null)
  return tables
}

/** The key and the text of a row, as the comparison of replicas writes a counter's own. */
function nameRow(table: FeedTable, columns: readonly string[], row: readonly FeedValue[]): [string, string] {
  const named = Object.fromEntries(columns.map((column, index) => [column, row[index] ?? null]))
  if (table !== 'audit_log') {
    return [String(named.id), JSON.stringify(feedColumns[table].map((column) => named[column]))]
  }
  // Audit lines have no id of their own on a counter.
  const own = feedColumns.audit_log.filter((column) => column !== 'id' && column !== 'changes').toSorted()
  const changes = JSON.parse(String(named.changes)) as object
  const sorted = Object.fromEntries(Object.entries(changes).toSorted(([one], [two]) => (one < two ? -1 : 1)))
  return [
    `${named.customer_id} ${named.command_id}`,
    JSON.stringify([...own.map((column) => named[column]), sorted]),
  ]
}

function compare(table: string, here: Rows, there: Rows): string[] {
  const missing = [...there].flatMap(([key, row]) => {
    const own = here.get(key)
    if (own === row) return []
    return [
      own === undefined
        ? `${table} ${key} is missing: ${row}`
        : `${table} ${key} is ${own}, on the server ${row}`,
    ]
  })
  const extra = [...here.keys()].filter((key) => !there.has(key)).map((key) => `${table} ${key} is left over`)
  return [...missing, ...extra].slice(0, 5)
}
