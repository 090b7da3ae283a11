// Errors as Supabase Auth words them: clients that ask for the API of 2024-01-01 get {code, message}, others the old form.
import { type Reply, type Request, replyJson } from './reply.ts'

const currentVersion = '2024-01-01'

/** An error on its way to the client. */
export class AuthFailure extends Error {
  readonly status: number
  readonly code: string

  constructor(status: number, code: string, message: string) {
    super(message)
    this.name = 'AuthFailure'
    this.status = status
    this.code = code
  }
}

/** Writes the answer in the form the request's X-Supabase-Api-Version asks for. */
export function replyAuthFailure(request: Request, failure: AuthFailure): Reply {
  const { status, code, message } = failure
  const headers = { 'x-sb-error-code': code }
  if ((request.headers['x-supabase-api-version'] ?? '') < currentVersion) {
    return replyJson(status, { code: status, error_code: code, msg: message }, headers)
  }
  return replyJson(status, { code, message }, { ...headers, 'x-supabase-api-version': currentVersion })
}

/** The body as an object; throws bad_json. */
export function readJsonObject(request: Request): Record<string, unknown> {
  try {
    const value: unknown = JSON.parse(request.body)
    if (typeof value === 'object' && value !== null && !Array.isArray(value))
      return value as Record<string, unknown>
  } catch {
    // Said below.
  }
  throw new AuthFailure(400, 'bad_json', 'Could not parse request body as JSON')
}

/** A text of the body; empty when it is not there or no text. */
export function textOf(body: Record<string, unknown>, name: string): string {
  const value = body[name]
  return typeof value === 'string' ? value : ''
}
