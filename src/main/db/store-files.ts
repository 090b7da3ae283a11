// Where everything of one store lies inside its folder, and how files are made to outlast a power cut.
import fs from 'node:fs'
import path from 'node:path'

/** The store's files by path; backups lie in a folder of their own. */
export interface StoreFiles {
  readonly folder: string
  readonly database: string
  /** SQLite's write-ahead log and its index, which stand beside the database while it is open. */
  readonly log: string
  readonly logIndex: string
  /** SQLite's rollback journal, which stands there only while an empty store is filled. */
  readonly journal: string
  readonly keyCheck: string
  readonly sessionMark: string
  readonly backups: string
}

/** The paths of the store in `folder`; nothing is read or made. */
export function storeFiles(folder: string): StoreFiles {
  const database = path.join(folder, 'regulars.db')
  return {
    folder,
    database,
    log: `${database}-wal`,
    logIndex: `${database}-shm`,
    journal: `${database}-journal`,
    keyCheck: path.join(folder, 'regulars.key-check'),
    sessionMark: path.join(folder, 'regulars.session'),
    backups: path.join(folder, 'backups'),
  }
}

/** A moment as it stands in file names, local time: YYYYMMDD-HHMMSS. */
export function fileStamp(now: Date): string {
  const two = (value: number) => String(value).padStart(2, '0')
  const day = `${now.getFullYear()}${two(now.getMonth() + 1)}${two(now.getDate())}`
  return `${day}-${two(now.getHours())}${two(now.getMinutes())}${two(now.getSeconds())}`
}

/** Size in bytes, 0 when there is no such file. */
export function sizeOf(file: string): number {
  return fs.statSync(file, { throwIfNoEntry: false })?.size ?? 0
}

/** Writes a small file so that after a power cut it holds the old content or the new, never half of one. */
export function writeDurably(file: string, content: string): void {
  const unfinished = `${file}.partial`
  fs.writeFileSync(unfinished, content, { mode: 0o600, flush: true })
  renameDurably(unfinished, file)
}

/** Flushes a finished file to the disk, then gives it its name. */
export function renameDurably(from: string, to: string): void {
  fs.renameSync(from, to)
  syncFolder(path.dirname(to))
}

/** Flushes a file's bytes to the disk. */
export function syncFile(file: string): void {
  const handle = fs.openSync(file, 'r+')
  try {
    fs.fsyncSync(handle)
  } finally {
    fs.closeSync(handle)
  }
}

/** Flushes a folder's names to the disk; Windows has no such call and needs none. */
export function syncFolder(folder: string): void {
  if (process.platform === 'win32') return
  const handle = fs.openSync(folder, 'r')
  try {
    fs.fsyncSync(handle)
  } finally {
    fs.closeSync(handle)
  }
}
