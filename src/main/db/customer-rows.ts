// Writes customers with what points at them as the server feeds them: most are new and take the quick way, the others
// are compared with what is here, so that the search order and the index learn only of what changed.
import { dictionaryKey } from '../../shared/dictionary-key.ts'
import type { FeedValue, IdentifierRow } from '../../shared/feed.ts'
import { childTables } from './fed-tables.ts'
import { customerRowColumns, readIdentifierRows } from './feed-rows.ts'
import { statement, type WriteDb } from './handle.ts'
import { removeFromIndex } from './search-index.ts'

/** The values of a fed customer in feed order, the identifiers last. */
export type CustomerValues = readonly FeedValue[]

/** What writing customers means for the search: whose text changed, and who came by when. */
export interface SearchEffects {
  readonly texts: Set<number>
  readonly visits: Map<number, string>
}

/** No effects yet. */
export function createEffects(): SearchEffects {
  return { texts: new Set(), visits: new Map() }
}

/** What is known of a customer before they are written over. */
export interface KnownCustomer {
  readonly key: number
  readonly merged_into: string | null
}

interface ExistingRow extends KnownCustomer {
  readonly customer_name: FeedValue
  readonly nickname: FeedValue
  readonly customer_code: FeedValue
  readonly contact_number: FeedValue
  readonly email: FeedValue
  readonly last_visit_at: string | null
}

const columnAt = (column: string) => customerRowColumns.indexOf(column as (typeof customerRowColumns)[number])
const at = {
  id: columnAt('id'),
  name: columnAt('customer_name'),
  code: columnAt('customer_code'),
  mergedInto: columnAt('merged_into'),
  lastVisit: columnAt('last_visit_at'),
} as const
const searched = ['customer_name', 'nickname', 'customer_code', 'contact_number', 'email'] as const
const searchedAt = searched.map((column) => [column, columnAt(column)] as const)
const identifiersAt = customerRowColumns.length

const writtenColumns = [...customerRowColumns, 'name_order']
const marks = writtenColumns.map(() => '?').join(', ')
const sql = {
  insertNew: `INSERT OR IGNORE INTO customers (${writtenColumns.join(', ')}) VALUES (${marks})`,
  insert: `INSERT INTO customers (${writtenColumns.join(', ')}) VALUES (${marks})`,
  update: `UPDATE customers SET ${writtenColumns.map((column) => `${column} = ?`).join(', ')} WHERE key = ?`,
  find: `SELECT key, merged_into, last_visit_at, ${searched.join(', ')} FROM customers WHERE id = ?`,
  holder: 'SELECT key FROM customers WHERE customer_code = ? AND id <> ?',
}
const identifierSqls = Array.from({ length: 9 }, (_, count) => identifierSql(count))

function identifierSql(count: number): string {
  return `INSERT INTO customer_identifiers (customer_key, id, kind, value, normalised, status)
    VALUES ${Array(count).fill('(?, ?, ?, ?, ?, ?)').join(', ')}`
}

/** Writes a customer nobody has written before; false, and nothing written, when the id or the code is here already. */
export function insertNewCustomer(db: WriteDb, values: CustomerValues): boolean {
  const { changes, lastInsertRowid } = statement(db, sql.insertNew).run(columnValues(values))
  if (changes === 0) return false
  insertIdentifiers(db, Number(lastInsertRowid), identifiersOf(values))
  return true
}

/**
 * Writes a customer over what is here, and answers what was known of them (undefined: nothing). The code belongs to
 * the server's row; one that a command only hopes for gives way.
 */
export function writeCustomer(
  db: WriteDb,
  values: CustomerValues,
  ownsCode: boolean,
  effects: SearchEffects,
): { readonly key: number; readonly before: KnownCustomer | undefined } {
  const before = statement(db, sql.find).get(values[at.id]) as ExistingRow | undefined
  const row = settleCode(db, values, ownsCode, effects)
  if (!before) {
    const key = Number(statement(db, sql.insert).run(columnValues(row)).lastInsertRowid)
    insertIdentifiers(db, key, identifiersOf(row))
    if (row[at.mergedInto] === null) effects.texts.add(key)
    else noteSurvivor(db, row[at.mergedInto], effects)
    return { key, before }
  }
  const { key } = before
  statement(db, sql.update).run(...columnValues(row), key)
  const identifiersChanged = writeIdentifiers(db, key, identifiersOf(row))
  if (row[at.mergedInto] !== before.merged_into) {
    // Whoever they live on as is found by their names too, or no longer.
    for (const survivorId of [row[at.mergedInto], before.merged_into]) noteSurvivor(db, survivorId, effects)
  }
  if (row[at.mergedInto] !== null) removeFromIndex(db, key)
  else {
    const textChanged = searchedAt.some(([column, place]) => before[column] !== row[place])
    if (textChanged || identifiersChanged || before.merged_into !== null) effects.texts.add(key)
    const visit = row[at.lastVisit]
    if (typeof visit === 'string' && (before.last_visit_at === null || visit > before.last_visit_at)) {
      effects.visits.set(key, visit)
    }
  }
  return { key, before }
}

/** Marks whoever somebody lives on as: the names of both find them. */
export function noteSurvivor(db: WriteDb, survivorId: FeedValue | undefined, effects: SearchEffects): void {
  if (typeof survivorId !== 'string') return
  const key = statement(db, 'SELECT key FROM customers WHERE id = ? AND merged_into IS NULL')
    .pluck()
    .get(survivorId)
  if (typeof key === 'number') effects.texts.add(key)
}

function settleCode(
  db: WriteDb,
  values: CustomerValues,
  ownsCode: boolean,
  effects: SearchEffects,
): CustomerValues {
  const code = values[at.code]
  if (code === null || code === undefined) return values
  const holder = statement(db, sql.holder).pluck().get(code, values[at.id]) as number | undefined
  if (holder === undefined) return values
  if (!ownsCode) return values.with(at.code, null)
  statement(db, 'UPDATE customers SET customer_code = NULL WHERE key = ?').run(holder)
  effects.texts.add(holder)
  return values
}

/** What is written of a customer's own row: the feed's columns, and the place of their name in the list. */
function columnValues(values: CustomerValues): FeedValue[] {
  return [...values.slice(0, identifiersAt), dictionaryKey(String(values[at.name]))]
}

function identifiersOf(values: CustomerValues): readonly IdentifierRow[] {
  return (values[identifiersAt] ?? []) as readonly IdentifierRow[]
}

/** All in one statement: calls cost more here than rows. */
function insertIdentifiers(db: WriteDb, key: number, rows: readonly IdentifierRow[]): void {
  if (rows.length === 0) return
  const values: (string | number)[] = []
  for (const [id, kind, value, normalised, status] of rows)
    values.push(key, id, kind, value, normalised, status)
  statement(db, identifierSqls[rows.length] ?? identifierSql(rows.length)).run(values)
}

/** Makes what points at a customer equal to `rows`; true when anything that is searched changed. */
function writeIdentifiers(db: WriteDb, key: number, rows: readonly IdentifierRow[]): boolean {
  const held = new Map(readIdentifierRows(db, key).map((row) => [row[0], row]))
  const added: IdentifierRow[] = []
  let changed = false
  for (const row of rows) {
    const before = held.get(row[0])
    held.delete(row[0])
    if (!before) added.push(row)
    else if (before.some((value, place) => value !== row[place])) {
      if (before[2] !== row[2] || before[3] !== row[3] || before[1] !== row[1]) changed = true
      const update = `UPDATE customer_identifiers SET kind = ?, value = ?, normalised = ?, status = ?
         WHERE customer_key = ? AND id = ?`
      statement(db, update).run(row[1], row[2], row[3], row[4], key, row[0])
    }
  }
  const remove = statement(db, 'DELETE FROM customer_identifiers WHERE customer_key = ? AND id = ?')
  for (const id of held.keys()) remove.run(key, id)
  insertIdentifiers(db, key, added)
  return changed || added.length > 0 || held.size > 0
}

/** Removes a customer with everything under them. */
export function removeCustomer(db: WriteDb, id: string): void {
  const key = statement(db, 'SELECT key FROM customers WHERE id = ?').pluck().get(id) as number | undefined
  if (key === undefined) return
  removeFromIndex(db, key)
  for (const table of ['customer_identifiers', ...childTables, 'audit_log']) {
    statement(db, `DELETE FROM ${table} WHERE customer_key = ?`).run(key)
  }
  statement(db, 'DELETE FROM customers WHERE key = ?').run(key)
}
