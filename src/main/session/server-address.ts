// The address and the public key of a server, as people paste them, checked before anything is sent there.
import { AppError } from '../../shared/errors.ts'

export interface ServerAddress {
  /** Scheme, host and port; no path and no trailing slash. */
  readonly url: string
  readonly key: string
}

/** Whether an address is this computer's own. */
export function isLoopback(url: string): boolean {
  return /^https?:\/\/(localhost|127\.\d+\.\d+\.\d+|\[::1\])(:\d+)?$/.test(url)
}

/**
 * Reads an address typed with or without `https://` and a key. Throws SERVER_WRONG_ADDRESS for what is no address or
 * would send passwords in the clear, INVALID_ARGUMENTS for a key that must never leave a server.
 */
export function readServerAddress(typedUrl: string, typedKey: string): ServerAddress {
  const key = typedKey.trim()
  if (isSecretKey(key)) {
    throw new AppError('INVALID_ARGUMENTS', 'This is the secret key of the project. Use the public one.', {
      field: 'key',
    })
  }
  return { url: readUrl(typedUrl.trim()), key }
}

function readUrl(typed: string): string {
  const text = /^[a-z]+:\/\//i.test(typed) ? typed : `https://${typed}`
  const url = URL.parse(text)?.origin ?? ''
  const isSafe = url.startsWith('https://') || (url.startsWith('http://') && isLoopback(url))
  if (typed === '' || !isSafe) {
    throw new AppError(
      'SERVER_WRONG_ADDRESS',
      'The address begins with https://. Copy it from the project.',
      {
        field: 'url',
      },
    )
  }
  return url
}

/** New keys say what they are; the old ones are tokens that name their role. */
function isSecretKey(key: string): boolean {
  if (key.startsWith('sb_secret_')) return true
  const payload = key.split('.')[1]
  if (payload === undefined) return false
  return Buffer.from(payload, 'base64url').toString('utf8').includes('service_role')
}
