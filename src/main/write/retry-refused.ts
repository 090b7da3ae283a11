// Does again what the server refused (or what a damaged file held): on the customer as it is now, as a new command under
// the name of whoever presses the button.
import { AppError } from '../../shared/errors.ts'
import type { Operation, PlannedCommand } from '../../shared/wire.ts'
import { findSurvivorId } from '../db/customer-redirects.ts'
import { readStored } from '../db/customers.ts'
import { inTransaction, type ReadDb } from '../db/handle.ts'
import { readRefused, removeRefused } from '../db/refused.ts'
import { replayCommand } from '../db/replay-command.ts'
import { readColumns } from '../db/row-columns.ts'
import type { WriteContext } from './run-command.ts'

/** Carries out a refused command once more, durably, and answers its customer. Throws AppError, and then nothing changed. */
export function retryRefused(
  context: WriteContext,
  { commandId, refusedId }: { readonly commandId: string; readonly refusedId: string },
): { readonly customerId: string } {
  const { db } = context
  return inTransaction(db, () => {
    const refused = readRefused(db, refusedId)
    if (!refused) {
      throw new AppError(
        'COMMAND_NOT_FOUND',
        'This was settled already. The list has been brought up to date.',
      )
    }
    const customerId = findSurvivorId(db, refused.audit.customerId)
    refuseOverdraft(db, customerId, refused)
    const at = context.now().toISOString()
    const operations = refused.operations.map((operation) => seeAgain(db, customerId, operation))
    const { actor, deviceId } = context
    const audit = { ...refused.audit, commandId, customerId, actor, deviceId, at }
    replayCommand(db, { ...refused, commandId, operations, audit })
    removeRefused(db, refusedId)
    return { customerId }
  })
}

/** The same operation, having seen the values that are there now. */
function seeAgain(db: ReadDb, customerId: string, operation: Operation): Operation {
  const here = { ...operation, customerId: operation.table === 'customers' ? operation.id : customerId }
  if (here.op !== 'patch') return here
  const now = readColumns(db, here.table, here.id, Object.keys(here.changes))
  const entries = Object.entries(here.changes).map(([column, change]) => [
    column,
    { ...change, base: now?.[column] ?? null },
  ])
  return { ...here, changes: Object.fromEntries(entries) }
}

function refuseOverdraft(db: ReadDb, customerId: string, { operations }: PlannedCommand): void {
  const taken = operations.reduce(
    (sum, operation) =>
      operation.op === 'append' && operation.values.kind === 'credit'
        ? sum + Number(operation.values.amount)
        : sum,
    0,
  )
  const available = readStored(db, customerId, undefined)?.availableCredit ?? 0
  if (taken < 0 && available + taken < 0) {
    const message = 'There is not that much credit. Take the rest in another way, or add credit first.'
    throw new AppError('CREDIT_INSUFFICIENT', message, { details: { available } })
  }
}
