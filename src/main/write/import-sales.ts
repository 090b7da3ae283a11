// The write path of receipts that a file brings, many customers in the caller's one transaction: planned, applied, audited
// and put into the outbox as every command is.
import { hash } from 'node:crypto'
import { applySales } from '../db/apply-sales.ts'
import {
  planImportSales,
  type ReceiptIds,
  receiptsPerCommand,
  type SoldReceipt,
} from '../domain/plan-import-sales.ts'
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
  context: WriteContext,
  customer: CustomerPlace,
  receipts: readonly SoldReceipt[],
  newId: () => string,
): boolean {
  const { db, actor, deviceId } = context
  const now = context.now().toISOString()
  for (let start = 0; start < receipts.length; start += receiptsPerCommand) {
    const planned = planImportSales(
      {
        kind: 'customer.importSales',
        commandId: newId(),
        customerId: customer.id,
        receipts: receipts.slice(start, start + receiptsPerCommand),
      },
      { now, actor, deviceId, idsOf },
    )
    if (!applySales(db, customer.key, planned)) return false
  }
  return true
}

/** Version 8 ids (RFC 9562, section 5.8) out of a digest; the last digit tells the rows of one receipt apart. */
function idsOf(customerId: string, receiptNumber: string): ReceiptIds {
  const digits = hash('sha1', `${customerId} ${receiptNumber}`, 'hex')
  const stem = `${digits.slice(0, 8)}-${digits.slice(8, 12)}-8${digits.slice(12, 15)}-a${digits.slice(15, 18)}-${digits.slice(18, 29)}`
  return { transaction: `${stem}0`, spend: `${stem}1`, visit: `${stem}2` }
}
