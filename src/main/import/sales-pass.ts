// What happens to the rows of a file of receipts: each is read and given to its customer, and the receipts of a customer
// are then compared with those the directory has of them.

import { localDay } from '../../shared/local-day.ts'
import { listHeldReceipts } from '../db/apply-sales.ts'
import type { ReadDb } from '../db/handle.ts'
import { createSalesReader, type SalesReading, type SalesRow } from '../domain/sales-row.ts'
import type { CustomerPlace } from '../write/import-sales.ts'
import { createCustomerFinder } from './find-customer.ts'
import type { TableRow } from './read-table.ts'
import type { RowRefusal } from './refused-rows.ts'

/** A receipt with the row it stands in. */
export interface GatheredReceipt extends SalesRow {
  readonly row: TableRow
}

/** What a file brings for one customer. */
export interface CustomerReceipts {
  readonly customer: CustomerPlace
  readonly receipts: readonly GatheredReceipt[]
}

export interface SalesPass {
  /** Takes a row; null, or why it is refused. */
  readonly take: (row: TableRow) => RowRefusal | null
  /** Hands over what was taken since the last time, customers in the order in which they are stored. */
  readonly gather: () => readonly CustomerReceipts[]
}

/** Begins a pass; it remembers every receipt of the file, so that one that stands there twice is seen. */
export function createSalesPass(db: ReadDb, reading: SalesReading, expectedRows: number): SalesPass {
  const readRow = createSalesReader(reading)
  const findCustomer = createCustomerFinder(db, expectedRows)
  const seen = new Set<string>()
  let gathered = new Map<number, { customer: CustomerPlace; receipts: GatheredReceipt[] }>()

  return {
    take: (row) => {
      if (row.malformed) return { field: null, problem: 'ROW_MALFORMED' }
      const read = readRow(row.cells)
      if (!read.ok) return read
      const customer = findCustomer(read.row.customerRef)
      if (typeof customer === 'string') return { field: 'customerRef', problem: customer }
      const name = `${customer.key} ${read.row.receipt.receiptNumber}`
      // Whether the second is a slip or the other half of the money, only a person can say.
      if (seen.has(name)) return { field: 'receiptNumber', problem: 'RECEIPT_REPEATED' }
      seen.add(name)
      const entry = gathered.get(customer.key)
      const receipt = { ...read.row, row }
      if (entry) entry.receipts.push(receipt)
      else gathered.set(customer.key, { customer, receipts: [receipt] })
      return null
    },
    gather: () => {
      const customers = [...gathered.values()].sort((one, other) => one.customer.key - other.customer.key)
      gathered = new Map()
      return customers
    },
  }
}

/** Receipts that are new, those that are here already, and those that are here and say something else. */
export interface ComparedReceipts {
  readonly fresh: readonly GatheredReceipt[]
  readonly known: readonly GatheredReceipt[]
  readonly differing: readonly GatheredReceipt[]
}

const none: readonly GatheredReceipt[] = []

/** Compares a customer's receipts with the directory. */
export function compareReceipts(db: ReadDb, { customer, receipts }: CustomerReceipts): ComparedReceipts {
  const held = new Map(listHeldReceipts(db, customer.key).map((one) => [one.receiptNumber, one]))
  if (held.size === 0) return { fresh: receipts, known: none, differing: none }
  const compared = {
    fresh: [] as GatheredReceipt[],
    known: [] as GatheredReceipt[],
    differing: [] as GatheredReceipt[],
  }
  for (const gathered of receipts) {
    const here = held.get(gathered.receipt.receiptNumber)
    if (!here) compared.fresh.push(gathered)
    else if (here.amount === gathered.receipt.amount && localDay(new Date(here.soldAt)) === gathered.day)
      compared.known.push(gathered)
    else compared.differing.push(gathered)
  }
  return compared
}
