// The beginning of a pull: what it goes up to is written down with its first rows, so that it can be gone on with.
import type { PullReply } from '../../shared/wire.ts'
import { fewPlaced } from './build-index.ts'
import { statement, type WriteDb } from './handle.ts'
import { numberAfter } from './outbox.ts'
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
  const isRestart = point.isRestart || (isFirst && countUpTo(db, 1) > 0)
  statement(
    db,
    `UPDATE sync_state SET epoch = ?, to_snapshot = ?, to_last_seq = ?, position = NULL, pulled_rows = 0,
       total_rows = ?, restart_mark = ?`,
  ).run(reply.epoch, reply.to, reply.lastSeq, isFirst ? rows + reply.remaining : null, Number(isRestart))
  numberAfter(db, reply.lastSeq)
  if (isFirst && !isRestart) dropOwnTiers(db)
  if (isFirst && countUpTo(db, fewPlaced + 1) <= fewPlaced) {
    statement(db, 'UPDATE search_state SET is_unbuilt = 1').run()
  }
  return { lastSeq: reply.lastSeq, isFirst, isRestart }
}

/** The tiers a new directory begins with are this counter's own idea; those somebody changed here are still to be told of. */
function dropOwnTiers(db: WriteDb): void {
  const sql = `DELETE FROM vip_tiers
     WHERE CAST(id AS TEXT) NOT IN (SELECT row_id FROM base_rows WHERE table_name = 'vip_tiers')`
  statement(db, sql).run()
}

function countUpTo(db: WriteDb, most: number): number {
  return statement(db, 'SELECT count(*) FROM (SELECT 1 FROM customers LIMIT ?)').pluck().get(most) as number
}
