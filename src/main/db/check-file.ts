// Reads whole database files and says whether they are sound. Every page carries a keyed checksum, so one flipped bit
// anywhere is found; it takes seconds on a large file, which is why a clean start does not do it.
import fs from 'node:fs'
import { connectPlainly } from './connection.ts'
import type { ReadDb } from './handle.ts'
import { isDamage } from './store-error.ts'

const allTables = `SELECT name FROM pragma_table_list WHERE schema = 'main' AND type IN ('table', 'shadow')`

/** Checks every table of an open database with its indexes, search tables included. Throws what is not damage. */
export function isSound(db: ReadDb): boolean {
  return soundOrThrow(() => {
    // Table by table takes half as long as all at once, which would also compare the search index with its own copy.
    const tables = db.prepare(allTables).pluck().all() as string[]
    return tables.every((table) => db.pragma(`quick_check("${table}")`, { simple: true }) === 'ok')
  })
}

/**
 * Checks a closed store in full without changing anything beside it; false also for a wrong key, and for a file without a
 * schema: an empty one opens under any key and has nothing in it that could be bad. Throws what is not damage.
 */
export function isSoundFile(file: string, key: Buffer): boolean {
  return soundOrThrow(() => readUntouched(file, key, (db) => hasSchema(db) && isSound(db)))
}

function hasSchema(db: ReadDb): boolean {
  return Number(db.pragma('user_version', { simple: true })) > 0
}

/** Reads from a database file and leaves it, its log and its folder as they were. Throws SqliteError. */
export function readUntouched<Result>(file: string, key: Buffer, body: (db: ReadDb) => Result): Result {
  const absent = [`${file}-wal`, `${file}-shm`].filter((sidecar) => !fs.existsSync(sidecar))
  const db = connectPlainly(file, key, { readonly: true, fileMustExist: true })
  try {
    return body(db)
  } finally {
    db.close()
    // A read-only connection makes these but may not take them away again.
    for (const sidecar of absent) fs.rmSync(sidecar, { force: true })
  }
}

function soundOrThrow(check: () => boolean): boolean {
  try {
    return check()
  } catch (error) {
    if (isDamage(error)) return false
    throw error
  }
}
