import fc from 'fast-check'
import { expect, test } from 'vitest'
import { type SalesField, salesFields } from '../../shared/importing.ts'
import { createSalesReader, type SalesReading } from './sales-row.ts'

const reading: SalesReading = {
  mapping: Object.fromEntries(salesFields.map((field, column) => [field, column])),
  dateOrders: {},
  today: '2026-03-15',
}
const read = createSalesReader(reading)
const good = { receiptNumber: 'R1', customerRef: '7', soldAt: '2026-03-01', amount: '100.00' }
const take = (cells: Partial<Record<SalesField, string>>) =>
  read(salesFields.map((field) => ({ ...good, ...cells })[field as keyof typeof good] ?? ''))
const amountOf = (amount: string, refund = '') => {
  const row = take({ amount, refund })
  return row.ok ? row.row.receipt.amount : row.problem
}

test('a receipt is read with its moment at noon of the counter where the file gives a day', () => {
  expect(take({ paymentMethod: 'QR', items: 'Tea' })).toEqual({
    ok: true,
    row: {
      customerRef: '7',
      day: '2026-03-01',
      mends: [],
      receipt: {
        receiptNumber: 'R1',
        soldAt: new Date(2026, 2, 1, 12).toISOString(),
        amount: 10_000,
        paymentMethod: 'QR',
        items: [{ name: 'Tea', quantity: 1, amount: 10_000 }],
      },
    },
  })
})

test.each([
  ['699.10', 69_910],
  ['3578.27', 357_827],
  ['1,234.50', 123_450],
  ['฿1,234.5', 123_450],
  ['๑,๒๓๔.๕๐', 123_450],
  ['1,500.-', 150_000],
  ['THB 20', 2000],
  ['20 บาท', 2000],
  ['0', 0],
  ['1.10', 110],
  ['4.35', 435],
  ['10000000.00', 1_000_000_000],
  ['10000000.01', 'AMOUNT_INVALID'],
  ['1.234,50', 'AMOUNT_INVALID'],
  ['12.345', 'AMOUNT_INVALID'],
  ['1e3', 'AMOUNT_INVALID'],
  ['ten', 'AMOUNT_INVALID'],
  ['-5', 'AMOUNT_NEGATIVE'],
  ['-฿5.00', 'AMOUNT_NEGATIVE'],
  ['(5.00)', 'AMOUNT_NEGATIVE'],
  ['−5', 'AMOUNT_NEGATIVE'],
  ['', 'AMOUNT_MISSING'],
  ['-', 'AMOUNT_MISSING'],
])('the amount %s comes to %s', (text, expected) => {
  expect(amountOf(text)).toBe(expected)
})

test('money goes back through a column of refunds only', () => {
  expect(amountOf('500', '200')).toBe(30_000)
  expect(amountOf('500', '-200')).toBe(30_000)
  expect(amountOf('', '200')).toBe(-20_000)
  expect(amountOf('500', 'some')).toBe('AMOUNT_INVALID')
})

test.each([
  ['15/03/2569', '2026-03-15', ['BUDDHIST_YEAR']],
  ['๐๑/๐๓/๒๕๖๙', '2026-03-01', ['THAI_DIGITS', 'BUDDHIST_YEAR']],
  ['1 มี.ค. 2569', '2026-03-01', ['BUDDHIST_YEAR']],
  ['01/03/2026', '2026-03-01', []],
])('the date %s is %s', (soldAt, day, mends) => {
  expect(take({ soldAt })).toMatchObject({ ok: true, row: { day, mends } })
})

test.each([
  [{ receiptNumber: '' }, 'receiptNumber', 'RECEIPT_MISSING'],
  [{ receiptNumber: 'x'.repeat(101) }, 'receiptNumber', 'TEXT_TOO_LONG'],
  [{ customerRef: ' ' }, 'customerRef', 'CUSTOMER_MISSING'],
  [{ soldAt: '' }, 'soldAt', 'DATE_MISSING'],
  [{ soldAt: '31/02/2026' }, 'soldAt', 'DATE_INVALID'],
  [{ soldAt: 'yesterday' }, 'soldAt', 'DATE_INVALID'],
  [{ soldAt: '2026-03-16' }, 'soldAt', 'DATE_IN_FUTURE'],
  [{ soldAt: '1899-12-31' }, 'soldAt', 'DATE_TOO_OLD'],
] as const)('%j is refused for its %s: %s', (cells, field, problem) => {
  expect(take(cells)).toEqual({ ok: false, field, problem })
})

test('an empty row and too long words beside a receipt', () => {
  expect(read(['', ' '])).toMatchObject({ ok: false, field: null, problem: 'ROW_EMPTY' })
  expect(take({ items: 'x'.repeat(201) })).toMatchObject({
    ok: true,
    row: { mends: ['BAD_OPTIONAL_VALUE_LEFT_OUT'] },
  })
})

test('every amount of whole satang comes through to the satang', () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 1_000_000_000 }), (satang) => {
      const text = `${Math.trunc(satang / 100)}.${String(satang % 100).padStart(2, '0')}`
      expect(amountOf(text)).toBe(satang)
    }),
  )
})

test('whatever a row contains, it is read or refused in words', () => {
  fc.assert(
    fc.property(fc.array(fc.string({ unit: 'binary' }), { maxLength: 9 }), (cells) => {
      const row = read(cells)
      if (row.ok) expect(Number.isSafeInteger(row.row.receipt.amount)).toBe(true)
      else expect(row.problem).toMatch(/^[A-Z_]+$/)
    }),
  )
})
