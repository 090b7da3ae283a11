// Guesses which column of a customer file holds what: from the header's words in English or Thai, and where the header
// says nothing, from what the values look like. Pure; a person sees the guess and can change it.
import { checkPhone, normaliseEmail } from '../../shared/contact-info.ts'
import { type ImportField, type ImportMapping, importFields } from '../../shared/importing.ts'
import { normaliseText } from '../../shared/text.ts'
import { readDay } from './import-dates.ts'

/** Header words per field, best first; compared without spaces, case and punctuation. */
const headerWords: Readonly<Record<ImportField, readonly string[]>> = {
  legacyId: words(`legacyid legacyposid legacyposcustomerid poscustomerid customerid custid id customerno
    customernumber customercode clientid memberid รหัสลูกค้า รหัส ไอดี เลขที่ลูกค้า`),
  fullName: words(`customername fullname name customer clientname membername displayname vipdisplayname ชื่อลูกค้า
    ชื่อนามสกุล ชื่อสกุล ชื่อและนามสกุล ชื่อเต็ม ชื่อ ลูกค้า`),
  firstName: words('firstname givenname forename fname ชื่อจริง ชื่อต้น'),
  lastName: words('lastname surname familyname lname นามสกุล สกุล'),
  nickname: words('nickname nick alias ชื่อเล่น'),
  primaryPhone:
    words(`contactnumber primaryphone phone phonenumber phoneno mobile mobilephone mobilenumber mobileno
    cell cellphone tel telno telephone telephonenumber contact contactno phone1 tel1
    เบอร์โทรศัพท์มือถือ เบอร์มือถือ เบอร์โทรศัพท์ เบอร์โทร เบอร์ มือถือ โทรศัพท์ โทร เบอร์ติดต่อ
    หมายเลขโทรศัพท์`),
  secondaryPhone:
    words(`secondaryphone phone2 tel2 mobile2 otherphone homephone workphone alternatephone secondphone
    เบอร์สำรอง เบอร์โทร2 เบอร์บ้าน โทรศัพท์บ้าน โทร2`),
  email: words('email emailaddress mail vipemail contactemail อีเมล อีเมล์ อีเมลล์ เมล'),
  dateOfBirth: words('dateofbirth birthdate birthday dob bdate วันเกิด วันเดือนปีเกิด วดปเกิด'),
  addressLine1: words('address address1 addressline1 street streetaddress homeaddress ที่อยู่ ที่อยู่1'),
  addressLine2: words('addressline2 address2 district subdistrict ที่อยู่2 แขวง ตำบล เขต อำเภอ'),
  city: words('city town province จังหวัด เมือง'),
  postalCode: words('postalcode postcode zip zipcode รหัสไปรษณีย์'),
  preferredLanguage: words('preferredlanguage language lang ภาษา'),
  registrationDate:
    words(`datejoined joindate joineddate joined membersince registrationdate registerdate registered
    dateregistered createdat createddate customersince วันที่สมัคร วันสมัคร วันที่ลงทะเบียน`),
  customerSource: words('customersource source channel leadsource ช่องทาง แหล่งที่มา ที่มา'),
  availableCredit:
    words(`availablecredit credit creditbalance storecredit balance creditbaht เครดิต เครดิตคงเหลือ
    ยอดเครดิต ยอดคงเหลือ`),
  loyaltyPoints:
    words(`availablepoint availablepoints loyaltypoints points point pointbalance rewardpoints แต้ม คะแนน
    คะแนนสะสม แต้มสะสม`),
  smsConsent: words('smspdpa smsconsent smsoptin acceptssms ยินยอมsms รับsms'),
  emailConsent: words('emailpdpa emailconsent emailoptin acceptsemail ยินยอมอีเมล รับอีเมล'),
  marketingConsent: words('marketingconsent marketingoptin acceptsmarketing newsletter ยินยอมการตลาด ยินยอม'),
  memberCard: words(`membercard card cardnumber cardno membercardno membershipcard membershipnumber memberno
    membernumber barcode บัตรสมาชิก เลขบัตรสมาชิก เลขสมาชิก หมายเลขสมาชิก รหัสสมาชิก บัตร`),
  stableHashId: words('stablehashid stablehash hashid crmid'),
  notes: words('notes note remark remarks comment comments memo หมายเหตุ บันทึก'),
}

/** The words of a list, spaces between them. */
export function words(list: string): readonly string[] {
  return list.split(/\s+/)
}

/** A header as it is compared: lower case, no spaces, no punctuation, Thai marks kept. */
export function headerKey(header: string): string {
  return normaliseText(header).replace(/[^\p{L}\p{N}\p{M}]/gu, '')
}

/** Whether any guess could be made from this header's words alone. */
export function isKnownHeader(header: string): boolean {
  const key = headerKey(header)
  return key !== '' && importFields.some((field) => headerWords[field].includes(key))
}

/** Guesses the field of every column from headers and some sample rows; each column goes to one field at most. */
export function guessMapping(
  headers: readonly string[],
  sampleRows: readonly (readonly string[])[],
  today: string,
): ImportMapping {
  const mapping: Partial<Record<ImportField, number>> = {}
  const free = new Set(headers.keys())
  const give = (field: ImportField, column: number | undefined) => {
    if (column === undefined || mapping[field] !== undefined || !free.delete(column)) return
    mapping[field] = column
  }
  const keys = headers.map(headerKey)
  for (const field of importFields) give(field, bestHeader(keys, headerWords[field], free))
  // A column called "name" beside one for the surname holds the first name only.
  if (mapping.lastName !== undefined && mapping.firstName === undefined && mapping.fullName !== undefined) {
    mapping.firstName = mapping.fullName
    delete mapping.fullName
  }
  const kinds = headers.map((_, column) =>
    kindOfColumn(
      sampleRows.map((row) => row[column] ?? ''),
      today,
    ),
  )
  const freeOf = (kind: ColumnKind) => [...free].filter((column) => kinds[column] === kind)
  give('email', freeOf('email')[0])
  const phones = freeOf('phone')
  give('primaryPhone', phones[0])
  give('secondaryPhone', phones[mapping.primaryPhone === phones[0] ? 1 : 0])
  give('dateOfBirth', freeOf('date')[0])
  if (mapping.fullName === undefined && mapping.firstName === undefined) give('fullName', freeOf('words')[0])
  return mapping
}

/** The first free column whose header is the best of these words that any has. */
export function bestHeader(
  keys: readonly string[],
  words: readonly string[],
  free: ReadonlySet<number>,
): number | undefined {
  for (const word of words) {
    const column = keys.findIndex((key, index) => key === word && free.has(index))
    if (column >= 0) return column
  }
  return undefined
}

/** What the values of a column look like; `none` when it is blank or of no kind by a clear majority. */
export type ColumnKind = 'phone' | 'email' | 'date' | 'number' | 'words' | 'none'

/** Decides a column's kind by at least four fifths of its values that are not blank. */
export function kindOfColumn(values: readonly string[], today: string): ColumnKind {
  const counts = new Map<ColumnKind, number>()
  let filled = 0
  for (const value of values) {
    if (value.trim() === '') continue
    filled++
    const kind = kindOfValue(value, today)
    counts.set(kind, (counts.get(kind) ?? 0) + 1)
  }
  for (const [kind, count] of counts) if (count >= filled * 0.8) return kind
  return 'none'
}

/** What one value looks like. */
export function kindOfValue(value: string, today: string): ColumnKind {
  const text = normaliseText(value)
  if (text === '') return 'none'
  if (text.includes('@')) return normaliseEmail(text) === null ? 'words' : 'email'
  if (
    /\d/.test(text) &&
    /\d{4}|[-/. ]\d{2}$/.test(text) &&
    !/^\d+$/.test(text) &&
    readDay(text, 'day-first', today)
  ) {
    return 'date'
  }
  if (/^[\d\s+()\-.]{8,}$/.test(text) && !/^\d+\.\d{1,2}$/.test(text) && checkPhone(text).ok) return 'phone'
  if (/^-?[\d,]+(\.\d+)?$/.test(text)) return 'number'
  return /\p{L}/u.test(text) ? 'words' : 'none'
}
