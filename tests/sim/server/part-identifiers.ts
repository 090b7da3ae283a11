// Phones and e-mails of two customers who are parted, on the server model: each has those that its own columns say, as current
// ones, and nothing is current any more that only the merge had made so.
import type { MergeRecord } from '../../../src/shared/merging.ts'
import type { ColumnValue } from '../../../src/shared/wire.ts'
import type { ServerRow } from './rows.ts'
import type { Transaction } from './transactions.ts'

type Values = Readonly<Record<string, ColumnValue>>

export interface Parting {
  readonly record: MergeRecord
  readonly survivorId: string
  readonly foldedId: string
  /** Columns that the parted customer was given, with the values, and what they said there before. */
  readonly given: Values
  readonly earlier: Values
  readonly newId: () => string
}

const contactColumns = ['contact_number', 'secondary_phone', 'email']

/** Brings the identifiers of both in step with their columns, once these are what they shall be. */
export function partIdentifiers(transaction: Transaction, parting: Parting): void {
  const { record, survivorId, foldedId, given, earlier } = parting
  const contacts = {
    survivor: contactsOf(transaction, survivorId),
    folded: contactsOf(transaction, foldedId),
  }
  const givenValues = valuesOf(given)
  const replaced = contactColumns.flatMap((column) => (column in given ? [earlier[column] ?? null] : []))
  const set = (row: ServerRow, values: Values) => transaction.write('customer_identifiers', row.id, values)

  for (const row of contactRows(transaction, survivorId)) {
    const value = row.values.value ?? null
    const goes = givenValues.includes(value) && !contacts.survivor.some((said) => said.value === value)
    if (goes) set(row, { customer_id: foldedId })
  }
  for (const row of contactRows(transaction, foldedId)) {
    const value = row.values.value ?? null
    const isReplaced = replaced.includes(value) && !contacts.folded.some((said) => said.value === value)
    if (isReplaced) set(row, { status: 'old' })
  }
  retireRevived(transaction, parting, contacts.survivor)
  for (const [id, said] of [
    [survivorId, contacts.survivor],
    [foldedId, contacts.folded],
  ] as const) {
    for (const row of contactRows(transaction, id)) if (isSaid(row, said)) set(row, { status: 'current' })
  }
  const before = valuesOf(record.survivor)
  const missing = [
    ...findMissing(transaction, survivorId, foldedId, contacts.survivor, (value) => !before.includes(value)),
    ...findMissing(transaction, foldedId, survivorId, contacts.folded, (value) =>
      givenValues.includes(value),
    ),
  ]
  for (const values of missing) transaction.write('customer_identifiers', parting.newId(), values)
  for (const { id } of identifiersOf(transaction, foldedId)) transaction.remove('identifier_aliases', id)
}

interface Contact {
  readonly kind: string
  readonly value: ColumnValue
}

function contactsOf(transaction: Transaction, customerId: string): readonly Contact[] {
  const values = transaction.get('customers', customerId)?.values ?? {}
  return contactColumns.flatMap((column) => {
    const value = values[column] ?? null
    return value === null ? [] : [{ kind: column === 'email' ? 'email' : 'phone', value }]
  })
}

function valuesOf(columns: Values): readonly ColumnValue[] {
  return contactColumns.map((column) => columns[column] ?? null).filter((value) => value !== null)
}

function identifiersOf(transaction: Transaction, customerId: string): readonly ServerRow[] {
  return transaction.all('customer_identifiers').filter(({ values }) => values.customer_id === customerId)
}

function contactRows(transaction: Transaction, customerId: string): readonly ServerRow[] {
  return identifiersOf(transaction, customerId).filter(({ values }) => {
    return values.kind === 'phone' || values.kind === 'email'
  })
}

function isSaid({ values }: ServerRow, contacts: readonly Contact[]): boolean {
  return contacts.some(({ kind, value }) => kind === values.kind && value === values.value)
}

/** What the merge made current again is old again, unless the survivor says it by now, in whichever writing. */
function retireRevived(transaction: Transaction, parting: Parting, contacts: readonly Contact[]): void {
  const { record, survivorId, foldedId } = parting
  const both = [...identifiersOf(transaction, survivorId), ...identifiersOf(transaction, foldedId)]
  for (const row of identifiersOf(transaction, survivorId)) {
    const { kind, normalised } = row.values
    const isHeld = both.some(
      ({ values }) =>
        values.kind === kind &&
        values.normalised === normalised &&
        contacts.some(({ value }) => value === values.value),
    )
    if (!record.revived.includes(row.id) || isHeld) continue
    transaction.write('customer_identifiers', row.id, { status: 'old' })
  }
}

/** What a customer says and only the other one has as an identifier, as rows of their own. */
function findMissing(
  transaction: Transaction,
  ownId: string,
  otherId: string,
  contacts: readonly Contact[],
  isWanted: (value: ColumnValue) => boolean,
): readonly Values[] {
  const own = identifiersOf(transaction, ownId)
  const found = new Map<string, Values>()
  for (const { values } of contactRows(transaction, otherId)) {
    const { kind = null, value = null, normalised = null } = values
    const isOwn = own.some((row) => row.values.kind === kind && row.values.normalised === normalised)
    const said = contacts.some((contact) => contact.kind === kind && contact.value === value)
    if (!said || isOwn || !isWanted(value)) continue
    found.set(`${kind} ${normalised}`, { customer_id: ownId, kind, value, normalised, status: 'current' })
  }
  return [...found.values()]
}
