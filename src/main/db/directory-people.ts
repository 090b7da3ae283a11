// Reads stored customers in the form the scorer of duplicates compares: one of them, or the whole directory in one sweep.
import type { IdentifierKind } from '../../shared/customer.ts'
import { createNameReader, type NameWord } from '../domain/pair-name-words.ts'
import { type PreparedCandidate, prepareCandidate } from '../domain/prepare-candidate.ts'
import { type ReadDb, statement } from './handle.ts'

/** What of a customer's row is compared. */
export const candidateColumns =
  'customer_name, nickname, date_of_birth, address, address_line_2, city, postal_code'
/** The identifiers that are compared, before and after the customer is named. */
export const candidateIdentifiers =
  'SELECT customer_key, kind, value, normalised, status FROM customer_identifiers'
export const candidateKinds = "kind IN ('phone', 'email', 'alias')"

/** A row of `candidateColumns`. */
export type CandidateRow = Record<
  'customer_name' | 'nickname' | 'date_of_birth' | 'address' | 'address_line_2' | 'city' | 'postal_code',
  string | null
>

/** A row of `candidateIdentifiers`. */
export interface CandidateIdentifier {
  readonly customer_key: number
  readonly kind: IdentifierKind
  readonly value: string
  readonly normalised: string
  readonly status: string
}

/** Everybody who is a customer of their own, and their ids in the same order. */
export interface DirectoryPeople {
  readonly ids: readonly string[]
  readonly people: readonly PreparedCandidate[]
}

const peoplePerStep = 500

/** Reads everybody who was not merged into another, for `searchDirectory`; yields how many it has every few hundred. */
export function* readDirectory(db: ReadDb): Generator<number, DirectoryPeople> {
  const identifiers = new Map<number, CandidateIdentifier[]>()
  // A statement of its own: an iteration that is given up half way would block a shared one.
  const held = db.prepare(`${candidateIdentifiers} WHERE ${candidateKinds}`)
  for (const row of held.iterate() as IterableIterator<CandidateIdentifier>) {
    const own = identifiers.get(row.customer_key)
    if (own) own.push(row)
    else identifiers.set(row.customer_key, [row])
  }
  yield 0
  const ids: string[] = []
  const people: PreparedCandidate[] = []
  const readWords = createNameReader()
  const page = statement(
    db,
    `SELECT key, id, ${candidateColumns} FROM customers
     WHERE merged_into IS NULL AND key > ? ORDER BY key LIMIT ${peoplePerStep}`,
  )
  for (let last = 0; ; ) {
    const rows = page.all(last) as (CandidateRow & { readonly key: number; readonly id: string })[]
    for (const row of rows) {
      ids.push(row.id)
      people.push(prepareStored(row, identifiers.get(row.key) ?? [], readWords))
      last = row.key
    }
    if (rows.length < peoplePerStep) return { ids, people }
    yield people.length
  }
}

/** A customer's row and identifiers made ready for the scorer. */
export function prepareStored(
  row: CandidateRow,
  identifiers: readonly CandidateIdentifier[],
  readWords?: (name: string) => readonly NameWord[],
): PreparedCandidate {
  const ofKind = (kind: IdentifierKind) => identifiers.filter((identifier) => identifier.kind === kind)
  const address = [row.address, row.address_line_2, row.city, row.postal_code]
  return prepareCandidate(
    {
      fullName: row.customer_name ?? '',
      aliases: ofKind('alias').map((identifier) => identifier.value),
      nickname: row.nickname,
      phones: ofKind('phone').map((one) => ({ ...one, old: one.status === 'old' })),
      emails: ofKind('email').map((identifier) => identifier.normalised),
      dateOfBirth: row.date_of_birth,
      address: address.filter((part) => part !== null && part !== '').join(', '),
    },
    readWords,
  )
}
