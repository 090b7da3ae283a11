// The people who may sign in to a development backend: an admin, a manager and two at the front desk, with invented
// names, addresses under example.com and passwords made for this data folder.
import { randomInt } from 'node:crypto'
import type pg from 'pg'
import { generatePeople } from '../demo-data/people.ts'
import { createUser } from './auth-users.ts'

export interface StaffMember {
  /** The id in backoffice.allowed_users, which is the `actor` of commands. */
  readonly id: string
  /** The id in auth.users, which is the `sub` of tokens. */
  readonly userId: string
  readonly name: string
  readonly role: 'staff' | 'manager' | 'admin'
  readonly email: string
  readonly password: string
}

const places = [
  ['admin@example.com', 'admin'],
  ['manager@example.com', 'manager'],
  ['desk1@example.com', 'staff'],
  ['desk2@example.com', 'staff'],
] as const

// No letters that look like digits: these are read from a terminal and typed.
const letters = 'abcdefghjkmnpqrstuvwxyz'

function makePassword(): string {
  const word = Array.from({ length: 6 }, () => letters[randomInt(letters.length)]).join('')
  return `${word}-${randomInt(1000, 10_000)}`
}

function* inventNames(): Generator<string> {
  const seen = new Set<string>()
  for (const { facts } of generatePeople(200, 4711)) {
    const isPlain =
      facts.customerSource !== 'Corporate' &&
      /^(\p{Lu}\p{Ll}+ \p{Lu}\p{Ll}+|[\u0e00-\u0e7f]+ [\u0e00-\u0e7f]+)$/u.test(facts.fullName)
    if (!isPlain || seen.has(facts.fullName)) continue
    seen.add(facts.fullName)
    yield facts.fullName
  }
}

/** Makes the staff that is missing and answers all of it; `known` holds passwords made before, by e-mail. */
export async function ensureStaff(
  pool: pg.Pool,
  known: Readonly<Record<string, string>>,
): Promise<readonly StaffMember[]> {
  const names = inventNames()
  const staff: StaffMember[] = []
  for (const [email, role] of places) {
    const found = await pool.query<{ id: string; name: string; userId: string }>(
      `select staff.id, display_name as name, account.id as "userId" from backoffice.allowed_users as staff
       join auth.users as account on account.email = staff.email where staff.email = $1`,
      [email],
    )
    const name = String(names.next().value)
    const member = found.rows[0]
    if (member) {
      staff.push({ ...member, role, email, password: known[email] ?? '' })
      continue
    }
    const password = makePassword()
    const user = await createUser(pool, { email, password, email_confirm: true })
    const { rows } = await pool.query<{ id: string }>(
      `insert into backoffice.allowed_users (email, display_name, role) values ($1, $2, $3)
       on conflict (email) do update set display_name = excluded.display_name, role = excluded.role returning id`,
      [email, name, role],
    )
    staff.push({ id: rows[0]?.id ?? '', userId: user.id, name, role, email, password })
  }
  return staff
}
