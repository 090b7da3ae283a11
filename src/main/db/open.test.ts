import { randomBytes } from 'node:crypto'
import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { requireSqliteVersion } from './connection.ts'
import { latestVersion, readUserVersion } from './migrate.ts'
import { closeStore, openSecondConnection, openStore } from './open.ts'

let folder: string
const key = randomBytes(32)
beforeEach(() => {
  folder = fs.mkdtempSync(path.join(os.tmpdir(), 'regulars-open-'))
})
afterEach(() => fs.rmSync(folder, { recursive: true, force: true }))

test('a new store says so, the next opening says opened', () => {
  const first = openStore({ folder, key })
  expect(first.notice.code).toBe('NEW_STORE')
  closeStore(first.db)
  const second = openStore({ folder, key })
  expect(second.notice.code).toBe('OPENED')
  expect(readUserVersion(second.db)).toBe(latestVersion())
  closeStore(second.db)
})

test('every connection is durable, encrypted and strict about its settings', () => {
  const { db } = openStore({ folder, key })
  const second = openSecondConnection({ folder, key })
  for (const connection of [db, second]) {
    const read = (name: string) => connection.pragma(name, { simple: true })
    expect(read('journal_mode')).toBe('wal')
    expect(read('synchronous')).toBe(2)
    expect(read('foreign_keys')).toBe(1)
    expect(read('trusted_schema')).toBe(0)
    expect(read('temp_store')).toBe(2)
    expect(read('busy_timeout')).toBe(5000)
    expect(read('application_id')).toBe(0x52474c52)
  }
  const loose =
    db.prepare(`SELECT name FROM pragma_table_list WHERE schema = 'main' AND type = 'table' AND NOT strict
    AND name NOT LIKE 'sqlite_%'`)
  expect(loose.all()).toEqual([])
  second.close()
  closeStore(db)
})

test('a second connection sees what the first has committed', () => {
  const { db } = openStore({ folder, key })
  const second = openSecondConnection({ folder, key })
  db.prepare(`INSERT INTO settings (name, value) VALUES ('colour', 'blue')`).run()
  expect(second.prepare('SELECT value FROM settings').pluck().get()).toBe('blue')
  second.close()
  closeStore(db)
})

test('a clean close leaves one file without a log and no session mark', () => {
  const { db } = openStore({ folder, key })
  expect(fs.existsSync(path.join(folder, 'regulars.session'))).toBe(true)
  closeStore(db)
  expect(fs.readdirSync(folder).sort()).toEqual(['regulars.db', 'regulars.key-check'])
})

test('an SQLite that can lose commits is refused', () => {
  expect(() => requireSqliteVersion('3.51.2')).toThrow(/3\.51\.3/)
  expect(() => requireSqliteVersion('3.51.3')).not.toThrow()
  expect(() => requireSqliteVersion('4.0.0')).not.toThrow()
})
