// The commands saved here whose effect has not come back from the server yet, by the customer they will land on.
import type { Operation, PlannedCommand } from '../../shared/wire.ts'
import { type ReadDb, statement } from './handle.ts'
import { readPlanned } from './planned-payload.ts'

/** The customers that commands after `seq` are about. */
export function pendingCustomers(db: ReadDb, seq: number): Set<string> {
  const sql = 'SELECT DISTINCT customer_id FROM outbox WHERE seq > ?'
  return new Set(statement(db, sql).pluck().all(seq) as string[])
}

/** The commands after `seq` about a customer, oldest first, as they will be carried out on that customer. */
export function pendingOf(db: ReadDb, customerId: string, seq: number): readonly PlannedCommand[] {
  const sql = 'SELECT payload FROM outbox WHERE customer_id = ? AND seq > ? ORDER BY seq'
  const payloads = statement(db, sql).pluck().all(customerId, seq) as string[]
  return payloads.map((payload) => landOn(readPlanned(payload), customerId))
}

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
