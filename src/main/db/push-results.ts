// What the server answered to a push: carried out, or refused. A refused command is undone exactly, what came after it is
// replayed, and it waits in a list for a person.
import type { CommandResult, PlannedCommand, PushReply } from '../../shared/wire.ts'
import { touchedRow } from './base-rows.ts'
import { findKey } from './customer-keys.ts'
import { createEffects, type SearchEffects } from './customer-rows.ts'
import { isChangingTable, isChildTable } from './fed-tables.ts'
import { inTransaction, statement, type WriteDb } from './handle.ts'
import { renumberOutbox } from './outbox.ts'
import { landOn } from './pending-commands.ts'
import { readPlanned } from './planned-payload.ts'
import { listRefusal } from './refused.ts'
import { settleSearch } from './search-effects.ts'
import { settleRow } from './settle-rows.ts'

interface OutboxRow {
  readonly seq: number
  readonly customer_id: string
  readonly payload: string
}

/** Keeps a push's answers in one transaction; tells how many were refused and whose rows changed by that. */
export function saveResults(
  db: WriteDb,
  reply: PushReply,
  now: Date,
): { readonly refused: number; readonly customerIds: readonly string[] } {
  return inTransaction(db, () => {
    const changed = new Set<string>()
    const effects = createEffects()
    let refused = 0
    for (const result of reply.results) {
      if (result.status !== 'rejected') keepAnswer(db, result)
      else if (refuse(db, result, now, effects, changed)) refused += 1
    }
    if (reply.status === 'gap') closeGap(db, reply.lastSeq)
    if (reply.status === 'renumber') renumberOutbox(db, reply.lastSeq)
    settleSearch(db, effects)
    if (reply.status === 'done') {
      statement(db, 'UPDATE sync_state SET last_push_at = ?').run(now.toISOString())
    }
    return { refused, customerIds: [...changed] }
  })
}

/** An answer waits for the pull that brings the effect; where that came first, the command is done with. */
function keepAnswer(db: WriteDb, result: CommandResult): void {
  const { changes } = statement(
    db,
    `DELETE FROM outbox WHERE command_id = ? AND seq <= (SELECT confirmed_seq FROM sync_state)`,
  ).run(result.commandId)
  if (changes > 0) {
    // The server's own line has come; where it stands under somebody else, this one tells of nothing any more.
    const sql = 'DELETE FROM audit_log WHERE is_confirmed = 0 AND command_id = ?'
    statement(db, sql).run(result.commandId)
    return
  }
  statement(db, 'UPDATE outbox SET result = ? WHERE command_id = ?').run(
    JSON.stringify(result),
    result.commandId,
  )
}

/** The server misses commands before these: what it had answered and forgot is sent again, or the numbers close up. */
function closeGap(db: WriteDb, lastSeq: number): void {
  statement(db, 'UPDATE outbox SET result = NULL WHERE seq > ?').run(lastSeq)
  const first = statement(db, 'SELECT min(seq) FROM outbox WHERE result IS NULL').pluck().get()
  if (typeof first === 'number' && first > lastSeq + 1) renumberOutbox(db, lastSeq)
}

function refuse(
  db: WriteDb,
  result: CommandResult,
  now: Date,
  effects: SearchEffects,
  changed: Set<string>,
): boolean {
  const find = 'SELECT seq, customer_id, payload FROM outbox WHERE command_id = ?'
  const row = statement(db, find).get(result.commandId) as OutboxRow | undefined
  // Answered twice: it left the queue the first time.
  if (!row) return false
  listRefusal(db, row.seq, result, now)
  statement(db, 'DELETE FROM outbox WHERE seq = ?').run(row.seq)
  undo(db, landOn(readPlanned(row.payload), row.customer_id), row.customer_id, effects)
  changed.add(row.customer_id)
  return true
}

/** What a command made stands under its customer, or still under the one it named where the survivor is not here yet. */
function undo(db: WriteDb, planned: PlannedCommand, customerId: string, effects: SearchEffects): void {
  for (const key of [findKey(db, customerId), findKey(db, planned.audit.customerId)]) {
    statement(db, 'DELETE FROM audit_log WHERE customer_key = ? AND command_id = ? AND is_confirmed = 0').run(
      key,
      planned.commandId,
    )
    for (const { table, id } of planned.operations) {
      if (!isChildTable(table) || isChangingTable(table)) continue
      statement(db, `DELETE FROM ${table} WHERE customer_key = ? AND id = ?`).run(key, id)
    }
  }
  for (const { table, id } of planned.operations) {
    const isPlain = table === 'customer_redirects' || table === 'notification_reads'
    if (isPlain) statement(db, `DELETE FROM ${table} WHERE id = ?`).run(id)
  }
  const settled = new Set<string>()
  for (const operation of planned.operations) {
    const touched = touchedRow(operation)
    if (!touched || settled.has(`${touched.table} ${touched.id}`)) continue
    settled.add(`${touched.table} ${touched.id}`)
    settleRow(db, { ...touched, customerId }, effects)
  }
}
