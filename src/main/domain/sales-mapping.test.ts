import { expect, test } from 'vitest'
import { guessMapping } from './import-mapping.ts'
import { guessKind, guessSalesMapping, missingSalesFields } from './sales-mapping.ts'

const today = '2026-03-15'
const guess = (headers: string, ...rows: string[]) => {
  const columns = headers.split(',')
  const samples = rows.map((row) => row.split(','))
  const mappings = {
    customers: guessMapping(columns, samples, today),
    sales: guessSalesMapping(columns, samples, today),
  }
  return { kind: guessKind(columns, mappings), sales: mappings.sales }
}

test.each([
  ['receipt,customer_id,date,amount', { receiptNumber: 0, customerRef: 1, soldAt: 2, amount: 3 }],
  ['Bill No.,Customer Code,Sold At,Total', { receiptNumber: 0, customerRef: 1, soldAt: 2, amount: 3 }],
  ['receipt_number,phone,date,net amount,total', { receiptNumber: 0, customerRef: 1, soldAt: 2, amount: 3 }],
  [
    'เลขที่ใบเสร็จ,รหัสลูกค้า,วันที่,ยอด,วิธีชำระเงิน',
    { receiptNumber: 0, customerRef: 1, soldAt: 2, amount: 3, paymentMethod: 4 },
  ],
  [
    'date,invoice,member_no,amount,refund,items',
    { receiptNumber: 1, customerRef: 2, soldAt: 0, amount: 3, refund: 4, items: 5 },
  ],
])('%s is a file of receipts', (headers, mapping) => {
  expect(guess(headers)).toEqual({ kind: 'sales', sales: mapping })
})

test('a date and an amount are known by what stands in them', () => {
  const { kind, sales } = guess(
    'receipt,customer_id,on,came to',
    'R1,7,2021-01-01,699.10',
    'R2,8,2021-01-02,3.50',
  )
  expect(kind).toBe('sales')
  expect(sales).toEqual({ receiptNumber: 0, customerRef: 1, soldAt: 2, amount: 3 })
})

test.each([
  'id,customer_name,contact_number,email,date_of_birth',
  'customer_id,name,phone,available_credit,date_joined',
  'id,name,last receipt,birthday,date,total',
  'รหัสลูกค้า,ชื่อ,เบอร์โทร,ยอดคงเหลือ',
])('%s is a file of customers', (headers) => {
  expect(guess(headers).kind).toBe('customers')
})

test('what is missing is named', () => {
  expect(missingSalesFields({ receiptNumber: 0, amount: 1 })).toEqual(['customerRef', 'soldAt'])
})
