// Filling an empty store: all or nothing, whatever happens on the way, and everything as other paths leave it.
import { execFileSync } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { type LookupStore, openLookupStore } from '../../../tests/fixtures/lookup-store.ts'
import type { DirectoryRecord } from '../../shared/directory-record.ts'
import { loadDirectory } from './bulk-load.ts'
import { takeCode } from './customer-codes.ts'
import type { WriteDb } from './handle.ts'
import { closeStore, openStore } from './open.ts'
import { searchCustomers } from './search.ts'

const key = randomBytes(32)
let folder: string
let maker: LookupStore
beforeEach(() => {
  folder = fs.mkdtempSync(path.join(os.tmpdir(), 'regulars-load-'))
  maker = openLookupStore()
})
afterEach(() => {
  maker.remove()
  fs.rmSync(folder, { recursive: true, force: true })
})

const people = (count: number): DirectoryRecord[] =>
  Array.from({ length: count }, (_, number) =>
    maker.record({ name: `Loaded Person${number}`, phone: `081${String(number).padStart(7, '0')}` }),
  )
const schemaOf = (db: WriteDb) => db.prepare('SELECT type, name FROM sqlite_schema ORDER BY name').all()
const settingsOf = (db: WriteDb) =>
  ['journal_mode', 'foreign_keys', 'cache_size', 'busy_timeout'].map((name) =>
    db.pragma(name, { simple: true }),
  )

test('a filled store has the schema and the settings it had, sound and findable', () => {
  const { db } = openStore({ folder, key })
  const before = [schemaOf(db), settingsOf(db)]
  expect(loadDirectory(db, people(500))).toBe(500)
  expect([schemaOf(db), settingsOf(db)]).toEqual(before)
  expect(db.pragma('integrity_check', { simple: true })).toBe('ok')
  expect(db.pragma('foreign_key_check')).toEqual([])
  expect(searchCustomers(db, '0810000123', 20).hits[0]?.fullName).toBe('Loaded Person123')
  expect(db.prepare('SELECT count(*) FROM audit_log').pluck().get()).toBe(500)
  expect(db.transaction(() => takeCode(db))()).toBe('CUS-501')
  closeStore(db)
})

test('a load that fails leaves the store empty and in order', () => {
  const { db } = openStore({ folder, key })
  const before = [schemaOf(db), settingsOf(db)]
  const [first, second] = people(2)
  const twice = [first, second, first].filter((record) => record !== undefined)
  expect(() => loadDirectory(db, twice)).toThrow(/UNIQUE/)
  expect(db.prepare('SELECT count(*) FROM customers').pluck().get()).toBe(0)
  expect([schemaOf(db), settingsOf(db)]).toEqual(before)
  closeStore(db)
})

test('a load that is cut off leaves an empty store that opens', () => {
  const { db } = openStore({ folder, key })
  const cut = fs.mkdtempSync(path.join(os.tmpdir(), 'regulars-cut-'))
  function* interrupted() {
    // A cache this small has pages written to the file long before the end, as a large load does.
    db.pragma('cache_size = 10')
    yield* people(3000)
    // Copied by another process: closing a file here would drop SQLite's own locks on it.
    const copy = `require('node:fs').cpSync(...process.argv.slice(1), { recursive: true })`
    execFileSync(process.execPath, ['-e', copy, folder, cut])
  }
  loadDirectory(db, interrupted())
  closeStore(db)
  expect(fs.statSync(path.join(cut, 'regulars.db-journal')).size).toBeGreaterThan(0)

  expect(() => openStore({ folder: cut, key: randomBytes(32) })).toThrow(/key/)
  const reopened = openStore({ folder: cut, key })
  expect(reopened.notice.code).toBe('OPENED')
  expect(reopened.db.prepare('SELECT count(*) FROM customers').pluck().get()).toBe(0)
  expect(settingsOf(reopened.db)[0]).toBe('wal')
  expect(loadDirectory(reopened.db, people(10))).toBe(10)
  closeStore(reopened.db)
  fs.rmSync(cut, { recursive: true, force: true })
})

test('beside another connection the log stays, and the load works all the same', () => {
  const { db } = openStore({ folder, key })
  const { db: other } = openStore({ folder, key, readonly: true })
  other.prepare('SELECT count(*) FROM customers').get()
  expect(loadDirectory(db, people(50))).toBe(50)
  expect(other.prepare('SELECT count(*) FROM customers').pluck().get()).toBe(50)
  other.close()
  closeStore(db)
})

test('whatever the order of arrival, everybody has the rank of their search text and one audit line', () => {
  const { db } = openStore({ folder, key })
  const days = ['2024-01-03', '2024-01-01', '2024-01-02', '2024-01-02']
  const joined = (offset: number) =>
    days.map((day, index) => ({
      ...maker.record({ name: `Person ${offset + index}` }),
      ledger: [],
      createdAt: `${day}T09:00:00.000Z`,
    }))
  const byRecency = db.prepare(
    'SELECT c.key FROM search_text t JOIN customers c ON c.key = t.customer_key AND c.search_rank = t.rank ORDER BY t.rank',
  )
  loadDirectory(db, joined(0))
  expect(byRecency.pluck().all()).toEqual([1, 4, 3, 2])
  loadDirectory(db, joined(4))
  expect(byRecency.pluck().all()).toEqual([5, 8, 7, 6, 1, 4, 3, 2])
  const audited = db.prepare('SELECT customer_key FROM audit_log').pluck().all()
  expect(audited).toEqual([1, 2, 3, 4, 5, 6, 7, 8])
  expect(db.prepare('SELECT count(DISTINCT command_id) FROM audit_log').pluck().get()).toBe(2)
  closeStore(db)
})
