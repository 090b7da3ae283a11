// Where this device stands with its server: the snapshot it holds, the pull under way, and what the server last said of itself.
import type { FeedTable } from '../../shared/feed.ts'
import type { HelloReply, PullPosition, ResetReason } from '../../shared/wire.ts'
import { changingTables } from './fed-tables.ts'
import { inTransaction, type ReadDb, statement, type WriteDb } from './handle.ts'
import { numberAfter } from './outbox.ts'
import { outboxOperations } from './planned-payload.ts'
import { saveStaff } from './staff.ts'

/** The one row of `sync_state`. */
export interface SyncPoint {
  /** The server's history this store belongs to; null for a directory that never met a server. */
  readonly epoch: string | null
  /** Everything visible in this snapshot is here; null until a first pull, or one that starts over, has ended. */
  readonly from: string | null
  /** The snapshot the pull under way goes up to, and the place it reached. */
  readonly to: string | null
  readonly position: PullPosition | null
  /** The newest own command in `to`, and in `from`. */
  readonly toLastSeq: number | null
  readonly confirmedSeq: number
  readonly isFirstPull: boolean
  readonly pulledRows: number
  readonly totalRows: number | null
  /** The feed tables `from` speaks of; null with it. */
  readonly feedTables: readonly FeedTable[] | null
  /** Whether the pull under way started over on rows that were here before. */
  readonly isRestart: boolean
  /** Satang. */
  readonly creditAllowance: number
  /** ISO 8601 moments. */
  readonly lastPullAt: string | null
  readonly lastPushAt: string | null
  /** Milliseconds this computer's clock is ahead of the server's; null when not known. */
  readonly clockAhead: number | null
}

interface StateRow {
  readonly epoch: string | null
  readonly from_snapshot: string | null
  readonly to_snapshot: string | null
  readonly position: string | null
  readonly to_last_seq: number | null
  readonly confirmed_seq: number
  readonly pulled_rows: number
  readonly total_rows: number | null
  readonly feed_tables: string | null
  readonly restart_mark: number
  readonly credit_allowance: number
  readonly last_pull_at: string | null
  readonly last_push_at: string | null
  readonly clock_ahead: number | null
}

/** Reads where this device stands. */
export function readSyncPoint(db: ReadDb): SyncPoint {
  const row = statement(db, 'SELECT * FROM sync_state').get() as StateRow
  return {
    epoch: row.epoch,
    from: row.from_snapshot,
    to: row.to_snapshot,
    position: row.position === null ? null : (JSON.parse(row.position) as PullPosition),
    toLastSeq: row.to_last_seq,
    confirmedSeq: row.confirmed_seq,
    isFirstPull: row.from_snapshot === null,
    pulledRows: row.pulled_rows,
    totalRows: row.total_rows,
    feedTables: row.feed_tables === null ? null : (JSON.parse(row.feed_tables) as FeedTable[]),
    isRestart: row.restart_mark === 1,
    creditAllowance: row.credit_allowance,
    lastPullAt: row.last_pull_at,
    lastPushAt: row.last_push_at,
    clockAhead: row.clock_ahead,
  }
}

/** Whether this store ever met a server: from then on rows that pending commands touch keep the server's copy. */
export function isConnected(db: ReadDb): boolean {
  return statement(db, 'SELECT epoch IS NOT NULL FROM sync_state').pluck().get() === 1
}

/** Keeps what the server said of itself, its staff and its devices; the first time, the store begins to belong to it. */
export function saveHello(db: WriteDb, hello: HelloReply, now: Date): void {
  inTransaction(db, () => {
    if (!isConnected(db)) joinServer(db, hello.epoch)
    statement(db, 'UPDATE sync_state SET credit_allowance = ?, clock_ahead = ?').run(
      hello.creditAllowance,
      now.getTime() - Date.parse(hello.serverTime),
    )
    numberAfter(db, hello.lastSeq)
    saveStaff(db, hello)
  })
}

const changing = changingTables.map((table) => `'${table}'`).join(', ')

/**
 * Makes the store a counter of the server with this epoch, inside the caller's transaction. The server knows nothing yet of
 * what was done here alone, and numbers this directory gave itself are no longer given out.
 */
export function joinServer(db: WriteDb, epoch: string): void {
  statement(db, 'UPDATE sync_state SET epoch = ?').run(epoch)
  statement(db, 'UPDATE code_blocks SET last_code = next_code - 1 WHERE last_code IS NULL').run()
  statement(
    db,
    `INSERT OR IGNORE INTO base_rows (table_name, row_id, customer_id, row, base_seq)
     SELECT DISTINCT
       CASE WHEN operation.value ->> 'table' IN (${changing}) THEN operation.value ->> 'table' ELSE 'customers' END,
       CASE WHEN operation.value ->> 'table' IN (${changing}) THEN operation.value ->> 'id'
         ELSE operation.value ->> 'customerId' END,
       operation.value ->> 'customerId', NULL, 0
     FROM ${outboxOperations(db)}
     WHERE operation.value ->> 'table' IN (${changing}, 'customer_identifiers', 'customer_ledger')`,
  ).run()
}

/** Forgets how far pulling came, so that everything is pulled again over the rows that are here; nothing unsent is touched. */
export function beginReset(db: WriteDb, _reason: ResetReason): void {
  inTransaction(db, () => {
    statement(
      db,
      `UPDATE sync_state SET from_snapshot = NULL, seen_snapshot = NULL, to_snapshot = NULL, position = NULL,
         to_last_seq = NULL, confirmed_seq = 0, feed_tables = NULL, pulled_rows = 0, total_rows = NULL, restart_mark = 1`,
    ).run()
    for (const table of ['brought_rows', 'parked_rows', 'parted_customers']) {
      statement(db, `DELETE FROM ${table}`).run()
    }
    // A server set back may have forgotten what it answered: sent again, each command still has one effect.
    statement(db, 'UPDATE outbox SET result = NULL WHERE result IS NOT NULL').run()
  })
}
