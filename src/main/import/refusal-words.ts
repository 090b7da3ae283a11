// Why a row was refused, in words for the file people download; the screen has its own translations.
import type { RowProblemCode } from '../../shared/importing.ts'

type Words = Readonly<Record<RowProblemCode, string>>

const english: Words = {
  NAME_MISSING: 'There is no name.',
  NAME_TOO_SHORT: 'The name has one character only.',
  NAME_TOO_LONG: 'The name is longer than 255 characters.',
  PHONE_INVALID: 'This is not a phone number.',
  EMAIL_INVALID: 'This is not an e-mail address.',
  DATE_INVALID: 'This is not a date that exists.',
  DATE_IN_FUTURE: 'This date is in the future.',
  DATE_TOO_OLD: 'This date is before 1900.',
  AMOUNT_INVALID: 'This is not an amount.',
  AMOUNT_NEGATIVE: 'This amount is below zero.',
  TEXT_TOO_LONG: 'This text is too long for its field.',
  ROW_MALFORMED: 'The line cannot be read: a quote is not closed, or it has too many cells.',
  ROW_EMPTY: 'The row is empty.',
  REPEATED_IN_FILE: 'An earlier row of this file is the same customer and says something else.',
  ID_BELONGS_TO_OTHER: 'The directory has this id for somebody else.',
  RECEIPT_MISSING: 'There is no receipt number.',
  CUSTOMER_MISSING: 'Nothing says whose receipt this is.',
  CUSTOMER_UNKNOWN: 'Nobody in the directory has this id, code, card or phone.',
  CUSTOMER_UNCLEAR: 'Several customers in the directory have this id or phone.',
  DATE_MISSING: 'There is no date.',
  AMOUNT_MISSING: 'There is no amount.',
  RECEIPT_REPEATED: 'An earlier line of this file has the same receipt of the same customer.',
  RECEIPT_DIFFERS: 'The directory has this receipt with another amount or date.',
}

const thai: Words = {
  NAME_MISSING: 'ไม่มีชื่อ',
  NAME_TOO_SHORT: 'ชื่อมีเพียงตัวอักษรเดียว',
  NAME_TOO_LONG: 'ชื่อยาวเกิน 255 ตัวอักษร',
  PHONE_INVALID: 'ไม่ใช่หมายเลขโทรศัพท์',
  EMAIL_INVALID: 'ไม่ใช่ที่อยู่อีเมล',
  DATE_INVALID: 'ไม่ใช่วันที่ที่มีอยู่จริง',
  DATE_IN_FUTURE: 'วันที่อยู่ในอนาคต',
  DATE_TOO_OLD: 'วันที่ก่อนปี ค.ศ. 1900',
  AMOUNT_INVALID: 'ไม่ใช่จำนวน',
  AMOUNT_NEGATIVE: 'จำนวนติดลบ',
  TEXT_TOO_LONG: 'ข้อความยาวเกินไป',
  ROW_MALFORMED: 'อ่านบรรทัดนี้ไม่ได้: เครื่องหมายคำพูดไม่ปิด หรือมีช่องมากเกินไป',
  ROW_EMPTY: 'แถวว่าง',
  REPEATED_IN_FILE: 'แถวก่อนหน้าในไฟล์นี้เป็นลูกค้าคนเดียวกันแต่ข้อมูลต่างกัน',
  ID_BELONGS_TO_OTHER: 'รหัสนี้เป็นของลูกค้าคนอื่นในระบบ',
  RECEIPT_MISSING: 'ไม่มีเลขที่ใบเสร็จ',
  CUSTOMER_MISSING: 'ไม่ได้ระบุว่าเป็นใบเสร็จของลูกค้าคนใด',
  CUSTOMER_UNKNOWN: 'ไม่พบลูกค้าที่มีรหัส บัตร หรือเบอร์โทรนี้ในระบบ',
  CUSTOMER_UNCLEAR: 'มีลูกค้าหลายคนในระบบใช้รหัสหรือเบอร์โทรนี้',
  DATE_MISSING: 'ไม่มีวันที่',
  AMOUNT_MISSING: 'ไม่มียอดเงิน',
  RECEIPT_REPEATED: 'บรรทัดก่อนหน้าในไฟล์นี้เป็นใบเสร็จเดียวกันของลูกค้าคนเดียวกัน',
  RECEIPT_DIFFERS: 'ระบบมีใบเสร็จนี้แล้ว แต่ยอดเงินหรือวันที่ต่างกัน',
}

/** The words for a reason in the language of the counter. */
export function refusalWords(problem: RowProblemCode, language: 'th' | 'en'): string {
  return (language === 'th' ? thai : english)[problem]
}
