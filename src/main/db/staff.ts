// Everybody on the server's list of staff, and what this device alone knows of them: their PIN and the tries at it.
import type { StaffRecord } from '../../shared/wire.ts'
import { type ReadDb, statement, type WriteDb } from './handle.ts'

/** A member of staff as this device knows them; moments are ISO 8601. */
export interface StaffRow {
  readonly id: string
  readonly name: string
  readonly role: string
  readonly isActive: boolean
  /** Whether they signed in on this device with their password. */
  readonly isEnrolled: boolean
  readonly pinHash: string | null
  readonly wrongTries: number
  readonly waitUntil: string | null
  readonly lastUsedAt: string | null
}

/** Everybody known, those who worked here last first, then by name. */
export function readStaff(db: ReadDb): readonly StaffRow[] {
  const sql = `SELECT id, name, role, is_active, is_enrolled, pin_hash, wrong_tries, wait_until, last_used_at
     FROM staff ORDER BY last_used_at IS NULL, last_used_at DESC, name, id`
  const rows = statement(db, sql).all() as Record<string, string | number | null>[]
  return rows.map((row) => ({
    id: String(row.id),
    name: String(row.name),
    role: String(row.role),
    isActive: row.is_active === 1,
    isEnrolled: row.is_enrolled === 1,
    pinHash: row.pin_hash as string | null,
    wrongTries: Number(row.wrong_tries),
    waitUntil: row.wait_until as string | null,
    lastUsedAt: row.last_used_at as string | null,
  }))
}

/** Takes over the server's list inside the caller's transaction: PINs stay, who is not on it any more goes. */
export function saveStaff(db: WriteDb, staff: readonly StaffRecord[]): void {
  const save = statement(
    db,
    `INSERT INTO staff (id, name, role, is_active, is_enrolled) VALUES (?, ?, ?, ?, ?)
     ON CONFLICT (id) DO UPDATE SET name = excluded.name, role = excluded.role,
       is_active = excluded.is_active, is_enrolled = excluded.is_enrolled`,
  )
  for (const { id, name, role, isActive, isEnrolled } of staff) {
    save.run(id, name, role, Number(isActive), Number(isEnrolled))
  }
  statement(db, 'DELETE FROM staff WHERE id NOT IN (SELECT value FROM json_each(?))').run(
    JSON.stringify(staff.map(({ id }) => id)),
  )
}

/** Sets the hash of somebody's PIN (null: none), and forgives earlier tries. */
export function savePin(db: WriteDb, staffId: string, hash: string | null): void {
  const sql = 'UPDATE staff SET pin_hash = ?, wrong_tries = 0, wait_until = NULL WHERE id = ?'
  statement(db, sql).run(hash, staffId)
}

/** Keeps how often a PIN was typed wrongly in a row, and until when no further try is taken (ISO 8601). */
export function saveTries(db: WriteDb, staffId: string, wrongTries: number, waitUntil: string | null): void {
  const sql = 'UPDATE staff SET wrong_tries = ?, wait_until = ? WHERE id = ?'
  statement(db, sql).run(wrongTries, waitUntil, staffId)
}

/** Keeps when somebody last took over this counter (ISO 8601). */
export function saveLastUsed(db: WriteDb, staffId: string, at: string): void {
  statement(db, 'UPDATE staff SET last_used_at = ? WHERE id = ?').run(at, staffId)
}

/** Takes somebody off this device: their PIN is gone and they must sign in with their password again. */
export function forgetStaff(db: WriteDb, staffId: string): void {
  const sql = `UPDATE staff SET pin_hash = NULL, is_enrolled = 0, wrong_tries = 0, wait_until = NULL,
     last_used_at = NULL WHERE id = ?`
  statement(db, sql).run(staffId)
}
