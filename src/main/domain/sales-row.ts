// Turns one row of a file of receipts into a receipt, or into the reason why it cannot be taken. Amounts are read digit by
// digit into satang, never through fractions; a bad value never just disappears.
import { limits } from '../../shared/customer.ts'
import { cleanText } from '../../shared/customer-rules.ts'
import type { RowMendCode, RowProblemCode, SalesField, SalesMapping } from '../../shared/importing.ts'
import { parseSatang } from '../../shared/money.ts'
import { type DateOrder, type ReadMoment, readMoment } from './import-dates.ts'
import { isBlank } from './import-values.ts'
import type { SoldReceipt } from './plan-import-sales.ts'

/** What one row says: a receipt, and whatever names its customer. */
export interface SalesRow {
  readonly customerRef: string
  readonly receipt: SoldReceipt
  /** The day at the counter, YYYY-MM-DD. */
  readonly day: string
  readonly mends: readonly RowMendCode[]
}

export interface SalesProblem {
  readonly field: SalesField | null
  readonly problem: RowProblemCode
}
export type ReadSalesRow =
  | { readonly ok: true; readonly row: SalesRow }
  | ({ readonly ok: false } & SalesProblem)

/** How to read the rows of one file of receipts. */
export interface SalesReading {
  readonly mapping: SalesMapping
  /** Per column index; columns without an entry are day first. */
  readonly dateOrders: Readonly<Record<number, DateOrder>>
  /** YYYY-MM-DD at the counter. */
  readonly today: string
}

const oldestDay = `${limits.oldestBirthYear}-01-01`
const longest = { receiptNumber: 100, customerRef: limits.textLength, paymentMethod: 50, items: 200 } as const
const thaiDigit = /[๐-๙]/
/** A cell that cleaning would leave as it is and that says something: most are. */
const plainCell = /^[A-Z]{0,6}[0-9][0-9.:\-/]*$/
const noMends: readonly RowMendCode[] = []

/** Makes the reader of one file; it remembers the dates it met, which are few. Whatever a row may contain, it answers. */
export function createSalesReader(reading: SalesReading): (cells: readonly string[]) => ReadSalesRow {
  const { mapping, today } = reading
  const order = reading.dateOrders[mapping.soldAt ?? -1] ?? 'day-first'
  const moments = new Map<string, ReadMoment | null>()
  const momentOf = (text: string) => {
    let moment = moments.get(text)
    if (moment === undefined) {
      moment = readMoment(text, order, today)
      if (moments.size > 10_000) moments.clear()
      moments.set(text, moment)
    }
    return moment
  }
  const cellOf = (cells: readonly string[], field: SalesField): string => {
    const column = mapping[field]
    const raw = column === undefined ? '' : (cells[column] ?? '')
    if (raw === '' || plainCell.test(raw)) return raw
    // The file of refused rows puts an apostrophe before what a spreadsheet would run.
    const text = cleanText(raw.replace(/^'(?=[=@+-])/, ''))
    return text === '' || isBlank(text) ? '' : text
  }

  return (cells) => {
    if (cells.every((cell) => cell.trim() === '')) return refuse(null, 'ROW_EMPTY')
    const receiptNumber = cellOf(cells, 'receiptNumber')
    if (receiptNumber === '') return refuse('receiptNumber', 'RECEIPT_MISSING')
    if (receiptNumber.length > longest.receiptNumber) return refuse('receiptNumber', 'TEXT_TOO_LONG')
    const customerRef = cellOf(cells, 'customerRef')
    if (customerRef === '') return refuse('customerRef', 'CUSTOMER_MISSING')
    if (customerRef.length > longest.customerRef) return refuse('customerRef', 'TEXT_TOO_LONG')

    const dateText = cellOf(cells, 'soldAt')
    if (dateText === '') return refuse('soldAt', 'DATE_MISSING')
    const moment = momentOf(dateText)
    if (!moment) return refuse('soldAt', 'DATE_INVALID')
    if (moment.day > today) return refuse('soldAt', 'DATE_IN_FUTURE')
    if (moment.day < oldestDay) return refuse('soldAt', 'DATE_TOO_OLD')

    const amountText = cellOf(cells, 'amount')
    const refundText = cellOf(cells, 'refund')
    if (amountText === '' && refundText === '') return refuse('amount', 'AMOUNT_MISSING')
    const sold = amountText === '' ? 0 : readAmount(amountText)
    if (sold === null) return refuse('amount', 'AMOUNT_INVALID')
    if (sold < 0) return refuse('amount', 'AMOUNT_NEGATIVE')
    const refunded = refundText === '' ? 0 : readAmount(refundText)
    if (refunded === null) return refuse('refund', 'AMOUNT_INVALID')

    const payment = optionalText(cellOf(cells, 'paymentMethod'), longest.paymentMethod)
    const item = optionalText(cellOf(cells, 'items'), longest.items)
    const hasThaiDigits = thaiDigit.test(amountText) || thaiDigit.test(dateText) || thaiDigit.test(refundText)
    const isMended = hasThaiDigits || moment.isBuddhist || payment.isLeftOut || item.isLeftOut
    const amount = sold - Math.abs(refunded)
    const receipt: SoldReceipt = {
      receiptNumber,
      soldAt: moment.at,
      amount,
      ...(payment.text && { paymentMethod: payment.text }),
      ...(item.text && { items: [{ name: item.text, quantity: 1, amount }] }),
    }
    const mends = isMended
      ? [
          ...(hasThaiDigits ? (['THAI_DIGITS'] as const) : []),
          ...(moment.isBuddhist ? (['BUDDHIST_YEAR'] as const) : []),
          ...(payment.isLeftOut || item.isLeftOut ? (['BAD_OPTIONAL_VALUE_LEFT_OUT'] as const) : []),
        ]
      : noMends
    return { ok: true, row: { customerRef, receipt, day: moment.day, mends } }
  }
}

function refuse(field: SalesField | null, problem: RowProblemCode): ReadSalesRow {
  return { ok: false, field, problem }
}

/** Satang; also "1,500.-" as price tags write it, and accountants' "(1,500.00)" for less than nothing. */
function readAmount(text: string): number | null {
  const plain = text.replace(/\.-$/, '').replace(/^\u2212/, '-')
  const inBrackets = /^\((.*)\)$/.exec(plain)?.[1]
  const satang = parseSatang(inBrackets ?? plain.replace(/^-\s*(฿|THB)\s*/i, '-'))
  if (satang === null || Math.abs(satang) > limits.moneyMaximum) return null
  return inBrackets === undefined ? satang : -Math.abs(satang)
}

function optionalText(text: string, most: number): { readonly text: string; readonly isLeftOut: boolean } {
  return text.length > most ? { text: '', isLeftOut: true } : { text, isLeftOut: false }
}
