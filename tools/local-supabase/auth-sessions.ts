// Sign-in, refreshing and signing out as Supabase Auth does them: refresh tokens rotate, one used twice betrays a thief
// and ends the session, save within ten seconds or when the answer with its successor never arrived.
import { randomBytes, randomUUID } from 'node:crypto'
import type pg from 'pg'
import { AuthFailure } from './auth-errors.ts'
import { describeUser, type UserRow, userColumns } from './auth-users.ts'
import { type Claims, signToken } from './json-web-token.ts'
import { checkPassword } from './passwords.ts'

export interface SessionSettings {
  readonly secret: string
  readonly tokenSeconds: number
  readonly issuer: string
}

const reuseSeconds = 10

interface TokenRow {
  readonly token: string
  readonly session_id: string
  readonly user_id: string
  readonly revoked: boolean
  readonly is_within_reuse: boolean
}

interface IssuedSession {
  readonly user: UserRow
  readonly sessionId: string
  readonly refreshToken: string
}

const makeRefreshToken = () => randomBytes(9).toString('base64url')

function isBanned(user: UserRow): boolean {
  return user.banned_until !== null && user.banned_until.getTime() > Date.now()
}

function describeSession(settings: SessionSettings, issued: IssuedSession): object {
  const { user, sessionId, refreshToken } = issued
  const issuedAt = Math.floor(Date.now() / 1000)
  const claims: Claims = {
    iss: settings.issuer,
    sub: user.id,
    aud: 'authenticated',
    exp: issuedAt + settings.tokenSeconds,
    iat: issuedAt,
    email: user.email,
    phone: '',
    app_metadata: user.raw_app_meta_data,
    user_metadata: user.raw_user_meta_data,
    role: 'authenticated',
    aal: 'aal1',
    amr: [{ method: 'password', timestamp: issuedAt }],
    session_id: sessionId,
    is_anonymous: false,
  }
  return {
    access_token: signToken(settings.secret, claims),
    token_type: 'bearer',
    expires_in: settings.tokenSeconds,
    expires_at: issuedAt + settings.tokenSeconds,
    refresh_token: refreshToken,
    user: describeUser(user),
  }
}

/** Signs in with e-mail and password; answers Supabase's session object. Throws an AuthFailure. */
export async function signInWithPassword(
  pool: pg.Pool,
  settings: SessionSettings,
  credentials: { readonly email: string; readonly password: string },
): Promise<object> {
  const sql = `select ${userColumns} from auth.users where lower(email) = lower($1) and deleted_at is null`
  const { rows } = await pool.query<UserRow>(sql, [credentials.email])
  const user = rows[0]
  const isRight = await checkPassword(credentials.password, user?.encrypted_password ?? null)
  if (user && isBanned(user)) throw new AuthFailure(400, 'user_banned', 'User is banned')
  if (!user || !isRight) throw new AuthFailure(400, 'invalid_credentials', 'Invalid login credentials')
  if (!user.email_confirmed_at) throw new AuthFailure(400, 'email_not_confirmed', 'Email not confirmed')
  const sessionId = randomUUID()
  const refreshToken = makeRefreshToken()
  await pool.query(
    `with session as (insert into auth.sessions (id, user_id) values ($1, $2)),
       signed_in as (update auth.users set last_sign_in_at = now() where id = $2)
     insert into auth.refresh_tokens (token, session_id) values ($3, $1)`,
    [sessionId, user.id, refreshToken],
  )
  return describeSession(settings, {
    user: { ...user, last_sign_in_at: new Date() },
    sessionId,
    refreshToken,
  })
}

/** Gives new tokens for a refresh token; throws an AuthFailure and, after a theft, ends the session. */
export async function refreshSession(
  pool: pg.Pool,
  settings: SessionSettings,
  refreshToken: string,
): Promise<object> {
  // A refusal is committed too: the tokens a theft revoked stay revoked.
  const outcome = await inTransaction(pool, (client) => rotate(client, refreshToken))
  if (outcome instanceof AuthFailure) throw outcome
  return describeSession(settings, outcome)
}

async function inTransaction<T>(pool: pg.Pool, work: (client: pg.ClientBase) => Promise<T>): Promise<T> {
  const client = await pool.connect()
  try {
    await client.query('begin')
    const result = await work(client)
    await client.query('commit')
    return result
  } catch (error) {
    await client.query('rollback')
    throw error
  } finally {
    client.release()
  }
}

async function rotate(client: pg.ClientBase, refreshToken: string): Promise<IssuedSession | AuthFailure> {
  // The session's lock makes two refreshes at once take turns.
  const { rows } = await client.query<TokenRow>(
    `select token, session_id, session.user_id, revoked,
       token.updated_at + make_interval(secs => $2) > clock_timestamp() as is_within_reuse
     from auth.refresh_tokens as token join auth.sessions as session on session.id = token.session_id
     where token.token = $1 for update of session`,
    [refreshToken, reuseSeconds],
  )
  if (!rows[0]) {
    return new AuthFailure(400, 'refresh_token_not_found', 'Invalid Refresh Token: Refresh Token Not Found')
  }
  const { session_id: sessionId, user_id: userId } = rows[0]
  const users = await client.query<UserRow>(`select ${userColumns} from auth.users where id = $1`, [userId])
  const user = users.rows[0]
  if (!user) return new AuthFailure(400, 'user_not_found', 'Invalid Refresh Token: User Not Found')
  if (isBanned(user)) return new AuthFailure(400, 'user_banned', 'Invalid Refresh Token: User Banned')
  // Read again under the lock: another request may have used the token meanwhile.
  const current = await client.query<{ revoked: boolean; active_child: string | null }>(
    `select revoked, (select token from auth.refresh_tokens as child
       where child.session_id = token.session_id and child.parent = token.token and not child.revoked) as active_child
     from auth.refresh_tokens as token where token = $1`,
    [refreshToken],
  )
  const { revoked = true, active_child: activeChild = null } = current.rows[0] ?? {}
  if (activeChild !== null) return { user, sessionId, refreshToken: activeChild }
  if (revoked && !rows[0].is_within_reuse) {
    // Long ago, so that none of them has its ten seconds any more.
    await client.query(
      `update auth.refresh_tokens set revoked = true, updated_at = '-infinity' where session_id = $1`,
      [sessionId],
    )
    return new AuthFailure(400, 'refresh_token_already_used', 'Invalid Refresh Token: Already Used')
  }
  const next = makeRefreshToken()
  await client.query(
    `with used as (update auth.refresh_tokens set revoked = true, updated_at = now() where token = $1 and not revoked),
       session as (update auth.sessions set refreshed_at = now() where id = $2)
     insert into auth.refresh_tokens (token, parent, session_id) values ($3, $1, $2)`,
    [refreshToken, sessionId, next],
  )
  return { user, sessionId, refreshToken: next }
}

/** Ends sessions of the token's user: this one (`local`), all but this one (`others`), or all (`global`). */
export async function signOut(pool: pg.Pool, claims: Claims, scope: string): Promise<void> {
  if (scope === 'local') await pool.query('delete from auth.sessions where id = $1', [claims.session_id])
  else if (scope === 'others') {
    await pool.query('delete from auth.sessions where user_id = $1 and id <> $2', [
      claims.sub,
      claims.session_id,
    ])
  } else await pool.query('delete from auth.sessions where user_id = $1', [claims.sub])
}
