// sync_pull on the server model: what changed between two snapshots, in pages that all end at the same one.
import { type FeedTable, feedTables } from '../../../src/shared/feed.ts'
import {
  type PullPart,
  type PullPosition,
  type PullReply,
  type PullRequest,
  protocolVersion,
  type ResetReason,
} from '../../../src/shared/wire.ts'
import { feedRow, groupIdentifiers, partColumns } from './feed.ts'
import type { ServerRow, ServerSettings } from './rows.ts'
import { formatSnapshot, isVisible, parseSnapshot, type Snapshot } from './snapshot.ts'
import type { ServerDatabase } from './transactions.ts'

/** What a pull is answered at this moment. */
export function pull(database: ServerDatabase, request: PullRequest, now: number): PullReply {
  const reader = database.committed
  const current = database.snapshot()
  const settings = reader.get('settings', 'only') as ServerSettings
  const from = request.p_from === null ? null : parseSnapshot(request.p_from)
  const to = request.p_to === null ? current : parseSnapshot(request.p_to)
  const reset = reasonToReset(request, settings, from, to, current)
  const base = {
    protocol: protocolVersion,
    epoch: settings.epoch,
    reset,
    serverTime: new Date(now).toISOString(),
    to: formatSnapshot(to),
    lastSeq: reader.get('devices', request.p_device)?.lastSeq ?? 0,
  }
  if (reset) return { ...base, parts: [], next: null, remaining: 0 }

  const identifiers = groupIdentifiers(reader)
  const parts: PullPart[] = []
  let room = request.p_limit
  let last: PullPosition | null = null
  let remaining = 0
  for (const table of feedTables) {
    if (!request.p_tables.includes(table)) continue
    if (request.p_after && feedTables.indexOf(table) < feedTables.indexOf(request.p_after.table)) continue
    const rows = reader
      .all(table)
      .filter((row) => isWanted(row, from, to))
      .filter((row) => isAfter(table, row, request.p_after))
      .sort(inFeedOrder)
    const sent = rows.slice(0, room)
    room -= sent.length
    remaining += rows.length - sent.length
    const final = sent.at(-1)
    if (!final) continue
    last = { table, xid: String(final.changed), id: final.id }
    parts.push({
      table,
      columns: partColumns(table),
      rows: sent.map((row) => feedRow(table, row, identifiers)),
    })
  }
  // A page that is full may be the last one all the same; the next one is empty then.
  return { ...base, parts, next: room === 0 ? last : null, remaining }
}

function reasonToReset(
  request: PullRequest,
  settings: ServerSettings,
  from: Snapshot | null,
  to: Snapshot,
  current: Snapshot,
): ResetReason | null {
  const isFirst = request.p_from === null && request.p_to === null
  if (!isFirst && request.p_epoch !== settings.epoch) return 'epoch'
  if (Math.max(from?.xmax ?? 0, to.xmax) > current.xmax) return 'behind'
  if (from && from.xmin < settings.tombstonesFrom) return 'expired'
  return null
}

function isWanted(row: ServerRow, from: Snapshot | null, to: Snapshot): boolean {
  return (!from || !isVisible(row.changed, from)) && isVisible(row.changed, to)
}

function inFeedOrder(left: ServerRow, right: ServerRow): number {
  return left.changed - right.changed || (left.id < right.id ? -1 : 1)
}

function isAfter(table: FeedTable, row: ServerRow, after: PullPosition | null): boolean {
  if (!after || after.table !== table) return true
  return row.changed > Number(after.xid) || (row.changed === Number(after.xid) && row.id > after.id)
}
