// The rules a customer's facts must meet, in one place for the form, the write path and the server's mirror.
// Checks answer every problem at once, each with its field, so that a form can show them all and lose nothing typed.
import * as yup from 'yup'
import { checkPhone, normaliseEmail } from './contact-info.ts'
import { type CustomerFacts, customerFactsSchema, limits } from './customer.ts'
import type { ErrorCode } from './errors.ts'

export interface FactProblem {
  readonly field: keyof CustomerFacts
  /** Key of the words in the translations. */
  readonly problem:
    | 'name-missing'
    | 'name-too-short'
    | 'name-too-long'
    | 'phone-letters'
    | 'phone-too-short'
    | 'phone-too-long'
    | 'email-format'
    | 'email-too-long'
    | 'contact-missing'
    | 'date-format'
    | 'date-future'
    | 'date-too-old'
    | 'text-too-long'
    | 'postal-code-format'
  readonly code: ErrorCode
}

// The joiner U+200D stays: it holds emoji and some scripts together.
const invisible = /(?!\u200d)[\p{Cc}\p{Cf}]/gu

/** Cleans typed text without changing what it says: NFC, no control, zero-width or direction marks, single spaces. */
export function cleanText(text: string): string {
  return text
    .toWellFormed()
    .normalize('NFC')
    .replace(/\s+/gu, ' ')
    .replace(invisible, '')
    .replace(/ +/g, ' ')
    .trim()
}

/** Cleans every text among the facts and drops those left empty. */
export function cleanFacts(facts: CustomerFacts): CustomerFacts {
  const entries = Object.entries(facts).flatMap(([field, value]) => {
    if (typeof value !== 'string') return value === undefined || value === null ? [] : [[field, value]]
    const cleaned = cleanText(value)
    return cleaned === '' && field !== 'fullName' ? [] : [[field, cleaned]]
  })
  return Object.fromEntries(entries) as CustomerFacts
}

/** Checks a day of birth (YYYY-MM-DD) against today (YYYY-MM-DD); null when it is fine. */
export function checkBirthDate(day: string, today: string): FactProblem['problem'] | null {
  const date = /^\d{4}-\d{2}-\d{2}$/.test(day) ? new Date(`${day}T00:00:00Z`) : null
  if (!date || Number.isNaN(date.getTime()) || !date.toISOString().startsWith(day)) return 'date-format'
  if (day > today) return 'date-future'
  return Number(day.slice(0, 4)) < limits.oldestBirthYear ? 'date-too-old' : null
}

function checkName(name: string): FactProblem['problem'] | null {
  const length = [...name].length
  if (length === 0) return 'name-missing'
  if (length < limits.nameLengthMinimum) return 'name-too-short'
  return length > limits.nameLength ? 'name-too-long' : null
}

function checkPhoneField(phone: string): FactProblem['problem'] | null {
  const result = checkPhone(phone)
  if (result.ok) return null
  const problems = {
    LETTERS: 'phone-letters',
    TOO_SHORT: 'phone-too-short',
    TOO_LONG: 'phone-too-long',
  } as const
  return problems[result.problem]
}

// Any country's: letters, digits, single spaces and hyphens.
const postalCode = /^[\p{L}\p{Nd}]+(?:[ -][\p{L}\p{Nd}]+)*$/u
const postalCodeLengthMinimum = 3

function checkPostalCode(code: string): FactProblem['problem'] | null {
  const fits = code.length >= postalCodeLengthMinimum && code.length <= limits.postalCodeLength
  return fits && postalCode.test(code) ? null : 'postal-code-format'
}

/** What is wrong with the credit somebody arrives with (satang; null: no amount at all); null when it is fine. */
export function checkOpeningCredit(
  satang: number | null,
): 'credit-format' | 'credit-negative' | 'credit-too-much' | null {
  if (satang === null) return 'credit-format'
  if (satang < 0) return 'credit-negative'
  return satang > limits.moneyMaximum ? 'credit-too-much' : null
}

/**
 * Lists what is wrong with cleaned facts; `today` is YYYY-MM-DD at the counter.
 * `contactRequired` asks for a phone or an e-mail, as forms do; legacy rows may have neither.
 */
export function checkFacts(
  facts: Partial<CustomerFacts>,
  today: string,
  contactRequired: boolean,
): readonly FactProblem[] {
  const problems: FactProblem[] = []
  const add = (
    field: keyof CustomerFacts,
    problem: FactProblem['problem'] | null,
    code: ErrorCode = 'INVALID_ARGUMENTS',
  ) => {
    if (problem) problems.push({ field, problem, code })
  }
  if (facts.fullName !== undefined) add('fullName', checkName(facts.fullName))
  for (const field of ['primaryPhone', 'secondaryPhone'] as const) {
    const phone = facts[field]
    if (phone) add(field, checkPhoneField(phone), 'INVALID_PHONE_FORMAT')
  }
  if (facts.email && facts.email.length > limits.emailLength)
    add('email', 'email-too-long', 'INVALID_EMAIL_FORMAT')
  else if (facts.email && normaliseEmail(facts.email) === null)
    add('email', 'email-format', 'INVALID_EMAIL_FORMAT')
  if (facts.dateOfBirth) add('dateOfBirth', checkBirthDate(facts.dateOfBirth, today))
  if (contactRequired && !facts.primaryPhone && !facts.email) add('primaryPhone', 'contact-missing')
  for (const field of ['nickname', 'addressLine2', 'city'] as const) {
    if ((facts[field]?.length ?? 0) > limits.textLength) add(field, 'text-too-long')
  }
  if ((facts.addressLine1?.length ?? 0) > limits.addressLength) add('addressLine1', 'text-too-long')
  if (facts.postalCode) add('postalCode', checkPostalCode(facts.postalCode))
  return problems
}

/** What the shape refuses, field by field: texts are too long, anything else is none of the choices there are. */
function checkShape(facts: CustomerFacts): readonly (readonly [field: string, problem: string])[] {
  try {
    customerFactsSchema.validateSync(facts, { strict: true, abortEarly: false })
    return []
  } catch (error) {
    const { inner } = error as yup.ValidationError
    return inner.map(({ path, type }) => [path ?? '', type === 'max' ? 'text-too-long' : 'not-a-choice'])
  }
}

/**
 * The schema forms are checked by: the shape that every call is checked by as well, with the rules on top. It finds the
 * first problem of each field at once; the message of each error is the key of its words.
 */
export function factsFormSchema(today: string, contactRequired: boolean): yup.Schema<CustomerFacts> {
  return yup
    .mixed<CustomerFacts>()
    .required()
    .test('facts', (facts, context) => {
      const rules = checkFacts(facts, today, contactRequired).map(
        ({ field, problem }) => [field, problem] as const,
      )
      // Of a field's problems the first one said stands: rules come before the shape.
      const first = new Map([...rules, ...checkShape(facts)].toReversed())
      if (first.size === 0) return true
      return new yup.ValidationError(
        [...first].map(([path, message]) => context.createError({ path, message })),
      )
    })
}

/** The first problem of each field, by the schema above; nothing when the facts may be saved. */
export function findFactProblems(
  facts: CustomerFacts,
  today: string,
  contactRequired: boolean,
): Readonly<Record<string, string>> {
  try {
    factsFormSchema(today, contactRequired).validateSync(facts, { strict: true, abortEarly: false })
    return {}
  } catch (error) {
    const { inner } = error as yup.ValidationError
    return Object.fromEntries(inner.map(({ path, message }) => [path ?? '', message]))
  }
}
