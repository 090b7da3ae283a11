// What the server answered to a push: carried out, or refused. A refused command is undone exactly, what came after it is
// replayed, and it waits in a list for a person.
import type { CommandResult, PlannedCommand, PushReply } from '../../shared/wire.ts'
import { landOn } from '../domain/land-on.ts'
import { touchedRows } from './base-rows.ts'
import { findKey } from './customer-keys.ts'
import { createEffects, type SearchEffects } from './customer-rows.ts'
import { isChangingTable, isChildTable } from './fed-tables.ts'
import { inTransaction, statement, type WriteDb } from './handle.ts'
import { renumberOutbox } from './outbox.ts'
import { boundBy, boundWith, foldsOf } from './pending-folds.ts'
import { readPlanned } from './planned-payload.ts'
import { listRefusal } from './refused.ts'
import { settleRelocated } from './relocated-rows.ts'
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
  const planned = landOn(readPlanned(row.payload), row.customer_id)
  // Whom it bound has to be read while it is still here.
  const holders = [...findHolders(db, planned, row.customer_id)]
  const touched = planned.operations.flatMap((operation) => touchedRows(db, operation))
  statement(db, 'DELETE FROM outbox WHERE seq = ?').run(row.seq)
  removeMade(db, planned, holders)
  if (foldsOf(planned.operations).length > 0) settleRelocated(db, readConfirmedSeq(db))
  const settled = new Set<string>()
  for (const name of touched) {
    if (settled.has(`${name.table} ${name.id}`)) continue
    settled.add(`${name.table} ${name.id}`)
    settleRow(db, name, effects)
  }
  for (const id of holders) changed.add(id)
  return true
}

/** What a command made stands under its customer, or still under the one it named, or under whom a merge moved it to since. */
function findHolders(db: WriteDb, planned: PlannedCommand, customerId: string): ReadonlySet<string> {
  const folds = foldsOf(planned.operations).flatMap((fold) => boundBy(db, fold))
  return new Set([...boundWith(db, customerId), planned.audit.customerId, ...folds])
}

function removeMade(db: WriteDb, planned: PlannedCommand, holders: readonly string[]): void {
  const sql = 'DELETE FROM audit_log WHERE command_id = ? AND is_confirmed = 0'
  statement(db, sql).run(planned.commandId)
  for (const { table, id } of planned.operations) {
    if (isChildTable(table) && !isChangingTable(table)) {
      for (const holder of holders) {
        statement(db, `DELETE FROM ${table} WHERE customer_key = ? AND id = ?`).run(findKey(db, holder), id)
      }
      statement(db, 'DELETE FROM relocated_rows WHERE table_name = ? AND row_id = ?').run(table, id)
    }
    const isPlain = table === 'customer_redirects' || table === 'notification_reads'
    if (isPlain) statement(db, `DELETE FROM ${table} WHERE id = ?`).run(id)
  }
}

/** Commands up to this one are in the server's rows that are here. */
function readConfirmedSeq(db: WriteDb): number {
  return statement(db, 'SELECT confirmed_seq FROM sync_state').pluck().get() as number
}
