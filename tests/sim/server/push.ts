// sync_push on the server model: commands in order, each once, whatever is sent twice, late or out of step.
import {
  type CommandResult,
  type Operation,
  type PushReply,
  type PushRequest,
  protocolVersion,
} from '../../../src/shared/wire.ts'
import { executeCommand, type PushContext } from './execute.ts'
import { resolveCustomer } from './execution.ts'
import type { ServerSettings } from './rows.ts'
import type { Transaction } from './transactions.ts'

const toleratedSkew = 5 * 60_000

/** What a push is answered, all inside `transaction`; rights of the caller have been checked. */
export function push(
  transaction: Transaction,
  request: PushRequest,
  around: { readonly caller: string; readonly now: number; readonly newId: () => string },
): PushReply {
  const { p_device: device, p_commands: commands } = request
  transaction.lock(`device ${device}`)
  const settings = transaction.get('settings', 'only') as ServerSettings
  const record = transaction.get('devices', device)
  if (!record) throw new Error('this device is not registered')
  const answer = (
    status: PushReply['status'],
    results: readonly CommandResult[],
    lastSeq = record.lastSeq,
  ) => ({
    status,
    protocol: protocolVersion,
    epoch: settings.epoch,
    lastSeq,
    results,
  })
  if (request.p_epoch !== settings.epoch) return answer('reset', [])
  if (request.p_first_seq > record.lastSeq + 1) return answer('gap', [])
  for (const command of commands) {
    const logged = transaction.get('command_log', `${device} ${command.seq}`)
    if (command.seq <= record.lastSeq && logged?.commandId !== command.commandId)
      return answer('renumber', [])
  }
  lockAhead(transaction, commands)
  const skew = around.now - Date.parse(request.p_sent_at)
  const context: PushContext = {
    ...around,
    transaction,
    device,
    skew: Math.abs(skew) > toleratedSkew ? skew : 0,
  }
  let lastSeq = record.lastSeq
  const results: CommandResult[] = []
  for (const command of commands) {
    const known = transaction.get('commands', command.commandId)
    const result = known ? { ...known.result, seq: command.seq } : executeCommand(context, command)
    results.push(result)
    const line = known ?? { commandId: command.commandId, result, xid: transaction.xid }
    if (!known) transaction.put('commands', command.commandId, line)
    if (command.seq <= lastSeq) continue
    transaction.put('command_log', `${device} ${command.seq}`, line)
    lastSeq = command.seq
  }
  transaction.put('devices', device, { ...record, lastSeq })
  return answer('done', results, lastSeq)
}

/** Takes what the commands will need before any of them runs, as the server does for everybody in one order. */
function lockAhead(transaction: Transaction, commands: PushRequest['p_commands']): void {
  const isMerging = commands.some(({ operations }) => operations.some((one) => 'foldedId' in one))
  // Who lives on as whom changes while nobody else pushes.
  if (isMerging) transaction.lock('merges')
  else transaction.share('merges')
  for (const { audit, operations } of commands) {
    const isCreation = operations.some(({ op, table }) => op === 'insert' && table === 'customers')
    for (const operation of operations) {
      if (!isCreation || !('values' in operation) || operation.values.kind !== 'phone') continue
      const number = operation.values.normalised
      transaction.lock(`phone ${number}`)
      for (const { values } of transaction.all('customer_identifiers')) {
        if (values.normalised === number) transaction.lock(`customer ${values.customer_id}`)
      }
    }
    lockProfiles(transaction, operations)
    lockCustomer(transaction, audit.customerId)
    for (const operation of operations)
      if ('foldedId' in operation) lockCustomer(transaction, operation.foldedId)
  }
}

/** A customer, and whoever they live on as. */
function lockCustomer(transaction: Transaction, id: string): void {
  transaction.lock(`customer ${id}`)
  transaction.lock(`customer ${resolveCustomer(transaction, id)}`)
}

/** Whoever links a profile second sees that it is taken. */
function lockProfiles(transaction: Transaction, operations: readonly Operation[]): void {
  for (const operation of operations) {
    if (operation.op === 'merge' || operation.op === 'unmerge') continue
    const { linked_profile_id: told } = operation.op === 'patch' ? operation.changes : operation.values
    const profile = typeof told === 'object' && told !== null ? told.value : told
    if (typeof profile === 'string') transaction.lock(`profile ${profile}`)
  }
}
