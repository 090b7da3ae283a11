// The beginning of a pull: what it goes up to is written down with its first rows, so that it can be gone on with.
import type { PullReply } from '../../shared/wire.ts'
import { statement, type WriteDb } from './handle.ts'
import { isConnected, joinServer, readSyncPoint } from './sync-state.ts'

/** On the first slice of a pull remembers what it goes up to; every later page of it keeps the first one's answer. */
export function beginPull(
  db: WriteDb,
  reply: PullReply,
): { readonly lastSeq: number; readonly isFirst: boolean; readonly isRestart: boolean } {
  const point = readSyncPoint(db)
  const isFirst = point.from === null
  if (point.to === reply.to && point.toLastSeq !== null) {
    return { lastSeq: point.toLastSeq, isFirst, isRestart: point.isRestart }
  }
  if (!isConnected(db)) joinServer(db, reply.epoch)
  const rows = reply.parts.reduce((sum, { rows }) => sum + rows.length, 0)
  const isRestart = point.isRestart || (isFirst && hasCustomers(db))
  statement(
    db,
    `UPDATE sync_state SET epoch = ?, to_snapshot = ?, to_last_seq = ?, position = NULL, pulled_rows = 0,
       total_rows = ?, restart_mark = ?`,
  ).run(reply.epoch, reply.to, reply.lastSeq, isFirst ? rows + reply.remaining : null, Number(isRestart))
  if (isFirst) statement(db, 'UPDATE search_state SET is_unbuilt = 1').run()
  return { lastSeq: reply.lastSeq, isFirst, isRestart }
}

function hasCustomers(db: WriteDb): boolean {
  return statement(db, 'SELECT 1 FROM customers LIMIT 1').get() !== undefined
}
