// Everybody on the server's list of staff and every counter it knows, and what this device alone knows of its people:
// their PIN, the tries at it, and when they last worked here.
import type { StaffMember } from '../../shared/sync.ts'
import type { HelloReply } from '../../shared/wire.ts'
import { inTransaction, type ReadDb, statement, type WriteDb } from './handle.ts'

/** A member of staff as this device knows them; moments are ISO 8601. */
export interface StaffRow {
  readonly id: string
  readonly name: string
  readonly role: StaffMember['role']
  readonly isActive: boolean
  /** Whether they signed in on this device with their password. */
  readonly isEnrolled: boolean
  readonly pinHash: string | null
  readonly wrongTries: number
  readonly waitUntil: string | null
  readonly lastUsedAt: string | null
}

const columns = `id, name, role, is_active, is_enrolled, pin_hash, wrong_tries, wait_until, last_used_at`
type StoredStaff = Readonly<Record<string, string | number | null>>

/** Everybody known, those who worked here last first, then by name. */
export function listStaff(db: ReadDb): readonly StaffRow[] {
  const sql = `SELECT ${columns} FROM staff ORDER BY last_used_at IS NULL, last_used_at DESC, name, id`
  return (statement(db, sql).all() as StoredStaff[]).map(toStaffRow)
}

/** One member of staff; null when they are not on the list. */
export function readStaff(db: ReadDb, staffId: string): StaffRow | null {
  const row = statement(db, `SELECT ${columns} FROM staff WHERE id = ?`).get(staffId)
  return row ? toStaffRow(row as StoredStaff) : null
}

function toStaffRow(row: StoredStaff): StaffRow {
  return {
    id: String(row.id),
    name: String(row.name),
    role: row.role as StaffMember['role'],
    isActive: row.is_active === 1,
    isEnrolled: row.is_enrolled === 1,
    pinHash: row.pin_hash as string | null,
    wrongTries: Number(row.wrong_tries),
    waitUntil: row.wait_until as string | null,
    lastUsedAt: row.last_used_at as string | null,
  }
}

/** Takes over the server's lists of staff and devices: PINs stay, who is not listed any more goes. */
export function saveStaff(db: WriteDb, { staff, devices }: Pick<HelloReply, 'staff' | 'devices'>): void {
  inTransaction(db, () => {
    const save = statement(
      db,
      `INSERT INTO staff (id, name, role, is_active, is_enrolled) VALUES (?, ?, ?, ?, ?)
       ON CONFLICT (id) DO UPDATE SET name = excluded.name, role = excluded.role,
         is_active = excluded.is_active, is_enrolled = excluded.is_enrolled`,
    )
    for (const { id, name, role, isActive, isEnrolled } of staff) {
      save.run(id, name, role, Number(isActive), Number(isEnrolled))
    }
    const ids = JSON.stringify(staff.map(({ id }) => id))
    statement(db, 'DELETE FROM staff WHERE id NOT IN (SELECT value FROM json_each(?))').run(ids)
    // What they left behind on this counter goes with them; under no name it is of nobody in particular.
    statement(
      db,
      "DELETE FROM personal_memory WHERE staff_id <> '' AND staff_id NOT IN (SELECT value FROM json_each(?))",
    ).run(ids)
    statement(db, 'DELETE FROM devices').run()
    const insert = statement(db, 'INSERT INTO devices (id, name, status) VALUES (?, ?, ?)')
    for (const { id, name, status } of devices) insert.run(id, name, status)
  })
}

/** Sets the hash of somebody's PIN (null: none), and forgives earlier tries. */
export function writePin(db: WriteDb, staffId: string, hash: string | null): void {
  const sql = 'UPDATE staff SET pin_hash = ?, wrong_tries = 0, wait_until = NULL WHERE id = ?'
  statement(db, sql).run(hash, staffId)
}

/** Keeps how often a PIN was typed wrongly in a row, and until when no further try is taken (ISO 8601). */
export function countTry(db: WriteDb, staffId: string, wrongTries: number, waitUntil: string | null): void {
  const sql = 'UPDATE staff SET wrong_tries = ?, wait_until = ? WHERE id = ?'
  statement(db, sql).run(wrongTries, waitUntil, staffId)
}

/** Keeps when somebody took over this counter (ISO 8601), and forgives earlier tries. */
export function markAtWork(db: WriteDb, staffId: string, at: string): void {
  const sql = 'UPDATE staff SET last_used_at = ?, wrong_tries = 0, wait_until = NULL WHERE id = ?'
  statement(db, sql).run(at, staffId)
}

/** How many unsent commands somebody made here. */
export function countUnsentOf(db: ReadDb, staffId: string): number {
  const sql = `SELECT count(*) FROM outbox WHERE result IS NULL AND payload ->> '$.audit.actor' = ?`
  return statement(db, sql).pluck().get(staffId) as number
}

/** A counter as the server knows it; null when it does not. */
export function readDevice(
  db: ReadDb,
  deviceId: string,
): { readonly name: string; readonly status: string } | null {
  const found = statement(db, 'SELECT name, status FROM devices WHERE id = ?').get(deviceId)
  return (found as { name: string; status: string } | undefined) ?? null
}

/** Remembers that the server shut this counter out. */
export function markDeviceRevoked(db: WriteDb, deviceId: string, name: string): void {
  const sql = `INSERT INTO devices (id, name, status) VALUES (?, ?, 'revoked')
     ON CONFLICT (id) DO UPDATE SET status = 'revoked'`
  statement(db, sql).run(deviceId, name)
}
