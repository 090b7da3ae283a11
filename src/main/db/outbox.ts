// What was saved here and nobody else has seen yet, in order; and the audit line beside it.
import type { CommandSummary } from '../../shared/sync.ts'
import type { AuditEntry, PlannedCommand, PushedCommand } from '../../shared/wire.ts'
import { type BatchLimits, takePushBatch } from '../domain/push-batch.ts'
import { findKey } from './customer-keys.ts'
import { type ReadDb, statement, type WriteDb } from './handle.ts'
import { bindCustomers, foldsOf } from './pending-folds.ts'
import { readPlanned, writeOut } from './planned-payload.ts'
import { summarise } from './summaries.ts'

/** Appends a planned command to the outbox, inside the caller's transaction; `payload` says it in short where that was done. */
export function appendToOutbox(db: WriteDb, planned: PlannedCommand | ShortenedCommand): void {
  const { audit } = planned
  const payload = 'payload' in planned ? planned.payload : JSON.stringify(planned)
  statement(
    db,
    `INSERT INTO outbox (command_id, kind, customer_id, payload, created_at, seen)
     VALUES (?, ?, ?, ?, ?, (SELECT seen_snapshot FROM sync_state))`,
  ).run(audit.commandId, audit.action, audit.customerId, payload, audit.at)
  if ('operations' in planned) bindCustomers(db, planned)
}

interface ShortenedCommand {
  readonly audit: AuditEntry
  readonly payload: string
}

/** Appends the audit line of a planned command, and one to whoever it folds or parts, inside the caller's transaction. */
export function appendToAudit(
  db: WriteDb,
  customerKey: number,
  { audit, operations = [] }: Pick<PlannedCommand, 'audit'> & Partial<PlannedCommand>,
): void {
  writeLine(db, customerKey, audit)
  for (const { op, customerId, foldedId } of foldsOf(operations)) {
    const changes: AuditEntry['changes'] =
      op === 'merge'
        ? { merged_into: { before: null, after: customerId } }
        : { parted_from: { before: customerId, after: null } }
    const key = findKey(db, foldedId)
    if (key !== undefined) writeLine(db, key, { ...audit, changes })
  }
}

function writeLine(db: WriteDb, customerKey: number, audit: AuditEntry): void {
  statement(
    db,
    `INSERT INTO audit_log (customer_key, command_id, action, reason, actor, device_id, at, changes)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?)`,
  ).run(
    customerKey,
    audit.commandId,
    audit.action,
    audit.reason,
    audit.actor,
    audit.deviceId,
    audit.at,
    JSON.stringify(audit.changes),
  )
}

/** Whether this command was carried out before: the same command twice is one change. */
export function isCommandDone(db: ReadDb, customerId: string, commandId: string): boolean {
  const key = findKey(db, customerId)
  const sql = 'SELECT 1 FROM audit_log WHERE customer_key = ? AND command_id = ?'
  return key !== undefined && statement(db, sql).get(key, commandId) !== undefined
}

/** How many commands wait to be sent. */
export function countUnsent(db: ReadDb): number {
  return statement(db, 'SELECT count(*) FROM outbox WHERE result IS NULL').pluck().get() as number
}

/** What waits to be sent, oldest first, at most 500. */
export function listUnsent(db: ReadDb): CommandSummary[] {
  const sql = 'SELECT payload, customer_id FROM outbox WHERE result IS NULL ORDER BY seq LIMIT 500'
  const rows = statement(db, sql).all() as { payload: string; customer_id: string }[]
  return rows.map(({ payload, customer_id }) => summarise(db, readPlanned(payload), customer_id))
}

interface OutboxRow {
  readonly seq: number
  readonly seen: string | null
  readonly payload: string
}

/** What is sent counts, not what is kept. */
function* writeAllOut(rows: Iterable<OutboxRow>): Generator<OutboxRow> {
  for (const row of rows) yield { ...row, payload: writeOut(row.payload) }
}

/** The oldest unanswered commands, numbered without a gap, as many as one push may carry; at least one if there is any. */
export function readPushBatch(db: ReadDb, limits: BatchLimits): readonly PushedCommand[] {
  const sql = 'SELECT seq, seen, payload FROM outbox WHERE result IS NULL ORDER BY seq LIMIT ?'
  const rows = statement(db, sql).iterate(limits.commands) as IterableIterator<OutboxRow>
  return takePushBatch(writeAllOut(rows), limits).map(({ seq, seen, payload }) => ({
    ...(JSON.parse(payload) as PlannedCommand),
    seq,
    seen,
  }))
}

/**
 * Numbers what is unanswered anew from `lastSeq` + 1, keeping the order, inside the caller's transaction: the server knows
 * this device's numbers up to `lastSeq` for other commands.
 */
export function renumberOutbox(db: WriteDb, lastSeq: number): void {
  const old = statement(db, 'SELECT seq FROM outbox WHERE result IS NULL ORDER BY seq')
    .pluck()
    .all() as number[]
  const move = statement(db, 'UPDATE outbox SET seq = ? WHERE seq = ?')
  // Through numbers nobody has, since old and new ones overlap.
  for (const seq of old) move.run(-seq, seq)
  for (const [index, seq] of old.entries()) move.run(lastSeq + 1 + index, -seq)
  const bases = statement(db, 'SELECT DISTINCT base_seq FROM base_rows').pluck().all() as number[]
  const rebase = statement(db, 'UPDATE base_rows SET base_seq = ? WHERE base_seq = ?')
  const lastAnswered = statement(db, 'SELECT max(seq) FROM outbox WHERE result IS NOT NULL').pluck().get()
  const moves = bases
    // What was answered keeps its number, and is not in copies from before it.
    .filter((seq) => typeof lastAnswered !== 'number' || lastAnswered <= seq)
    .map((seq) => [seq, lastSeq + old.filter((one) => one <= seq).length] as const)
  for (const [from] of moves) rebase.run(-1 - from, from)
  for (const [from, to] of moves) rebase.run(to, -1 - from)
  statement(db, "UPDATE sqlite_sequence SET seq = ? WHERE name = 'outbox'").run(lastSeq + old.length)
}

/**
 * Gives new commands numbers after `lastSeq`, inside the caller's transaction: this file may be older than what the server has
 * of this device, and a command numbered like one the server carried out would not be replayed on what a pull brings.
 */
export function numberAfter(db: WriteDb, lastSeq: number): void {
  const raise = "UPDATE sqlite_sequence SET seq = max(seq, ?) WHERE name = 'outbox'"
  if (statement(db, raise).run(lastSeq).changes > 0) return
  statement(db, "INSERT INTO sqlite_sequence (name, seq) VALUES ('outbox', ?)").run(lastSeq)
}
