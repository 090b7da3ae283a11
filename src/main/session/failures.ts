// What the server's port rejects with, as errors for people.
import { AppError, type ErrorCode } from '../../shared/errors.ts'
import { RemoteError } from '../sync/remote.ts'

const words: Partial<Record<ErrorCode, string>> = {
  SIGN_IN_FAILED: 'The e-mail or the password is wrong.',
  STAFF_UNKNOWN: 'This person is not on the list of staff. A manager can add them.',
  STAFF_DEACTIVATED: 'This person no longer works here. Ask a manager.',
  DEVICE_REVOKED: 'This counter was shut out. An administrator can admit it again.',
  DEVICE_NOT_REGISTERED: 'This counter is not registered. A manager signs in here and registers it.',
  SERVER_UNREACHABLE: 'The server does not answer. Check the connection.',
  SERVER_WRONG_ADDRESS: 'No server is at this address. Check it.',
  SERVER_NOT_REGULARS: 'Something answers at this address, but it is not a Regulars server.',
}

/** An AppError for whatever a call to the server rejected with; what is neither is left as it is. */
export function toSessionError(error: unknown): unknown {
  if (!(error instanceof RemoteError)) return error
  const details = error.retryAfter === null ? undefined : { waitSeconds: Math.ceil(error.retryAfter / 1000) }
  return new AppError(error.code, words[error.code] ?? 'The server could not do this. Try again.', {
    details,
  })
}

/** Waits for a call to the server; rejects with an AppError. */
export async function askServer<Answer>(call: Promise<Answer>): Promise<Answer> {
  try {
    return await call
  } catch (error) {
    throw toSessionError(error)
  }
}
