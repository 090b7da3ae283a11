// Tells a wrong key from a damaged file. Whole-file encryption answers both with the same error, so a keyed digest of
// a constant stands beside the file: it proves the key without saying anything about it.
import { createHmac, timingSafeEqual } from 'node:crypto'
import fs from 'node:fs'
import { writeDurably } from './store-files.ts'

/** What the key-check file says of a key; `absent` also covers a file that is no key check at all. */
export type KeyVerdict = 'right' | 'wrong' | 'absent'

/** Compares a key with the key-check file. */
export function checkKey(file: string, key: Buffer): KeyVerdict {
  const found = fs.existsSync(file) ? fs.readFileSync(file, 'utf8').trim() : ''
  if (!/^[0-9a-f]{64}$/.test(found)) return 'absent'
  return timingSafeEqual(Buffer.from(found, 'hex'), digest(key)) ? 'right' : 'wrong'
}

/** Writes the key check of a store whose file has just been opened with this key. */
export function writeKeyCheck(file: string, key: Buffer): void {
  writeDurably(file, `${digest(key).toString('hex')}\n`)
}

function digest(key: Buffer): Buffer {
  return createHmac('sha256', key).update('regulars key check 1').digest()
}
