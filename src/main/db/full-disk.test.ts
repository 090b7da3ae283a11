// A disk that is full or may not be written to: the person is told, nothing is half-written, and it goes on afterwards.
import { spawnSync } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { countWhole, fillStore } from '../../../tests/fixtures/fill-store.ts'
import { listBackups, makeBackup } from './backup.ts'
import { isSound } from './check-file.ts'
import { closeStore, openStore } from './open.ts'
import { toStoreError } from './store-error.ts'
import { storeFiles } from './store-files.ts'

const key = randomBytes(32)
let folder: string
let mounted: boolean
beforeEach(() => {
  folder = fs.mkdtempSync(path.join(os.tmpdir(), 'regulars-full-'))
  mounted = false
})
afterEach(() => {
  if (mounted) spawnSync('umount', [folder])
  fs.chmodSync(folder, 0o700)
  fs.rmSync(folder, { recursive: true, force: true })
})

/** Makes `folder` a disk of its own of so many bytes, where this machine lets us. */
function mountSmallDisk(bytes: number): boolean {
  if (process.platform !== 'linux' || process.getuid?.() !== 0) return false
  mounted = spawnSync('mount', ['-t', 'tmpfs', '-o', `size=${bytes}`, 'tmpfs', folder]).status === 0
  return mounted
}

function codeOf(run: () => unknown): string {
  try {
    run()
    return 'done'
  } catch (error) {
    return (toStoreError(error) as { code?: string }).code ?? 'none'
  }
}

test('the disk filling at any page of a save: the save is whole or not there, and the next one works', () => {
  const { db } = openStore({ folder, key })
  fillStore(db, 0, 100)
  let next = 100
  let refused = 0
  const grow = (people: number) => codeOf(() => fillStore(db, next, next + people))
  for (let spare = 0; spare <= 64; spare += 1) {
    const pages = Number(db.pragma('page_count', { simple: true }))
    db.pragma(`max_page_count = ${pages + spare}`)
    const before = countWhole(db)
    const code = grow(150)
    if (code === 'done') next += 150
    else {
      expect(code).toBe('STORE_FULL')
      expect(db.inTransaction).toBe(false)
      expect(countWhole(db), `with ${spare} pages to spare`).toBe(before)
      refused += 1
    }
    db.pragma('max_page_count = 4294967294')
    expect(grow(1)).toBe('done')
    next += 1
  }
  expect(refused).toBeGreaterThan(30)
  expect(isSound(db)).toBe(true)
  expect(countWhole(db)).toBe(next)
  closeStore(db)
})

test('a disk that is really full: saves and backups are refused, nothing saved is lost, and it goes on when there is room', () => {
  const isRealDisk = mountSmallDisk(3 * 1024 * 1024)
  const { db } = openStore({ folder, key })
  fillStore(db, 0, 200)
  makeBackup({ folder, key, now: new Date(2026, 0, 1) })
  // Where no disk can be mounted, the file may not grow instead: the same error from one layer higher.
  if (!isRealDisk) db.pragma('max_page_count = 400')
  let next = 200
  let code = 'done'
  while (code === 'done' && next < 20_000) {
    code = codeOf(() => fillStore(db, next, next + 20))
    if (code === 'done') next += 20
  }
  expect(code).toBe('STORE_FULL')
  expect(countWhole(db)).toBe(next)
  if (isRealDisk) {
    expect(codeOf(() => makeBackup({ folder, key, now: new Date(2026, 0, 2) }))).toBe('STORE_FULL')
    expect(codeOf(() => openStore({ folder: path.join(folder, 'another'), key }))).toBe('STORE_FULL')
    spawnSync('mount', ['-o', 'remount,size=64m', folder])
  } else db.pragma('max_page_count = 4294967294')
  expect(listBackups(storeFiles(folder))).toHaveLength(1)
  expect(codeOf(() => fillStore(db, next, next + 20))).toBe('done')
  closeStore(db)
  const again = openStore({ folder, key })
  expect(again.notice.code).toBe('OPENED')
  expect(countWhole(again.db)).toBe(next + 20)
  expect(isSound(again.db)).toBe(true)
  closeStore(again.db)
})

test('a folder that may not be written to is refused in plain words, and the store in it stays as it is', () => {
  const isRealDisk = mountSmallDisk(8 * 1024 * 1024)
  const { db } = openStore({ folder, key })
  fillStore(db, 0, 20)
  closeStore(db)
  const file = storeFiles(folder).database
  const before = fs.readFileSync(file)
  if (isRealDisk) spawnSync('mount', ['-o', 'remount,ro', folder])
  else {
    // Root may write anywhere, so a superuser who may not mount tries a place nobody can write to.
    fs.chmodSync(file, 0o400)
    fs.chmodSync(folder, 0o500)
  }
  const unwritable = isRealDisk || process.getuid?.() !== 0 ? folder : '/sys/kernel/regulars'
  expect(codeOf(() => openStore({ folder: unwritable, key }))).toBe('STORE_READ_ONLY')
  expect(codeOf(() => openStore({ folder: path.join(file, 'inside-a-file'), key }))).toBe('STORE_READ_ONLY')
  expect(fs.readFileSync(file).equals(before)).toBe(true)
  if (isRealDisk) spawnSync('mount', ['-o', 'remount,rw', folder])
  fs.chmodSync(folder, 0o700)
  fs.chmodSync(file, 0o600)
  const again = openStore({ folder, key })
  expect(countWhole(again.db)).toBe(20)
  closeStore(again.db)
})
