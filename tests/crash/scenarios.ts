// What must be true after a kill -9, one scenario per kind of work. Each kills the same store again and again, so that
// a later victim starts from what an earlier one left behind.
import assert from 'node:assert/strict'
import { randomBytes } from 'node:crypto'
import fs from 'node:fs'
import path from 'node:path'
import { listBackups } from '../../src/main/db/backup.ts'
import { backupStore } from '../../src/main/db/backup-schedule.ts'
import { isSoundFile } from '../../src/main/db/check-file.ts'
import type { ReadDb, WriteDb } from '../../src/main/db/handle.ts'
import { latestVersion, readUserVersion } from '../../src/main/db/migrate.ts'
import { closeStore, openStore } from '../../src/main/db/open.ts'
import { searchCustomers } from '../../src/main/db/search.ts'
import { storeFiles } from '../../src/main/db/store-files.ts'
import { countWhole, fillStore } from '../fixtures/fill-store.ts'
import { killVictim } from './kill-victim.ts'
import { workers } from './newcomer.ts'

/** Where a scenario works, how often it kills, and its source of chance (0 up to but not including 1). */
export interface CrashRun {
  readonly folder: string
  readonly kills: number
  readonly random: () => number
}

const key = randomBytes(32)

/** Opens as the app does after a crash; nothing may have needed repair, and every page and index must be right. */
function reopen(folder: string): WriteDb {
  const { db, notice } = openStore({ folder, key })
  assert.match(notice.code, /^(OPENED|NEW_STORE)$/)
  assert.equal(db.pragma('integrity_check', { simple: true }), 'ok')
  assert.deepEqual(db.pragma('foreign_key_check'), [])
  return db
}

function count(db: ReadDb, sql: string, ...values: readonly string[]): number {
  return db
    .prepare(sql)
    .pluck()
    .get(...values) as number
}

function requireSavedOnce(db: ReadDb, customerId: string, commandId: string): void {
  assert.equal(count(db, 'SELECT count(*) FROM customers WHERE id = ?', customerId), 1)
  assert.equal(count(db, 'SELECT count(*) FROM outbox WHERE command_id = ?', commandId), 1)
  assert.equal(count(db, 'SELECT count(*) FROM audit_log WHERE command_id = ?', commandId), 1)
  const name = db.prepare('SELECT customer_name FROM customers WHERE id = ?').pluck().get(customerId)
  const found = searchCustomers(db, String(name), 5).hits.map((hit) => hit.id)
  assert.ok(found.includes(customerId), 'a saved customer is found')
}

/** No customer without all that was saved with them, and no row without its customer. */
function requireNoHalves(db: ReadDb): void {
  const customers = count(db, 'SELECT count(*) FROM customers')
  assert.equal(count(db, 'SELECT count(DISTINCT customer_key) FROM audit_log'), customers)
  assert.equal(count(db, 'SELECT count(DISTINCT customer_id) FROM outbox'), customers)
  assert.equal(count(db, 'SELECT count(*) FROM search_text'), customers)
  assert.equal(count(db, 'SELECT count(*) FROM audit_log'), count(db, 'SELECT count(*) FROM outbox'))
}

function savedBy(lines: readonly string[]): [customerId: string, commandId: string][] {
  return lines
    .filter((line) => line.startsWith('saved '))
    .map((line) => line.split(' ').slice(1) as [string, string])
}

async function killSaves({ folder, kills, random }: CrashRun): Promise<void> {
  const saved: [string, string][] = []
  for (let kill = 1; kill <= kills; kill += 1) {
    const lines = await killVictim({ work: 'save', folder, key, after: 'saved', delayMs: random() * 60 })
    saved.push(...savedBy(lines))
    const db = reopen(folder)
    for (const [customerId, commandId] of saved) requireSavedOnce(db, customerId, commandId)
    requireNoHalves(db)
    const extra = count(db, 'SELECT count(*) FROM customers') - saved.length
    assert.ok(extra >= 0 && extra <= kill, 'at most one save a kill was durable before it was said')
    closeStore(db)
  }
}

async function killAtCommit({ folder, kills }: CrashRun): Promise<void> {
  for (let kill = 1; kill <= kills; kill += 1) {
    for (const point of ['before-commit', 'after-commit']) {
      const own = path.join(folder, `${point}-${kill}`)
      const lines = await killVictim({ work: `save-${point}`, folder: own, key, after: 'at', delayMs: 0 })
      const db = reopen(own)
      for (const [customerId, commandId] of savedBy(lines)) requireSavedOnce(db, customerId, commandId)
      requireNoHalves(db)
      assert.equal(count(db, 'SELECT count(*) FROM customers'), point === 'before-commit' ? 3 : 4)
      closeStore(db)
    }
  }
}

async function killImports({ folder, kills, random }: CrashRun): Promise<void> {
  const people = 6000
  const file = path.join(folder, 'people.csv')
  fs.mkdirSync(folder, { recursive: true })
  const rows = Array.from({ length: people }, (_, row) => {
    const number = String(row).padStart(7, '0')
    return `L${number},Imported ${number.replace(/\d/g, (digit) => 'abcdefghij'[Number(digit)] ?? '')},081${number}`
  })
  fs.writeFileSync(file, `customer_id,customer_name,contact_number\n${rows.join('\n')}\n`)
  let least = 0
  for (let kill = 1; kill <= kills; kill += 1) {
    const after = kill % 3 === 0 ? 'started' : 'progress'
    const lines = await killVictim({ work: 'import', folder, key, file, after, delayMs: random() * 150 })
    assert.ok(!lines.includes('finished'), 'the import is long enough to be killed')
    const told = lines.filter((line) => line.startsWith('progress ')).map((line) => Number(line.slice(9)))
    const db = reopen(folder)
    const taken = count(db, 'SELECT count(*) FROM customers')
    least = Math.max(least, told.at(-1) ?? 0)
    assert.ok(taken >= least, `${taken} customers of ${least} rows said to be done`)
    requireNoHalves(db)
    assert.equal(
      count(db, "SELECT count(DISTINCT normalised) FROM customer_identifiers WHERE kind = 'legacy_id'"),
      taken,
    )
    closeStore(db)
    if (taken > people * 0.7) {
      // Enough of the file must be left for the next victim.
      for (const name of fs.readdirSync(folder)) {
        if (name !== path.basename(file)) fs.rmSync(path.join(folder, name), { recursive: true })
      }
      least = 0
    }
  }
}

async function killBackups({ folder, kills, random }: CrashRun): Promise<void> {
  const { db } = openStore({ folder, key })
  fillStore(db, 0, 3000)
  closeStore(db)
  const files = storeFiles(folder)
  for (let kill = 1; kill <= kills; kill += 1) {
    const after = kill % 2 === 0 ? 'copying' : 'copied'
    const lines = await killVictim({ work: 'backup', folder, key, after, delayMs: random() * 150 })
    const names = listBackups(files)
    for (const name of names) assert.ok(isSoundFile(path.join(files.backups, name), key), `${name} is sound`)
    const said = lines.filter((line) => line.startsWith('copied ')).map((line) => line.slice(7))
    for (const name of said.slice(-5)) assert.ok(names.includes(name), `${name} is still there`)
    const again = reopen(folder)
    assert.equal(countWhole(again), 3000)
    await backupStore({ folder, key, now: new Date(), worker: workers.backup })
    assert.deepEqual(
      fs.readdirSync(files.backups).filter((name) => name.includes('partial')),
      [],
    )
    closeStore(again)
  }
}

async function killMigrations({ folder, kills, random }: CrashRun): Promise<void> {
  const { db } = openStore({ folder, key })
  fillStore(db, 0, 2000)
  closeStore(db)
  for (let kill = 1; kill <= kills; kill += 1) {
    const delayMs = random() * 10
    await killVictim({ work: 'migration', folder, key, after: 'at migration', delayMs })
    assert.ok(fs.statSync(storeFiles(folder).log).size > 500_000, 'part of the migration is in the log')
    const again = reopen(folder)
    assert.equal(readUserVersion(again), latestVersion())
    assert.equal(countWhole(again), 2000)
    assert.equal(count(again, `SELECT count(*) FROM outbox WHERE payload = '{}'`), 0)
    closeStore(again)
  }
}

/** Kills the rescue of a damaged store at a different moment each time; in the end everything must be rescued. */
async function killRepairs({ folder, kills, random }: CrashRun): Promise<void> {
  const files = storeFiles(folder)
  const { db } = openStore({ folder, key })
  fillStore(db, 0, 1500)
  await backupStore({ folder, key, now: new Date(), worker: workers.backup })
  fillStore(db, 1500, 2000)
  closeStore(db)
  const sound = fs.readFileSync(files.database)
  for (let kill = 1; kill <= kills; kill += 1) {
    // Only the first page is bad, so nothing but the backup can be had back.
    const damaged = Buffer.from(sound).fill(kill, 200, 300)
    for (const name of fs.readdirSync(folder))
      if (/damaged|regulars\.db/.test(name)) fs.rmSync(path.join(folder, name))
    fs.rmSync(files.sessionMark, { force: true })
    fs.writeFileSync(files.database, damaged)
    await killVictim({ work: 'open', folder, key, after: 'opening', delayMs: random() * 40 })
    const again = openStore({ folder, key })
    assert.equal(countWhole(again.db), 1500)
    assert.equal(again.db.pragma('integrity_check', { simple: true }), 'ok')
    closeStore(again.db)
    const aside = fs.readdirSync(folder).filter((name) => /^regulars-damaged-.*\.db$/.test(name))
    assert.equal(aside.length, 1)
    assert.ok(fs.readFileSync(path.join(folder, aside[0] ?? '')).equals(damaged))
  }
}

async function killBirths({ folder, kills, random }: CrashRun): Promise<void> {
  for (let kill = 1; kill <= kills; kill += 1) {
    const own = path.join(folder, `birth-${kill}`)
    await killVictim({ work: 'open', folder: own, key, after: 'opening', delayMs: random() * 25 })
    const db = reopen(own)
    fillStore(db, 0, 3)
    assert.equal(countWhole(db), 3)
    closeStore(db)
  }
}

/** Every kind of work that is killed, by name. */
export const scenarios: Readonly<Record<string, (run: CrashRun) => Promise<void>>> = {
  'while a store is first made': killBirths,
  'while saving': killSaves,
  'just before and just after a commit': killAtCommit,
  'while importing': killImports,
  'while backing up': killBackups,
  'inside a migration': killMigrations,
  'while a damaged store is rescued': killRepairs,
}
