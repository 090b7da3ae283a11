// Accounts as Supabase Auth keeps and shows them, and the calls of its admin API that make and change them.
import { randomUUID } from 'node:crypto'
import pg from 'pg'
import { AuthFailure, textOf } from './auth-errors.ts'
import { hashPassword } from './passwords.ts'

export interface UserRow {
  readonly id: string
  readonly email: string
  readonly encrypted_password: string | null
  readonly email_confirmed_at: Date | null
  readonly last_sign_in_at: Date | null
  readonly raw_app_meta_data: object
  readonly raw_user_meta_data: object
  readonly created_at: Date
  readonly updated_at: Date
  readonly banned_until: Date | null
}

/** The columns of a UserRow, for SELECT. */
export const userColumns = `id, email, encrypted_password, email_confirmed_at, last_sign_in_at, raw_app_meta_data,
  raw_user_meta_data, created_at, updated_at, banned_until`

/** The account as a client sees it. */
export function describeUser(user: UserRow): object {
  return {
    id: user.id,
    aud: 'authenticated',
    role: 'authenticated',
    email: user.email,
    email_confirmed_at: user.email_confirmed_at ?? undefined,
    confirmed_at: user.email_confirmed_at ?? undefined,
    phone: '',
    last_sign_in_at: user.last_sign_in_at ?? undefined,
    app_metadata: user.raw_app_meta_data,
    user_metadata: user.raw_user_meta_data,
    identities: [],
    created_at: user.created_at,
    updated_at: user.updated_at,
    banned_until: user.banned_until ?? undefined,
    is_anonymous: false,
  }
}

/** Milliseconds of a duration in Go's notation (`24h`, `1h30m`, `90s`); null for what is none. */
export function parseDuration(text: string): number | null {
  const units = { h: 3_600_000, m: 60_000, s: 1000 } as const
  if (!/^(\d+(\.\d+)?[hms])+$/.test(text)) return null
  let sum = 0
  for (const [, number, unit] of text.matchAll(/([\d.]+)([hms])/g)) {
    sum += Number(number) * units[unit as keyof typeof units]
  }
  return sum
}

function readBan(body: Record<string, unknown>): { readonly until: Date | null } | null {
  const text = textOf(body, 'ban_duration')
  if (text === '') return null
  if (text === 'none') return { until: null }
  const milliseconds = parseDuration(text)
  if (milliseconds === null) {
    throw new AuthFailure(
      400,
      'validation_failed',
      `Invalid format for ban duration: time: invalid duration "${text}"`,
    )
  }
  return { until: new Date(Date.now() + milliseconds) }
}

function readPassword(body: Record<string, unknown>): string | null {
  if (body.password === undefined) return null
  const password = textOf(body, 'password')
  if (password.length < 6) {
    throw new AuthFailure(422, 'weak_password', 'Password should be at least 6 characters.')
  }
  return password
}

/** Makes an account from the admin API's fields (email, password, email_confirm, user_metadata, ban_duration). */
export async function createUser(pool: pg.Pool, body: Record<string, unknown>): Promise<UserRow> {
  const email = textOf(body, 'email').trim().toLowerCase()
  if (!/^\S+@\S+$/.test(email)) {
    throw new AuthFailure(400, 'validation_failed', 'Cannot create a user without either an email or phone')
  }
  const password = readPassword(body)
  try {
    const { rows } = await pool.query<UserRow>(
      `insert into auth.users (id, email, encrypted_password, email_confirmed_at, raw_app_meta_data, raw_user_meta_data, banned_until)
       values ($1, $2, $3, case when $4 then now() end, $5, $6, $7) returning ${userColumns}`,
      [
        textOf(body, 'id') || randomUUID(),
        email,
        password === null ? null : await hashPassword(password),
        body.email_confirm === true,
        { provider: 'email', providers: ['email'] },
        body.user_metadata ?? {},
        readBan(body)?.until ?? null,
      ],
    )
    return rows[0] as UserRow
  } catch (error) {
    if (error instanceof pg.DatabaseError && error.code === '23505') {
      throw new AuthFailure(422, 'email_exists', 'A user with this email address has already been registered')
    }
    throw error
  }
}

/** Finds an account by id; throws user_not_found. */
export async function findUser(pool: pg.Pool, id: string): Promise<UserRow> {
  const isId = /^[0-9a-f-]{36}$/i.test(id)
  const sql = `select ${userColumns} from auth.users where id = $1 and deleted_at is null`
  const user = isId ? (await pool.query<UserRow>(sql, [id])).rows[0] : undefined
  if (!user) throw new AuthFailure(404, 'user_not_found', 'User not found')
  return user
}

/** Changes what the admin API's body names. */
export async function updateUser(pool: pg.Pool, id: string, body: Record<string, unknown>): Promise<UserRow> {
  const user = await findUser(pool, id)
  const password = readPassword(body)
  const ban = readBan(body)
  const { rows } = await pool.query<UserRow>(
    `update auth.users set email = $2, encrypted_password = $3, email_confirmed_at = case when $4 then
       coalesce(email_confirmed_at, now()) else email_confirmed_at end, raw_user_meta_data = raw_user_meta_data || $5,
       banned_until = $6, updated_at = now() where id = $1 returning ${userColumns}`,
    [
      id,
      textOf(body, 'email').trim().toLowerCase() || user.email,
      password === null ? user.encrypted_password : await hashPassword(password),
      body.email_confirm === true,
      body.user_metadata ?? {},
      ban ? ban.until : user.banned_until,
    ],
  )
  return rows[0] as UserRow
}

/** Lists accounts, oldest first. */
export async function listUsers(pool: pg.Pool, page: number, perPage: number): Promise<readonly UserRow[]> {
  const sql = `select ${userColumns} from auth.users where deleted_at is null order by created_at, id limit $1 offset $2`
  return (await pool.query<UserRow>(sql, [perPage, (page - 1) * perPage])).rows
}

/** Removes an account with its sessions. */
export async function deleteUser(pool: pg.Pool, id: string): Promise<void> {
  await findUser(pool, id)
  await pool.query('delete from auth.users where id = $1', [id])
}
