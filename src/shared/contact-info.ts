// Phones and e-mails in one normal form each, whatever way they were written; Thailand where no country is said.
// Ordinary Thai numbers never reach libphonenumber: this runs for every phone of a million customers.
import { type PhoneNumber, parsePhoneNumberFromString } from 'libphonenumber-js/max'
import { normaliseText, toAsciiDigits } from './text.ts'

export interface NormalPhone {
  /** `+` and digits when the number can exist in its country, else the bare digits (7–15) of an unplaceable one. */
  readonly e164: string
  /** What lookup indexes: Thai numbers in national form (0812345678), foreign ones country code and number, unplaceable ones as they are. */
  readonly digits: string
  /** Grouped the way people say it. */
  readonly display: string
}

export type PhoneCheck =
  | {
      readonly ok: true
      readonly phone: NormalPhone
      readonly mended: 'LEADING_ZERO_RESTORED' | 'THAI_DIGITS' | null
    }
  | { readonly ok: false; readonly problem: 'LETTERS' | 'TOO_SHORT' | 'TOO_LONG' }

/** National Thai numbers (NBTC plan): mobile 06/08/09 and eight digits; fixed 02, 03[2-9], 04[2-5], 05[2-6], 07[3-7] and the rest of nine. */
const thaiNational = /^0(?:[689]\d{8}|2\d{7}|(?:3[2-9]|4[2-5]|5[2-6]|7[3-7])\d{6})$/
const separators = /[\s\-‐-―−~./\\()[\]•·_]/gu
const extension = /[\s,;]*(?:ต่อ|ext(?:ension)?\.?|x|#)\s*[:.]?\s*\d{1,6}\s*$/iu
const leadingWords = /^\s*(?:โทร(?:ศัพท์)?|มือถือ|เบอร์|tel|phone|mobile|mob|ph)\s*[.:]?\s*/iu
/** A second line written as its last digit or two: 02-123-4567-8. */
const rangeTail = /^(\s*0[\d\s().-]*\d)\s*[-–/~]\s*\d{1,2}\s*$/u
/** Prefixes dialled in Thailand before a country code. */
const thaiAccessCode = /^00[1456789]/

function groupThai(digits: string): string {
  if (digits.startsWith('02')) return `${digits.slice(0, 2)}-${digits.slice(2, 5)}-${digits.slice(5)}`
  return `${digits.slice(0, 3)}-${digits.slice(3, 6)}-${digits.slice(6)}`
}

function thaiPhone(digits: string): NormalPhone {
  return { e164: `+66${digits.slice(1)}`, digits, display: groupThai(digits) }
}

function foreignPhone(number: PhoneNumber): NormalPhone {
  return {
    e164: number.number,
    digits: number.number.slice(1),
    // Grouping one costs as much as reading it, and loading and searching never look.
    get display() {
      return number.formatInternational()
    },
  }
}

function unplaceablePhone(digits: string): NormalPhone {
  const grouped =
    digits.length === 10
      ? digits.replace(/^(\d{3})(\d{3})/, '$1-$2-')
      : digits.replace(/^(\d{3})(\d{4})$/, '$1-$2')
  return { e164: digits, digits, display: grouped }
}

/** National Thai form of digits that follow the country code 66, if they make one. */
function thaiAfterCountryCode(rest: string): string | null {
  const national = rest.startsWith('0') ? rest : `0${rest}`
  return thaiNational.test(national) ? national : null
}

/** The number in international form (digits after `+`), Thai or foreign; null when no country can have it. */
function readInternational(digits: string, certain: boolean): NormalPhone | null {
  if (digits.startsWith('66')) {
    const national = thaiAfterCountryCode(digits.slice(2))
    if (national !== null) return thaiPhone(national)
    // Outside the plan of today (old mobiles were 01-234-5678): the same as its national writing.
    const old = /^660?([1-9]\d{5,})$/.exec(digits)?.[1]
    return certain ? unplaceablePhone(old === undefined ? digits : `0${old}`) : null
  }
  const number = parsePhoneNumberFromString(`+${digits}`)
  // Zeros that each reading would take one more of (+60 000...) are no number's trunk prefix, nor is what leaves too little.
  const isSettled =
    number && number.number.length > 7 && parsePhoneNumberFromString(number.number)?.number === number.number
  if (!isSettled) return certain && number?.isPossible() ? unplaceablePhone(digits) : null
  return number?.isValid() || (certain && number?.isPossible()) ? foreignPhone(number) : null
}

/** A number dialled with 00 or a Thai access code: the reading some country has, if any. */
function readDialled(digits: string): NormalPhone | null {
  const readings = [digits.slice(2)]
  if (thaiAccessCode.test(digits)) readings.push(digits.slice(3))
  const thai = readings.find((rest) => rest.startsWith('66') && thaiAfterCountryCode(rest.slice(2)) !== null)
  if (thai !== undefined) return readInternational(thai, true)
  for (const certain of [false, true]) {
    for (const rest of readings.toReversed()) {
      const phone = rest.length >= 7 ? readInternational(rest, certain) : null
      if (phone !== null) return phone
    }
  }
  return null
}

/**
 * National digits when `text` is an ordinary Thai number with plain separators: national, with 66 before it, or without
 * the zero a spreadsheet ate; null for anything else. The quick way to what placePhone answers for these.
 */
function plainThaiDigits(text: string): string | null {
  const international = text.startsWith('+')
  let digits = ''
  for (let index = international ? 1 : 0; index < text.length; index += 1) {
    const code = text.charCodeAt(index)
    if (code >= 48 && code <= 57) digits += text[index]
    else if (code !== 45 && code !== 32 && code !== 46) return null
  }
  if (!international) {
    if (thaiNational.test(digits)) return digits
    const mended = restoreLeadingZero(digits)
    if (mended !== null) return mended
  }
  return digits.startsWith('66') ? thaiAfterCountryCode(digits.slice(2)) : null
}

interface Stripped {
  readonly digits: string
  readonly international: boolean
  readonly hasLetters: boolean
}

/** Takes punctuation, an extension, a leading "Tel." and the tail of a range off a typed number. */
function stripPhone(text: string): Stripped {
  const cleaned = text
    .replace(/\p{Cf}/gu, '')
    .replace('＋', '+')
    .replace(leadingWords, '')
    .replace(extension, '')
  const range = rangeTail.exec(cleaned)?.[1]
  const national = range?.replace(separators, '')
  const body = national !== undefined && thaiNational.test(national) ? national : cleaned
  const compact = body.replace(separators, '')
  const international = compact.startsWith('+')
  const digits = international ? compact.replace(/^\++/, '') : compact
  // "+44 (0)20": the trunk zero is said, not dialled.
  const trunk = international && /\(\s*0\s*\)/.test(body) ? withoutTrunkZero(body) : digits
  return { digits: trunk, international, hasLetters: !/^\d*$/.test(trunk) }
}

function withoutTrunkZero(text: string): string {
  return text
    .replace(/\(\s*0\s*\)/, '')
    .replace(separators, '')
    .replace(/^\++/, '')
}

/** Digits of a Thai number whose first zero a spreadsheet ate, mended; null when they are not such a number. */
function restoreLeadingZero(digits: string): string | null {
  return !digits.startsWith('0') && thaiNational.test(`0${digits}`) ? `0${digits}` : null
}

function placePhone({ digits, international }: Stripped): NormalPhone {
  if (international) {
    // A + that no country answers to was put before something else: +0812345678.
    return readInternational(digits, true) ?? placePhone({ digits, international: false, hasLetters: false })
  }
  if (thaiNational.test(digits)) return thaiPhone(digits)
  const mended = restoreLeadingZero(digits)
  if (mended !== null) return thaiPhone(mended)
  if (digits.startsWith('00')) return readDialled(digits) ?? unplaceablePhone(digits)
  const thai = digits.startsWith('66') ? thaiAfterCountryCode(digits.slice(2)) : null
  if (thai !== null) return thaiPhone(thai)
  const foreign = digits.length >= 11 && !digits.startsWith('0') ? readInternational(digits, false) : null
  return foreign ?? unplaceablePhone(digits)
}

/** Places a number and, where it stays unplaceable, what is left of it again, until reading it once more changes nothing. */
function settlePhone(stripped: Stripped): NormalPhone {
  let phone = placePhone(stripped)
  for (let turn = 0; turn < 3 && !phone.e164.startsWith('+'); turn += 1) {
    const again = placePhone({ digits: phone.digits, international: false, hasLetters: false })
    if (again.e164 === phone.e164) break
    phone = again
  }
  return phone
}

/** The normal form of a typed phone, or why it is none, and what had to be mended to read it. */
export function checkPhone(text: string): PhoneCheck {
  const ascii = toAsciiDigits(text)
  const stripped = stripPhone(ascii)
  if (stripped.hasLetters) return { ok: false, problem: 'LETTERS' }
  if (stripped.digits.length < 7) return { ok: false, problem: 'TOO_SHORT' }
  const dialled = !stripped.international && stripped.digits.startsWith('00')
  const phone = stripped.digits.length <= (dialled ? 18 : 15) ? settlePhone(stripped) : null
  if (phone === null || phone.digits.length > 15) return { ok: false, problem: 'TOO_LONG' }
  if (!stripped.international && restoreLeadingZero(stripped.digits) !== null) {
    return { ok: true, phone, mended: 'LEADING_ZERO_RESTORED' }
  }
  return { ok: true, phone, mended: ascii === text ? null : 'THAI_DIGITS' }
}

/** The normal form of a phone however written; null for letters, fewer than 7 digits or more than 15. */
export function normalisePhone(text: string): NormalPhone | null {
  const plain = plainThaiDigits(text)
  if (plain !== null) return thaiPhone(plain)
  const check = checkPhone(text)
  return check.ok ? check.phone : null
}

/** Digits of the index form (or an E.164 number) grouped the way people say them: 081-234-5678, 02-123-4567, +1 415 555 0123. */
export function formatPhone(digits: string): string {
  if (thaiNational.test(digits)) return groupThai(digits)
  return normalisePhone(digits)?.display ?? digits
}

/** The phones in one cell, each as typed: split at commas, semicolons, slashes, line breaks, "or", "และ"; "081-234-5678/9" is two. */
export function splitPhones(text: string): string[] {
  const pieces = text
    .split(/[,;|\n\r/&]|\s(?:or|and)\s|หรือ|และ|กับ/iu)
    .map((piece) => piece.trim())
    .filter((piece) => piece !== '')
  const phones: string[] = []
  for (const piece of pieces) {
    const previous = phones.at(-1)
    if (previous !== undefined && /^\p{Nd}{1,4}$/u.test(piece)) {
      phones.push(previous.slice(0, -piece.length) + piece)
      continue
    }
    const words = piece.split(/\s+/)
    const several = words.length > 1 && words.every((word) => normalisePhone(word) !== null)
    phones.push(...(several ? words : [piece]))
  }
  return phones
}

/** Digit strings to look for when a query is digits and phone punctuation, the typed one first; [] for any other text. */
export function phoneQueryReadings(text: string): string[] {
  const ascii = toAsciiDigits(text).replace(/\p{Cf}/gu, '')
  const compact = ascii.replace(separators, '')
  if (!/^\+?\d+$/.test(compact)) return []
  const international = compact.startsWith('+')
  const digits = international ? compact.slice(1) : compact
  const readings = new Set([digits])
  const addRest = (rest: string, certain: boolean) => {
    const national = rest.startsWith('66') ? rest.slice(2).replace(/^0/, '') : ''
    if (national.length >= (certain ? 1 : 5)) readings.add(`0${national}`)
    else if (certain && rest.length >= 3) readings.add(rest)
  }
  addRest(digits, international)
  if (international && /\(\s*0\s*\)/.test(ascii)) addRest(withoutTrunkZero(ascii), true)
  if (!international && digits.startsWith('00')) {
    addRest(digits.slice(2), true)
    if (thaiAccessCode.test(digits) && !digits.startsWith('0066')) addRest(digits.slice(3), true)
  }
  return [...readings]
}

/** Lower case, without "mailto:" and angle brackets; null when it is not an address of one @ and a dotted domain (at most 254 characters). */
export function normaliseEmail(text: string): string | null {
  const email = normaliseText(text)
    .replace(/^mailto:/, '')
    .replace(/^<(.*)>$/, '$1')
  return email.length <= 254 && /^[^\s@<>,;]+@[^\s@.<>,;]+(?:\.[^\s@.<>,;]+)+$/.test(email) ? email : null
}
