// What happens to a store that cannot be read: the file is set aside and never deleted, the newest sound backup takes its
// place, and what the damaged file still tells is carried over. Each step may be interrupted and is taken up again.
import fs from 'node:fs'
import path from 'node:path'
import type { StoreNotice } from '../../shared/contract.ts'
import { type Backup, lastBackup, restoreNewest } from './backup.ts'
import { placeStore } from './place-store.ts'
import { writeSessionMark } from './session-mark.ts'
import { fileStamp, type StoreFiles, sizeOf, syncFolder } from './store-files.ts'

/** A name for the damaged file that is free. */
export function nameForDamaged(files: StoreFiles, now: Date): string {
  const wanted = `regulars-damaged-${fileStamp(now)}`
  for (let copy = 1; ; copy += 1) {
    const name = copy === 1 ? `${wanted}.db` : `${wanted}-${copy}.db`
    if (
      !fs.existsSync(path.join(files.folder, name)) &&
      !fs.existsSync(path.join(files.folder, `${name}-wal`))
    )
      return name
  }
}

/**
 * Renames the damaged file and its log and puts the newest sound backup in its place, or an empty store; null when there
 * is no sound backup. `name` is null when the file was simply gone. Resumes where it was interrupted.
 */
export function setAsideAndRestore(
  files: StoreFiles,
  key: Buffer,
  name: string | null,
  now: Date,
): Backup | null {
  // Written first: whatever happens from here on, the next start goes on with the same rescue.
  writeSessionMark(files.sessionMark, { state: 'recovering', setAside: name })
  const aside = path.join(files.folder, name ?? nameForDamaged(files, now))
  // Where both exist, the one in place is the replacement already.
  if (name !== null && fs.existsSync(files.database) && !fs.existsSync(aside)) {
    fs.renameSync(files.database, aside)
    if (fs.existsSync(files.log)) fs.renameSync(files.log, `${aside}-wal`)
    syncFolder(files.folder)
  }
  if (sizeOf(files.database) > 0) return lastBackup(files.folder)
  const backup = restoreNewest(files, key, `${aside}-wal`)
  if (backup === null) placeStore(files, key, `${aside}-wal`, () => true)
  return backup
}

/** Keeps a copy of a store whose log lost its end, before opening it drops that end for good; answers the copy's name. */
export function keepCopy(files: StoreFiles, now: Date): string {
  const name = nameForDamaged(files, now)
  const copy = path.join(files.folder, name)
  fs.copyFileSync(files.log, `${copy}-wal`, fs.constants.COPYFILE_FICLONE)
  fs.copyFileSync(files.database, copy, fs.constants.COPYFILE_FICLONE)
  syncFolder(files.folder)
  return name
}

/** What a person is told once, after a repair. */
export function describeRepair(setAside: string | null, backup: Backup | null): StoreNotice {
  return backup
    ? { code: 'RESTORED_FROM_BACKUP', fileName: backup.fileName, backupAt: backup.at }
    : { code: 'DAMAGED_SET_ASIDE', fileName: setAside, backupAt: null }
}
