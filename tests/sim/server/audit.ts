// The audit trail of the server model: one line per customer and command.
import type { AuditEntry } from '../../../src/shared/wire.ts'
import type { Execution } from './execution.ts'

/** Writes one line, in the server's time. */
export function addAudit(
  execution: Execution,
  customerId: string,
  commandId: string,
  action: string,
  changes: AuditEntry['changes'],
): void {
  execution.transaction.write('audit_log', execution.newId(), {
    customer_id: customerId,
    command_id: commandId,
    action,
    reason: execution.command.audit.reason,
    actor: execution.actor,
    device_id: execution.device,
    at: execution.at,
    changes: JSON.stringify(changes),
  })
}
