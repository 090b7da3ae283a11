// What a customer bought, receipt by receipt: filtered, searched, and summed over everything that matches.
import { startOfDay } from '../../shared/local-day.ts'
import type { CustomerProfile, TransactionPage, TransactionRow } from '../../shared/profile.ts'
import type { TransactionsArgs } from '../../shared/profile-methods.ts'
import { normaliseText } from '../../shared/text.ts'
import { type ReadDb, statement } from './handle.ts'
import { findProfileKey } from './profile-customer.ts'
import { namePerson } from './summaries.ts'

interface StoredTransaction {
  readonly id: string
  readonly receipt_number: string | null
  readonly source: string
  readonly status: TransactionRow['status']
  readonly amount: number
  readonly credit_used: number
  readonly points_used: number
  readonly points_earned: number
  readonly items: string
  readonly payment_method: string | null
  readonly sold_at: string
  readonly sold_by: string | null
}

const pageSql = `SELECT id, receipt_number, source, status, amount, credit_used, points_used, points_earned, items,
    payment_method, sold_at, sold_by
  FROM customer_transactions
  WHERE customer_key = $key AND sold_at >= $from AND sold_at < $to AND ($status IS NULL OR status = $status)
  ORDER BY sold_at DESC, id DESC`
/** Before and after every moment that can be stored. */
const always = { from: '', to: '~' }

/** A page of receipts, newest first, with the count and the sum of all that match. */
export function readTransactions(db: ReadDb, args: TransactionsArgs): TransactionPage {
  const key = findProfileKey(db, args.customerId)
  const stored = statement(db, pageSql).all({
    key,
    from: args.from === undefined ? always.from : startOfDay(args.from),
    to: args.to === undefined ? always.to : startOfDay(args.to, 1),
    status: args.status ?? null,
  }) as StoredTransaction[]
  const matching = stored.filter(matchesSearch(args.search))
  const completed = matching.filter((row) => row.status === 'completed')
  return {
    total: matching.length,
    totalAmount: completed.reduce((sum, row) => sum + row.amount, 0),
    rows: matching.slice(args.offset, args.offset + args.limit).map((row) => describe(db, row)),
  }
}

/** What the completed receipts come to; money in satang, the average rounded. */
export function summariseTransactions(db: ReadDb, key: number): CustomerProfile['transactionSummary'] {
  const sql = `SELECT count(*) AS count, coalesce(sum(amount), 0) AS sum, max(sold_at) AS last
    FROM customer_transactions WHERE customer_key = ? AND status = 'completed'`
  const found = statement(db, sql).get(key) as { count: number; sum: number; last: string | null }
  return {
    totalTransactions: found.count,
    totalSpent: found.sum,
    averageTransaction: found.count === 0 ? null : Math.round(found.sum / found.count),
    lastTransaction: found.last,
  }
}

function matchesSearch(search: string | undefined): (row: StoredTransaction) => boolean {
  const wanted = normaliseText(search ?? '')
  if (wanted === '') return () => true
  return (row) => {
    if (normaliseText(row.receipt_number ?? '').includes(wanted)) return true
    return readItems(row.items).some(({ name }) => normaliseText(name).includes(wanted))
  }
}

function describe(db: ReadDb, row: StoredTransaction): TransactionRow {
  return {
    id: row.id,
    receiptNumber: row.receipt_number,
    source: row.source,
    status: row.status,
    amount: row.amount,
    creditUsed: row.credit_used,
    pointsUsed: row.points_used,
    pointsEarned: row.points_earned,
    items: readItems(row.items),
    paymentMethod: row.payment_method,
    soldAt: row.sold_at,
    soldBy: namePerson(db, row.sold_by),
  }
}

/** The items of a receipt; a line that is not one (tills write all kinds of things) is left out. */
function readItems(json: string): TransactionRow['items'] {
  let items: unknown
  try {
    items = JSON.parse(json)
  } catch {
    return []
  }
  if (!Array.isArray(items)) return []
  return items.flatMap((item: Record<string, unknown> | null) => {
    if (typeof item?.name !== 'string') return []
    const number = (value: unknown, otherwise: number) => (typeof value === 'number' ? value : otherwise)
    return [{ name: item.name, quantity: number(item.quantity, 1), amount: number(item.amount, 0) }]
  })
}
