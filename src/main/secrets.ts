// The key of the database file: 32 random bytes, kept by the system's key store through safeStorage's asynchronous calls.
// Losing it means losing the file, so it is made once, written durably, and never replaced.
import { randomBytes } from 'node:crypto'
import { existsSync, readFileSync } from 'node:fs'
import { open, rename } from 'node:fs/promises'
import { join } from 'node:path'
import { safeStorage } from 'electron'
import { AppError } from '../shared/errors.ts'

const keyLength = 32

/**
 * Reads the store's key from `folder`, making it first where there is neither key nor store.
 * `acceptWeakStore` is asked when the system's key store does not really encrypt. Throws STORE_KEY_UNAVAILABLE.
 */
export async function loadStoreKey(
  folder: string,
  hasStore: boolean,
  acceptWeakStore: () => Promise<boolean>,
): Promise<Buffer> {
  if (!(await safeStorage.isAsyncEncryptionAvailable())) {
    throw keyUnavailable(
      "This computer's key store cannot be used. Unlock it or sign in again, then start Regulars.",
    )
  }
  const isWeak = process.platform === 'linux' && safeStorage.getSelectedStorageBackend() === 'basic_text'
  if (isWeak && !(await acceptWeakStore())) {
    throw keyUnavailable('Regulars keeps customer data encrypted and found no safe place for the key.')
  }
  const file = join(folder, 'regulars.key')
  if (existsSync(file)) return readKey(file)
  if (hasStore) {
    throw keyUnavailable(
      'The key file beside the database is missing. Put regulars.key back; nothing was changed.',
    )
  }
  const key = randomBytes(keyLength)
  await writeDurably(file, await safeStorage.encryptStringAsync(key.toString('base64')))
  return key
}

async function readKey(file: string): Promise<Buffer> {
  try {
    const { result, shouldReEncrypt } = await safeStorage.decryptStringAsync(readFileSync(file))
    const key = Buffer.from(result, 'base64')
    if (key.length !== keyLength) throw new Error('unexpected key length')
    if (shouldReEncrypt) await writeDurably(file, await safeStorage.encryptStringAsync(result))
    return key
  } catch {
    throw keyUnavailable(
      "This computer's key store does not open the database's key. Sign in as the usual user.",
    )
  }
}

async function writeDurably(file: string, content: Buffer): Promise<void> {
  const handle = await open(`${file}.new`, 'w', 0o600)
  try {
    await handle.writeFile(content)
    await handle.sync()
  } finally {
    await handle.close()
  }
  await rename(`${file}.new`, file)
}

function keyUnavailable(message: string): AppError {
  return new AppError('STORE_KEY_UNAVAILABLE', message)
}
