// Runs a file of receipts: reads a good many rows, gives them to their customers, and writes customer by customer. What was
// taken stays when it is cancelled or the power goes; running it again completes the rest and doubles nothing.
import type { RefusedRow, SalesReport } from '../../shared/importing.ts'
import { makeUuidSequence } from '../../shared/uuid.ts'
import type { SalesReading } from '../domain/sales-row.ts'
import { type CustomerPlace, importSales } from '../write/import-sales.ts'
import { placeSurvivor } from './find-customer.ts'
import type { TableRow } from './read-table.ts'
import {
  createRefusedCollector,
  describeRefusal,
  type RefusedRows,
  type RowRefusal,
  sampledRefusals,
} from './refused-rows.ts'
import type { FileRun } from './run-import.ts'
import { countMends, createAnnouncer } from './run-report.ts'
import { runSlices } from './run-slices.ts'
import {
  type CustomerReceipts,
  compareReceipts,
  createSalesPass,
  type GatheredReceipt,
} from './sales-pass.ts'

/** Rows in memory at a time: a customer's receipts become one change as far as they stand this near each other. */
const gatheredRows = 100_000
const differs: RowRefusal = { field: 'receiptNumber', problem: 'RECEIPT_DIFFERS' }

/** Imports a table of receipts, or tries to; answers the report and every refused row. Throws AppError when the store cannot go on. */
export async function runSales(
  run: FileRun<SalesReading>,
): Promise<{ report: SalesReport; refused: RefusedRows }> {
  const startedAt = performance.now()
  const { db } = run.context
  const pass = createSalesPass(db, run.reading, run.total)
  const newId = makeUuidSequence(run.context.now().getTime(), run.context.randomBytes(10))
  const rows = run.table.rows()
  const announce = createAnnouncer(run)
  const mends = countMends()
  const refused = createRefusedCollector()
  const sample: RefusedRow[] = []
  const paying = new Set<number>()
  const counts = { created: 0, known: 0 }
  let amount = 0
  let read = 0

  const decided = () => counts.created + counts.known + refused.count()
  const refuse = (row: TableRow, refusal: RowRefusal) => {
    refused.add(row.line, refusal)
    if (sample.length < sampledRefusals) sample.push(describeRefusal(row, refusal, run.reading.mapping))
  }
  let hasRows = true
  const takeRow = (): boolean => {
    const next = rows.next()
    if (next.done) {
      hasRows = false
      return false
    }
    read++
    const refusal = pass.take(next.value)
    if (refusal) refuse(next.value, refusal)
    return read % gatheredRows !== 0
  }
  const write = (customer: CustomerPlace, fresh: readonly GatheredReceipt[]): boolean => {
    if (fresh.length === 0 || run.dryRun) return true
    const receipts = fresh.map(({ receipt }) => receipt)
    return importSales(run.context, customer, receipts, newId)
  }
  const settle = (given: CustomerReceipts): void => {
    const { fresh, known, differing } = compareReceipts(db, given)
    if (!write(given.customer, fresh)) {
      settle({ ...given, customer: placeSurvivor(db, given.customer) })
      return
    }
    for (const { row } of differing) refuse(row, differs)
    for (const { receipt } of fresh) amount += receipt.amount
    if (fresh.length > 0) paying.add(given.customer.key)
    counts.created += fresh.length
    counts.known += known.length
    countMendsOf(fresh)
    countMendsOf(known)
  }
  const countMendsOf = (receipts: readonly GatheredReceipt[]) => {
    for (const receipt of receipts) if (receipt.mends.length > 0) mends.add(receipt.mends)
  }

  let cancelled = false
  while (hasRows && !cancelled) {
    cancelled = await runSlices(run, null, takeRow, () => announce(decided(), false))
    if (cancelled) break
    const customers = pass.gather().values()
    const settleNext = (): boolean => {
      const next = customers.next()
      if (next.done) return false
      settle(next.value)
      return true
    }
    cancelled = await runSlices(run, run.dryRun ? null : db, settleNext, (isLast) =>
      announce(decided(), isLast && !hasRows),
    )
  }
  rows.return(undefined)
  const report: SalesReport = {
    kind: 'sales',
    fileToken: run.fileToken,
    rows: decided(),
    ...counts,
    customers: paying.size,
    amount,
    refused: refused.count(),
    mended: mends.counts,
    refusedSample: sample.sort((one, other) => one.line - other.line),
    cancelled,
    dryRun: run.dryRun,
    seconds: (performance.now() - startedAt) / 1000,
  }
  return { report, refused: refused.collect() }
}
