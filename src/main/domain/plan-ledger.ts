// Visits, sales and credit as entries of the append-only ledger. A command's first entry carries the command's own id, so
// that the screen that made it can take it back; every further one names that id as its source.
import { cleanText } from '../../shared/customer-rules.ts'
import { AppError } from '../../shared/errors.ts'
import type { Operation } from '../../shared/wire.ts'
import type { CommandOf, PlanContext, Steps, StoredCustomer, StoredEntry } from './commands.ts'
import { appendToLedger } from './plan-changes.ts'

/** Plans one visit, or taking one back; throws ALREADY_UNDONE. */
export function planCheckIn(
  command: CommandOf<'customer.checkIn'>,
  context: PlanContext,
  stored: StoredCustomer,
): Steps {
  if (command.undoes !== undefined) {
    return planReversal(command.commandId, 'visit', 'counter', context, stored)
  }
  const entry = { id: command.commandId, kind: 'visit', source: 'counter', sourceId: null } as const
  return { operations: [appendToLedger(stored.id, { ...entry, amount: 1, reversesId: null }, context)] }
}

/** Plans a sale (what was spent, and what of it was paid from credit), or taking one back; throws CREDIT_INSUFFICIENT. */
export function planSale(
  command: CommandOf<'customer.recordSale'>,
  context: PlanContext,
  stored: StoredCustomer,
): Steps {
  if (command.undoes !== undefined) {
    return planReversal(command.commandId, 'spend', 'sale', context, stored)
  }
  const { commandId, amount, creditUsed } = command
  if (creditUsed > amount) {
    throw new AppError('INVALID_ARGUMENTS', 'More credit than the sale costs. Lower the credit used.', {
      field: 'creditUsed',
    })
  }
  if (creditUsed > stored.availableCredit) {
    const message = 'There is not that much credit. Take the rest in another way, or add credit first.'
    throw new AppError('CREDIT_INSUFFICIENT', message, {
      field: 'creditUsed',
      details: { available: stored.availableCredit },
    })
  }
  const sale = { source: 'sale', reversesId: null } as const
  const spent = {
    ...sale,
    id: commandId,
    kind: 'spend',
    amount,
    sourceId: cleanReceipt(command.receiptNumber),
  } as const
  const paid = {
    ...sale,
    id: context.newId(),
    kind: 'credit',
    amount: -creditUsed,
    sourceId: commandId,
  } as const
  const entries = creditUsed > 0 ? [spent, paid] : [spent]
  return {
    operations: [
      ...entries.map((entry) => appendToLedger(stored.id, entry, context)),
      insertSale(command, spent.sourceId, context, stored),
    ],
  }
}

/** The sale itself beside its entries, under the command's own id. */
function insertSale(
  { commandId, amount, creditUsed }: CommandOf<'customer.recordSale'>,
  receiptNumber: string | null,
  { now, actor }: PlanContext,
  stored: StoredCustomer,
): Operation {
  const values = {
    receipt_number: receiptNumber,
    source: 'counter',
    status: 'completed',
    amount,
    credit_used: creditUsed,
    items: '[]',
    sold_at: now,
    sold_by: actor,
  }
  return { op: 'insert', table: 'customer_transactions', id: commandId, customerId: stored.id, values }
}

/** Plans credit paid in at the counter. */
export function planCredit(
  command: CommandOf<'customer.addCredit'>,
  context: PlanContext,
  stored: StoredCustomer,
): Steps {
  const { commandId, amount } = command
  const sourceId = cleanReceipt(command.receiptNumber)
  const entry = { kind: 'credit', source: 'top_up', sourceId, reversesId: null } as const
  return { operations: [appendToLedger(stored.id, { ...entry, id: commandId, amount }, context)] }
}

function cleanReceipt(typed: string | undefined): string | null {
  return cleanText(typed ?? '') || null
}

/** Entries are never removed: what is taken back is taken back by an entry of its own. */
function planReversal(
  commandId: string,
  kind: StoredEntry['kind'],
  source: string,
  context: PlanContext,
  stored: StoredCustomer,
): Steps {
  const { undone } = stored
  if (!undone || undone.isReversed || undone.entries[0]?.kind !== kind) {
    throw new AppError('ALREADY_UNDONE', 'This was taken back already.')
  }
  const reversals = undone.entries.map((entry, index) => {
    const isFirst = index === 0
    return appendToLedger(
      stored.id,
      {
        id: isFirst ? commandId : context.newId(),
        kind: entry.kind,
        amount: -entry.amount,
        source,
        sourceId: isFirst ? null : commandId,
        reversesId: entry.id,
      },
      context,
    )
  })
  return { operations: [...reversals, ...voidSale(undone, stored)] }
}

/** The sale whose entries are taken back is void; there is none beside entries from before sales were kept. */
function voidSale(
  { entries, saleStatus = null }: NonNullable<StoredCustomer['undone']>,
  stored: StoredCustomer,
): readonly Operation[] {
  const id = entries[0]?.id
  if (id === undefined || saleStatus === null || saleStatus === 'void') return []
  const changes = { status: { base: saleStatus, value: 'void' } }
  return [{ op: 'patch', table: 'customer_transactions', id, customerId: stored.id, changes }]
}
