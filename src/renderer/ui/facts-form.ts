// The customer form as people type it, and its way to and from facts. Every field is text or a tick, so a form never
// fails to hold what was typed; `readFacts` and `checkForm` say what it means and what is wrong with it.

import type { Settings } from '../../shared/contract.ts'
import { type CustomerFacts, type CustomerSource, type Language, limits } from '../../shared/customer.ts'
import {
  checkOpeningCredit,
  cleanFacts,
  type FactProblem,
  findFactProblems,
} from '../../shared/customer-rules.ts'
import { parseSatang } from '../../shared/money.ts'
import { formatDay, parseDay } from './days.ts'

/** What the fields of a customer form hold. */
export interface FactsForm {
  readonly fullName: string
  readonly nickname: string
  readonly primaryPhone: string
  readonly secondaryPhone: string
  readonly email: string
  readonly dateOfBirth: string
  readonly addressLine1: string
  readonly addressLine2: string
  readonly city: string
  readonly postalCode: string
  readonly preferredLanguage: Language | ''
  readonly customerSource: CustomerSource
  /** The id of the tier; empty for none. */
  readonly vipTierId: string
  /** Baht, only of a newcomer. */
  readonly openingCredit: string
  readonly smsConsent: boolean
  readonly emailConsent: boolean
  readonly marketingConsent: boolean
  readonly note: string
}
export type FactsFormField = keyof FactsForm

/** An empty form, filled in with what is already known. */
export function emptyForm(known: Partial<FactsForm> = {}): FactsForm {
  return {
    fullName: '',
    nickname: '',
    primaryPhone: '',
    secondaryPhone: '',
    email: '',
    dateOfBirth: '',
    addressLine1: '',
    addressLine2: '',
    city: '',
    postalCode: '',
    preferredLanguage: '',
    customerSource: 'Walk In',
    vipTierId: '',
    openingCredit: '',
    smsConsent: false,
    emailConsent: false,
    marketingConsent: false,
    note: '',
    ...known,
  }
}

/** The form for a customer as stored; days are written the way `calendar` counts years. */
export function formOf(facts: CustomerFacts, calendar: Settings['calendar']): FactsForm {
  return emptyForm({
    fullName: facts.fullName,
    nickname: facts.nickname ?? '',
    primaryPhone: facts.primaryPhone ?? '',
    secondaryPhone: facts.secondaryPhone ?? '',
    email: facts.email ?? '',
    dateOfBirth: facts.dateOfBirth ? formatDay(facts.dateOfBirth, calendar) : '',
    addressLine1: facts.addressLine1 ?? '',
    addressLine2: facts.addressLine2 ?? '',
    city: facts.city ?? '',
    postalCode: facts.postalCode ?? '',
    preferredLanguage: facts.preferredLanguage ?? '',
    customerSource: facts.customerSource,
    vipTierId: facts.vipTierId === undefined ? '' : String(facts.vipTierId),
    smsConsent: facts.smsConsent,
    emailConsent: facts.emailConsent,
    marketingConsent: facts.marketingConsent,
  })
}

/** The facts a form means, cleaned; a day that is none stays as typed so that the check can name it. */
export function readFacts(form: FactsForm): CustomerFacts {
  const { note: _note, openingCredit: _credit, dateOfBirth, vipTierId, preferredLanguage, ...rest } = form
  return cleanFacts({
    ...rest,
    dateOfBirth: parseDay(dateOfBirth) ?? dateOfBirth,
    ...(preferredLanguage !== '' && { preferredLanguage }),
    ...(vipTierId !== '' && { vipTierId: Number(vipTierId) }),
  })
}

/** The credit a newcomer arrives with, in satang; null when what was typed is no amount. */
export function readOpeningCredit(form: FactsForm): number | null {
  return form.openingCredit.trim() === '' ? 0 : parseSatang(form.openingCredit)
}

export type FormProblem =
  | FactProblem['problem']
  | NonNullable<ReturnType<typeof checkOpeningCredit>>
  | 'note-too-long'
  | 'not-a-choice'

/** The first problem of each field; `today` is YYYY-MM-DD at the counter. */
export function checkForm(
  form: FactsForm,
  today: string,
  contactRequired: boolean,
): Partial<Record<FactsFormField, FormProblem>> {
  const problems = findFactProblems(readFacts(form), today, contactRequired)
  const credit = checkOpeningCredit(readOpeningCredit(form))
  return {
    ...(problems as Partial<Record<FactsFormField, FormProblem>>),
    ...(credit && { openingCredit: credit }),
    ...(form.note.length > limits.noteLength && { note: 'note-too-long' as const }),
  }
}

/** The facts an edit may change, in the order of the form. */
export const editableFacts = [
  'fullName',
  'nickname',
  'primaryPhone',
  'secondaryPhone',
  'email',
  'dateOfBirth',
  'addressLine1',
  'addressLine2',
  'city',
  'postalCode',
  'preferredLanguage',
  'smsConsent',
  'emailConsent',
  'marketingConsent',
  'customerSource',
  'vipTierId',
] as const satisfies readonly (FactsFormField & keyof CustomerFacts)[]
export type EditableFact = (typeof editableFacts)[number]
export type FactValues = Partial<{ [Field in EditableFact]: CustomerFacts[Field] | null }>

/** The fields an edit changed, with their new values and the stored ones that were seen; null empties a field. */
export function changesBetween(
  stored: CustomerFacts,
  form: FactsForm,
  calendar: Settings['calendar'],
): { changes: FactValues; seen: FactValues } {
  const before = readFacts(formOf(stored, calendar))
  const after = readFacts(form)
  const differing = editableFacts.filter((field) => (before[field] ?? null) !== (after[field] ?? null))
  return {
    changes: Object.fromEntries(differing.map((field) => [field, after[field] ?? null])),
    seen: Object.fromEntries(differing.map((field) => [field, stored[field] ?? null])),
  }
}
