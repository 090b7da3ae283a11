import { randomBytes } from 'node:crypto'
import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { countWhole, fillStore, makeRandom } from '../../../tests/fixtures/fill-store.ts'
import { makeBackup } from './backup.ts'
import { isSound } from './check-file.ts'
import type { WriteDb } from './handle.ts'
import { closeStore, noteDamage, openStore } from './open.ts'
import { salvage } from './salvage.ts'

const key = randomBytes(32)
const people = 460
const backedUp = 400
let scratch: string
let cleanCopy: string
let openCopy: string
let folder: string

/** Two stores to harm: one closed cleanly, one killed while 60 people were only in the log. */
beforeAll(() => {
  scratch = fs.mkdtempSync(path.join(os.tmpdir(), 'regulars-damage-'))
  cleanCopy = path.join(scratch, 'clean')
  openCopy = path.join(scratch, 'open')
  const { db } = openStore({ folder: cleanCopy, key })
  fillStore(db, 0, backedUp)
  makeBackup({ folder: cleanCopy, key, now: new Date(2026, 4, 1, 12) })
  db.pragma('wal_checkpoint(TRUNCATE)')
  for (let from = backedUp; from < people; from += 5) fillStore(db, from, from + 5)
  fs.cpSync(cleanCopy, openCopy, { recursive: true })
  closeStore(db)
})
afterAll(() => fs.rmSync(scratch, { recursive: true, force: true }))
beforeEach(() => {
  folder = path.join(scratch, 'victim')
  fs.rmSync(folder, { recursive: true, force: true })
})

function setAsideFiles(): string[] {
  return fs.readdirSync(folder).filter((name) => /^regulars-damaged-\d{8}-\d{6}(-\d+)?\.db$/.test(name))
}

/** Opens as the app does: at once, then with the full check that a backup or a later reading amounts to. */
function openAndCheck(): { db: WriteDb; code: string } {
  const first = openStore({ folder, key })
  if (isSound(first.db)) return { db: first.db, code: first.notice.code }
  noteDamage(folder)
  closeStore(first.db)
  const second = openStore({ folder, key })
  return { db: second.db, code: second.notice.code }
}

/** Flips one to eight bytes, cuts the file short, or overwrites a stretch with zeros. */
function harm(bytes: Buffer, random: () => number): Buffer {
  const kind = random()
  const harmed = Buffer.from(bytes)
  const at = Math.floor(random() * bytes.length)
  if (kind < 0.25) return harmed.subarray(0, at)
  if (kind < 0.4) return harmed.fill(0, at, at + 1 + Math.floor(random() * 8192))
  for (let flips = 1 + Math.floor(random() * 8); flips > 0; flips -= 1) {
    const where = Math.floor(random() * bytes.length)
    harmed[where] = (harmed[where] ?? 0) ^ (1 + Math.floor(random() * 255))
  }
  return harmed
}

test('100 ways to harm a closed store: all rows are there, or it was set aside, restored and said', {
  timeout: 120_000,
}, () => {
  const random = makeRandom(20261123)
  const file = () => path.join(folder, 'regulars.db')
  let repaired = 0
  for (let round = 0; round < 100; round += 1) {
    fs.rmSync(folder, { recursive: true, force: true })
    fs.cpSync(cleanCopy, folder, { recursive: true, preserveTimestamps: true })
    const harmed = harm(fs.readFileSync(file()), random)
    fs.writeFileSync(file(), harmed)
    const { db, code } = openAndCheck()
    expect(isSound(db), `round ${round}`).toBe(true)
    if (code === 'OPENED') {
      expect(countWhole(db), `round ${round}`).toBe(people)
    } else {
      expect(code, `round ${round}`).toBe('RESTORED_FROM_BACKUP')
      expect(countWhole(db)).toBeGreaterThanOrEqual(backedUp)
      if (harmed.length > 0) expect(setAsideFiles()).toHaveLength(1)
      repaired += 1
    }
    closeStore(db)
  }
  expect(repaired).toBeGreaterThan(90)
})

test('any one of the first bytes, which are the least protected, may be wrong', () => {
  const file = path.join(folder, 'regulars.db')
  const codes = new Set<string>()
  for (let at = 0; at < 24; at += 1) {
    fs.rmSync(folder, { recursive: true, force: true })
    fs.cpSync(cleanCopy, folder, { recursive: true })
    const bytes = fs.readFileSync(file)
    bytes[at] = (bytes[at] ?? 0) ^ 0x21
    fs.writeFileSync(file, bytes)
    const { db, code } = openAndCheck()
    expect(countWhole(db), `byte ${at}`).toBeGreaterThanOrEqual(code === 'OPENED' ? people : backedUp)
    codes.add(code)
    closeStore(db)
  }
  expect([...codes].sort()).toEqual(['OPENED', 'RESTORED_FROM_BACKUP'])
})

test('100 ways to harm the log of a killed session: never a crash, never a loss without a word', {
  timeout: 120_000,
}, () => {
  const random = makeRandom(7)
  const log = () => path.join(folder, 'regulars.db-wal')
  let said = 0
  for (let round = 0; round < 100; round += 1) {
    fs.rmSync(folder, { recursive: true, force: true })
    fs.cpSync(openCopy, folder, { recursive: true })
    const bytes = fs.readFileSync(log())
    const where = Math.floor(random() * bytes.length)
    bytes[where] = (bytes[where] ?? 0) ^ (1 + Math.floor(random() * 255))
    fs.writeFileSync(log(), bytes)
    const { db, code } = openAndCheck()
    expect(isSound(db), `round ${round}`).toBe(true)
    const count = countWhole(db)
    if (code === 'OPENED') expect(count, `round ${round}, byte ${where}`).toBe(people)
    else {
      expect(setAsideFiles()).toHaveLength(1)
      expect(count).toBeGreaterThanOrEqual(backedUp)
      said += 1
    }
    closeStore(db)
  }
  expect(said).toBeGreaterThan(90)
})

test('what the damaged file still tells is carried over, and codes it handed out are not handed out again', () => {
  fs.cpSync(cleanCopy, folder, { recursive: true, preserveTimestamps: true })
  noteDamage(folder)
  const { db } = openStore({ folder, key })
  // The full check found nothing: a false alarm costs nothing.
  expect(countWhole(db)).toBe(people)
  closeStore(db)

  const file = path.join(folder, 'regulars.db')
  const bytes = fs.readFileSync(file)
  // The last page belongs to a table that was written late; the outbox stays readable.
  const damagedBytes = bytes.fill(1, bytes.length - 200)
  fs.writeFileSync(file, damagedBytes)
  noteDamage(folder)
  const repaired = openStore({ folder, key, now: new Date(2026, 10, 23, 9, 5, 7) })
  expect(repaired.notice).toEqual({
    code: 'RESTORED_FROM_BACKUP',
    fileName: 'regulars-20260501-120000.db',
    backupAt: new Date(2026, 4, 1, 12).toISOString(),
  })
  expect(setAsideFiles()).toEqual(['regulars-damaged-20261123-090507.db'])
  expect(fs.readFileSync(path.join(folder, setAsideFiles()[0]!)).equals(damagedBytes)).toBe(true)
  expect(countWhole(repaired.db)).toBeGreaterThan(backedUp)
  expect(repaired.db.prepare('SELECT next_code FROM code_blocks').pluck().get()).toBeGreaterThanOrEqual(
    people,
  )
  closeStore(repaired.db)
  expect(openStoreCode()).toBe('OPENED')
})

test('a bad page in the middle of the unsent commands costs only the rows on it', () => {
  fs.cpSync(cleanCopy, folder, { recursive: true, preserveTimestamps: true })
  const { db } = openStore({ folder, key })
  const leaves = db
    .prepare(`SELECT pageno FROM dbstat WHERE name = 'outbox' AND pagetype = 'leaf' ORDER BY path`)
    .pluck()
    .all() as number[]
  closeStore(db)
  expect(leaves.length).toBeGreaterThan(20)
  const middle = leaves[Math.floor(leaves.length / 2)] ?? 0
  const file = path.join(folder, 'regulars.db')
  fs.writeFileSync(file, fs.readFileSync(file).fill(0, (middle - 1) * 4096 + 100, (middle - 1) * 4096 + 200))
  const found = salvage(file, key)
  expect(found.isComplete).toBe(false)
  expect(found.commands.length).toBeGreaterThan(people - 20)
  expect(found.commands.at(-1)?.seq).toBe(people)
  noteDamage(folder)
  const repaired = openStore({ folder, key })
  expect(repaired.notice.code).toBe('RESTORED_FROM_BACKUP')
  // The rows on the bad page were old enough to be in the backup.
  expect(countWhole(repaired.db)).toBe(people)
  closeStore(repaired.db)
})

test('without a backup the store starts anew, the file stays, and the notice says so', () => {
  fs.cpSync(cleanCopy, folder, { recursive: true, preserveTimestamps: true })
  fs.rmSync(path.join(folder, 'backups'), { recursive: true })
  const file = path.join(folder, 'regulars.db')
  fs.writeFileSync(file, fs.readFileSync(file).fill(0, 0, 4096))
  const { db, notice } = openStore({ folder, key })
  expect(notice).toEqual({ code: 'DAMAGED_SET_ASIDE', fileName: setAsideFiles()[0], backupAt: null })
  // Nobody knows any more which codes are on people's cards.
  expect(db.prepare('SELECT next_code FROM code_blocks').pluck().get()).toBe(1001)
  closeStore(db)
})

test('a damaged backup is passed over for an older sound one', () => {
  fs.cpSync(cleanCopy, folder, { recursive: true, preserveTimestamps: true })
  const backups = path.join(folder, 'backups')
  fs.writeFileSync(path.join(backups, 'regulars-20260601-120000.db'), randomBytes(50_000))
  fs.writeFileSync(path.join(folder, 'regulars.db'), randomBytes(50_000))
  const { db, notice } = openStore({ folder, key })
  expect(notice.fileName).toBe('regulars-20260501-120000.db')
  expect(countWhole(db)).toBe(backedUp)
  closeStore(db)
})

test('a file that has gone is restored too', () => {
  fs.cpSync(cleanCopy, folder, { recursive: true, preserveTimestamps: true })
  fs.rmSync(path.join(folder, 'regulars.db'))
  const { db, notice } = openStore({ folder, key })
  expect(notice.code).toBe('RESTORED_FROM_BACKUP')
  expect(countWhole(db)).toBe(backedUp)
  closeStore(db)
})

test('a log without its file is not played into a new store', () => {
  fs.cpSync(openCopy, folder, { recursive: true })
  for (const gone of ['regulars.db', 'regulars.key-check', 'backups']) {
    fs.rmSync(path.join(folder, gone), { recursive: true })
  }
  const { db, notice } = openStore({ folder, key, now: new Date(2026, 10, 23, 9) })
  expect(notice.code).toBe('NEW_STORE')
  expect(countWhole(db)).toBe(0)
  expect(isSound(db)).toBe(true)
  expect(fs.existsSync(path.join(folder, 'regulars-damaged-20261123-090000.db-wal'))).toBe(true)
  closeStore(db)
})

test('a rescue that was interrupted goes on at the next start', () => {
  fs.cpSync(cleanCopy, folder, { recursive: true, preserveTimestamps: true })
  fs.writeFileSync(path.join(folder, 'regulars.session'), 'recovering regulars-damaged-20261123-080000.db\n')
  fs.renameSync(path.join(folder, 'regulars.db'), path.join(folder, 'regulars-damaged-20261123-080000.db'))
  const { db, notice } = openStore({ folder, key })
  expect(notice.code).toBe('RESTORED_FROM_BACKUP')
  expect(countWhole(db)).toBe(people)
  closeStore(db)
  expect(setAsideFiles()).toHaveLength(1)
  expect(openStoreCode()).toBe('OPENED')
})

test('a command that cannot be carried out on the restored store is listed', () => {
  fs.cpSync(cleanCopy, folder, { recursive: true, preserveTimestamps: true })
  const { db } = openStore({ folder, key })
  db.prepare(`UPDATE outbox SET payload = 'not a command' WHERE seq = ?`).run(people)
  closeStore(db)
  fs.writeFileSync(path.join(folder, 'regulars.session'), 'recovering regulars-damaged-20261123-080000.db\n')
  const { db: repaired } = openStore({ folder, key })
  expect(countWhole(repaired)).toBe(people - 1)
  const listed = repaired.prepare('SELECT command_id, found_in, code AS problem FROM refused_commands').all()
  expect(listed).toMatchObject([{ found_in: 'regulars-damaged-20261123-080000.db', problem: 'UNEXPECTED' }])
  closeStore(repaired)
})

function openStoreCode(): string {
  const { db, notice } = openStore({ folder, key })
  closeStore(db)
  return notice.code
}
