// /auth/v1: the slice of Supabase Auth's HTTP that signing staff in and out needs, with its status codes and error codes.
import type pg from 'pg'
import { AuthFailure, readJsonObject, replyAuthFailure, textOf } from './auth-errors.ts'
import { refreshSession, type SessionSettings, signInWithPassword, signOut } from './auth-sessions.ts'
import { createUser, deleteUser, describeUser, findUser, listUsers, updateUser } from './auth-users.ts'
import { type Claims, readToken } from './json-web-token.ts'
import { type Reply, type Request, readBearer, replyJson } from './reply.ts'

export interface AuthContext extends SessionSettings {
  /** Connections as the owner of the auth schema. */
  readonly pool: pg.Pool
}

const tokenFaults = {
  malformed: 'token is malformed: token contains an invalid number of segments',
  signature: 'signature is invalid',
  expired: 'token has invalid claims: token is expired',
} as const

function readClaims(request: Request, secret: string): Claims {
  const token = readBearer(request)
  if (token === null)
    throw new AuthFailure(401, 'no_authorization', 'This endpoint requires a valid Bearer token')
  const read = readToken(secret, token, Date.now())
  if ('claims' in read) return read.claims
  const why = tokenFaults[read.fault]
  throw new AuthFailure(403, 'bad_jwt', `invalid JWT: unable to parse or verify signature, ${why}`)
}

/** The claims of somebody who is signed in at this moment. */
async function requireSession(request: Request, { secret, pool }: AuthContext): Promise<Claims> {
  const claims = readClaims(request, secret)
  if (!claims.sub) throw new AuthFailure(403, 'bad_jwt', 'invalid claim: missing sub claim')
  const { rows } = await pool.query(
    `select exists (select from auth.users where id = $1) as has_user,
       exists (select from auth.sessions where id = $2) as has_session`,
    [claims.sub, claims.session_id ?? null],
  )
  const { has_user: hasUser, has_session: hasSession } = rows[0] ?? {}
  if (!hasUser) throw new AuthFailure(403, 'user_not_found', 'User from sub claim in JWT does not exist')
  if (!hasSession) {
    throw new AuthFailure(403, 'session_not_found', 'Session from session_id claim in JWT does not exist')
  }
  return claims
}

async function giveToken(request: Request, context: AuthContext): Promise<Reply> {
  const grant = request.query.get('grant_type')
  const body = readJsonObject(request)
  if (grant === 'password') {
    const email = textOf(body, 'email')
    if (!email) throw new AuthFailure(400, 'validation_failed', 'missing email or phone')
    const credentials = { email, password: textOf(body, 'password') }
    return replyJson(200, await signInWithPassword(context.pool, context, credentials))
  }
  if (grant === 'refresh_token') {
    const token = textOf(body, 'refresh_token')
    if (!token) throw new AuthFailure(400, 'validation_failed', 'refresh_token required')
    return replyJson(200, await refreshSession(context.pool, context, token))
  }
  throw new AuthFailure(400, 'invalid_credentials', 'unsupported_grant_type')
}

async function administer(request: Request, { secret, pool }: AuthContext): Promise<Reply> {
  if (readClaims(request, secret).role !== 'service_role') {
    throw new AuthFailure(403, 'not_admin', 'User not allowed')
  }
  const [, , , , , id] = request.path.split('/')
  const { method } = request
  if (!id && method === 'POST')
    return replyJson(200, describeUser(await createUser(pool, readJsonObject(request))))
  if (!id && method === 'GET') {
    const page = Number(request.query.get('page')) || 1
    const perPage = Number(request.query.get('per_page')) || 50
    const users = await listUsers(pool, page, perPage)
    return replyJson(200, { users: users.map(describeUser), aud: 'authenticated' })
  }
  if (id && method === 'GET') return replyJson(200, describeUser(await findUser(pool, id)))
  if (id && method === 'PUT')
    return replyJson(200, describeUser(await updateUser(pool, id, readJsonObject(request))))
  if (id && method === 'DELETE') {
    await deleteUser(pool, id)
    return replyJson(200, {})
  }
  return replyJson(405, { code: 405, msg: 'Method not allowed' })
}

const settings = {
  external: { email: true, phone: false, anonymous_users: false },
  disable_signup: true,
  mailer_autoconfirm: false,
  phone_autoconfirm: false,
  sms_provider: '',
  saml_enabled: false,
}

async function route(request: Request, context: AuthContext): Promise<Reply> {
  const call = `${request.method} ${request.path.slice('/auth/v1'.length)}`
  if (/^\w+ \/admin\/users(\/|$)/.test(call)) return administer(request, context)
  switch (call) {
    case 'GET /health':
      return replyJson(200, {
        version: 'v2',
        name: 'GoTrue',
        description: 'A development backend that speaks like it',
      })
    case 'GET /settings':
      return replyJson(200, settings)
    case 'POST /token':
      return giveToken(request, context)
    case 'GET /user': {
      const claims = await requireSession(request, context)
      return replyJson(200, describeUser(await findUser(context.pool, claims.sub ?? '')))
    }
    case 'POST /logout':
      await signOut(
        context.pool,
        await requireSession(request, context),
        request.query.get('scope') ?? 'global',
      )
      return { status: 204 }
    case 'POST /signup':
      throw new AuthFailure(422, 'signup_disabled', 'Signups not allowed for this instance')
    default:
      return { status: 404, headers: { 'content-type': 'text/plain' }, body: '404 page not found\n' }
  }
}

/** Answers a request to /auth/v1. */
export async function answerAuth(request: Request, context: AuthContext): Promise<Reply> {
  try {
    return await route(request, context)
  } catch (error) {
    if (error instanceof AuthFailure) return replyAuthFailure(request, error)
    throw error
  }
}
