// Opens the store so that nothing is lost: a wrong key or a newer file is refused untouched, pending migrations run in
// one transaction, and what had to be repaired is told in the notice.
import fs from 'node:fs'
import path from 'node:path'
import type { StoreNotice } from '../../shared/contract.ts'
import { AppError } from '../../shared/errors.ts'
import { connect, connectPlainly } from './connection.ts'
import type { ReadDb, WriteDb } from './handle.ts'
import { checkKey, writeKeyCheck } from './key-check.ts'
import { migrateStore, pendingMigrations, readUserVersion } from './migrate.ts'
import { type Migration, migrations } from './migrations/list.ts'
import { clearSessionMark, readSessionMark, writeSessionMark } from './session-mark.ts'
import { isDamage, storeError, toStoreError } from './store-error.ts'
import { type StoreFiles, sizeOf, storeFiles } from './store-files.ts'

export interface OpenOptions {
  readonly folder: string
  /** 32 random bytes. */
  readonly key: Buffer
  readonly readonly?: boolean
  /** The schema's history; only tests give another. */
  readonly migrations?: readonly Migration[]
}

/** Opens or makes the store in `folder`. Throws AppError with one of the STORE_ codes. */
export function openStore(options: OpenOptions): { db: WriteDb; notice: StoreNotice } {
  const files = storeFiles(options.folder)
  try {
    if (options.readonly) return { db: connect(files.database, options.key, existing(true)), notice: opened }
    fs.mkdirSync(options.folder, { recursive: true, mode: 0o700 })
    return openForWriting(files, options.key, options.migrations ?? migrations)
  } catch (error) {
    throw toStoreError(error)
  }
}

/** A further connection to an open store, for a worker thread: same settings, no migration. Throws AppError. */
export function openSecondConnection(options: { readonly folder: string; readonly key: Buffer }): WriteDb {
  try {
    return connect(storeFiles(options.folder).database, options.key, existing(false))
  } catch (error) {
    throw toStoreError(error)
  }
}

/** Writes the log back into the file and closes cleanly, so that the next start needs no check. Throws AppError. */
export function closeStore(db: WriteDb): void {
  if (!db.open) return
  const files = storeFiles(path.dirname(db.name))
  try {
    if (!db.readonly) db.pragma('wal_checkpoint(TRUNCATE)')
    const wasReadonly = db.readonly
    db.close()
    // Another connection still holds the log: whoever closes last takes the mark away.
    if (!wasReadonly && sizeOf(files.log) === 0) clearSessionMark(files.sessionMark)
  } catch (error) {
    throw toStoreError(error)
  } finally {
    db.close()
  }
}

/** Remembers that bad pages were met, so that the next start checks the file in full and repairs it. */
export function noteDamage(folder: string): void {
  writeSessionMark(storeFiles(folder).sessionMark, { state: 'damaged' })
}

const opened: StoreNotice = { code: 'OPENED', fileName: null, backupAt: null }

function existing(readonly: boolean): { readonly: boolean; fileMustExist: true } {
  return { readonly, fileMustExist: true }
}

function openForWriting(
  files: StoreFiles,
  key: Buffer,
  list: readonly Migration[],
): { db: WriteDb; notice: StoreNotice } {
  const isNew = sizeOf(files.database) === 0
  if (!isNew) requireOpenable(files, key, list)
  if (readSessionMark(files.sessionMark) === null) writeSessionMark(files.sessionMark, { state: 'open' })
  const db = connect(files.database, key, { readonly: false, fileMustExist: false })
  try {
    migrateStore(db, list)
    if (checkKey(files.keyCheck, key) !== 'right') writeKeyCheck(files.keyCheck, key)
  } catch (error) {
    db.close()
    throw error
  }
  return { db, notice: isNew ? { ...opened, code: 'NEW_STORE' } : opened }
}

/** Throws STORE_KEY_WRONG, STORE_FROM_FUTURE or STORE_DAMAGED before anything has been written. */
function requireOpenable(files: StoreFiles, key: Buffer, list: readonly Migration[]): void {
  try {
    pendingMigrations(readUntouched(files.database, key, readUserVersion), list)
  } catch (error) {
    if (!isDamage(error)) throw error
    if (checkKey(files.keyCheck, key) === 'right') throw storeError('STORE_DAMAGED')
    throw new AppError('STORE_KEY_WRONG', 'The key of the customer file does not fit. Nothing was changed.')
  }
}

/** Reads from a database file and leaves it, its log and its folder as they were. Throws SqliteError. */
export function readUntouched<Result>(
  file: string,
  key: Buffer,
  body: (db: WriteDb & ReadDb) => Result,
): Result {
  const sidecars = [`${file}-wal`, `${file}-shm`].filter((sidecar) => !fs.existsSync(sidecar))
  const db = connectPlainly(file, key, existing(true))
  try {
    return body(db)
  } finally {
    db.close()
    // A read-only connection makes these but may not take them away again.
    for (const sidecar of sidecars) fs.rmSync(sidecar, { force: true })
  }
}
