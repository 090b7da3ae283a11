// An encrypted store of generated people, worn as a year at the desk wears one: visits one by one and in batches.
import { randomBytes } from 'node:crypto'
import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { loadDirectory } from '../src/main/db/bulk-load.ts'
import type { WriteDb } from '../src/main/db/handle.ts'
import { closeStore, openStore } from '../src/main/db/open.ts'
import { moveToFront } from '../src/main/db/search-index.ts'
import { generatePeople } from '../tools/demo-data/people.ts'
import { createDice, report } from './measure.ts'

const singleVisits = 3000
const batches = 20
const batchedVisits = 500

/** An open store in a folder of its own; `remove` closes it and takes the folder away. */
export interface BenchStore {
  readonly db: WriteDb
  readonly folder: string
  readonly key: Buffer
  remove(): void
}

/** Opens an empty encrypted store in a temporary folder. */
export function openEmptyStore(): BenchStore {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'regulars-bench-'))
  const key = randomBytes(32)
  const { db } = openStore({ folder, key })
  const remove = () => {
    closeStore(db)
    fs.rmSync(folder, { recursive: true, force: true })
  }
  return { db, folder, key, remove }
}

/** Fills a store with `count` customers. */
export function fillStore(db: WriteDb, count: number): void {
  const onProgress = (done: number) => {
    if (done % 50_000 === 0) report(`loaded ${done} of ${count}`)
  }
  loadDirectory(db, generatePeople(count), { onProgress })
}

/** 13,000 visits by customers at random: 3,000 saved one by one, the rest 500 at a time. */
export function wearStore(db: WriteDb, count: number): void {
  const dice = createDice(5)
  const visit = () => moveToFront(db, 1 + Math.floor(dice() * count))
  for (let visits = 0; visits < singleVisits; visits++) db.transaction(visit).immediate()
  for (let batch = 0; batch < batches; batch++) {
    db.transaction(() => {
      for (let visits = 0; visits < batchedVisits; visits++) visit()
    }).immediate()
  }
}

/** Reads the file through once, so that the system's page cache holds it as on a till that has been in use for a while. */
export function warmFile(folder: string): void {
  const file = fs.openSync(path.join(folder, 'regulars.db'), 'r')
  const buffer = Buffer.alloc(1 << 20)
  while (fs.readSync(file, buffer) > 0);
  fs.closeSync(file)
}
