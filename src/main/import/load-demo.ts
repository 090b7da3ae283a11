// Fills an empty directory with generated people from a file of one JSON record a line; a line may hold what belongs to the
// venue instead.
import { createReadStream } from 'node:fs'
import { createInterface } from 'node:readline'
import type { DirectoryRecord, VenueRecord } from '../../shared/directory-record.ts'
import { loadDirectory } from '../db/bulk-load.ts'
import { loadVenue } from '../db/bulk-story.ts'
import { inTransaction, type WriteDb } from '../db/handle.ts'

/** Loads the file into the store; how many customers came in. */
export async function loadDemo(db: WriteDb, file: string): Promise<number> {
  const records: DirectoryRecord[] = []
  const venues: VenueRecord[] = []
  for await (const line of createInterface({ input: createReadStream(file, 'utf8') })) {
    if (line === '') continue
    const record = JSON.parse(line) as DirectoryRecord | { readonly venue: VenueRecord }
    if ('venue' in record) venues.push(record.venue)
    else records.push(record)
  }
  const count = loadDirectory(db, records)
  inTransaction(db, () => {
    for (const venue of venues) loadVenue(db, venue)
  })
  return count
}
