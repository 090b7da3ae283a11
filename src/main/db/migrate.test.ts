import { createHash, randomBytes } from 'node:crypto'
import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { countWhole, fillStore } from '../../../tests/fixtures/fill-store.ts'
import { lastBackup } from './backup.ts'
import { readUntouched } from './check-file.ts'
import type { WriteDb } from './handle.ts'
import { latestVersion, migrateStore, readUserVersion } from './migrate.ts'
import { type Migration, migrations } from './migrations/list.ts'
import { closeStore, openStore } from './open.ts'

const key = randomBytes(32)
let folder: string
beforeEach(() => {
  folder = fs.mkdtempSync(path.join(os.tmpdir(), 'regulars-migrate-'))
})
afterEach(() => fs.rmSync(folder, { recursive: true, force: true }))

const addTable: Migration = {
  version: latestVersion() + 10,
  migrate: (db) => db.exec('CREATE TABLE extra (name TEXT NOT NULL) STRICT'),
}

function fingerprint(): Record<string, string> {
  const hash = (file: string) =>
    createHash('sha256')
      .update(fs.readFileSync(path.join(folder, file)))
      .digest('hex')
  const files = fs.readdirSync(folder, { recursive: true, encoding: 'utf8' })
  return Object.fromEntries(
    files
      .filter((file) => fs.statSync(path.join(folder, file)).isFile())
      .map((file) => [file.replaceAll('\\', '/'), hash(file)]),
  )
}

function schemaOf(db: WriteDb): unknown {
  return db.prepare('SELECT type, name, tbl_name, sql FROM sqlite_schema ORDER BY name').all()
}

test('the numbers of the migrations rise', () => {
  const versions = migrations.map((migration) => migration.version)
  expect(versions).toEqual(versions.toSorted((one, other) => one - other))
  expect(new Set(versions).size).toBe(versions.length)
})

test('every past version of the schema, populated, becomes the same as a fresh one', () => {
  const fresh = openStore({ folder: path.join(folder, 'fresh'), key })
  for (let past = 1; past < migrations.length; past += 1) {
    const own = path.join(folder, `past-${past}`)
    const old = openStore({ folder: own, key, migrations: migrations.slice(0, past) })
    old.db.prepare(`INSERT INTO settings (name, value) VALUES ('deviceName', 'Till 2')`).run()
    closeStore(old.db)
    const { db } = openStore({ folder: own, key })
    expect(schemaOf(db)).toEqual(schemaOf(fresh.db))
    expect(readUserVersion(db)).toBe(latestVersion())
    expect(db.prepare('SELECT value FROM settings').pluck().all()).toEqual(['Till 2'])
    closeStore(db)
  }
  closeStore(fresh.db)
})

test('a populated file is backed up before it is migrated', () => {
  const before = openStore({ folder, key })
  fillStore(before.db, 0, 50)
  closeStore(before.db)
  expect(lastBackup(folder)).toBeNull()
  const { db } = openStore({ folder, key, migrations: [...migrations, addTable] })
  const backup = path.join(folder, 'backups', lastBackup(folder)?.fileName ?? 'none')
  expect(readUntouched(backup, key, readUserVersion)).toBe(latestVersion())
  expect(readUntouched(backup, key, countWhole)).toBe(50)
  closeStore(db)
})

test('a migration that throws leaves the file at its old version with all its rows', () => {
  const before = openStore({ folder, key })
  fillStore(before.db, 0, 50)
  closeStore(before.db)
  const failing: Migration = {
    version: addTable.version + 1,
    migrate: (db) => {
      db.exec('DELETE FROM outbox')
      throw new Error('no')
    },
  }
  expect(() => openStore({ folder, key, migrations: [...migrations, addTable, failing] })).toThrow('no')
  const { db } = openStore({ folder, key })
  expect(readUserVersion(db)).toBe(latestVersion())
  expect(countWhole(db)).toBe(50)
  closeStore(db)
})

test('two openings at once migrate once', () => {
  let runs = 0
  const counted: Migration = {
    version: addTable.version,
    migrate: () => {
      runs += 1
    },
  }
  const { db } = openStore({ folder, key })
  expect(migrateStore(db, [...migrations, counted])).toBe(1)
  expect(migrateStore(db, [...migrations, counted])).toBe(0)
  expect(runs).toBe(1)
  closeStore(db)
})

test('a newer file is refused and not one byte changes, closed cleanly or killed', () => {
  const { db } = openStore({ folder, key, migrations: [...migrations, addTable] })
  fillStore(db, 0, 50)
  const killed = path.join(folder, 'killed')
  fs.cpSync(folder, `${folder}-killed`, { recursive: true })
  fs.renameSync(`${folder}-killed`, killed)
  // The index is rebuilt at every opening; the log and the file are what holds the data.
  fs.rmSync(path.join(killed, 'regulars.db-shm'))
  closeStore(db)
  const before = fingerprint()
  expect(Object.keys(before)).toContain('killed/regulars.db-wal')
  for (const victim of [folder, killed]) {
    for (const readonly of [false, true]) {
      expect(() => openStore({ folder: victim, key, readonly })).toThrow(
        expect.objectContaining({ code: 'STORE_FROM_FUTURE' }),
      )
    }
  }
  expect(fingerprint()).toEqual(before)
})

test('a wrong key is refused and not one byte changes', () => {
  const { db } = openStore({ folder, key })
  fillStore(db, 0, 50)
  closeStore(db)
  const before = fingerprint()
  expect(() => openStore({ folder, key: randomBytes(32) })).toThrow(
    expect.objectContaining({ code: 'STORE_KEY_WRONG' }),
  )
  expect(fingerprint()).toEqual(before)
  // Without the key check nothing proves the file damaged, so it stays where it is.
  fs.rmSync(path.join(folder, 'regulars.key-check'))
  expect(() => openStore({ folder, key: randomBytes(32) })).toThrow(
    expect.objectContaining({ code: 'STORE_KEY_WRONG' }),
  )
  expect(fs.readdirSync(folder)).toEqual(['regulars.db'])
})

test('a damaged key check does not lock anyone out', () => {
  const { db } = openStore({ folder, key })
  closeStore(db)
  const check = path.join(folder, 'regulars.key-check')
  const written = fs.readFileSync(check, 'utf8')
  for (const content of ['', 'rubbish', '0'.repeat(64)]) {
    fs.writeFileSync(check, content)
    closeStore(openStore({ folder, key }).db)
    expect(fs.readFileSync(check, 'utf8')).toBe(written)
  }
})
