// The customer form as people type it, and its way to and from facts. Every field is text or a tick, so a form never
// fails to hold what was typed; `readFacts` and `checkForm` say what it means and what is wrong with it.

import type { Settings } from '../../shared/contract.ts'
import type { CustomerFacts, CustomerSource } from '../../shared/customer.ts'
import { checkFacts, cleanFacts, type FactProblem } from '../../shared/customer-rules.ts'
import { formatDay, parseDay } from './days.ts'

/** What the fields of a customer form hold. */
export interface FactsForm {
  readonly fullName: string
  readonly nickname: string
  readonly primaryPhone: string
  readonly secondaryPhone: string
  readonly email: string
  readonly dateOfBirth: string
  readonly customerSource: CustomerSource
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
    customerSource: 'Walk In',
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
    customerSource: facts.customerSource,
    smsConsent: facts.smsConsent,
    emailConsent: facts.emailConsent,
    marketingConsent: facts.marketingConsent,
  })
}

/** The facts a form means, cleaned; a day that is none stays as typed so that the check can name it. */
export function readFacts(form: FactsForm): CustomerFacts {
  const { note: _note, dateOfBirth, ...rest } = form
  return cleanFacts({ ...rest, dateOfBirth: parseDay(dateOfBirth) ?? dateOfBirth })
}

/** The first problem of each field; `today` is YYYY-MM-DD at the counter. */
export function checkForm(
  form: FactsForm,
  today: string,
  contactRequired: boolean,
): Partial<Record<FactsFormField, FactProblem['problem'] | 'note-too-long'>> {
  const problems: Partial<Record<string, FactProblem['problem'] | 'note-too-long'>> = {}
  for (const { field, problem } of checkFacts(readFacts(form), today, contactRequired))
    problems[field] ??= problem
  if (form.note.length > 5000) problems.note = 'note-too-long'
  return problems
}

const editable = [
  'fullName',
  'nickname',
  'primaryPhone',
  'secondaryPhone',
  'email',
  'dateOfBirth',
  'customerSource',
  'smsConsent',
  'emailConsent',
  'marketingConsent',
] as const
type Editable = (typeof editable)[number]
type FactValues = Partial<{ [Field in Editable]: CustomerFacts[Field] | null }>

/** The fields an edit changed, with their new values and the stored ones that were seen; null empties a field. */
export function changesBetween(
  stored: CustomerFacts,
  form: FactsForm,
  calendar: Settings['calendar'],
): { changes: FactValues; seen: FactValues } {
  const before = readFacts(formOf(stored, calendar))
  const after = readFacts(form)
  const differing = editable.filter((field) => (before[field] ?? null) !== (after[field] ?? null))
  return {
    changes: Object.fromEntries(differing.map((field) => [field, after[field] ?? null])),
    seen: Object.fromEntries(differing.map((field) => [field, stored[field] ?? null])),
  }
}
