// Stores as they were before there was a server: what a counter alone saved, in the schema of that time.
import { randomBytes } from 'node:crypto'
import fs from 'node:fs'
import { inTransaction, type ReadDb, type WriteDb } from '../../src/main/db/handle.ts'
import { type Migration, migrations } from '../../src/main/db/migrations/list.ts'
import { closeStore, openStore } from '../../src/main/db/open.ts'
import { runCommand } from '../../src/main/write/run-command.ts'
import { planWork, type Saved, save } from './work.ts'

/** The schema with which syncing began. */
const syncVersion = 30
const before = migrations.filter(({ version }) => version < syncVersion)

/** Makes an old store with so many saves in it, and tells them; nobody was signed in. */
export function makeOldStore(folder: string, key: Buffer, saves: number, random: () => number): Saved[] {
  const newer = `${folder}-newer`
  const { db } = openStore({ folder: newer, key })
  const context = { db, actor: null, deviceId: 'before', now: () => new Date(), randomBytes }
  const run = (command: Parameters<typeof runCommand>[1]) => runCommand(context, command)
  const saved: Saved[] = []
  for (let count = 0; count < saves; count += 1) {
    // The code a counter alone gave itself is somebody else's on the server: there it is an alias.
    saved.push({ ...save({ db, run }, planWork(db, random)), code: null })
  }
  const { db: old } = openStore({ folder, key, migrations: before })
  inTransaction(old, () => copyTables(db, old))
  closeStore(old)
  closeStore(db)
  fs.rmSync(newer, { recursive: true })
  return saved
}

function copyTables(from: ReadDb, to: WriteDb): void {
  // Tables come in any order.
  to.pragma('defer_foreign_keys = ON')
  const tables = to
    .prepare(
      `SELECT name FROM pragma_table_list WHERE type = 'table' AND schema = 'main' AND name NOT LIKE 'sqlite_%'`,
    )
    .pluck()
    .all() as string[]
  for (const table of tables) {
    const columns = commonColumns(from, to, table)
    if (columns.length === 0) continue
    to.exec(`DELETE FROM ${table}`)
    const insert = to.prepare(
      `INSERT INTO ${table} (${columns.join(', ')}) VALUES (${columns.map(() => '?').join(', ')})`,
    )
    for (const row of from
      .prepare(`SELECT ${columns.join(', ')} FROM ${table}`)
      .raw()
      .all()) {
      insert.run(...(row as unknown[]))
    }
  }
  to.exec('INSERT INTO search_grams (rowid, text) SELECT rank, text FROM search_text')
}

function commonColumns(from: ReadDb, to: ReadDb, table: string): string[] {
  const read = (db: ReadDb) =>
    db.prepare(`SELECT name FROM pragma_table_info('${table}')`).pluck().all() as string[]
  const known = new Set(read(from))
  return read(to).filter((column) => known.has(column))
}

/** The whole history of the schema, calling `stop` behind so many statements of the one that began syncing, or behind its last. */
export function stopBehind(statements: number, stop: () => void): readonly Migration[] {
  const halting = (migration: Migration): Migration => ({
    version: migration.version,
    migrate(db) {
      // So small a cache that part of it is in the log already when the kill comes.
      db.pragma('cache_size = 10')
      let left = statements
      const stepwise = {
        exec(sql: string) {
          for (const statement of splitStatements(sql)) {
            if (left === 0) stop()
            left -= 1
            db.exec(statement)
          }
        },
      }
      migration.migrate(stepwise as unknown as WriteDb)
      stop()
    },
  })
  return migrations.map((migration) => (migration.version === syncVersion ? halting(migration) : migration))
}

function splitStatements(sql: string): string[] {
  const statements = sql.replaceAll(/--.*$/gm, '').split(';')
  return statements.filter((statement) => statement.trim() !== '')
}
