// Decides whether a row of a file is somebody the directory already has. An id decides by itself; a name needs a phone, an
// e-mail or a birth date beside it; a phone alone is never a person, since families share them.
import type { Identifier, IdentifierKind } from '../../shared/customer.ts'
import { nameWords } from '../../shared/name-keys.ts'
import { findSurvivorId } from '../db/customer-redirects.ts'
import { readStored } from '../db/customers.ts'
import { type ReadDb, statement } from '../db/handle.ts'
import type { GivenIdentifier, StoredCustomer } from '../domain/commands.ts'
import type { ImportRow } from '../domain/import-row.ts'
import { identifiersOfFacts, normaliseIdentifier } from '../domain/plan-identifiers.ts'
import { type NameIndex, nameKey } from './name-index.ts'

/** An identifier of a row in its normal form beside its given one. */
export interface RowIdentifier extends GivenIdentifier {
  readonly normalised: string
}

/** Who a row is: somebody stored, nobody yet, or somebody else under the same legacy id. */
export type Match =
  | { readonly kind: 'known'; readonly customer: StoredCustomer }
  | { readonly kind: 'new' }
  | { readonly kind: 'other' }

/** All identifiers a row gives: ids, cards, hashes, phones and e-mails. */
export function identifiersOfRow(row: ImportRow): readonly RowIdentifier[] {
  return [...row.identifiers, ...identifiersOfFacts(row.facts)].map((identifier) => ({
    ...identifier,
    normalised: normaliseIdentifier(identifier.kind, identifier.value),
  }))
}

/** Looks for the customer a row is about. */
export function matchCustomer(
  db: ReadDb,
  names: NameIndex,
  row: ImportRow,
  identifiers: readonly RowIdentifier[],
): Match {
  for (const kind of ['legacy_id', 'stable_hash', 'card'] as const) {
    const identifier = identifiers.find((given) => given.kind === kind)
    const customer = identifier && findByIdentity(db, identifier)
    if (!customer) continue
    if (isSamePerson(customer, row, identifiers)) return { kind: 'known', customer }
    if (kind === 'legacy_id') return { kind: 'other' }
  }
  const customer = findByName(db, names, row, identifiers)
  return customer ? { kind: 'known', customer } : { kind: 'new' }
}

function findByIdentity(db: ReadDb, { kind, value, normalised }: RowIdentifier): StoredCustomer | null {
  const holder = statement(
    db,
    `SELECT customers.id FROM customer_identifiers JOIN customers ON customers.key = customer_key
     WHERE normalised = ? AND kind = ? ORDER BY status LIMIT 1`,
  ).pluck()
  const survivor = statement(
    db,
    'SELECT customer_id FROM customer_redirects WHERE dead_value IN (?, ?) AND kind = ? LIMIT 1',
  ).pluck()
  const id = (holder.get(normalised, kind) ?? survivor.get(value, normalised, kind)) as string | undefined
  return id === undefined ? null : readStored(db, findSurvivorId(db, id), undefined)
}

/** Somebody of whom nothing is the same any more is another person who was given an old number. */
function isSamePerson(
  customer: StoredCustomer,
  row: ImportRow,
  identifiers: readonly RowIdentifier[],
): boolean {
  const aliases = customer.identifiers.filter((identifier) => identifier.kind === 'alias')
  const knownNames = [String(customer.columns.customer_name), ...aliases.map((alias) => alias.value)]
  const words = new Set(knownNames.flatMap(nameWords))
  if (nameWords(row.facts.fullName).some((word) => words.has(word))) return true
  if (row.facts.dateOfBirth && row.facts.dateOfBirth === customer.columns.date_of_birth) return true
  return identifiers.some((given) => isContact(given.kind) && holds(customer.identifiers, given))
}

/** Whether a stored person holds an identifier, current or old. */
export function holds(held: readonly Identifier[], given: RowIdentifier): boolean {
  return held.some(
    (identifier) => identifier.kind === given.kind && identifier.normalised === given.normalised,
  )
}

function isContact(kind: IdentifierKind): boolean {
  return kind === 'phone' || kind === 'email'
}

function findByName(
  db: ReadDb,
  names: NameIndex,
  row: ImportRow,
  identifiers: readonly RowIdentifier[],
): StoredCustomer | null {
  const wanted = nameKey(row.facts.fullName)
  const contacts = identifiers.filter((given) => isContact(given.kind))
  const nameOf = statement(db, 'SELECT id, customer_name AS name FROM customers WHERE key = ?')
  const readNamesake = (key: number) => {
    const found = nameOf.get(key) as { id: string; name: string } | undefined
    // Whoever was folded into another lives on there, under this name too.
    return found && nameKey(found.name) === wanted
      ? readStored(db, findSurvivorId(db, found.id), undefined)
      : null
  }
  for (const key of namesakesWithContact(db, names(row.facts.fullName), contacts)) {
    const customer = readNamesake(key)
    if (!customer || !isFreeFor(customer, row, identifiers)) continue
    if (contacts.some((given) => holds(customer.identifiers, given))) return customer
    if (identifiers.length === 0 && saysTheSame(db, customer, row)) return customer
  }
  return null
}

/** Names as common as this are looked for among the holders of the row's phone and e-mail instead. */
const manyNamesakes = 50

function namesakesWithContact(
  db: ReadDb,
  namesakes: readonly number[],
  contacts: readonly RowIdentifier[],
): readonly number[] {
  if (namesakes.length <= manyNamesakes || contacts.length === 0) return namesakes
  const holders = statement(
    db,
    'SELECT customer_key FROM customer_identifiers WHERE normalised = ? AND kind = ?',
  ).pluck()
  const named = new Set(namesakes)
  const held = contacts.flatMap(({ kind, normalised }) => holders.all(normalised, kind) as number[])
  return [...new Set(held)].filter((key) => named.has(key))
}

/** Not somebody with a birth date or a legacy id of their own that differs. */
function isFreeFor(customer: StoredCustomer, row: ImportRow, identifiers: readonly RowIdentifier[]): boolean {
  const born = customer.columns.date_of_birth
  if (row.facts.dateOfBirth && born && row.facts.dateOfBirth !== born) return false
  const hasLegacyId = identifiers.some((given) => given.kind === 'legacy_id')
  return !hasLegacyId || !customer.identifiers.some((identifier) => identifier.kind === 'legacy_id')
}

/** For rows with no contact at all: the same birth date, or no date on either side and the same opening balances. */
function saysTheSame(db: ReadDb, customer: StoredCustomer, row: ImportRow): boolean {
  const born = customer.columns.date_of_birth
  if (row.facts.dateOfBirth) return row.facts.dateOfBirth === born
  if (born !== null || customer.identifiers.length > 0) return false
  const opening = statement(
    db,
    `SELECT 1 FROM customer_ledger WHERE customer_key = (SELECT key FROM customers WHERE id = ?)
       AND source = 'import' AND kind = ? AND amount = ?`,
  )
  return row.openings.every(({ kind, amount }) => opening.get(customer.id, kind, amount) !== undefined)
}
