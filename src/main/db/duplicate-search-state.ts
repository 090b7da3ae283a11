// How far the directory has been searched for duplicates: whether a whole search is due, what the last one learned, and who
// changed since and has to be compared again.
import { type DuplicateModel, usualModel } from '../domain/duplicate-chances.ts'
import { type ReadDb, statement, type WriteDb } from './handle.ts'

/** From so many changed customers on, the whole directory is searched again: a tenth of it, within these bounds. */
const manyChanged = { share: 0.1, least: 200, most: 2000 } as const

interface SearchRow {
  readonly is_due: number
  readonly model: string | null
  readonly searched_at: string | null
  readonly revision: number
}

function readRow(db: ReadDb): SearchRow {
  return statement(db, 'SELECT is_due, model, searched_at, revision FROM duplicate_search').get() as SearchRow
}

/** When the whole directory was searched last; null for never. */
export function readSearchedAt(db: ReadDb): string | null {
  return readRow(db).searched_at
}

/** A number that rises with everything that changes what the inbox shows. */
export function readRevision(db: ReadDb): number {
  return readRow(db).revision
}

/** Whether the whole directory has to be searched: it never was, the last search did not end, or many changed since. */
export function isSearchDue(db: ReadDb): boolean {
  if (readRow(db).is_due === 1) return true
  const customers = (statement(db, 'SELECT max(key) FROM customers').pluck().get() as number | null) ?? 0
  const { share, least, most } = manyChanged
  const many = Math.min(most, Math.max(least, Math.floor(customers * share)))
  const sql = 'SELECT count(*) FROM (SELECT DISTINCT customer_key FROM duplicate_queue LIMIT ?)'
  return (statement(db, sql).pluck().get(many) as number) >= many
}

/** The model that the last whole search learned; the usual one before, and where an older app learned less. */
export function readModel(db: ReadDb): DuplicateModel {
  const { model } = readRow(db)
  const learned: unknown = model === null ? null : JSON.parse(model)
  return hasShapeOf(learned, usualModel) ? (learned as DuplicateModel) : usualModel
}

function hasShapeOf(value: unknown, shape: unknown): boolean {
  if (typeof shape !== 'object' || shape === null) return typeof value === typeof shape
  if (typeof value !== 'object' || value === null) return false
  return Object.entries(shape).every(([name, part]) =>
    hasShapeOf((value as Record<string, unknown>)[name], part),
  )
}

/** From here on changes are noted; whoever was noted before is compared with everybody else. */
export function beginSearch(db: WriteDb): void {
  statement(db, 'UPDATE duplicate_search SET is_watching = 1, is_due = 1').run()
}

/** The whole directory has been searched. */
export function endSearch(db: WriteDb, model: DuplicateModel, now: string): void {
  const sql = 'UPDATE duplicate_search SET is_due = 0, model = ?, searched_at = ?, revision = revision + 1'
  statement(db, sql).run(JSON.stringify(model), now)
}

/** The last note; 0 where there is none. */
export function readLastNote(db: ReadDb): number {
  return (statement(db, 'SELECT max(id) FROM duplicate_queue').pluck().get() as number | null) ?? 0
}

/** Strikes out some notes up to this one; false when none were left. */
export function strikeNotes(db: WriteDb, lastNote: number, most: number): boolean {
  const sql = `DELETE FROM duplicate_queue WHERE id IN
    (SELECT id FROM duplicate_queue WHERE id <= ? ORDER BY id LIMIT ?)`
  return statement(db, sql).run(lastNote, most).changes > 0
}

/** Whether anybody waits to be compared. */
export function isAnybodyNoted(db: ReadDb): boolean {
  return statement(db, 'SELECT 1 FROM duplicate_queue LIMIT 1').get() !== undefined
}

/** Whether a customer waits to be compared. */
export function isNoted(db: ReadDb, customerKey: number): boolean {
  return statement(db, 'SELECT 1 FROM duplicate_queue WHERE customer_key = ?').get(customerKey) !== undefined
}

/** Whoever has waited longest to be compared, and the last note about them; null for nobody. */
export function readNextNoted(
  db: ReadDb,
): { readonly customerKey: number; readonly customerId: string | null; readonly lastNote: number } | null {
  const sql = `SELECT customer_key AS customerKey,
      (SELECT id FROM customers WHERE key = customer_key AND merged_into IS NULL) AS customerId,
      (SELECT max(id) FROM duplicate_queue AS later WHERE later.customer_key = first.customer_key) AS lastNote
    FROM duplicate_queue AS first ORDER BY id LIMIT 1`
  return (statement(db, sql).get() as ReturnType<typeof readNextNoted> | undefined) ?? null
}

/** Strikes out a customer's notes up to one. */
export function strikeCustomer(db: WriteDb, customerKey: number, lastNote: number): void {
  statement(db, 'DELETE FROM duplicate_queue WHERE customer_key = ? AND id <= ?').run(customerKey, lastNote)
}
