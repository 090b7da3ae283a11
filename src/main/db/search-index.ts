// Keeps the search rows of a customer in step with their facts and with who came last, inside the caller's transaction.
import type { IdentifierKind } from '../../shared/customer.ts'
import { normaliseIdentifier } from '../domain/plan-identifiers.ts'
import { readFormerNames } from './former-names.ts'
import { recountSharesIfGrown } from './grams.ts'
import { type ReadDb, statement, type WriteDb } from './handle.ts'
import { lowestRank } from './ranks.ts'
import { buildSearchText } from './search-text.ts'

interface IndexedRow {
  readonly customer_name: string
  readonly nickname: string | null
  readonly customer_code: string | null
  readonly contact_number: string | null
  readonly email: string | null
  readonly search_rank: number | null
}

/** (Re)builds the search rows of one customer from the tables; a new one goes to the front, others keep their place. */
export function indexCustomer(db: WriteDb, customerKey: number): void {
  const row = readIndexedRow(db, customerKey)
  if (!row) return
  const text = readSearchText(db, customerKey, row)
  if (row.search_rank === null) {
    placeAtFront(db, customerKey, text)
    recountSharesIfGrown(db)
    return
  }
  const before = readText(db, row.search_rank)
  // Without a text its place is only reserved: the text is built from the rows when its turn comes.
  if (before === undefined || text === before) return
  removeGrams(db, row.search_rank, before)
  statement(db, 'UPDATE search_text SET text = ? WHERE rank = ?').run(text, row.search_rank)
  addGrams(db, row.search_rank, text)
}

/** Puts a customer first in the order of recency, as a visit does; one without search rows is indexed. */
export function moveToFront(db: WriteDb, customerKey: number): void {
  const row = readIndexedRow(db, customerKey)
  if (!row || row.search_rank === null) {
    indexCustomer(db, customerKey)
    return
  }
  if (row.search_rank === lowestRank(db)) return
  const text = readText(db, row.search_rank)
  if (text !== undefined) removeRows(db, row.search_rank, text)
  placeAtFront(db, customerKey, text ?? readSearchText(db, customerKey, row))
}

/** Takes a customer out of the search, as erasing one does. */
export function removeFromIndex(db: WriteDb, customerKey: number): void {
  const row = readIndexedRow(db, customerKey)
  if (!row || row.search_rank === null) return
  const text = readText(db, row.search_rank)
  if (text !== undefined) removeRows(db, row.search_rank, text)
  statement(db, 'UPDATE customers SET search_rank = NULL WHERE key = ?').run(customerKey)
}

function readText(db: ReadDb, rank: number): string | undefined {
  return statement(db, 'SELECT text FROM search_text WHERE rank = ?').pluck().get(rank) as string | undefined
}

/** The search text of a customer as the tables stand; null when there is no such customer (at this place, if one is named). */
export function composeSearchText(
  db: ReadDb,
  customerKey: number,
  writeSounds?: (words: readonly string[]) => string,
  rank?: number,
): string | null {
  const row = readIndexedRow(db, customerKey)
  if (!row || (rank !== undefined && row.search_rank !== rank)) return null
  return readSearchText(db, customerKey, row, writeSounds)
}

function removeRows(db: WriteDb, rank: number, text: string): void {
  statement(db, 'DELETE FROM search_text WHERE rank = ?').run(rank)
  removeGrams(db, rank, text)
}

/** The index keeps no texts: it has to be told the one it was given. */
function removeGrams(db: WriteDb, rank: number, text: string): void {
  const sql = "INSERT INTO search_grams (search_grams, rowid, text) VALUES ('delete', ?, ?)"
  statement(db, sql).run(rank, text)
}

function addGrams(db: WriteDb, rank: number, text: string): void {
  statement(db, 'INSERT INTO search_grams (rowid, text) VALUES (?, ?)').run(rank, text)
}

function placeAtFront(db: WriteDb, customerKey: number, text: string): void {
  const rank = lowestRank(db) - 1
  statement(db, 'INSERT INTO search_text (rank, customer_key, text) VALUES (?, ?, ?)').run(
    rank,
    customerKey,
    text,
  )
  addGrams(db, rank, text)
  statement(db, 'UPDATE customers SET search_rank = ? WHERE key = ?').run(rank, customerKey)
}

function readIndexedRow(db: ReadDb, customerKey: number): IndexedRow | undefined {
  const sql = `SELECT customer_name, nickname, customer_code, contact_number, email, search_rank
     FROM customers WHERE key = ?`
  return statement(db, sql).get(customerKey) as IndexedRow | undefined
}

function readSearchText(
  db: ReadDb,
  customerKey: number,
  row: IndexedRow,
  writeSounds?: (words: readonly string[]) => string,
): string {
  const sql = 'SELECT id, kind, value, normalised FROM customer_identifiers WHERE customer_key = ?'
  const rows = statement(db, sql).raw().all(customerKey) as [string, IdentifierKind, string, string][]
  // One or two mostly: quicker put in order here than by a sort of the database's.
  if (rows.length > 1) rows.sort((left, right) => (left[0] < right[0] ? -1 : 1))
  const identifiers = [
    ...rows.map(([, kind, value, normalised]) => ({ kind, value, normalised })),
    ...readFormerNames(db, customerKey),
  ]
  return buildSearchText(
    {
      fullName: row.customer_name,
      nickname: row.nickname,
      customerCode: row.customer_code,
      phone: normalisedOf(identifiers, 'phone', row.contact_number),
      email: normalisedOf(identifiers, 'email', row.email),
      identifiers,
    },
    writeSounds,
  )
}

/** The normal form of a phone or an e-mail on the row, which mostly stands among the identifiers already. */
function normalisedOf(
  identifiers: readonly { kind: IdentifierKind; value: string; normalised: string }[],
  kind: 'phone' | 'email',
  value: string | null,
): string | null {
  if (!value) return null
  for (const identifier of identifiers) {
    if (identifier.kind === kind && identifier.value === value) return identifier.normalised
  }
  return normaliseIdentifier(kind, value)
}
