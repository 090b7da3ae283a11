// One transaction per request, as PostgREST runs it: the token's role and claims, the request's headers, the role's own
// time limits; whatever the work throws rolls everything back.
import pg from 'pg'
import type { Claims } from './json-web-token.ts'
import { readToken } from './json-web-token.ts'
import { type Request, readBearer } from './reply.ts'
import { RestFailure } from './rest-errors.ts'

export interface RestContext {
  /** Connections as `authenticator`, who may become every other role. */
  readonly pool: pg.Pool
  readonly secret: string
}

export interface Caller {
  readonly role: string
  readonly claims: Claims
}

/** Time limits that `alter role ... set` gave; the role is taken on inside a transaction, so nobody else applies them. */
const roleLimits: Readonly<Record<string, string>> = { anon: '3s', authenticated: '8s' }

/** Who calls: anon without a token. Throws PGRST301 for a token that does not hold, PGRST303 for one that is over. */
export function readCaller(request: Request, secret: string): Caller {
  const token = readBearer(request)
  if (token === null) return { role: 'anon', claims: { role: 'anon' } }
  const read = readToken(secret, token, Date.now())
  if ('claims' in read) return { role: read.claims.role ?? 'anon', claims: read.claims }
  if (read.fault === 'expired') throw new RestFailure(401, 'PGRST303', 'JWT expired')
  const parts = token.split('.').length
  if (parts !== 3) {
    throw new RestFailure(401, 'PGRST301', `Expected 3 parts in JWT; got ${parts}`)
  }
  throw new RestFailure(401, 'PGRST301', 'No suitable key or wrong key type')
}

function describeTransaction(request: Request, caller: Caller, isReadOnly: boolean): string {
  const { cookie: _, ...headers } = request.headers
  const settings: Readonly<Record<string, string>> = {
    search_path: '"public", "extensions"',
    role: caller.role,
    'request.jwt.claims': JSON.stringify(caller.claims),
    'request.method': request.method,
    'request.path': request.path.slice('/rest/v1'.length),
    'request.headers': JSON.stringify(headers),
    'request.cookies': '{}',
    ...(roleLimits[caller.role] ? { statement_timeout: roleLimits[caller.role] ?? '' } : {}),
  }
  const calls = Object.entries(settings).map(
    ([name, value]) => `set_config(${pg.escapeLiteral(name)}, ${pg.escapeLiteral(value)}, true)`,
  )
  return `begin isolation level read committed ${isReadOnly ? 'read only' : 'read write'};
    select ${calls.join(', ')};`
}

/** Runs the work as the caller in a transaction of its own and commits it. */
export async function asCaller<T>(
  context: RestContext,
  request: Request,
  options: { readonly caller: Caller; readonly isReadOnly: boolean },
  work: (client: pg.PoolClient) => Promise<T>,
): Promise<T> {
  const client = await context.pool.connect()
  let broken: Error | undefined
  try {
    await client.query(describeTransaction(request, options.caller, options.isReadOnly))
    const result = await work(client)
    await client.query('commit')
    return result
  } catch (error) {
    await client.query('rollback').catch((failure: Error) => {
      broken = failure
    })
    throw error
  } finally {
    client.release(broken)
  }
}
