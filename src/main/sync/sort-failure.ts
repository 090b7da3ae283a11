// What went wrong between here and the server, sorted by what can be done about it. Whatever stands in between (a captive
// portal, a proxy, a gateway) answers in its own way; none of its words are passed on.
import { type ErrorCode, errorCodes } from '../../shared/errors.ts'
import { RemoteError } from './remote.ts'

/** An answer as far as sorting needs it. */
export interface FailedAnswer {
  readonly status: number
  readonly contentType: string
  /** The header as it came; null when there was none. */
  readonly retryAfter: string | null
  readonly body: string
  /** The server's own clock (its Date header), for a Retry-After that names a moment: ours may be years off. */
  readonly date: string | null
}

const tlsCodes =
  /^(ERR_TLS_|ERR_SSL_|EPROTO$|CERT_|DEPTH_ZERO_|SELF_SIGNED_|UNABLE_TO_(VERIFY|GET)_|HOSTNAME_MISMATCH$|INVALID_CA$|INVALID_PURPOSE$|PATH_LENGTH_EXCEEDED$)/

/** The failure of a request that got no complete answer: refused, cut off, timed out, or a certificate that does not hold. */
export function sortBrokenRequest(error: unknown): RemoteError {
  if (error instanceof RemoteError) return error
  for (let cause = error, depth = 0; cause instanceof Error && depth < 5; cause = cause.cause, depth += 1) {
    if ('code' in cause && typeof cause.code === 'string' && tlsCodes.test(cause.code)) {
      return new RemoteError('SERVER_TLS_FAILED')
    }
  }
  return new RemoteError('SERVER_UNREACHABLE')
}

/** Whether an answer claims to be JSON. */
export function isJson(contentType: string): boolean {
  return /^application\/([\w.+-]+\+)?json\b/i.test(contentType.trim())
}

/** The failure an answer with another status than 2xx stands for. */
export function sortFailedAnswer(answer: FailedAnswer): RemoteError {
  const { status } = answer
  const wait = readRetryAfter(answer.retryAfter, answer.date)
  if (status === 429 || status === 503) return new RemoteError('SERVER_BUSY', wait)
  if (status < 400 || status === 511) return new RemoteError('SERVER_NOT_REGULARS')
  if (status === 407 || status === 408) return new RemoteError('SERVER_UNREACHABLE')
  if (status === 413) return new RemoteError('PAYLOAD_TOO_LARGE')
  const said = isJson(answer.contentType) ? readSaid(answer.body) : null
  const own =
    said === null ? null : (ownCode(said.message) ?? authCodes[said.code] ?? postgresCodes[said.code])
  if (own) return new RemoteError(own, wait)
  if (status >= 500) return new RemoteError('SERVER_FAILED', wait)
  if (said === null) {
    // A proxy's own page may come with any status; only 404 says that nothing of ours is at this path.
    return new RemoteError(status === 404 ? 'SERVER_WRONG_ADDRESS' : 'SERVER_NOT_REGULARS')
  }
  if (status === 401) {
    return new RemoteError(/api.?key/i.test(said.message) ? 'SERVER_WRONG_ADDRESS' : 'SESSION_EXPIRED')
  }
  if (status === 404) {
    return new RemoteError(said.code === functionMissing ? 'SERVER_NOT_REGULARS' : 'SERVER_WRONG_ADDRESS')
  }
  return new RemoteError('SERVER_FAILED', wait)
}

/** PostgREST's word for a function that is not in its schema: a Supabase project without Regulars. */
const functionMissing = 'PGRST202'

/** SQLSTATEs and PostgREST's own codes: what passes by itself, and tokens that no longer hold. */
const postgresCodes: Partial<Record<string, ErrorCode>> = {
  '40001': 'SERVER_BUSY',
  '40P01': 'SERVER_BUSY',
  '55P03': 'SERVER_BUSY',
  '57014': 'SERVER_BUSY',
  '53300': 'SERVER_BUSY',
  PGRST003: 'SERVER_BUSY',
  PGRST301: 'SESSION_EXPIRED',
  PGRST302: 'SESSION_EXPIRED',
  PGRST303: 'SESSION_EXPIRED',
}

/** What Supabase Auth says, by its error codes and by those of its older releases. */
const authCodes: Partial<Record<string, ErrorCode>> = {
  invalid_credentials: 'SIGN_IN_FAILED',
  email_not_confirmed: 'SIGN_IN_FAILED',
  validation_failed: 'SIGN_IN_FAILED',
  user_banned: 'STAFF_DEACTIVATED',
  refresh_token_not_found: 'SESSION_EXPIRED',
  refresh_token_already_used: 'SESSION_EXPIRED',
  session_not_found: 'SESSION_EXPIRED',
  session_expired: 'SESSION_EXPIRED',
  user_not_found: 'SESSION_EXPIRED',
  bad_jwt: 'SESSION_EXPIRED',
  over_request_rate_limit: 'SERVER_BUSY',
}

function ownCode(message: string): ErrorCode | null {
  return (errorCodes as readonly string[]).includes(message) ? (message as ErrorCode) : null
}

interface Said {
  readonly code: string
  readonly message: string
}

/** The code and message of an error body: PostgREST's, Auth's, or a gateway's; null when it is none. */
function readSaid(body: string): Said | null {
  try {
    const said: unknown = JSON.parse(body)
    if (typeof said !== 'object' || said === null) return null
    const fields = said as Record<string, unknown>
    const text = (name: string) => (typeof fields[name] === 'string' ? (fields[name] as string) : '')
    const code = text('error_code') || text('code') || text('error')
    return { code, message: text('message') || text('msg') || text('error_description') }
  } catch {
    return null
  }
}

/** Milliseconds of a Retry-After header in either of its forms (RFC 9110, section 10.2.3); null when there is none. */
export function readRetryAfter(header: string | null, serverDate: string | null): number | null {
  if (header === null || header.trim() === '') return null
  if (/^\s*\d+\s*$/.test(header)) return Number(header) * 1000
  const moment = Date.parse(header)
  const now = serverDate === null ? Date.now() : Date.parse(serverDate)
  return Number.isNaN(moment) || Number.isNaN(now) ? null : Math.max(0, moment - now)
}
