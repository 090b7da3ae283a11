// Looks at a store before anything is written: is there one, does the key fit, is it ours to open, must it be repaired?
import fs from 'node:fs'
import { AppError } from '../../shared/errors.ts'
import { opensAnyBackup } from './backup.ts'
import { readUntouched } from './check-file.ts'
import { connectPlainly } from './connection.ts'
import { checkKey } from './key-check.ts'
import { pendingMigrations, readUserVersion } from './migrate.ts'
import type { Migration } from './migrations/list.ts'
import { isDamage, storeError } from './store-error.ts'
import { type StoreFiles, sizeOf } from './store-files.ts'

/** `new`: nothing to open yet; `current` and `outdated`: readable, schema up to date or behind; `missing` and `damaged`: to be repaired. */
export type Finding = 'new' | 'current' | 'outdated' | 'missing' | 'damaged'

/** Examines the store and changes nothing but a load that was cut off. Throws STORE_KEY_WRONG, STORE_FROM_FUTURE or SqliteError. */
export function examine(files: StoreFiles, key: Buffer, list: readonly Migration[]): Finding {
  const verdict = checkKey(files.keyCheck, key)
  if (sizeOf(files.database) === 0) {
    if (verdict === 'wrong') throw wrongKey()
    // The key check is written once a store exists, so a file that is gone now was there before.
    return verdict === 'right' || opensAnyBackup(files, key) ? 'missing' : 'new'
  }
  try {
    // Only a right key may undo it: with a wrong one SQLite would write nonsense over the file.
    if (sizeOf(files.journal) > 0) {
      if (verdict === 'wrong') throw wrongKey()
      if (verdict === 'right') undoUnfinishedLoad(files, key)
    }
    const version = readUntouched(files.database, key, (db) => {
      // The schema's pages too: without them nothing can be read.
      db.prepare('SELECT count(*) FROM sqlite_schema').get()
      if (!hasKnownFormat(files.database)) throw storeError('STORE_DAMAGED')
      return readUserVersion(db)
    })
    const pending = pendingMigrations(version, list)
    if (version === 0) return 'new'
    return pending.length > 0 ? 'outdated' : 'current'
  } catch (error) {
    if (!isDamage(error)) throw error
    // A wrong key and a damaged first page look the same to SQLite.
    if (verdict === 'right' || (verdict === 'absent' && opensAnyBackup(files, key))) return 'damaged'
    throw wrongKey()
  }
}

/** A load into an empty store that was cut off leaves its rollback journal: reading once through it empties the store again. */
function undoUnfinishedLoad(files: StoreFiles, key: Buffer): void {
  const db = connectPlainly(files.database, key, { readonly: false, fileMustExist: true })
  try {
    db.prepare('SELECT count(*) FROM sqlite_schema').get()
  } finally {
    db.close()
  }
}

function wrongKey(): AppError {
  return new AppError('STORE_KEY_WRONG', 'The key of the customer file does not fit. Nothing was changed.')
}

/** The one byte that neither encryption nor SQLite's checks cover: a wrong one would make the file read-only for good. */
function hasKnownFormat(file: string): boolean {
  const writeVersion = Buffer.alloc(1)
  const handle = fs.openSync(file, 'r')
  try {
    fs.readSync(handle, writeVersion, 0, 1, 18)
  } finally {
    fs.closeSync(handle)
  }
  return writeVersion[0] === 1 || writeVersion[0] === 2
}
