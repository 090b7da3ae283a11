// Errors as PostgREST answers them: which HTTP status an SQLSTATE becomes, and the four fields of the body.
// Table of statuses: https://docs.postgrest.org/en/v13/references/errors.html
import pg from 'pg'
import { type Reply, replyJson } from './reply.ts'

/** A refusal of PostgREST's own, before or instead of PostgreSQL's. */
export class RestFailure extends Error {
  readonly status: number
  readonly code: string
  readonly details: string | null
  readonly hint: string | null

  constructor(
    status: number,
    code: string,
    message: string,
    extra: { readonly details?: string; readonly hint?: string } = {},
  ) {
    super(message)
    this.name = 'RestFailure'
    this.status = status
    this.code = code
    this.details = extra.details ?? null
    this.hint = extra.hint ?? null
  }
}

// Longer prefixes come first; the first that fits decides.
const statuses: readonly (readonly [prefix: string, status: number])[] = [
  ['53400', 500],
  ['57P01', 503],
  ['23503', 409],
  ['23505', 409],
  ['25006', 405],
  ['42883', 404],
  ['42P01', 404],
  ['42P17', 500],
  ['P0001', 400],
  ['08', 503],
  ['09', 500],
  ['0L', 403],
  ['0P', 403],
  ['25', 500],
  ['28', 403],
  ['2D', 500],
  ['38', 500],
  ['39', 500],
  ['3B', 500],
  ['40', 500],
  ['53', 503],
  ['54', 500],
  ['55', 500],
  ['57', 500],
  ['58', 500],
  ['F0', 500],
  ['HV', 500],
  ['P0', 500],
  ['XX', 500],
]

/** The HTTP status of an SQLSTATE; `isAnonymous` when nobody is signed in. */
export function statusOf(sqlState: string, isAnonymous: boolean): number {
  const chosen = /^PT([1-5]\d\d)$/.exec(sqlState)?.[1]
  if (chosen) return Number(chosen)
  if (sqlState === '42501') return isAnonymous ? 401 : 403
  return statuses.find(([prefix]) => sqlState.startsWith(prefix))?.[1] ?? 400
}

function replyError(status: number, body: object, headers: Readonly<Record<string, string>> = {}): Reply {
  return replyJson(status, body, headers)
}

/** Turns what went wrong into an answer; rethrows what neither PostgreSQL nor these files said. */
export function replyRestFailure(error: unknown, isAnonymous: boolean): Reply {
  if (error instanceof RestFailure) {
    const { code, details, hint, message, status } = error
    const challenge = code.startsWith('PGRST30')
      ? { 'www-authenticate': `Bearer error="invalid_token", error_description="${message}"` }
      : undefined
    return replyError(status, { code, details, hint, message }, challenge)
  }
  if (error instanceof pg.DatabaseError && error.code) {
    const { code, detail = null, hint = null, message } = error
    const status = statusOf(code, isAnonymous)
    const challenge = status === 401 ? { 'www-authenticate': 'Bearer' } : undefined
    return replyError(status, { code, details: detail, hint, message }, challenge)
  }
  if (error instanceof Error && /timeout exceeded when trying to connect/.test(error.message)) {
    const message = 'Timed out acquiring connection from connection pool.'
    return replyError(504, { code: 'PGRST003', details: null, hint: null, message })
  }
  if (
    error instanceof Error &&
    /terminat|ECONNREFUSED|ECONNRESET|Client has encountered/.test(error.message)
  ) {
    const message = 'Database connection error. Retrying the connection.'
    return replyError(503, { code: 'PGRST001', details: null, hint: null, message })
  }
  throw error
}
