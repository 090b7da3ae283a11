// Carries out planned receipts of one customer in as few statements as there are rows, and one for the customer: what
// apply-operation would do, for files of tens of thousands of receipts. Always inside the caller's transaction.
import type { ColumnValue, Operation, PlannedCommand } from '../../shared/wire.ts'
import { createBaseKeeper } from './base-rows.ts'
import { type ReadDb, statement, type WriteDb } from './handle.ts'
import { appendToAudit, appendToOutbox } from './outbox.ts'

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
    VALUES (?, ?, ?, ?, ?, ?, ?, ?)`,
  entry: `INSERT OR IGNORE INTO customer_ledger (customer_key, id, kind, amount, source, source_id, occurred_at)
    VALUES (?, ?, ?, ?, ?, ?, ?)`,
  sums: `UPDATE customers SET total_lifetime_value = total_lifetime_value + ?, total_visits = total_visits + ?,
      first_transaction_at = min(coalesce(first_transaction_at, ?), ?),
      last_visit_at = CASE WHEN last_visit_at >= ? THEN last_visit_at ELSE coalesce(?, last_visit_at) END
    WHERE key = ? AND merged_into IS NULL`,
  again: `UPDATE customers SET
      total_lifetime_value = coalesce((SELECT sum(amount) FROM customer_ledger WHERE customer_key = customers.key AND kind = 'spend'), 0),
      total_visits = coalesce((SELECT sum(amount) FROM customer_ledger WHERE customer_key = customers.key AND kind = 'visit'), 0)
    WHERE key = ?`,
}

/** The receipts a customer has. */
export function listHeldReceipts(db: ReadDb, customerKey: number): readonly HeldReceipt[] {
  return statement(db, sql.held).all(customerKey) as HeldReceipt[]
}

/**
 * Applies a planned customer.importSales with its audit line and outbox entry; history leaves the order of the lists alone.
 * False, and nothing done, where the customer was folded into another meanwhile.
 */
export function applySales(db: WriteDb, customerKey: number, planned: PlannedCommand): boolean {
  const { operations } = planned
  const keepBase = createBaseKeeper(db)
  for (const operation of operations) keepBase(operation)
  const { spent, visits, first, last } = sumUp(operations)
  if (statement(db, sql.sums).run(spent, visits, first, first, last, last, customerKey).changes === 0)
    return false
  const insertEntry = statement(db, sql.entry)
  const insertTransaction = statement(db, sql.transaction)
  let isAllNew = true
  for (const operation of operations) {
    if (operation.op === 'patch') continue
    const { changes } =
      operation.table === 'customer_transactions'
        ? insertTransaction.run(transactionRow(customerKey, operation))
        : insertEntry.run(entryRow(customerKey, operation))
    if (changes === 0) isAllNew = false
  }
  if (!isAllNew) statement(db, sql.again).run(customerKey)
  appendToAudit(db, customerKey, planned)
  appendToOutbox(db, planned)
  return true
}

function sumUp(operations: readonly Operation[]) {
  let spent = 0
  let visits = 0
  let first: string | null = null
  let last: string | null = null
  for (const operation of operations) {
    if (operation.op === 'patch' || operation.table !== 'customer_ledger') continue
    const at = operation.values.occurred_at as string
    if (operation.values.kind === 'spend') {
      spent += operation.values.amount as number
      if (first === null || at < first) first = at
    } else {
      visits += 1
      if (last === null || at > last) last = at
    }
  }
  return { spent, visits, first, last }
}

type Insertion = Extract<Operation, { op: 'insert' | 'append' }>

function entryRow(customerKey: number, { id, values }: Insertion): readonly ColumnValue[] {
  const { kind, amount, source, source_id, occurred_at } = values as Record<string, ColumnValue>
  return [
    customerKey,
    id,
    kind ?? null,
    amount ?? null,
    source ?? null,
    source_id ?? null,
    occurred_at ?? null,
  ]
}

function transactionRow(customerKey: number, { id, values }: Insertion): readonly ColumnValue[] {
  const { receipt_number, source, amount, sold_at, items, payment_method } = values
  return [
    customerKey,
    id,
    receipt_number ?? null,
    source ?? null,
    amount ?? null,
    sold_at ?? null,
    items ?? '[]',
    payment_method ?? null,
  ]
}
