// Opens the store so that nothing is lost: a wrong key or a newer file is refused untouched, pending migrations run in
// one transaction behind a backup, a damaged file is set aside and replaced, and the notice tells what was done.
import fs from 'node:fs'
import path from 'node:path'
import type { StoreNotice } from '../../shared/contract.ts'
import { type Backup, makeBackup } from './backup.ts'
import { isSound } from './check-file.ts'
import { checkLog } from './check-log.ts'
import { connect } from './connection.ts'
import { describeRepair, keepCopy, nameForDamaged, setAsideAndRestore } from './damage.ts'
import { examine, type Finding } from './examine.ts'
import type { WriteDb } from './handle.ts'
import { checkKey, writeKeyCheck } from './key-check.ts'
import { migrateStore } from './migrate.ts'
import { type Migration, migrations } from './migrations/list.ts'
import { placeStore } from './place-store.ts'
import { replaySalvage, salvage } from './salvage.ts'
import { clearSessionMark, readSessionMark, type SessionMark, writeSessionMark } from './session-mark.ts'
import { isDamage, storeError, toStoreError } from './store-error.ts'
import { type StoreFiles, sizeOf, storeFiles } from './store-files.ts'

export interface OpenOptions {
  readonly folder: string
  /** 32 random bytes. */
  readonly key: Buffer
  readonly readonly?: boolean
  /** The moment that set-aside files and backups are named after. */
  readonly now?: Date
  /** The schema's history; only tests give another. */
  readonly migrations?: readonly Migration[]
}

/** Page cache of the connection that answers the screens: a page read again is not decrypted again. */
const screenCacheKilobytes = 128_000
/** Page cache of the sync's: enough for the indexes of a large directory while everything is pulled. */
const syncCacheKilobytes = 64_000
/** More than other connections wait for, so that threads in the background write the log back rather than a save at the counter. */
const screenCheckpointPages = 4000

interface OpenedStore {
  readonly db: WriteDb
  readonly notice: StoreNotice
}

interface Opening {
  readonly files: StoreFiles
  readonly key: Buffer
  readonly now: Date
  readonly list: readonly Migration[]
}

/** Opens or makes the store in `folder`. Throws AppError with one of the STORE_ codes. */
export function openStore(options: OpenOptions): OpenedStore {
  const { folder, key, now = new Date(), migrations: list = migrations } = options
  const opening = { files: storeFiles(folder), key, now, list }
  try {
    if (!options.readonly) fs.mkdirSync(folder, { recursive: true, mode: 0o700 })
    const opened = options.readonly ? openForReading(opening) : openForWriting(opening)
    opened.db.pragma(`cache_size = ${-screenCacheKilobytes}`)
    opened.db.pragma(`wal_autocheckpoint = ${screenCheckpointPages}`)
    return opened
  } catch (error) {
    throw toStoreError(error)
  }
}

/** A further connection to an open store, for a worker thread: same settings, no migration. Throws AppError. */
export function openSecondConnection(options: { readonly folder: string; readonly key: Buffer }): WriteDb {
  try {
    return connect(storeFiles(options.folder).database, options.key, { readonly: false, fileMustExist: true })
  } catch (error) {
    throw toStoreError(error)
  }
}

/**
 * A further connection for the threads that sync and that search for duplicates. What they commit they could have again, from
 * the server or by searching, so they do not wait for the disk at every commit: after a power cut they may have to do the last
 * ones again. Throws AppError.
 */
export function openSyncConnection(options: { readonly folder: string; readonly key: Buffer }): WriteDb {
  const db = openSecondConnection(options)
  db.pragma('synchronous = NORMAL')
  db.pragma(`cache_size = ${-syncCacheKilobytes}`)
  return db
}

/** Writes the log back into the file and closes; clean unless another connection is still open. Throws AppError. */
export function closeStore(db: WriteDb): void {
  if (!db.open) return
  const files = storeFiles(path.dirname(db.name))
  const { readonly } = db
  try {
    if (!readonly) db.pragma('wal_checkpoint(TRUNCATE)')
  } catch (error) {
    throw toStoreError(error)
  } finally {
    db.close()
  }
  // With a log still there, whoever opens the file next has something to check.
  if (!readonly && sizeOf(files.log) === 0) clearSessionMark(files.sessionMark)
}

/** Remembers that bad pages were met, so that the next start checks the whole file and repairs it. */
export function noteDamage(folder: string): void {
  writeSessionMark(storeFiles(folder).sessionMark, { state: 'damaged' })
}

function openForReading({ files, key, list }: Opening): OpenedStore {
  const finding = examine(files, key, list)
  if (finding === 'damaged') throw storeError('STORE_DAMAGED')
  const db = connect(files.database, key, { readonly: true, fileMustExist: true })
  return { db, notice: notices.opened }
}

function openForWriting(opening: Opening): OpenedStore {
  const { files, key, now } = opening
  const mark = readSessionMark(files.sessionMark)
  const finding = examine(files, key, opening.list)
  if (finding === 'damaged') return repair(opening, nameForDamaged(files, now))
  if (mark?.state === 'recovering') return repair(opening, mark.setAside)
  if (finding === 'missing') return repair(opening, null)

  const lostEnd = mark && checkLog(files.log) === 'torn' ? keepCopy(files, now) : null
  if (mark === null) writeSessionMark(files.sessionMark, { state: 'open' })
  if (sizeOf(files.database) === 0) {
    placeStore(files, key, path.join(files.folder, `${nameForDamaged(files, now)}-wal`), () => true)
  }
  const db = connectIfSound(opening, finding, mark)
  if (db === null) return repair(opening, lostEnd ?? nameForDamaged(files, now))
  const notice = finding === 'new' ? notices.made : notices.opened
  return { db, notice: lostEnd ? { code: 'LAST_CHANGES_LOST', fileName: lostEnd, backupAt: null } : notice }
}

const notices = {
  made: { code: 'NEW_STORE', fileName: null, backupAt: null },
  opened: { code: 'OPENED', fileName: null, backupAt: null },
} as const satisfies Record<string, StoreNotice>

/** Connects and migrates; null when the file turns out to be damaged. A session that did not close cleanly has the whole file checked. */
function connectIfSound(opening: Opening, finding: Finding, mark: SessionMark | null): WriteDb | null {
  const { files, key, now } = opening
  let db: WriteDb | null = null
  try {
    db = connect(files.database, key, { readonly: false, fileMustExist: true })
    if (mark !== null && !isSound(db)) throw storeError('STORE_DAMAGED')
    if (mark?.state === 'damaged') writeSessionMark(files.sessionMark, { state: 'open' })
    if (finding === 'outdated') makeBackup({ folder: files.folder, key, now })
    finishOpening(opening, db)
    return db
  } catch (error) {
    db?.close()
    if (isDamage(error)) return null
    throw error
  }
}

function finishOpening({ files, key, list }: Opening, db: WriteDb): void {
  migrateStore(db, list)
  if (checkKey(files.keyCheck, key) !== 'right') writeKeyCheck(files.keyCheck, key)
}

/** Replaces a damaged or missing file by the newest sound backup, or by a new one, and carries over what was salvaged. */
function repair(opening: Opening, setAside: string | null): OpenedStore {
  const { files, key, now } = opening
  const backup: Backup | null = setAsideAndRestore(files, key, setAside, now)
  const db = connect(files.database, key, { readonly: false, fileMustExist: true })
  try {
    finishOpening(opening, db)
    const found = salvage(setAside === null ? null : path.join(files.folder, setAside), key)
    replaySalvage(db, found, setAside ?? files.database)
    writeSessionMark(files.sessionMark, { state: 'open' })
  } catch (error) {
    db.close()
    throw error
  }
  return { db, notice: describeRepair(setAside, backup) }
}
