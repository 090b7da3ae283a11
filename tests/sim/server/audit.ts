// The audit trail of the server model: one line per customer and command.
import type { AuditEntry } from '../../../src/shared/wire.ts'
import type { Execution } from './execution.ts'

type Line = Pick<AuditEntry, 'commandId' | 'action' | 'reason' | 'at' | 'changes'>

/** Writes one line, under the name of whoever made the command. */
export function addAudit(execution: Execution, customerId: string, line: Line): void {
  execution.transaction.write('audit_log', execution.newId(), {
    customer_id: customerId,
    command_id: line.commandId,
    action: line.action,
    reason: line.reason,
    actor: execution.actor,
    device_id: execution.device,
    at: line.at,
    changes: JSON.stringify(line.changes),
  })
}
