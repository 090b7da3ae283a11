// Fills an empty directory with generated people from a file of one JSON record a line.
import { createReadStream } from 'node:fs'
import { createInterface } from 'node:readline'
import type { DirectoryRecord } from '../../shared/directory-record.ts'
import { loadDirectory } from '../db/bulk-load.ts'
import type { WriteDb } from '../db/handle.ts'

/** Loads the file into the store; how many customers came in. */
export async function loadDemo(db: WriteDb, file: string): Promise<number> {
  const records: DirectoryRecord[] = []
  for await (const line of createInterface({ input: createReadStream(file, 'utf8') })) {
    if (line !== '') records.push(JSON.parse(line) as DirectoryRecord)
  }
  return loadDirectory(db, records)
}
