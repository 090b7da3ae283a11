// Commands about somebody who was folded into another since they were made. Pure.
import type { Operation, PlannedCommand } from '../../shared/wire.ts'

/** A command about somebody who was folded into another in the meantime lands on the other. */
export function landOn(planned: PlannedCommand, customerId: string): PlannedCommand {
  if (planned.operations.every((operation) => operation.customerId === customerId)) return planned
  return { ...planned, operations: planned.operations.map((operation) => redirect(operation, customerId)) }
}

function redirect(operation: Operation, customerId: string): Operation {
  if (operation.op === 'patch' && operation.table === 'customers') {
    return { ...operation, id: customerId, customerId }
  }
  return operation.table === 'customers' ? operation : { ...operation, customerId }
}
