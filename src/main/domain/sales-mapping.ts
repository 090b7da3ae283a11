// Guesses which column of a file of receipts holds what, and whether a file is one at all: from the header's words in
// English or Thai, then from what the values look like. Pure; a person sees the guess and can change it.
import {
  type ImportKind,
  type ImportMapping,
  neededSalesFields,
  type SalesField,
  type SalesMapping,
  salesFields,
} from '../../shared/importing.ts'
import { bestHeader, headerKey, kindOfColumn, words } from './import-mapping.ts'

/** Header words per field, best first; compared without spaces, case and punctuation. */
const headerWords: Readonly<Record<SalesField, readonly string[]>> = {
  receiptNumber:
    words(`receiptnumber receiptno receipt receiptid billnumber billno bill billid invoicenumber invoiceno
    invoice invoiceid ordernumber orderno orderid salesordernumber transactionid transactionno เลขที่ใบเสร็จ เลขใบเสร็จ
    ใบเสร็จเลขที่ หมายเลขใบเสร็จ ใบเสร็จ เลขที่บิล เลขบิล บิล เลขที่ใบกำกับ เลขที่ใบกำกับภาษี เลขที่เอกสาร`),
  customerRef:
    words(`customerid customercode customerno customernumber customerref custid custcode clientid memberid
    memberno membernumber membercard cardnumber legacyid legacyposid posid customer member phone phonenumber phoneno
    contactnumber mobile mobileno tel telephone รหัสลูกค้า เลขที่ลูกค้า รหัสสมาชิก เลขสมาชิก บัตรสมาชิก ลูกค้า เบอร์โทร
    เบอร์โทรศัพท์ เบอร์ โทรศัพท์ มือถือ`),
  soldAt:
    words(`soldat saledate salesdate datesold transactiondate transactionat receiptdate billdate invoicedate orderdate
    paidat paymentdate datetime date timestamp createdat วันที่ขาย วันที่ใบเสร็จ วันที่ออกบิล วันที่ชำระ วันที่ทำรายการ
    วันเวลา วันที่`),
  amount:
    words(`amount netamount totalamount amountbaht amountthb nettotal grandtotal total net paid amountpaid price sum
    value ยอดสุทธิ ยอดรวมสุทธิ ยอดชำระ ยอดเงิน ยอดขาย ยอดรวม ยอด จำนวนเงิน รวมเงิน ราคารวม ราคา สุทธิ รวม`),
  refund: words('refund refunded refundamount amountrefunded returned ยอดคืน ยอดคืนเงิน เงินคืน คืนเงิน'),
  paymentMethod:
    words(`paymentmethod payment paymenttype paidby tender tendertype method วิธีชำระ วิธีชำระเงิน ชำระโดย
    ช่องทางชำระ ช่องทางชำระเงิน ประเภทการชำระ`),
  items: words('items item description product products details รายการ รายการสินค้า สินค้า รายละเอียด'),
}

/** Whether a header's words alone name a field of a receipt. */
export function isKnownSalesHeader(header: string): boolean {
  const key = headerKey(header)
  return key !== '' && salesFields.some((field) => headerWords[field].includes(key))
}

/** Guesses the field of every column from headers and some sample rows; each column goes to one field at most. */
export function guessSalesMapping(
  headers: readonly string[],
  sampleRows: readonly (readonly string[])[],
  today: string,
): SalesMapping {
  const mapping: Partial<Record<SalesField, number>> = {}
  const free = new Set(headers.keys())
  const give = (field: SalesField, column: number | undefined) => {
    if (column === undefined || mapping[field] !== undefined || !free.delete(column)) return
    mapping[field] = column
  }
  const keys = headers.map(headerKey)
  for (const field of salesFields) give(field, bestHeader(keys, headerWords[field], free))
  const columnOf = (kind: 'date' | 'number') =>
    [...free].find((column) => kindOfColumn(valuesOf(sampleRows, column), today) === kind)
  give('soldAt', columnOf('date'))
  give('amount', columnOf('number'))
  return mapping
}

function valuesOf(rows: readonly (readonly string[])[], column: number): readonly string[] {
  return rows.map((row) => row[column] ?? '')
}

/** The fields every receipt needs and no column has been given to. */
export function missingSalesFields(mapping: SalesMapping): readonly SalesField[] {
  return neededSalesFields.filter((field) => mapping[field] === undefined)
}

/**
 * What a file holds, by its guessed columns: receipts where the header itself speaks of a receipt and nothing needed is
 * missing, else customers.
 */
export function guessKind(
  headers: readonly string[],
  mappings: { readonly customers: ImportMapping; readonly sales: SalesMapping },
): ImportKind {
  const { sales, customers } = mappings
  if (missingSalesFields(sales).length > 0) return 'customers'
  // Files of customers have things that receipts have not.
  const isAboutPeople = customers.dateOfBirth !== undefined && isNamedFor(headers, customers.dateOfBirth)
  return isAboutPeople ? 'customers' : 'sales'
}

function isNamedFor(headers: readonly string[], column: number): boolean {
  return /birth|dob|เกิด/.test(headerKey(headers[column] ?? ''))
}
