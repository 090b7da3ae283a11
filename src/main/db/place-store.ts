// Puts a finished file where the store stands. All that could be half done when the power goes is done under another
// name first: even switching a file to the write-ahead log leaves, for a moment, a file that must be rolled back.
import fs from 'node:fs'
import { connect } from './connection.ts'
import { renameDurably, type StoreFiles, syncFile, syncFolder } from './store-files.ts'

/**
 * Has `fill` write a database (or nothing, for an empty one) to the path it is given, and gives that the store's name;
 * false when `fill` says the content is no good. A log that stands in the store's place is moved to `strayLog`.
 */
export function placeStore(
  files: StoreFiles,
  key: Buffer,
  strayLog: string,
  fill: (unfinished: string) => boolean,
): boolean {
  const unfinished = `${files.database}.unfinished`
  removeUnfinished(unfinished)
  if (!fill(unfinished)) {
    removeUnfinished(unfinished)
    return false
  }
  connect(unfinished, key, { readonly: false, fileMustExist: false }).close()
  syncFile(unfinished)
  // The log of another file would be played into this one.
  if (fs.existsSync(files.log)) fs.renameSync(files.log, strayLog)
  fs.rmSync(files.logIndex, { force: true })
  syncFolder(files.folder)
  renameDurably(unfinished, files.database)
  return true
}

function removeUnfinished(file: string): void {
  for (const suffix of ['', '-journal', '-wal', '-shm']) fs.rmSync(`${file}${suffix}`, { force: true })
}
