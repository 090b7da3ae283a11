// What a row of a file adds to a customer the directory already has: blanks, further contacts, balances it never had.
// A value that differs from what the directory holds is left alone. Pure.
import { type CustomerFacts, customerColumns, type LedgerKind } from '../../shared/customer.ts'
import type { Command, GivenIdentifier, StoredCustomer } from './commands.ts'
import type { ImportRow } from './import-row.ts'
import { normaliseIdentifier } from './plan-identifiers.ts'

type Additions = Omit<Extract<Command, { kind: 'customer.addDetails' }>, 'kind' | 'commandId' | 'customerId'>

/** What of a row is new, or null when it says nothing the directory does not already know. */
export interface Completion {
  readonly details: Additions | null
  readonly note: string | null
}

const fillable = [
  'nickname',
  'dateOfBirth',
  'addressLine1',
  'addressLine2',
  'city',
  'postalCode',
  'preferredLanguage',
] as const satisfies readonly (keyof CustomerFacts)[]

/** Compares a row with its customer; `ledgerKinds` and `notes` are what the customer has of either. */
export function planCompletion(
  row: ImportRow,
  customer: StoredCustomer,
  ledgerKinds: ReadonlySet<LedgerKind>,
  notes: readonly string[],
): Completion | null {
  const isNew = ({ kind, value }: GivenIdentifier): boolean => {
    const normalised = normaliseIdentifier(kind, value)
    return !customer.identifiers.some((held) => held.kind === kind && held.normalised === normalised)
  }
  const { facts } = row
  const blanks = fillable.filter(
    (field) => facts[field] !== undefined && customer.columns[customerColumns[field]] === null,
  )
  const phones = [facts.primaryPhone, facts.secondaryPhone]
    .filter((value) => value !== undefined)
    .filter((value) => isNew({ kind: 'phone', value }))
  const email =
    facts.email !== undefined && isNew({ kind: 'email', value: facts.email }) ? facts.email : undefined
  const identifiers = [
    ...row.identifiers.filter(isNew),
    ...phones.slice(1).map((value) => ({ kind: 'phone' as const, value })),
  ]
  const openings = row.openings.filter((opening) => !ledgerKinds.has(opening.kind))
  const note = row.note !== '' && !notes.includes(row.note) ? row.note : null
  const hasDetails =
    blanks.length + phones.length + identifiers.length + openings.length > 0 || email !== undefined
  if (!hasDetails && note === null) return null
  const details: Additions = {
    origin: 'import',
    phone: phones[0],
    email,
    blanks: Object.fromEntries(blanks.map((field) => [field, facts[field]])),
    identifiers,
    openings,
  }
  return { details: hasDetails ? details : null, note }
}
