// Signing in through the unmodified supabase-js: what Supabase Auth would answer, and how refresh tokens live and die.
import { createClient, type SupabaseClient } from '@supabase/supabase-js'
import pg from 'pg'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type LocalSupabase, startLocalSupabase } from '../../tools/local-supabase/start.ts'
import { createMember, newClient } from './clients.ts'

let backend: LocalSupabase
let admin: SupabaseClient
let database: pg.Client
beforeAll(async () => {
  backend = await startLocalSupabase({ tokenSeconds: 2 })
  admin = newClient(backend.url, backend.serviceKey)
  database = new pg.Client(backend.databaseUrl)
  await database.connect()
})
afterAll(async () => {
  await database.end()
  await backend.stop()
})

const claimsOf = (token: string) => JSON.parse(Buffer.from(token.split('.')[1] ?? '', 'base64url').toString())

async function signIn(client = newClient(backend.url, backend.anonKey)) {
  const { email, password } = backend.staff[2]!
  const { data, error } = await client.auth.signInWithPassword({ email, password })
  expect(error).toBeNull()
  return { client, session: data.session! }
}

// A client of its own: one that holds a session which ends in two seconds would first refresh that.
async function refresh(token: string) {
  const { data, error } = await newClient(backend.url, backend.anonKey).auth.refreshSession({
    refresh_token: token,
  })
  return { error, token: data.session?.refresh_token ?? '', accessToken: data.session?.access_token ?? '' }
}

describe('the password grant', () => {
  test('gives a token with the claims the database reads, and who it is', async () => {
    const { session } = await signIn()
    const claims = claimsOf(session.access_token)
    const { email, userId } = backend.staff[2]!
    expect(claims).toMatchObject({ sub: userId, role: 'authenticated', aud: 'authenticated', email })
    expect(claims.exp - claims.iat).toBe(2)
    expect(claims.session_id).toMatch(/^[0-9a-f-]{36}$/)
    expect(session).toMatchObject({ token_type: 'bearer', expires_in: 2, expires_at: claims.exp })
    expect(session.user.id).toBe(userId)
  })

  test.each([
    ['a wrong password', 'desk1@example.com', 'not it', 400, 'invalid_credentials'],
    ['an unknown address', 'nobody@example.com', 'whatever', 400, 'invalid_credentials'],
    ['no address', '', 'whatever', 400, 'validation_failed'],
  ])('refuses %s', async (_, email, password, status, code) => {
    const { data, error } = await newClient(backend.url, backend.anonKey).auth.signInWithPassword({
      email,
      password,
    })
    expect(data.session).toBeNull()
    expect(error).toMatchObject({ name: 'AuthApiError', status, code })
  })

  test('takes the address in any case, and nothing that is like it', async () => {
    const { password } = backend.staff[2]!
    const client = newClient(backend.url, backend.anonKey)
    expect((await client.auth.signInWithPassword({ email: 'DESK1@example.com', password })).error).toBeNull()
    const like = await client.auth.signInWithPassword({ email: 'desk_@example.com', password })
    expect(like.error).toMatchObject({ code: 'invalid_credentials' })
  })

  test('refuses an address that was not confirmed', async () => {
    const credentials = { email: 'unconfirmed@example.com', password: 'long enough' }
    await admin.auth.admin.createUser(credentials)
    const { error } = await newClient(backend.url, backend.anonKey).auth.signInWithPassword(credentials)
    expect(error).toMatchObject({ status: 400, code: 'email_not_confirmed' })
  })

  test('refuses somebody banned, and their refresh token', async () => {
    const member = await createMember(admin, 'banned@example.com')
    const client = newClient(backend.url, backend.anonKey)
    const { data } = await client.auth.signInWithPassword(member)
    await admin.auth.admin.updateUserById(member.id, { ban_duration: '24h' })
    expect((await client.auth.signInWithPassword(member)).error).toMatchObject({
      status: 400,
      code: 'user_banned',
    })
    const refreshed = await client.auth.refreshSession({ refresh_token: data.session!.refresh_token })
    expect(refreshed.error).toMatchObject({ status: 400, code: 'user_banned' })
    await admin.auth.admin.updateUserById(member.id, { ban_duration: 'none' })
    expect((await client.auth.signInWithPassword(member)).error).toBeNull()
  })

  test('answers clients of before 2024 in the old form', async () => {
    const response = await fetch(`${backend.url}/auth/v1/token?grant_type=password`, {
      method: 'POST',
      headers: { apikey: backend.anonKey, 'content-type': 'application/json' },
      body: JSON.stringify({ email: 'desk1@example.com', password: 'no' }),
    })
    expect(response.status).toBe(400)
    expect(await response.json()).toEqual({
      code: 400,
      error_code: 'invalid_credentials',
      msg: 'Invalid login credentials',
    })
  })
})

describe('refresh tokens', () => {
  test('are exchanged for new ones', async () => {
    const { session } = await signIn()
    const next = await refresh(session.refresh_token)
    expect(next.error).toBeNull()
    expect(next.token).not.toBe(session.refresh_token)
    expect(claimsOf(next.accessToken).session_id).toBe(claimsOf(session.access_token).session_id)
  })

  test('a lost answer does no harm: the old one gives the same successor', async () => {
    const { session } = await signIn()
    backend.faults.add('/auth/v1/token', { kind: 'lose' })
    const lost = fetch(`${backend.url}/auth/v1/token?grant_type=refresh_token`, {
      method: 'POST',
      headers: { apikey: backend.anonKey },
      body: JSON.stringify({ refresh_token: session.refresh_token }),
    })
    await expect(lost).rejects.toThrow('fetch failed')
    const known = await database.query('select token from auth.refresh_tokens where parent = $1', [
      session.refresh_token,
    ])
    expect(known.rows).toHaveLength(1)
    expect((await refresh(session.refresh_token)).token).toBe(known.rows[0].token)
    expect((await refresh(session.refresh_token)).token).toBe(known.rows[0].token)
  })

  test('two at once both succeed', async () => {
    const { session } = await signIn()
    const both = await Promise.all([refresh(session.refresh_token), refresh(session.refresh_token)])
    expect(both.map(({ error }) => error)).toEqual([null, null])
    expect(both[0]!.token).toBe(both[1]!.token)
  })

  test('one used again after its successor was used ends the session, save within ten seconds', async () => {
    const first = (await signIn()).session.refresh_token
    const second = (await refresh(first)).token
    const third = (await refresh(second)).token
    expect((await refresh(first)).error).toBeNull()
    await database.query(
      `update auth.refresh_tokens set updated_at = updated_at - interval '11 seconds' where token = $1 or parent = $1`,
      [first],
    )
    await database.query('update auth.refresh_tokens set revoked = true where parent = $1', [first])
    const stolen = await refresh(first)
    expect(stolen.error).toMatchObject({ status: 400, code: 'refresh_token_already_used' })
    expect((await refresh(third)).error).toMatchObject({ code: 'refresh_token_already_used' })
  })

  test('an invented one is refused', async () => {
    const { error } = await refresh('invented')
    expect(error).toMatchObject({ status: 400, code: 'refresh_token_not_found' })
  })

  test('are worthless after signing out, and so is the access token for Auth', async () => {
    const here = await signIn()
    const elsewhere = await signIn()
    const nobody = newClient(backend.url, backend.anonKey).auth
    expect((await nobody.getUser(here.session.access_token)).data.user!.email).toBe('desk1@example.com')
    expect((await nobody.admin.signOut(here.session.access_token, 'local')).error).toBeNull()
    expect((await refresh(here.session.refresh_token)).error).toMatchObject({
      code: 'refresh_token_not_found',
    })
    expect((await nobody.getUser(here.session.access_token)).error).toMatchObject({
      name: 'AuthSessionMissingError',
    })
    const next = await refresh(elsewhere.session.refresh_token)
    expect(next.error).toBeNull()
    expect((await nobody.admin.signOut(next.accessToken, 'global')).error).toBeNull()
    expect((await refresh(next.token)).error).toMatchObject({ code: 'refresh_token_not_found' })
  })

  test('the client library signs in, refreshes and signs out by itself', async () => {
    const { client } = await signIn()
    expect((await client.auth.refreshSession()).error).toBeNull()
    expect((await client.auth.signOut()).error).toBeNull()
    expect((await client.auth.getSession()).data.session).toBeNull()
  })
})

describe('the admin API', () => {
  test('wants the service key', async () => {
    const { error } = await createClient(backend.url, backend.anonKey).auth.admin.createUser({
      email: 'x@example.com',
    })
    expect(error).toMatchObject({ status: 403, code: 'not_admin' })
  })

  test('refuses a second account for an address, and a short password', async () => {
    const { error } = await admin.auth.admin.createUser({
      email: 'Admin@example.com',
      password: 'long enough',
    })
    expect(error).toMatchObject({ status: 422, code: 'email_exists' })
    const short = await admin.auth.admin.createUser({ email: 'short@example.com', password: 'short' })
    expect(short.error).toMatchObject({ status: 422, code: 'weak_password' })
  })

  test('lists, changes and removes', async () => {
    const member = await createMember(admin, 'passing@example.com')
    expect((await admin.auth.admin.listUsers()).data.users.map((user) => user.email)).toContain(member.email)
    await admin.auth.admin.updateUserById(member.id, { password: 'another one' })
    const client = newClient(backend.url, backend.anonKey)
    expect((await client.auth.signInWithPassword(member)).error).toMatchObject({
      code: 'invalid_credentials',
    })
    await admin.auth.admin.deleteUser(member.id)
    expect((await admin.auth.admin.getUserById(member.id)).error).toMatchObject({
      status: 404,
      code: 'user_not_found',
    })
  })
})
