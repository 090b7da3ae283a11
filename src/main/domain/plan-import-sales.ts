// Plans the receipts of one customer that a file brings: for each a transaction, what was spent and a visit. Everything but
// the audit line follows from the receipts, so thousands of them are kept in short and written out where they are read. Pure.
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

/** A planned customer.importSales in short. */
export interface ImportedSales {
  readonly audit: AuditEntry
  readonly receipts: readonly SoldReceipt[]
}

/**
 * The ids of a receipt's rows: always the same ones for one customer and number, so that one file imported on two counters
 * apart is still one receipt.
 */
export interface ReceiptIds {
  readonly transaction: string
  readonly spend: string
  readonly visit: string
}
export type IdsOfReceipt = (customerId: string, receiptNumber: string) => ReceiptIds

/** Receipts in one command at most: the server takes a thousand operations and so much text. */
export const receiptsPerCommand = 100

/** What the rows of imported receipts name as their source. */
export const importSource = 'import'

/** Plans the command. */
export function planImportSales(
  { kind, commandId, customerId, receipts }: ImportSalesCommand,
  {
    now,
    actor,
    deviceId,
  }: { readonly now: string; readonly actor: string | null; readonly deviceId: string },
): ImportedSales {
  let amount = 0
  for (const receipt of receipts) amount += receipt.amount
  const changes = {
    receipts: { before: null, after: receipts.length },
    spend: { before: null, after: amount },
  }
  const audit = { commandId, customerId, action: kind, reason: null, actor, deviceId, at: now, changes }
  return { audit, receipts }
}

/** A receipt by which money went back is no visit. */
export function isVisit({ amount }: SoldReceipt): boolean {
  return amount >= 0
}

/** The whole command, as it is sent and replayed. */
export function writeOutSales({ audit, receipts }: ImportedSales, idsOf: IdsOfReceipt): PlannedCommand {
  const { customerId } = audit
  const operations = receipts.flatMap((receipt) =>
    operationsOf(customerId, receipt, idsOf(customerId, receipt.receiptNumber)),
  )
  return { commandId: audit.commandId, kind: audit.action, operations, audit }
}

function operationsOf(customerId: string, receipt: SoldReceipt, ids: ReceiptIds): readonly Operation[] {
  const { receiptNumber, soldAt, amount, items, paymentMethod } = receipt
  const sale = {
    receipt_number: receiptNumber,
    source: importSource,
    amount,
    sold_at: soldAt,
    ...(items && { items: JSON.stringify(items) }),
    ...(paymentMethod && { payment_method: paymentMethod }),
  }
  const append = (id: string, kind: 'spend' | 'visit', value: number): Operation => ({
    op: 'append',
    table: 'customer_ledger',
    id,
    customerId,
    values: { kind, amount: value, source: importSource, source_id: receiptNumber, occurred_at: soldAt },
  })
  return [
    { op: 'insert', table: 'customer_transactions', id: ids.transaction, customerId, values: sale },
    append(ids.spend, 'spend', amount),
    ...(isVisit(receipt) ? [append(ids.visit, 'visit', 1)] : []),
  ]
}
