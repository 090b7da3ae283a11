import { randomBytes } from 'node:crypto'
import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { countWhole, fillStore, phoneOf } from '../../../tests/fixtures/fill-store.ts'
import { lastBackup, listBackups, makeBackup } from './backup.ts'
import { backupEveryMs, backupStore, scheduleBackups, type Timer } from './backup-schedule.ts'
import { isSoundFile, readUntouched } from './check-file.ts'
import { closeStore, openSecondConnection, openStore } from './open.ts'
import { storeFiles } from './store-files.ts'

const key = randomBytes(32)
const worker = new URL('./backup-worker.ts', import.meta.url)
let folder: string
beforeEach(() => {
  folder = fs.mkdtempSync(path.join(os.tmpdir(), 'regulars-backup-'))
})
afterEach(() => fs.rmSync(folder, { recursive: true, force: true }))

function newest(): string {
  return path.join(folder, 'backups', lastBackup(folder)?.fileName ?? 'none')
}

test('a backup made while the store is open and being written to holds one moment of it, whole', async () => {
  const { db } = openStore({ folder, key })
  fillStore(db, 0, 300)
  const running = backupStore({ folder, key, now: new Date(2026, 1, 3, 4, 5, 6), worker })
  for (let number = 300; number < 400; number += 1) {
    fillStore(db, number, number + 1)
    await new Promise((resolve) => setImmediate(resolve))
  }
  const backup = await running
  expect(backup).toEqual({
    fileName: 'regulars-20260203-040506.db',
    at: new Date(2026, 1, 3, 4, 5, 6).toISOString(),
  })
  expect(lastBackup(folder)).toEqual(backup)
  const [whole, all] = readUntouched(newest(), key, (copy) => [
    countWhole(copy),
    copy.prepare('SELECT count(*) FROM customers').pluck().get(),
  ])
  expect(whole).toBe(all)
  expect(whole).toBeGreaterThanOrEqual(300)
  closeStore(db)
})

test('nothing a person typed can be read without the key: not in the file, the log, or a backup', () => {
  const { db } = openStore({ folder, key })
  fillStore(db, 0, 200)
  makeBackup({ folder, key, now: new Date() })
  db.pragma('wal_checkpoint(PASSIVE)')
  fillStore(db, 200, 400)
  const secrets = [
    'สมหญิง',
    'Plaintext1',
    phoneOf(7),
    '0000007',
    'customer_name',
    'CREATE TABLE',
    'SQLite format',
  ]
  const files = fs.readdirSync(folder, { recursive: true, encoding: 'utf8' })
  expect(files).toContain('regulars.db-wal')
  let bytesRead = 0
  for (const file of files.filter((name) => fs.statSync(path.join(folder, name)).isFile())) {
    const bytes = fs.readFileSync(path.join(folder, file))
    bytesRead += bytes.length
    for (const secret of secrets) expect(bytes.includes(secret), `${secret} in ${file}`).toBe(false)
  }
  expect(bytesRead).toBeGreaterThan(100_000)
  expect(isSoundFile(newest(), key)).toBe(true)
  expect(isSoundFile(newest(), randomBytes(32))).toBe(false)
  closeStore(db)
})

test('seven are kept, the newest seven, even when the clock goes back ten years', () => {
  const { db } = openStore({ folder, key })
  for (let day = 1; day <= 6; day += 1) makeBackup({ folder, key, now: new Date(2036, 0, day) })
  fillStore(db, 0, 10)
  for (let day = 1; day <= 4; day += 1) makeBackup({ folder, key, now: new Date(2026, 0, day) })
  expect(listBackups(storeFiles(folder))).toHaveLength(7)
  expect(readUntouched(newest(), key, countWhole)).toBe(10)
  expect(lastBackup(folder)?.at).toBe(new Date(2026, 0, 4).toISOString())
  closeStore(db)
})

test('a backup that cannot be made is reported and leaves the older ones alone', async () => {
  const { db } = openStore({ folder, key })
  fillStore(db, 0, 300)
  makeBackup({ folder, key, now: new Date(2026, 0, 1) })
  closeStore(db)
  const file = path.join(folder, 'regulars.db')
  fs.writeFileSync(file, fs.readFileSync(file).fill(0, 20_000, 60_000))
  await expect(backupStore({ folder, key, now: new Date(2026, 0, 2), worker })).rejects.toMatchObject({
    code: 'STORE_DAMAGED',
  })
  expect(fs.readdirSync(path.join(folder, 'backups'))).toEqual(['regulars-20260101-000000.db'])
  // Met while copying, repaired at the next start.
  const { notice, db: repaired } = openStore({ folder, key })
  expect(notice.code).toBe('RESTORED_FROM_BACKUP')
  expect(countWhole(repaired)).toBe(300)
  closeStore(repaired)
})

test('a copy that was cut off is cleared away by the next backup', () => {
  const { db } = openStore({ folder, key })
  fs.mkdirSync(path.join(folder, 'backups'))
  fs.writeFileSync(path.join(folder, 'backups', 'regulars-20250101-000000.db.partial'), 'half')
  makeBackup({ folder, key, now: new Date(2026, 0, 1) })
  expect(fs.readdirSync(path.join(folder, 'backups'))).toEqual(['regulars-20260101-000000.db'])
  closeStore(db)
})

test('an empty file is no backup: an older whole one is restored instead', () => {
  const { db } = openStore({ folder, key })
  fillStore(db, 0, 50)
  makeBackup({ folder, key, now: new Date(2026, 0, 1) })
  closeStore(db)
  const files = storeFiles(folder)
  const empty = path.join(files.backups, 'regulars-20260102-000000.db')
  fs.writeFileSync(empty, '')
  expect(isSoundFile(empty, key)).toBe(false)
  fs.writeFileSync(files.database, Buffer.alloc(8192, 1))
  const again = openStore({ folder, key })
  expect(again.notice.code).toBe('RESTORED_FROM_BACKUP')
  expect(countWhole(again.db)).toBe(50)
  closeStore(again.db)
})

test('a second connection and a backup leave the session mark to the store', () => {
  const { db } = openStore({ folder, key })
  const second = openSecondConnection({ folder, key })
  makeBackup({ folder, key, now: new Date() })
  second.close()
  expect(fs.existsSync(storeFiles(folder).sessionMark)).toBe(true)
  closeStore(db)
  expect(fs.existsSync(storeFiles(folder).sessionMark)).toBe(false)
})

test('backups come every four hours, one at a time, once more at the end, and go on after a failure', async () => {
  const ticks: (() => void)[] = []
  const stopped: unknown[] = []
  const timer: Timer = {
    setInterval: (run, everyMs) => {
      expect(everyMs).toBe(backupEveryMs)
      ticks.push(run)
      return 'the timeout' as unknown as NodeJS.Timeout
    },
    clearInterval: (timeout) => stopped.push(timeout),
  }
  const failures: unknown[] = []
  const finishers: ((ok: boolean) => void)[] = []
  const backup = () =>
    new Promise<void>((resolve, reject) => {
      finishers.push((ok) => (ok ? resolve() : reject(new Error('full'))))
    })
  const schedule = scheduleBackups({ backup, reportFailure: (error) => failures.push(error), timer })
  const tick = ticks[0] ?? (() => undefined)
  tick()
  tick()
  expect(finishers).toHaveLength(1)
  finishers[0]?.(false)
  await new Promise((resolve) => setImmediate(resolve))
  expect(failures).toHaveLength(1)
  tick()
  expect(finishers).toHaveLength(2)
  const end = schedule.finish()
  expect(stopped).toEqual(['the timeout'])
  finishers[1]?.(true)
  await new Promise((resolve) => setImmediate(resolve))
  expect(finishers).toHaveLength(3)
  finishers[2]?.(true)
  await end
})
