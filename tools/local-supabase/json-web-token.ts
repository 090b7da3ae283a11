// JSON Web Tokens signed with HMAC SHA-256 (RFC 7519, RFC 7515), as Supabase signs those of a project with a shared secret.
import { createHmac, timingSafeEqual } from 'node:crypto'

export interface Claims {
  readonly role?: string
  readonly sub?: string
  readonly email?: string
  readonly session_id?: string
  /** Unix seconds. */
  readonly exp?: number
  readonly [name: string]: unknown
}

/** Why a token is not taken, in the word each part of Supabase has its own sentence for. */
export type TokenFault = 'malformed' | 'signature' | 'expired'

export type ReadToken = { readonly claims: Claims } | { readonly fault: TokenFault }

const encode = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url')
const header = encode({ alg: 'HS256', typ: 'JWT' })

function signatureOf(secret: string, text: string): Buffer {
  return createHmac('sha256', secret).update(text).digest()
}

/** Signs claims as they are; the caller sets `iat` and `exp`. */
export function signToken(secret: string, claims: Claims): string {
  const text = `${header}.${encode(claims)}`
  return `${text}.${signatureOf(secret, text).toString('base64url')}`
}

function parsePart(part: string | undefined): Record<string, unknown> | null {
  try {
    const value: unknown = JSON.parse(Buffer.from(part ?? '', 'base64url').toString())
    return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : null
  } catch {
    return null
  }
}

/** Reads a token and checks its signature and its end at `now` (epoch milliseconds). */
export function readToken(secret: string, token: string, now: number): ReadToken {
  const [head, body, signature, ...more] = token.split('.')
  const claims = parsePart(body)
  if (!signature || more.length > 0 || !claims || parsePart(head)?.alg !== 'HS256')
    return { fault: 'malformed' }
  const given = Buffer.from(signature, 'base64url')
  const expected = signatureOf(secret, `${head}.${body}`)
  if (given.length !== expected.length || !timingSafeEqual(given, expected)) return { fault: 'signature' }
  if (typeof claims.exp === 'number' && claims.exp * 1000 <= now) return { fault: 'expired' }
  return { claims }
}
