// One pushed command carried out on the server model: all of it or nothing of it, with an answer either way.
import type { CommandResult, Operation, PushedCommand } from '../../../src/shared/wire.ts'
import { addEntry, addIdentifier, addNote, balancesOf, judgeBalances } from './append.ts'
import { addAudit } from './audit.ts'
import { createCustomer, foldSamePerson } from './create.ts'
import { type Execution, Refusal, resolveCustomer } from './execution.ts'
import { applyPatch } from './patch.ts'
import { parseSnapshot } from './snapshot.ts'
import type { Transaction } from './transactions.ts'

/** What a whole push has in common. */
export interface PushContext {
  readonly transaction: Transaction
  readonly device: string
  readonly caller: string
  /** Milliseconds. */
  readonly now: number
  /** The server's clock minus the device's, milliseconds; 0 when they agree well enough. */
  readonly skew: number
  readonly newId: () => string
}

/** Carries out one command that was never dealt with before. */
export function executeCommand(context: PushContext, command: PushedCommand): CommandResult {
  const undo = context.transaction.savepoint()
  const answer = { seq: command.seq, commandId: command.commandId }
  try {
    const execution = prepare(context, command)
    const customerId = carryOut(execution)
    const { notes } = execution
    return {
      ...answer,
      status: notes.merged ? 'merged' : 'applied',
      ...(customerId !== command.audit.customerId && { customerId }),
      ...(notes.customerCode && { customerCode: notes.customerCode }),
      ...(notes.conflicts > 0 && { conflicts: notes.conflicts }),
    }
  } catch (error) {
    if (!(error instanceof Refusal)) throw error
    undo()
    return { ...answer, status: 'rejected', code: error.code, message: error.message }
  }
}

function prepare(context: PushContext, command: PushedCommand): Execution {
  const { transaction, device, now, skew } = context
  const toServerTime = (moment: string) => new Date(Math.min(Date.parse(moment) + skew, now)).toISOString()
  const actor = command.audit.actor ?? context.caller
  const known = transaction.get('devices', device)?.staff.includes(actor) || actor === context.caller
  const person = transaction.get('staff', actor)
  if (!known || !person) throw new Refusal('NOT_ALLOWED', 'This person never signed in on this device.')
  if (!person.isActive) throw new Refusal('STAFF_DEACTIVATED', 'This person does not work here any more.')
  return {
    transaction,
    command,
    device,
    actor,
    isManager: person.role !== 'staff',
    at: toServerTime(command.audit.at),
    seen: command.seen === null ? null : parseSnapshot(command.seen),
    toServerTime,
    newId: context.newId,
    notes: { conflicts: 0, merged: false },
  }
}

function carryOut(execution: Execution): string {
  const { transaction, command, notes } = execution
  const named = resolveCustomer(transaction, command.audit.customerId)
  transaction.lock(`customer ${named}`)
  const before = balancesOf(transaction, named)
  for (const operation of command.operations) carryOutOne(execution, operation)
  if (!transaction.get('customers', named)) {
    throw new Refusal('CUSTOMER_NOT_FOUND', 'This customer is not in the directory.')
  }
  judgeBalances(execution, named, before)
  addAudit(execution, named, command.commandId, command.audit.action, command.audit.changes)
  const isCreation = command.operations.some(({ op, table }) => op === 'insert' && table === 'customers')
  if (isCreation) foldSamePerson(execution, named)
  return notes.customerId ?? named
}

function carryOutOne(execution: Execution, operation: Operation): void {
  const { transaction } = execution
  if (operation.op !== 'patch' && operation.table === 'customers') {
    createCustomer(execution, operation)
    return
  }
  const customerId = resolveCustomer(transaction, operation.customerId)
  if (!transaction.get('customers', customerId)) {
    throw new Refusal('CUSTOMER_NOT_FOUND', 'This customer is not in the directory.')
  }
  if (operation.op === 'patch') applyPatch(execution, operation, customerId)
  else if (operation.table === 'customer_identifiers') addIdentifier(execution, operation, customerId)
  else if (operation.table === 'customer_ledger') addEntry(execution, operation, customerId)
  else if (operation.table === 'customer_notes') addNote(execution, operation, customerId)
  else {
    throw new Refusal('INVALID_ARGUMENTS', 'Rows of this table are not made by commands.')
  }
}
