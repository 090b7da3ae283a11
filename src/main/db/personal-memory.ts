// What each person left behind on this counter: drafts, column widths, the view they start with. It may hold personal data, so
// it stays in this store, and it goes with the person.
import type { MemoryName } from '../../shared/venue-methods.ts'
import { type ReadDb, statement, type WriteDb } from './handle.ts'

/** What somebody (null where nobody signs in) left under a name; null where there is nothing. */
export function readMemory(db: ReadDb, staffId: string | null, name: MemoryName): string | null {
  const sql = 'SELECT value FROM personal_memory WHERE staff_id = ? AND name = ?'
  return (
    (statement(db, sql)
      .pluck()
      .get(staffId ?? '', name) as string | undefined) ?? null
  )
}

/** Keeps it; null forgets what was there. */
export function writeMemory(
  db: WriteDb,
  staffId: string | null,
  name: MemoryName,
  value: string | null,
): void {
  if (value === null) {
    statement(db, 'DELETE FROM personal_memory WHERE staff_id = ? AND name = ?').run(staffId ?? '', name)
    return
  }
  const sql = 'INSERT OR REPLACE INTO personal_memory (staff_id, name, value) VALUES (?, ?, ?)'
  statement(db, sql).run(staffId ?? '', name, value)
}

/** Forgets everything somebody left behind. */
export function forgetMemory(db: WriteDb, staffId: string): void {
  statement(db, 'DELETE FROM personal_memory WHERE staff_id = ?').run(staffId)
}
