// safeStorage: AES-256-GCM under a random key in a file only this user may read. It keeps the contract (text in, sealed
// bytes out, nothing readable without the key) but not a real key store's protection from other programs of the same user.
import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto'
import { closeSync, fsyncSync, linkSync, mkdirSync, openSync, readFileSync, rmSync, writeSync } from 'node:fs'
import { homedir } from 'node:os'
import { dirname, join } from 'node:path'
import type { SafeStorage } from 'electron'

const magic = Buffer.from('EoC1')
const nonceLength = 12
const tagLength = 16

/** Makes safeStorage; the key is made when it is first needed. */
export function createSafeStorage(isReady: () => boolean): SafeStorage {
  function requireReady(): void {
    if (!isReady()) throw new Error('safeStorage cannot be used before app is ready')
  }

  function encrypt(plainText: string): Buffer {
    requireReady()
    const nonce = randomBytes(nonceLength)
    const cipher = createCipheriv('aes-256-gcm', readKey(keyFile()), nonce)
    const sealed = Buffer.concat([cipher.update(plainText, 'utf8'), cipher.final()])
    return Buffer.concat([magic, nonce, cipher.getAuthTag(), sealed])
  }

  function decrypt(encrypted: Buffer): string {
    requireReady()
    const bytes = Buffer.from(encrypted)
    const head = magic.length + nonceLength + tagLength
    if (bytes.length < head || !bytes.subarray(0, magic.length).equals(magic)) {
      throw new Error('Error while decrypting the ciphertext provided to safeStorage.decryptString.')
    }
    const nonce = bytes.subarray(magic.length, magic.length + nonceLength)
    const decipher = createDecipheriv('aes-256-gcm', readKey(keyFile()), nonce)
    decipher.setAuthTag(bytes.subarray(head - tagLength, head))
    try {
      return Buffer.concat([decipher.update(bytes.subarray(head)), decipher.final()]).toString('utf8')
    } catch {
      throw new Error('Error while decrypting the ciphertext provided to safeStorage.decryptString.')
    }
  }

  return {
    isEncryptionAvailable: () => isReady(),
    isAsyncEncryptionAvailable: async () => isReady(),
    encryptString: encrypt,
    encryptStringAsync: async (plainText) => encrypt(plainText),
    decryptString: decrypt,
    decryptStringAsync: async (encrypted) => ({ result: decrypt(encrypted), shouldReEncrypt: false }),
    getSelectedStorageBackend: () => 'unknown',
    setUsePlainTextEncryption: () => {
      throw new Error('The stand-in refuses safeStorage.setUsePlainTextEncryption')
    },
  }
}

/** Where the key lives: outside any app's data; ELECTRON_ON_CHROMIUM_KEY names another file. */
export function keyFile(): string {
  const named = process.env.ELECTRON_ON_CHROMIUM_KEY
  const data = process.env.XDG_DATA_HOME || join(homedir(), '.local', 'share')
  return named || join(data, 'electron-on-chromium', 'key')
}

function readKey(file: string): Buffer {
  try {
    return checkKey(readFileSync(file), file)
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'ENOENT')) throw error
  }
  makeKey(file)
  return checkKey(readFileSync(file), file)
}

/** Written whole and then linked into place, so that of two processes at first start both use the same key. */
function makeKey(file: string): void {
  mkdirSync(dirname(file), { recursive: true, mode: 0o700 })
  const draft = `${file}.${process.pid}`
  const handle = openSync(draft, 'wx', 0o600)
  writeSync(handle, randomBytes(32))
  fsyncSync(handle)
  closeSync(handle)
  try {
    linkSync(draft, file)
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error
  } finally {
    rmSync(draft, { force: true })
  }
}

function checkKey(key: Buffer, file: string): Buffer {
  if (key.length !== 32) throw new Error(`${file} is not a key of 32 bytes`)
  return key
}
