// The write path of receipts that a file brings, many customers in the caller's one transaction: planned, applied, audited
// and put into the outbox as every command is.
import { applySales } from '../db/apply-sales.ts'
import { planImportSales, receiptsPerCommand, type SoldReceipt } from '../domain/plan-import-sales.ts'
import type { WriteContext } from './run-command.ts'

/** Somebody alive in the directory. */
export interface CustomerPlace {
  readonly key: number
  readonly id: string
}

/**
 * Takes receipts that the customer does not have yet, inside the caller's transaction; `newId` makes ids of commands. False,
 * and nothing done, where the customer was folded into another meanwhile.
 */
export function importSales(
  { db, actor, deviceId, now }: WriteContext,
  { key, id: customerId }: CustomerPlace,
  receipts: readonly SoldReceipt[],
  newId: () => string,
): boolean {
  const context = { now: now().toISOString(), actor, deviceId }
  for (let start = 0; start < receipts.length; start += receiptsPerCommand) {
    const some =
      receipts.length > receiptsPerCommand ? receipts.slice(start, start + receiptsPerCommand) : receipts
    const command = { kind: 'customer.importSales', commandId: newId(), customerId, receipts: some } as const
    if (!applySales(db, key, planImportSales(command, context))) return false
  }
  return true
}
