// The small pieces plans are built from: facts to columns and back, what changed, and the rows commands append.
import {
  type CustomerColumn,
  type CustomerFacts,
  type CustomerField,
  customerColumns,
  limits,
} from '../../shared/customer.ts'
import type { FactProblem } from '../../shared/customer-rules.ts'
import { AppError } from '../../shared/errors.ts'
import type { ColumnValue, Operation, RowValues } from '../../shared/wire.ts'
import type { PlanContext, StoredCustomer } from './commands.ts'
import { nameKey } from './name-key.ts'

const flags: ReadonlySet<CustomerField> = new Set([
  'smsConsent',
  'emailConsent',
  'marketingConsent',
  'isActive',
])
const fields = Object.keys(customerColumns) as CustomerField[]

/** The form a fact has in a column: booleans as 0 or 1, nothing as null. */
export function toColumn(value: string | number | boolean | null | undefined): ColumnValue {
  if (value === undefined || value === null || value === '') return null
  return typeof value === 'boolean' ? Number(value) : value
}

/** Facts as column values; facts left out are left out. */
export function columnsOf(facts: Partial<CustomerFacts>): RowValues {
  const entries = Object.entries(facts) as [CustomerField, string | number | boolean][]
  return Object.fromEntries(entries.map(([field, value]) => [customerColumns[field], toColumn(value)]))
}

/** The facts a stored customer has; empty columns are left out. */
export function factsOf(stored: Pick<StoredCustomer, 'columns'>): Partial<CustomerFacts> {
  const entries = fields.flatMap((field) => {
    const value = stored.columns[customerColumns[field]]
    if (value === null) return []
    return [[field, flags.has(field) ? value === 1 : value]]
  })
  return Object.fromEntries(entries) as Partial<CustomerFacts>
}

type Changes = Readonly<Record<string, { readonly base: ColumnValue; readonly value: ColumnValue }>>

/** What of the named fields differs between the stored columns and the facts wanted. */
export function changedColumns(
  stored: StoredCustomer,
  wanted: Partial<CustomerFacts>,
  names: readonly CustomerField[],
): Changes {
  const entries = names.flatMap((field) => {
    const column: CustomerColumn = customerColumns[field]
    const base = stored.columns[column]
    const value = toColumn((wanted as Record<string, string | number | boolean | undefined>)[field])
    return base === value ? [] : [[column, { base, value }] as const]
  })
  return Object.fromEntries(entries)
}

/** Changes with the columns that follow others: the key of a changed name, and since when a changed tier is held. */
export function withAttendants(
  changes: Changes,
  stored: StoredCustomer,
  { today }: Pick<PlanContext, 'today'>,
): Changes {
  return withTierDate(withNameKey(changes), stored, today)
}

function withNameKey(changes: Changes): Changes {
  const name = changes.customer_name
  if (!name) return changes
  const keyOf = (value: ColumnValue) => (value === null ? null : nameKey(String(value)))
  return { ...changes, name_key: { base: keyOf(name.base), value: keyOf(name.value) } }
}

function withTierDate(changes: Changes, stored: StoredCustomer, today: string): Changes {
  const tier = changes.vip_tier_id
  if (!tier) return changes
  const base = stored.columns.vip_status_date ?? null
  const value = tier.value === null ? null : today
  return base === value ? changes : { ...changes, vip_status_date: { base, value } }
}

/** A patch of the customer's own row, or none when nothing changed. */
export function patchCustomer(customerId: string, changes: Changes): readonly Operation[] {
  if (Object.keys(changes).length === 0) return []
  return [{ op: 'patch', table: 'customers', id: customerId, customerId, changes }]
}

interface LedgerEntry {
  readonly id: string
  readonly kind: 'credit' | 'points' | 'spend' | 'visit'
  /** Satang for credit and spend, points, visits. */
  readonly amount: number
  readonly source: string
  readonly sourceId: string | null
  readonly reversesId: string | null
}

/** An entry to the append-only ledger, dated now. */
export function appendToLedger(customerId: string, entry: LedgerEntry, context: PlanContext): Operation {
  const values = {
    kind: entry.kind,
    amount: entry.amount,
    source: entry.source,
    source_id: entry.sourceId,
    reverses_id: entry.reversesId,
    occurred_at: context.now,
  }
  return { op: 'append', table: 'customer_ledger', id: entry.id, customerId, values }
}

const problemWords: Readonly<Record<FactProblem['problem'], string>> = {
  'name-missing': 'Type the name.',
  'name-too-short': `A name has at least ${limits.nameLengthMinimum} characters.`,
  'name-too-long': `A name has at most ${limits.nameLength} characters.`,
  'phone-letters': 'A phone number has digits only; put words into the note.',
  'phone-too-short': 'This phone number is too short.',
  'phone-too-long': 'This phone number is too long.',
  'email-format': 'An e-mail address looks like name@example.com.',
  'email-too-long': `An e-mail address has at most ${limits.emailLength} characters.`,
  'contact-missing': 'Type a phone number or an e-mail address.',
  'date-format': 'Write the date as year-month-day.',
  'date-future': 'A birth date cannot be in the future.',
  'date-too-old': `A birth date cannot be before ${limits.oldestBirthYear}.`,
  'postal-code-format': 'A postal code has letters and digits only.',
  'text-too-long': `At most ${limits.textLength} characters fit here.`,
}

/** Throws the first problem as an AppError that names its field; does nothing when there is none. */
export function refuseProblems(problems: readonly FactProblem[]): void {
  const first = problems[0]
  if (!first) return
  const details = { problem: first.problem }
  throw new AppError(first.code, problemWords[first.problem], { field: first.field, details })
}

/** Columns that say nothing to a person, or nothing that the column they follow does not say. */
const unspoken = /^(created_|name_key$|vip_status_date$|profile_linked_at$)/
/** What points at a customer because one of their facts does. */
const saidByFacts: ReadonlySet<ColumnValue> = new Set(['phone', 'email', 'profile'])

type Described = Readonly<Record<string, { readonly before: ColumnValue; readonly after: ColumnValue }>>

/** Before and after of what the operations change, for the audit line; what a customer's columns show is said once. */
export function describeChanges(operations: readonly Operation[]): Described {
  return Object.fromEntries(operations.flatMap(describeOperation))
}

function describeOperation(operation: Operation): readonly [string, Described[string]][] {
  if (operation.op === 'patch') {
    if (operation.table !== 'customers') return []
    return Object.entries(operation.changes)
      .filter(([column]) => !unspoken.test(column))
      .map(([column, { base, value }]) => [column, { before: base, after: value }])
  }
  if (!('values' in operation)) return []
  const { values } = operation
  switch (operation.table) {
    case 'customers':
      return Object.entries(values)
        .filter(([column, value]) => value !== null && !unspoken.test(column))
        .map(([column, value]) => [column, { before: null, after: value }])
    case 'customer_identifiers':
      return saidByFacts.has(values.kind ?? null)
        ? []
        : [[String(values.kind), { before: null, after: values.value ?? null }]]
    case 'customer_ledger':
      return [[String(values.kind), { before: null, after: values.amount ?? null }]]
    case 'customer_notes':
      return [['note', { before: null, after: operation.id }]]
    case 'customer_redirects':
      return [['redirect', { before: values.dead_value ?? null, after: operation.customerId }]]
    default:
      return []
  }
}
