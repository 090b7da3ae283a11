// One pushed command carried out on the server model: all of it or nothing of it, with an answer either way.
import {
  type CommandResult,
  directoryId,
  type Operation,
  type PushedCommand,
} from '../../../src/shared/wire.ts'
import { addContact, addEntry, addIdentifier, addNote, addSale, judgeBalances } from './append.ts'
import { addAudit } from './audit.ts'
import { createCustomer, foldSamePerson, tellLostLink } from './create.ts'
import { type Execution, Refusal, resolveCustomer } from './execution.ts'
import { noteLateRows } from './late-rows.ts'
import { mergeCustomers, partCustomers } from './merge.ts'
import { applyPatch } from './patch.ts'
import { parseSnapshot, type Snapshot } from './snapshot.ts'
import type { Transaction } from './transactions.ts'
import { changeVenue, refuseMisplaced } from './venue.ts'

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
      status: notes.conflicts > 0 || notes.isFolded ? 'merged' : 'applied',
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
  const { transaction, device, now, skew, caller } = context
  const { audit } = command
  const toServerTime = (moment: string) => new Date(Math.min(Date.parse(moment) + skew, now)).toISOString()
  const actor = audit.actor ?? caller
  const isKnown = actor === caller || transaction.get('devices', device)?.staff.includes(actor)
  const person = transaction.get('staff', actor)
  if (audit.deviceId !== device) throw new Refusal('NOT_ALLOWED', 'The command was not made on this device.')
  if (!isKnown || !person) throw new Refusal('NOT_ALLOWED', 'This person never signed in on this device.')
  if (!person.isActive) throw new Refusal('STAFF_DEACTIVATED', 'This person does not work here any more.')
  return {
    transaction,
    command,
    device,
    actor,
    isManager: person.role !== 'staff',
    at: toServerTime(audit.at),
    calledAt: new Date(now).toISOString(),
    seen: seenOf(command, transaction.xid),
    toServerTime,
    newId: context.newId,
    notes: { conflicts: 0, isFolded: false, audit: {} },
  }
}

/** What the device had pulled; nothing when that is of a history that went further than this server's. */
function seenOf({ seen }: PushedCommand, xid: number): Snapshot | null {
  const snapshot = seen === null ? null : parseSnapshot(seen)
  return snapshot && snapshot.xmax <= xid ? snapshot : null
}

function carryOut(execution: Execution): string {
  const { transaction, command, notes } = execution
  const { audit } = command
  refuseMisplaced(execution)
  if (audit.customerId === directoryId) {
    for (const operation of command.operations) changeVenue(execution, operation)
    addAudit(execution, directoryId, { ...audit, commandId: command.commandId, at: execution.at })
    return directoryId
  }
  const target = resolveCustomer(transaction, audit.customerId)
  let customerId = target
  for (const operation of command.operations) carryOutOne(execution, operation, target)
  if (target !== audit.customerId) noteLateRows(execution, audit.customerId)
  const isCreation = command.operations.some(({ op, table }) => op === 'insert' && table === 'customers')
  if (isCreation) customerId = foldSamePerson(execution, target)
  tellLostLink(execution, customerId)
  judgeBalances(execution, customerId)
  const changes = { ...audit.changes, ...notes.audit }
  const done = Object.entries(changes).filter(([, change]) => change !== null)
  addAudit(execution, customerId, {
    ...audit,
    commandId: command.commandId,
    at: execution.at,
    changes: Object.fromEntries(done) as typeof audit.changes,
  })
  return customerId
}

function carryOutOne(execution: Execution, operation: Operation, customerId: string): void {
  if ('values' in operation && operation.table === 'customers') {
    createCustomer(execution, operation)
    return
  }
  if (!execution.transaction.get('customers', customerId)) {
    throw new Refusal('CUSTOMER_NOT_FOUND', 'This customer is not in the directory.')
  }
  if (operation.op === 'merge') mergeCustomers(execution, operation, customerId)
  else if (operation.op === 'unmerge') partCustomers(execution, operation, customerId)
  else if (operation.op === 'patch') applyPatch(execution, operation, customerId)
  else if (operation.table === 'customer_identifiers') addIdentifier(execution, operation, customerId)
  else if (operation.table === 'customer_ledger') addEntry(execution, operation, customerId)
  else if (operation.table === 'customer_notes') addNote(execution, operation, customerId)
  else if (operation.table === 'customer_contact_history') addContact(execution, operation, customerId)
  else if (operation.table === 'customer_transactions') addSale(execution, operation, customerId)
  else throw new Refusal('INVALID_ARGUMENTS', 'Rows of this table are not made by commands.')
}
