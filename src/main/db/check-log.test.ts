import { randomBytes } from 'node:crypto'
import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { checkLog } from './check-log.ts'
import type { WriteDb } from './handle.ts'
import { closeStore, openStore } from './open.ts'

const frame = 24 + 4096
let folder: string
let log: string
let db: WriteDb
beforeEach(() => {
  folder = fs.mkdtempSync(path.join(os.tmpdir(), 'regulars-log-'))
  db = openStore({ folder, key: randomBytes(32) }).db
  // Two rounds of the log, so that behind the frames of the second lie those of the first.
  for (let number = 0; number < 40; number += 1) save(`first-${number}`)
  db.pragma('wal_checkpoint(RESTART)')
  for (let number = 0; number < 10; number += 1) save(`second-${number}`)
  log = path.join(folder, 'copy-wal')
  fs.copyFileSync(path.join(folder, 'regulars.db-wal'), log)
})
afterEach(() => {
  closeStore(db)
  fs.rmSync(folder, { recursive: true, force: true })
})

function save(name: string): void {
  db.prepare('INSERT INTO settings (name, value) VALUES (?, ?)').run(name, 'x'.repeat(100))
}

function change(body: (bytes: Buffer) => Buffer): void {
  fs.writeFileSync(log, body(fs.readFileSync(log)))
}

/** Where the frames of the second round end. */
function endOfLog(bytes: Buffer): number {
  let at = 32
  while (bytes.subarray(at + 8, at + 16).equals(bytes.subarray(16, 24))) at += frame
  return at
}

test('a log as SQLite wrote it is whole, and so is none at all', () => {
  expect(checkLog(log)).toBe('whole')
  expect(checkLog(path.join(folder, 'absent'))).toBe('whole')
  change(() => Buffer.alloc(0))
  expect(checkLog(log)).toBe('whole')
})

test('the remains of a transaction that never finished are no damage', () => {
  change((bytes) => {
    const end = endOfLog(bytes)
    // A frame whose header was written and whose page was not, in the middle of a transaction.
    bytes.copy(bytes, end, end - frame, end - frame + 24)
    bytes.writeUInt32BE(0, end + 4)
    return bytes
  })
  expect(checkLog(log)).toBe('whole')
  change((bytes) => bytes.subarray(0, endOfLog(bytes) + 24))
  expect(checkLog(log)).toBe('whole')
})

test('pages that an unfinished transaction wrote twice are no damage', () => {
  // So small a cache that pages go to the log before the transaction ends, and once more when they change again.
  db.pragma('cache_size = 10')
  db.exec('BEGIN')
  for (let number = 0; number < 400; number += 1) save(`third-${number}`)
  db.prepare("UPDATE settings SET value = value || 'y' WHERE name LIKE 'third-%'").run()
  fs.copyFileSync(path.join(folder, 'regulars.db-wal'), log)
  db.exec('ROLLBACK')
  expect(checkLog(log)).toBe('whole')
})

test('one flipped bit in any part of a finished transaction is found', () => {
  const sound = fs.readFileSync(log)
  const end = endOfLog(sound)
  const places = [0, 9, 17, 25, 32, 36, 41, 45, 49, 60, 32 + 3 * frame + 500, end - frame + 9, end - 1]
  for (const place of places) {
    change(() => {
      const bytes = Buffer.from(sound)
      bytes[place] = (bytes[place] ?? 0) ^ 0x10
      return bytes
    })
    expect(checkLog(log), `byte ${place} of ${end}`).toBe('torn')
  }
  change(() => sound.subarray(0, 20))
  expect(checkLog(log)).toBe('torn')
  change(() => sound.subarray(0, end - 1000))
  expect(checkLog(log)).toBe('torn')
})
