// What handlers take and answer: plain values, so that no handler touches a socket.
import type { Claims } from './json-web-token.ts'

export interface Request {
  readonly method: string
  /** Without the query, for example /auth/v1/token. */
  readonly path: string
  readonly query: URLSearchParams
  readonly headers: Readonly<Record<string, string>>
  readonly body: string
}

export interface Reply {
  readonly status: number
  readonly headers?: Readonly<Record<string, string>>
  /** Text that is sent as it is; nothing for an empty answer. */
  readonly body?: string
}

/** What every handler may use: the secret tokens are signed with, the public keys, and the clock. */
export interface Keys {
  readonly secret: string
  readonly anonKey: string
  readonly serviceKey: string
}

/** A value as a JSON answer. */
export function replyJson(
  status: number,
  value: unknown,
  headers: Readonly<Record<string, string>> = {},
): Reply {
  return {
    status,
    headers: { 'content-type': 'application/json; charset=utf-8', ...headers },
    body: JSON.stringify(value),
  }
}

/** The token of an Authorization header; null without one. */
export function readBearer(request: Request): string | null {
  return /^bearer\s+(\S+)\s*$/i.exec(request.headers.authorization ?? '')?.[1] ?? null
}

/** The claims of the keys a project has, for anon and service_role: ten years from `now` (epoch milliseconds). */
export function claimsOfKey(role: 'anon' | 'service_role', now: number): Claims {
  const issued = Math.floor(now / 1000)
  return { iss: 'supabase', role, iat: issued, exp: issued + 10 * 365 * 86_400 }
}
