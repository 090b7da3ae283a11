// Encrypted copies of the store, each read back in full before it counts. A copy that fails leaves the older ones alone.
import fs from 'node:fs'
import path from 'node:path'
import { isSoundFile } from './check-file.ts'
import { connect } from './connection.ts'
import { placeStore } from './place-store.ts'
import { writeSessionMark } from './session-mark.ts'
import { isDamage, storeError, toStoreError } from './store-error.ts'
import { fileStamp, renameDurably, type StoreFiles, storeFiles, syncFile } from './store-files.ts'

const backupName = /^regulars-(\d{8}-\d{6})\.db$/
const kept = 7

/** A verified backup: its name in the backups folder and the moment it was made, ISO 8601. */
export interface Backup {
  readonly fileName: string
  readonly at: string
}

/** Copies the store as it is now into the backups folder and keeps the newest seven. Blocks; the app runs it in a worker. Throws AppError. */
export function makeBackup(options: {
  readonly folder: string
  readonly key: Buffer
  readonly now: Date
}): Backup {
  const files = storeFiles(options.folder)
  let unfinished: string | null = null
  try {
    fs.mkdirSync(files.backups, { recursive: true, mode: 0o700 })
    removeUnfinished(files)
    const fileName = nextName(files, options.now)
    const target = path.join(files.backups, fileName)
    unfinished = `${target}.partial`
    copyStore(files, options.key, unfinished)
    fs.utimesSync(unfinished, options.now, options.now)
    syncFile(unfinished)
    if (!isSoundFile(unfinished, options.key)) throw storeError('STORE_DAMAGED')
    renameDurably(unfinished, target)
    prune(files)
    return describe(files, fileName)
  } catch (error) {
    if (unfinished) fs.rmSync(unfinished, { force: true })
    throw toStoreError(error)
  }
}

/** The newest verified backup in the folder, null when there is none. */
export function lastBackup(folder: string): Backup | null {
  const files = storeFiles(folder)
  const newest = listBackups(files)[0]
  return newest === undefined ? null : describe(files, newest)
}

/** The names of the verified backups, newest first. */
export function listBackups(files: StoreFiles): string[] {
  if (!fs.existsSync(files.backups)) return []
  return fs
    .readdirSync(files.backups)
    .filter((name) => backupName.test(name))
    .sort()
    .reverse()
}

/** Puts the newest backup that is still sound in the store's place; null when there is none. A log left there moves to `strayLog`. */
export function restoreNewest(files: StoreFiles, key: Buffer, strayLog: string): Backup | null {
  for (const fileName of listBackups(files)) {
    const isPlaced = placeStore(files, key, strayLog, (unfinished) => {
      fs.copyFileSync(path.join(files.backups, fileName), unfinished)
      return isSoundFile(unfinished, key)
    })
    if (isPlaced) return describe(files, fileName)
  }
  return null
}

/** Whether any backup opens with this key: proof that the key is right when the store itself cannot be read. */
export function opensAnyBackup(files: StoreFiles, key: Buffer): boolean {
  return listBackups(files).some((name) => isSoundFile(path.join(files.backups, name), key))
}

function copyStore(files: StoreFiles, key: Buffer, target: string): void {
  const db = connect(files.database, key, { readonly: false, fileMustExist: true })
  try {
    // One read transaction: the copy is the store at one moment, under the same key, while others go on writing.
    db.prepare('VACUUM INTO ?').run(target)
  } catch (error) {
    // Copying reads every page, so it also finds damage that no screen has met yet; the next start repairs it.
    if (isDamage(error)) writeSessionMark(files.sessionMark, { state: 'damaged' })
    throw error
  } finally {
    db.close()
  }
}

/** Names rise even when the clock goes back, so that the newest backup is always the last by name. */
function nextName(files: StoreFiles, now: Date): string {
  const wanted = fileStamp(now)
  const newest = backupName.exec(listBackups(files)[0] ?? '')?.[1]
  if (newest === undefined || wanted > newest) return `regulars-${wanted}.db`
  const digits = String(Number(newest.replace('-', '')) + 1)
  return `regulars-${digits.slice(0, 8)}-${digits.slice(8)}.db`
}

function describe(files: StoreFiles, fileName: string): Backup {
  return { fileName, at: fs.statSync(path.join(files.backups, fileName)).mtime.toISOString() }
}

function prune(files: StoreFiles): void {
  for (const name of listBackups(files).slice(kept)) fs.rmSync(path.join(files.backups, name))
}

function removeUnfinished(files: StoreFiles): void {
  for (const name of fs.readdirSync(files.backups)) {
    if (name.includes('.partial')) fs.rmSync(path.join(files.backups, name))
  }
}
