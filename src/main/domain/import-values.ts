// Reads single cells of old customer files: blanks that are written out, phones and several phones in one cell, consents,
// sources, languages and amounts. Pure.
import { checkPhone, type NormalPhone, normaliseEmail } from '../../shared/contact-info.ts'
import type { CustomerSource, Language } from '../../shared/customer.ts'
import type { RowMendCode } from '../../shared/importing.ts'
import { normaliseText } from '../../shared/text.ts'

const blankMarks = new Set(['-', '--', '—', '.', 'null', '(null)', '\\n', 'n/a', '#n/a', 'ไม่มี', 'ไม่ระบุ'])
/** Words that mean "nothing" in a column of data but are what some people are called. */
const blankWords = new Set(['none', 'nil', 'nan', 'undefined', 'unknown'])

/** Whether a cell says "nothing here": empty, a dash, NULL, N/A, ไม่มี; `isName` spares those who are called Nan. */
export function isBlank(text: string, isName = false): boolean {
  const plain = normaliseText(text)
  return plain === '' || blankMarks.has(plain) || (!isName && blankWords.has(plain))
}

/** The phones of one cell as they will be stored, and what was mended; null when the cell holds no usable phone. */
export interface ReadPhones {
  readonly phones: readonly string[]
  readonly mends: readonly RowMendCode[]
}

const phoneSeparators = /[,;|\n&/]|หรือ|และ|\bor\b|\band\b/i
/** Spreadsheets turn 0812345678 into the number 812345678.0. */
const decimalTail = /^(\d{7,15})\.0+$/

/** Reads the phones of a cell: one, or several with separators or spaces between them. */
export function readPhones(text: string): ReadPhones | null {
  const typed = text.trim().replace(decimalTail, '$1')
  const parts = typed.split(phoneSeparators).filter((part) => part.trim() !== '')
  if (parts.length > 1) {
    const several = readAll(parts)
    if (several) return several
  }
  const single = readAll([typed])
  if (single) return single
  const groups = typed.split(/\s{1,}(?=[0๐+])/u)
  return groups.length > 1 ? readAll(groups) : null
}

/** Zeros only, or one digit over and over: what tills make people type where they have no number. */
export function isPlaceholderPhone(text: string): boolean {
  return /^(?:0+|(\d)\1{6,})$/.test(normaliseText(text).replace(/[\s\-+().]/g, ''))
}

function readAll(parts: readonly string[]): ReadPhones | null {
  const phones: string[] = []
  const mends = new Set<RowMendCode>()
  const seen = new Set<string>()
  for (const part of parts) {
    const result = checkPhone(part)
    if (!result.ok) return null
    if (result.mended) mends.add(result.mended)
    if (seen.has(result.phone.digits)) continue
    seen.add(result.phone.digits)
    phones.push(result.mended ? mendedText(result.phone) : part.trim())
  }
  return { phones, mends: [...mends] }
}

function mendedText(phone: NormalPhone): string {
  return phone.digits.startsWith('0') ? phone.digits : phone.display
}

/** The e-mails of one cell, as typed; null when any part of it is none. */
export function readEmails(text: string): readonly string[] | null {
  const parts = text.split(/[;,|\s]+/).filter((part) => part !== '')
  const clean = parts.map((part) => part.replace(/^<|>$/g, ''))
  return clean.length > 0 && clean.every((part) => normaliseEmail(part) !== null) ? clean : null
}

const yesWords = new Set([
  'true',
  '1',
  '1.0',
  'yes',
  'y',
  't',
  'x',
  'on',
  '✓',
  '✔',
  'ใช่',
  'ยินยอม',
  'ตกลง',
  'รับ',
  'accepted',
  'agree',
  'agreed',
  'opt-in',
  'subscribed',
])
const noWords = new Set([
  '',
  'false',
  '0',
  '0.0',
  'no',
  'n',
  'f',
  'off',
  'ไม่',
  'ไม่ใช่',
  'ไม่ยินยอม',
  'ไม่รับ',
  'declined',
  'opt-out',
  'unsubscribed',
])

/** A consent; null for words that say neither yes nor no, which must never count as a yes. */
export function readFlag(text: string): boolean | null {
  const plain = normaliseText(text)
  if (yesWords.has(plain)) return true
  return noWords.has(plain) || isBlank(text) ? false : null
}

const sourceWords: readonly (readonly [CustomerSource, RegExp])[] = [
  ['Walk In', /walk|เดิน|หน้าร้าน/],
  ['Mobile App', /\bapp\b|mobile app|แอป/],
  ['Website Booking', /web|online|booking|จอง|เว็บ/],
  ['Phone Call', /phone|call|โทร/],
  ['Social Media', /social|facebook|\bfb\b|instagram|\big\b|\bline\b|tiktok|twitter|youtube|ไลน์|เฟซ|เฟส/],
  ['Referral', /refer|friend|word of mouth|เพื่อน|แนะนำ/],
  ['Corporate', /corporate|company|บริษัท|องค์กร/],
  ['Event', /event|อีเว|งาน/],
  ['Marketing Campaign', /marketing|campaign|\bads?\b|google|โฆษณา/],
]

/** Where a customer came from: the nearest of our sources, 'Others' for words we have no place for. */
export function readSource(text: string): CustomerSource {
  const plain = normaliseText(text).replace(/[_-]/g, ' ')
  return sourceWords.find(([, pattern]) => pattern.test(plain))?.[0] ?? 'Others'
}

/** Thai or English; null for a language the app does not speak. */
export function readLanguage(text: string): Language | null {
  const plain = normaliseText(text)
  if (/^(th|tha|ไทย)/.test(plain)) return 'th'
  return /^(en|อังกฤษ)/.test(plain) ? 'en' : null
}

/** Whole points: "1,250", "1250.00" or Thai digits; null for anything else. */
export function readPoints(text: string): number | null {
  const match = /^(-?\d{1,12})(?:\.0+)?$/.exec(normaliseText(text).replace(/(?<=\d),(?=\d{3}(?:\D|$))/g, ''))
  return match ? Number(match[1]) : null
}
