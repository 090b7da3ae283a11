// Turns one row of a customer file into what the directory would learn from it, or into the reason why it cannot be
// taken. A bad value never just disappears: the row is refused with its field, so that a person can mend the file.
import { type CustomerFacts, limits } from '../../shared/customer.ts'
import { checkBirthDate, checkFacts, cleanText, type FactProblem } from '../../shared/customer-rules.ts'
import type { ImportField, ImportMapping, RowMendCode, RowProblemCode } from '../../shared/importing.ts'
import { parseSatang } from '../../shared/money.ts'
import type { GivenIdentifier, OpeningBalance } from './commands.ts'
import { type DateOrder, readDay } from './import-dates.ts'
import {
  isBlank,
  isPlaceholderPhone,
  readEmails,
  readFlag,
  readLanguage,
  readPhones,
  readPoints,
  readSource,
} from './import-values.ts'

/** What one row says about one customer. */
export interface ImportRow {
  readonly facts: CustomerFacts
  /** Legacy id, card, hash, and the phones and e-mails beyond the first ones. */
  readonly identifiers: readonly GivenIdentifier[]
  readonly openings: readonly OpeningBalance[]
  readonly note: string
  readonly mends: readonly RowMendCode[]
}

export interface RowProblem {
  readonly field: ImportField | null
  readonly problem: RowProblemCode
}
export type ReadRow = { readonly ok: true; readonly row: ImportRow } | ({ readonly ok: false } & RowProblem)

/** How to read the rows of one file. */
export interface RowReading {
  readonly mapping: ImportMapping
  /** Per column index; columns without an entry are day first. */
  readonly dateOrders: Readonly<Record<number, DateOrder>>
  /** YYYY-MM-DD at the counter. */
  readonly today: string
}

/** What reading a row collects on its way: the cells by field, its problems and its mends. */
interface Desk {
  readonly reading: RowReading
  readonly cell: (field: ImportField) => string
  readonly refuse: (field: ImportField, problem: RowProblemCode) => undefined
  readonly mend: (code: RowMendCode) => undefined
}

const nameFields: ReadonlySet<ImportField> = new Set(['fullName', 'firstName', 'lastName', 'nickname'])

/** Reads one row; whatever a file may contain, it answers. */
export function readRow(cells: readonly string[], reading: RowReading): ReadRow {
  if (cells.every((cell) => cell.trim() === '')) return { ok: false, field: null, problem: 'ROW_EMPTY' }
  const problems: RowProblem[] = []
  const mends = new Set<RowMendCode>()
  const desk: Desk = {
    reading,
    cell: (field) => {
      const column = reading.mapping[field]
      // The file of refused rows puts an apostrophe before what a spreadsheet would run.
      const text = column === undefined ? '' : (cells[column] ?? '').replace(/^'(?=[=@+\-\t\r])/, '')
      return text === '' || isBlank(text, nameFields.has(field)) ? '' : text
    },
    refuse: (field, problem) => void problems.push({ field, problem }),
    mend: (code) => void mends.add(code),
  }
  const row = readCells(desk)
  const first = problems[0]
  return first ? { ok: false, ...first } : { ok: true, row: { ...row, mends: [...mends] } }
}

function readCells(desk: Desk): Omit<ImportRow, 'mends'> {
  const { cell } = desk
  const fullName = readName(desk)
  const contacts = readContacts(desk)
  const source = cell('customerSource')
  const facts: CustomerFacts = {
    fullName,
    ...contacts.facts,
    nickname: readText(desk, 'nickname', limits.textLength),
    dateOfBirth: readDate(desk, 'dateOfBirth'),
    addressLine1: readText(desk, 'addressLine1', 1000),
    addressLine2: readText(desk, 'addressLine2', limits.textLength),
    city: readText(desk, 'city', limits.textLength),
    postalCode: readText(desk, 'postalCode', 20),
    preferredLanguage: readWord(desk, 'preferredLanguage', readLanguage) ?? undefined,
    registrationDate: readDate(desk, 'registrationDate'),
    customerSource: source === '' ? 'Walk In' : readSource(source),
    smsConsent: readWord(desk, 'smsConsent', readFlag) ?? false,
    emailConsent: readWord(desk, 'emailConsent', readFlag) ?? false,
    marketingConsent: readWord(desk, 'marketingConsent', readFlag) ?? false,
  }
  const legacyId = readText(desk, 'legacyId', limits.textLength)
  const card = readText(desk, 'memberCard', limits.textLength)
  const hash = readText(desk, 'stableHashId', limits.textLength)
  return {
    facts: withoutBlanks(facts),
    identifiers: [
      ...(legacyId ? [{ kind: 'legacy_id' as const, value: legacyId }] : []),
      ...(card ? [{ kind: 'card' as const, value: card }] : []),
      ...(hash ? [{ kind: 'stable_hash' as const, value: hash }] : []),
      ...contacts.identifiers,
    ],
    openings: readOpenings(desk, legacyId ?? null),
    note: readNote(desk),
  }
}

function withoutBlanks(facts: CustomerFacts): CustomerFacts {
  return Object.fromEntries(
    Object.entries(facts).filter(([, value]) => value !== undefined),
  ) as unknown as CustomerFacts
}

const nameProblems: Partial<Record<FactProblem['problem'], RowProblemCode>> = {
  'name-missing': 'NAME_MISSING',
  'name-too-short': 'NAME_TOO_SHORT',
  'name-too-long': 'NAME_TOO_LONG',
}

/** The full name, or first and last name put together. */
function readName(desk: Desk): string {
  const whole = cleanText(desk.cell('fullName'))
  const parts = [desk.cell('firstName'), desk.cell('lastName')].map(cleanText).filter((part) => part !== '')
  const name = whole === '' ? parts.join(' ') : whole
  const [problem] = checkFacts({ fullName: name }, desk.reading.today, false)
  const field = desk.reading.mapping.fullName === undefined ? 'firstName' : 'fullName'
  if (problem) desk.refuse(field, nameProblems[problem.problem] ?? 'NAME_MISSING')
  return name
}

interface Contacts {
  readonly facts: Pick<CustomerFacts, 'primaryPhone' | 'secondaryPhone' | 'email'>
  readonly identifiers: readonly GivenIdentifier[]
}

function readContacts(desk: Desk): Contacts {
  const phones: string[] = []
  for (const field of ['primaryPhone', 'secondaryPhone'] as const) {
    const text = desk.cell(field)
    if (text === '') continue
    if (isPlaceholderPhone(text)) {
      desk.mend('BAD_OPTIONAL_VALUE_LEFT_OUT')
      continue
    }
    const read = readPhones(cleanText(text.replace(/[\r\n]+/g, ', ')))
    if (!read) {
      desk.refuse(field, 'PHONE_INVALID')
      continue
    }
    phones.push(...read.phones.filter((phone) => !phones.includes(phone)))
    for (const mend of read.mends) desk.mend(mend)
  }
  const emailText = cleanText(desk.cell('email'))
  const emails = emailText === '' ? [] : readEmails(emailText)
  if (!emails || emails.some((email) => email.length > limits.emailLength))
    desk.refuse('email', 'EMAIL_INVALID')
  const [primaryPhone, secondaryPhone, ...otherPhones] = phones
  const [email, ...otherEmails] = emails ?? []
  return {
    facts: { primaryPhone, secondaryPhone, email },
    identifiers: [
      ...otherPhones.map((value) => ({ kind: 'phone' as const, value })),
      ...otherEmails.map((value) => ({ kind: 'email' as const, value })),
    ],
  }
}

function readText(desk: Desk, field: ImportField, maximum: number): string | undefined {
  const raw = desk.cell(field)
  if (raw === '') return undefined
  const text = cleanText(raw)
  if (text.length > maximum) return desk.refuse(field, 'TEXT_TOO_LONG')
  return text === '' ? undefined : text
}

/** A word out of a few; one that is none of them is left out and counted. */
function readWord<Value>(desk: Desk, field: ImportField, read: (text: string) => Value | null): Value | null {
  const text = desk.cell(field)
  if (text === '') return null
  const value = read(text)
  if (value === null) desk.mend('BAD_OPTIONAL_VALUE_LEFT_OUT')
  return value
}

function readDate(desk: Desk, field: 'dateOfBirth' | 'registrationDate'): string | undefined {
  const text = desk.cell(field)
  if (text === '' || /^[0\s/\-.:t]+$/i.test(text)) return undefined
  const column = desk.reading.mapping[field] ?? -1
  const read = readDay(text, desk.reading.dateOrders[column] ?? 'day-first', desk.reading.today)
  if (!read) return desk.refuse(field, 'DATE_INVALID')
  const problem = checkBirthDate(read.day, desk.reading.today)
  if (problem === 'date-future') return desk.refuse(field, 'DATE_IN_FUTURE')
  if (problem === 'date-too-old') return desk.refuse(field, 'DATE_TOO_OLD')
  if (problem) return desk.refuse(field, 'DATE_INVALID')
  if (read.isBuddhist) desk.mend('BUDDHIST_YEAR')
  return read.day
}

function readOpenings(desk: Desk, sourceId: string | null): readonly OpeningBalance[] {
  const openings: OpeningBalance[] = []
  const fields = { availableCredit: 'credit', loyaltyPoints: 'points' } as const
  for (const field of ['availableCredit', 'loyaltyPoints'] as const) {
    const text = desk.cell(field)
    if (text === '') continue
    const amount = field === 'availableCredit' ? parseSatang(cleanText(text)) : readPoints(text)
    if (amount === null) desk.refuse(field, 'AMOUNT_INVALID')
    else if (amount < 0) desk.refuse(field, 'AMOUNT_NEGATIVE')
    else if (amount > 0) openings.push({ kind: fields[field], amount, sourceId })
  }
  return openings
}

function readNote(desk: Desk): string {
  const lines = desk
    .cell('notes')
    .split(/\r\n|[\r\n]/)
    .map(cleanText)
  const note = lines.join('\n').trim()
  if (note.length > limits.noteLength) desk.refuse('notes', 'TEXT_TOO_LONG')
  return note
}
