import { readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { makeFolder, removeFolder } from './fixture/launch.ts'
import { createSafeStorage } from './safe-storage.ts'

const named = process.env.ELECTRON_ON_CHROMIUM_KEY
let folder = ''
beforeEach(() => {
  folder = makeFolder()
  process.env.ELECTRON_ON_CHROMIUM_KEY = join(folder, 'deep', 'key')
})
afterEach(() => {
  if (named === undefined) delete process.env.ELECTRON_ON_CHROMIUM_KEY
  else process.env.ELECTRON_ON_CHROMIUM_KEY = named
  removeFolder(folder)
})

const storage = createSafeStorage(() => true)
const secret = 'ความลับ and a key'

it('gives back what it sealed, and seals differently each time', async () => {
  const first = await storage.encryptStringAsync(secret)
  const second = await storage.encryptStringAsync(secret)
  expect(first.equals(second)).toBe(false)
  expect(first.includes(Buffer.from(secret))).toBe(false)
  expect(await storage.decryptStringAsync(first)).toEqual({ result: secret, shouldReEncrypt: false })
  expect(storage.decryptString(second)).toBe(secret)
})

it('keeps its key in a file that only this user may read', async () => {
  await storage.encryptStringAsync(secret)
  const file = join(folder, 'deep', 'key')
  expect(statSync(file).mode & 0o777).toBe(0o600)
  expect(readFileSync(file)).toHaveLength(32)
})

it('refuses changed bytes, foreign bytes and another key', async () => {
  const sealed = await storage.encryptStringAsync(secret)
  const changed = Buffer.from(sealed)
  changed[changed.length - 1] = (changed.at(-1) ?? 0) ^ 1
  await expect(storage.decryptStringAsync(changed)).rejects.toThrow('decrypting')
  await expect(storage.decryptStringAsync(Buffer.from('plain text'))).rejects.toThrow('decrypting')
  process.env.ELECTRON_ON_CHROMIUM_KEY = join(folder, 'other')
  await expect(storage.decryptStringAsync(sealed)).rejects.toThrow('decrypting')
})

it('cannot be used before the app is ready', async () => {
  const early = createSafeStorage(() => false)
  expect(await early.isAsyncEncryptionAvailable()).toBe(false)
  await expect(early.encryptStringAsync(secret)).rejects.toThrow('before app is ready')
})
