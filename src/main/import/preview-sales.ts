// Shows the first receipts of a file as they would arrive, with what would be mended or refused; whose they are is looked up.
import type { PreviewRow, SalesField, SalesMapping } from '../../shared/importing.ts'
import { formatSatang } from '../../shared/money.ts'
import type { ReadDb } from '../db/handle.ts'
import { createSalesReader, type SalesReading, type SalesRow } from '../domain/sales-row.ts'
import { createCustomerFinder } from './find-customer.ts'
import type { TableRow } from './read-table.ts'

const shownCharacters = 200

/** Reads rows for the preview table; a refused row shows its cells as they stand in the file. */
export function previewSales(
  db: ReadDb,
  rows: readonly TableRow[],
  reading: SalesReading,
): readonly PreviewRow[] {
  const readRow = createSalesReader(reading)
  const findCustomer = createCustomerFinder(db)
  return rows.map((row) => {
    const { line } = row
    if (row.malformed) {
      const values = { receiptNumber: (row.cells[0] ?? '').slice(0, shownCharacters) }
      return { line, values, problem: 'ROW_MALFORMED', mends: [] }
    }
    const read = readRow(row.cells)
    if (!read.ok) return { line, values: rawValues(row, reading.mapping), problem: read.problem, mends: [] }
    const customer = findCustomer(read.row.customerRef)
    const problem = typeof customer === 'string' ? customer : null
    return { line, values: readValues(read.row, row, reading.mapping), problem, mends: read.row.mends }
  })
}

function rawValues(row: TableRow, mapping: SalesMapping): PreviewRow['values'] {
  const entries = Object.entries(mapping).map(([field, column]) => [
    field,
    (row.cells[column] ?? '').slice(0, shownCharacters),
  ])
  return Object.fromEntries(entries) as PreviewRow['values']
}

function readValues({ customerRef, receipt, day }: SalesRow, row: TableRow, mapping: SalesMapping) {
  const values: Partial<Record<SalesField, string>> = {
    receiptNumber: receipt.receiptNumber,
    customerRef,
    soldAt: day,
    amount: formatSatang(receipt.amount, true),
    paymentMethod: receipt.paymentMethod,
    items: receipt.items?.[0]?.name,
  }
  return { ...rawValues(row, mapping), ...values }
}
