// Plans the receipts of one customer that a file brings: for each a transaction, what was spent and a visit. Ids follow
// from the customer and the receipt's number, so that the same file imported on two counters apart is still one receipt. Pure.
import type { AuditEntry, Operation, PlannedCommand } from '../../shared/wire.ts'

/** A receipt as a file tells of it; the amount in satang, less than nothing only where money went back. */
export interface SoldReceipt {
  readonly receiptNumber: string
  /** ISO 8601 moment. */
  readonly soldAt: string
  readonly amount: number
  readonly paymentMethod?: string
  readonly items?: readonly { readonly name: string; readonly quantity: number; readonly amount: number }[]
}

/** The receipts of one customer; together they are one change. */
export interface ImportSalesCommand {
  readonly kind: 'customer.importSales'
  readonly commandId: string
  readonly customerId: string
  readonly receipts: readonly SoldReceipt[]
}

/** What planning is told instead of reaching for clocks and digests. */
export interface ImportSalesContext {
  /** ISO 8601 moment. */
  readonly now: string
  readonly actor: string | null
  readonly deviceId: string
  /** The ids of a receipt's rows: always the same ones for one customer and number. */
  readonly idsOf: (customerId: string, receiptNumber: string) => ReceiptIds
}

export interface ReceiptIds {
  readonly transaction: string
  readonly spend: string
  readonly visit: string
}

/** Receipts in one command at most: the server takes a thousand operations and so much text. */
export const receiptsPerCommand = 100

/** Plans the command; a receipt by which money went back is no visit. */
export function planImportSales(command: ImportSalesCommand, context: ImportSalesContext): PlannedCommand {
  const { commandId, kind, customerId, receipts } = command
  const operations: Operation[] = []
  let amount = 0
  for (const receipt of receipts) {
    amount += receipt.amount
    addOperations(operations, customerId, receipt, context.idsOf(customerId, receipt.receiptNumber))
  }
  const audit: AuditEntry = {
    commandId,
    customerId,
    action: kind,
    reason: null,
    actor: context.actor,
    deviceId: context.deviceId,
    at: context.now,
    changes: {
      receipts: { before: null, after: receipts.length },
      spend: { before: null, after: amount },
    },
  }
  return { commandId, kind, operations, audit }
}

function addOperations(
  operations: Operation[],
  customerId: string,
  receipt: SoldReceipt,
  ids: ReceiptIds,
): void {
  const { receiptNumber, soldAt, amount, items, paymentMethod } = receipt
  const sale = {
    receipt_number: receiptNumber,
    source: 'import',
    amount,
    sold_at: soldAt,
    ...(items && { items: JSON.stringify(items) }),
    ...(paymentMethod && { payment_method: paymentMethod }),
  }
  const entry = { source: 'import', source_id: receiptNumber, occurred_at: soldAt }
  operations.push(
    { op: 'insert', table: 'customer_transactions', id: ids.transaction, customerId, values: sale },
    {
      op: 'append',
      table: 'customer_ledger',
      id: ids.spend,
      customerId,
      values: { kind: 'spend', amount, ...entry },
    },
  )
  if (amount < 0) return
  operations.push({
    op: 'append',
    table: 'customer_ledger',
    id: ids.visit,
    customerId,
    values: { kind: 'visit', amount: 1, ...entry },
  })
}
