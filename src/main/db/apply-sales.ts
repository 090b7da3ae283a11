// Carries out imported receipts of one customer in as few statements as there are rows, and one for the customer: what
// apply-operations would do, for files of tens of thousands of receipts. Always inside the caller's transaction.
import { type ImportedSales, importSource, isVisit, writeOutSales } from '../domain/plan-import-sales.ts'
import { createBaseKeeper } from './base-rows.ts'
import { type ReadDb, statement, type WriteDb } from './handle.ts'
import { appendToAudit, appendToOutbox } from './outbox.ts'
import { idsOfReceipt, shorten } from './planned-payload.ts'
import { isConnected } from './sync-state.ts'

/** A receipt the directory has of a customer; the amount in satang. */
export interface HeldReceipt {
  readonly receiptNumber: string
  readonly amount: number
  readonly soldAt: string
}

const sql = {
  held: `SELECT receipt_number AS receiptNumber, amount, sold_at AS soldAt FROM customer_transactions
    WHERE customer_key = ? AND receipt_number IS NOT NULL`,
  // What is here already came with a pull, from a counter that imported the same file: it counts once.
  transaction: `INSERT OR IGNORE INTO customer_transactions
      (customer_key, id, receipt_number, source, amount, sold_at, items, payment_method)
    VALUES (?, ?, ?, '${importSource}', ?, ?, ?, ?)`,
  entries: (kinds: readonly string[]) => `INSERT OR IGNORE INTO customer_ledger
      (customer_key, id, kind, amount, source, source_id, occurred_at)
    VALUES ${kinds.map((kind) => `(?, ?, '${kind}', ?, '${importSource}', ?, ?)`).join(', ')}`,
  sums: `UPDATE customers SET total_lifetime_value = total_lifetime_value + ?, total_visits = total_visits + ?,
      first_transaction_at = min(coalesce(first_transaction_at, ?), ?),
      last_visit_at = CASE WHEN last_visit_at >= ? THEN last_visit_at ELSE coalesce(?, last_visit_at) END
    WHERE key = ? AND merged_into IS NULL`,
  again: `UPDATE customers SET
      total_lifetime_value = coalesce((SELECT sum(amount) FROM customer_ledger
        WHERE customer_key = customers.key AND kind = 'spend'), 0),
      total_visits = coalesce((SELECT sum(amount) FROM customer_ledger
        WHERE customer_key = customers.key AND kind = 'visit'), 0)
    WHERE key = ?`,
}

const bothEntries = sql.entries(['spend', 'visit'])
const spendAlone = sql.entries(['spend'])

/** The receipts a customer has. */
export function listHeldReceipts(db: ReadDb, customerKey: number): readonly HeldReceipt[] {
  return statement(db, sql.held).all(customerKey) as HeldReceipt[]
}

/**
 * Applies a planned customer.importSales with its audit line and outbox entry; history leaves the order of the lists alone.
 * False, and nothing done, where the customer was folded into another meanwhile.
 */
export function applySales(db: WriteDb, customerKey: number, sales: ImportedSales): boolean {
  const { audit, receipts } = sales
  if (isConnected(db)) keepBases(db, sales)
  const { spent, visits, first, last } = sumUp(sales)
  const { changes } = statement(db, sql.sums).run(spent, visits, first, first, last, last, customerKey)
  if (changes === 0) return false
  const insertBoth = statement(db, bothEntries)
  const insertTransaction = statement(db, sql.transaction)
  let missing = 0
  for (const receipt of receipts) {
    const { receiptNumber, soldAt, amount, items, paymentMethod = null } = receipt
    const ids = idsOfReceipt(audit.customerId, receiptNumber)
    const lines = items === undefined ? '[]' : JSON.stringify(items)
    insertTransaction.run(customerKey, ids.transaction, receiptNumber, amount, soldAt, lines, paymentMethod)
    const spend = [customerKey, ids.spend, amount, receiptNumber, soldAt]
    missing += isVisit(receipt)
      ? insertBoth.run(...spend, customerKey, ids.visit, 1, receiptNumber, soldAt).changes - 2
      : statement(db, spendAlone).run(...spend).changes - 1
  }
  if (missing < 0) statement(db, sql.again).run(customerKey)
  appendToAudit(db, customerKey, { audit })
  appendToOutbox(db, { audit, payload: shorten(sales) })
  return true
}

function keepBases(db: WriteDb, sales: ImportedSales): void {
  const keepBase = createBaseKeeper(db)
  for (const operation of writeOutSales(sales, idsOfReceipt).operations) keepBase(operation)
}

function sumUp({ receipts }: ImportedSales) {
  let spent = 0
  let visits = 0
  let first: string | null = null
  let last: string | null = null
  for (const receipt of receipts) {
    const { soldAt, amount } = receipt
    spent += amount
    if (first === null || soldAt < first) first = soldAt
    if (!isVisit(receipt)) continue
    visits += 1
    if (last === null || soldAt > last) last = soldAt
  }
  return { spent, visits, first, last }
}
