// What the system's key store keeps through safeStorage's asynchronous calls: the key of the database file, and the tokens of
// people who signed in. Losing the key means losing the file, so it is made once, written durably, and never replaced;
// losing the tokens only means signing in again.
import { randomBytes } from 'node:crypto'
import { existsSync, readFileSync } from 'node:fs'
import { open, rename } from 'node:fs/promises'
import { join } from 'node:path'
import { safeStorage } from 'electron'
import { AppError } from '../shared/errors.ts'
import type { TokenVault } from './session/server.ts'
import type { RemoteSession } from './sync/remote.ts'

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

/** Opens the tokens kept in `folder`; a file that cannot be read any more counts as empty. */
export async function openTokenVault(folder: string): Promise<TokenVault> {
  const file = join(folder, 'regulars.sessions')
  const tokens = new Map<string, RemoteSession>(Object.entries(await readTokens(file)))
  let written: Promise<void> = Promise.resolve()
  /** One after the other, each with what holds when its turn comes. */
  const write = (): Promise<void> => {
    const turn = written.then(async () => {
      const text = JSON.stringify(Object.fromEntries(tokens))
      await writeDurably(file, await safeStorage.encryptStringAsync(text))
    })
    written = turn.catch(() => undefined)
    return turn
  }
  return {
    ids: () => [...tokens.keys()],
    read: (staffId) => tokens.get(staffId) ?? null,
    keep: (staffId, session) => {
      tokens.set(staffId, session)
      return write()
    },
    forget: async (staffId) => {
      if (tokens.delete(staffId)) await write()
    },
  }
}

async function readTokens(file: string): Promise<Record<string, RemoteSession>> {
  if (!existsSync(file)) return {}
  try {
    return JSON.parse((await safeStorage.decryptStringAsync(readFileSync(file))).result)
  } catch {
    return {}
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
