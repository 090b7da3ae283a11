// What this counter remembers about itself: screen settings and its device id.
import type { Settings } from '../../shared/contract.ts'
import { type ReadDb, statement, type WriteDb } from './handle.ts'

const defaults: Settings = { language: 'en', theme: 'system', calendar: 'gregorian', deviceName: 'Counter' }

/** One thing remembered under a name of its own; undefined when it never was. */
export function readSetting(db: ReadDb, name: string): string | undefined {
  return statement(db, 'SELECT value FROM settings WHERE name = ?').pluck().get(name) as string | undefined
}

/** Remembers one thing under a name of its own. */
export function writeSetting(db: WriteDb, name: string, value: string): void {
  const sql =
    'INSERT INTO settings (name, value) VALUES (?, ?) ON CONFLICT (name) DO UPDATE SET value = excluded.value'
  statement(db, sql).run(name, value)
}

/** The settings of this counter, with defaults where none were chosen. */
export function readSettings(db: ReadDb): Settings {
  const chosen = Object.keys(defaults).flatMap((name) => {
    const value = readSetting(db, name)
    return value === undefined ? [] : [[name, value]]
  })
  return { ...defaults, ...Object.fromEntries(chosen) }
}

/** Changes the settings given, and answers all of them. */
export function writeSettings(db: WriteDb, changes: Partial<Settings>): Settings {
  for (const [name, value] of Object.entries(changes)) writeSetting(db, name, value)
  return readSettings(db)
}

/** This device's id, made on first use from `newId`. */
export function readDeviceId(db: WriteDb, newId: () => string): string {
  const known = readSetting(db, 'deviceId')
  if (known !== undefined) return known
  const made = newId()
  writeSetting(db, 'deviceId', made)
  return made
}
