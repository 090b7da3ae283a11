// Finds duplicates in the background: the whole directory where that is due, then whoever changed since, one by one. What was
// found before stays until its place is taken, so that stopping at any moment loses nothing; a search that did not end is due.

import { compareStored } from '../db/compare-stored.ts'
import { findKey } from '../db/customer-keys.ts'
import { type DirectoryPeople, readDirectory } from '../db/directory-people.ts'
import { findStoredDuplicates } from '../db/duplicate-candidates.ts'
import {
  dropPairs,
  type FoundPair,
  inOrder,
  keepPairs,
  readPairs,
  readPartners,
} from '../db/duplicate-pairs.ts'
import {
  beginSearch,
  endSearch,
  isSearchDue,
  readLastNote,
  readModel,
  readNextNoted,
  strikeCustomer,
  strikeNotes,
} from '../db/duplicate-search-state.ts'
import { inTransaction, type WriteDb } from '../db/handle.ts'
import type { DuplicateModel } from '../domain/duplicate-chances.ts'
import { type DirectorySearch, pairThreshold, searchDirectory } from '../domain/search-directory.ts'
import type { Pace } from './pacing.ts'

/** What the work goes by. */
export interface DuplicateWork extends Pace {
  readonly db: WriteDb
  /** Waits until nobody at the counter wants to write. */
  readonly giveWay: () => void
  readonly now: () => Date
  /** How far a search of the whole directory is: of `total` customers so many. */
  readonly onProgress: (done: number, total: number) => void
}

/** How many rows a transaction writes: a save at the counter waits for no more than a few milliseconds. */
const rowsAtOnce = 100
/** Which part of a search reading everybody takes. */
const readingShare = 0.1

/** Works until nothing is left to do, until it is stopped, or until so much changed that everything has to be done again. */
export async function workOnDuplicates(work: DuplicateWork): Promise<void> {
  const { db } = work
  if (isSearchDue(db)) await searchEverybody(work)
  const model = readModel(db)
  while (!work.isStopped() && !isSearchDue(db) && compareNextNoted(work, model)) await work.rest()
}

async function searchEverybody(work: DuplicateWork): Promise<void> {
  const { db } = work
  write(work, () => beginSearch(db))
  // Whoever was noted before this view of the directory is in it as they are now.
  db.exec('BEGIN')
  let lastNote = 0
  let directory: DirectoryPeople | null
  try {
    lastNote = readLastNote(db)
    directory = await readEverybody(work)
  } finally {
    db.exec('COMMIT')
  }
  const search = directory && (await compareEverybody(work, directory))
  if (!directory || !search) return
  const { ids } = directory
  const found = search.pairs.map(({ left, right, score, reasons }): FoundPair => {
    return { oneId: ids[left] ?? '', otherId: ids[right] ?? '', score, reasons }
  })
  if (!(await replacePairs(work, found))) return
  for (let hasMore = true; hasMore; await work.rest()) {
    if (work.isStopped()) return
    write(work, () => {
      hasMore = strikeNotes(db, lastNote, rowsAtOnce)
    })
  }
  write(work, () => endSearch(db, search.model, work.now().toISOString()))
  work.onProgress(ids.length, ids.length)
}

async function readEverybody(work: DuplicateWork): Promise<DirectoryPeople | null> {
  const reading = readDirectory(work.db)
  const total = Number(work.db.prepare('SELECT count(*) FROM customers').pluck().get())
  while (!work.isStopped()) {
    const step = reading.next()
    if (step.done) return step.value
    work.onProgress(Math.floor(step.value * readingShare), total)
    await work.rest()
  }
  reading.return({ ids: [], people: [] })
  return null
}

async function compareEverybody(
  work: DuplicateWork,
  { people }: DirectoryPeople,
): Promise<DirectorySearch | null> {
  const search = searchDirectory(people)
  while (!work.isStopped()) {
    const step = search.next()
    if (step.done) return step.value
    const { compared, total } = step.value
    const share = readingShare + (1 - readingShare) * (compared / Math.max(total, 1))
    work.onProgress(Math.min(total - 1, Math.floor(total * share)), total)
    await work.rest()
  }
  return null
}

/** Makes what was found all that is known; false where it was stopped on the way. */
async function replacePairs(work: DuplicateWork, found: readonly FoundPair[]): Promise<boolean> {
  const { db } = work
  const now = work.now().toISOString()
  const names = new Set(found.map(({ oneId, otherId }) => inOrder(oneId, otherId).join(' ')))
  const stale = readPairs(db).filter((pair) => !names.has(pair.join(' ')))
  const steps = [
    ...inParts(found).map((part) => () => keepPairs(db, part, now)),
    ...inParts(stale).map((part) => () => dropPairs(db, part)),
  ]
  for (const step of steps) {
    if (work.isStopped()) return false
    write(work, step)
    await work.rest()
  }
  return true
}

/** Compares whoever has waited longest with everybody they may be; false where nobody waits. */
function compareNextNoted(work: DuplicateWork, model: DuplicateModel): boolean {
  const { db } = work
  const next = readNextNoted(db)
  if (!next) return false
  const { customerKey, customerId, lastNote } = next
  const found: FoundPair[] = []
  const lost: (readonly [string, string])[] = []
  if (customerId !== null) {
    const likely = findStoredDuplicates(db, customerId, model)
    for (const { customerId: otherId, ...result } of likely)
      found.push({ oneId: customerId, otherId, ...result })
    const known = new Set(likely.map((one) => one.customerId))
    // A search of the whole directory also finds by what no index holds, such as addresses.
    for (const partnerId of readPartners(db, customerId)) {
      if (known.has(partnerId)) continue
      const partnerKey = findKey(db, partnerId)
      const result = partnerKey === undefined ? null : compareStored(db, customerKey, partnerKey, model)
      if (result && result.score >= pairThreshold)
        found.push({ oneId: customerId, otherId: partnerId, ...result })
      else lost.push(inOrder(customerId, partnerId))
    }
  }
  write(work, () => {
    keepPairs(db, found, work.now().toISOString())
    dropPairs(db, lost)
    strikeCustomer(db, customerKey, lastNote)
  })
  return true
}

function write({ db, giveWay }: DuplicateWork, body: () => void): void {
  giveWay()
  inTransaction(db, body)
}

function inParts<Item>(items: readonly Item[]): readonly (readonly Item[])[] {
  const parts: (readonly Item[])[] = []
  for (let begin = 0; begin < items.length; begin += rowsAtOnce)
    parts.push(items.slice(begin, begin + rowsAtOnce))
  return parts
}
