// What was saved here and nobody else has seen yet, in order; and the audit line beside it.
import type { PlannedCommand } from '../../shared/wire.ts'
import { type ReadDb, statement, type WriteDb } from './handle.ts'

/** Appends a planned command to the outbox, inside the caller's transaction. */
export function appendToOutbox(db: WriteDb, planned: PlannedCommand): void {
  statement(
    db,
    'INSERT INTO outbox (command_id, kind, customer_id, payload, created_at) VALUES (?, ?, ?, ?, ?)',
  ).run(planned.commandId, planned.kind, planned.audit.customerId, JSON.stringify(planned), planned.audit.at)
}

/** Appends the audit line of a planned command, inside the caller's transaction. */
export function appendToAudit(db: WriteDb, customerKey: number, { audit }: PlannedCommand): void {
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
  const sql = `SELECT 1 FROM audit_log JOIN customers ON customers.key = audit_log.customer_key
     WHERE customers.id = ? AND command_id = ?`
  return statement(db, sql).get(customerId, commandId) !== undefined
}

/** How many commands wait to be sent. */
export function countUnsent(db: ReadDb): number {
  return statement(db, 'SELECT count(*) FROM outbox').pluck().get() as number
}
