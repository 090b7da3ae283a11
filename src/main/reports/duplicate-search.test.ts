// The search as the app runs it, in its thread: it begins by itself, tells what waits, stops with the app and goes on after.
import path from 'node:path'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { openProfileStore, type ProfileStore } from '../../../tests/fixtures/profile-store.ts'
import type { DuplicateStatus } from '../../shared/duplicates.ts'
import { isSearchDue } from '../db/duplicate-search-state.ts'
import { shareTurn } from '../db/write-turn.ts'
import {
  createDuplicateSearch,
  type DuplicateSearch,
  type DuplicateSearchOptions,
} from './duplicate-search.ts'

let store: ProfileStore
let search: DuplicateSearch | null
let told: DuplicateStatus[]
let failures: unknown[]

beforeEach(() => {
  store = openProfileStore()
  search = null
  told = []
  failures = []
})
afterEach(async () => {
  await search?.close()
  store.close()
})

const soon = { begin: 10, ready: 10, failure: 10, progress: 0 }
const ann = { fullName: 'Ann Suksai', primaryPhone: '081-111-2222', dateOfBirth: '1990-02-03' }
const bob = { fullName: 'Bob Jaidee', primaryPhone: '089-555-6666', dateOfBirth: '1971-08-09' }

function open(more: Partial<DuplicateSearchOptions> = {}): DuplicateSearch {
  search = createDuplicateSearch({
    folder: path.dirname(store.db.name),
    key: Buffer.alloc(32, 5),
    db: store.db,
    worker: new URL('./worker.ts', import.meta.url),
    isReady: () => true,
    onStatus: (status) => told.push(status),
    reportFailure: (error) => failures.push(error),
    waits: soon,
    ...more,
  })
  return search
}
const untilTold = (expected: object) =>
  vi.waitFor(() => expect(told.at(-1)).toMatchObject(expected), { timeout: 20_000 })

it('begins by itself, tells what waits, and looks again after a change', async () => {
  store.create(ann)
  store.create(ann)
  const opened = open()
  expect(opened.status()).toMatchObject({ waiting: 0, search: { state: 'due' }, searchedAt: null })
  const isThrough = { state: 'idle', isBehind: false }
  await untilTold({ waiting: 1, search: isThrough, searchedAt: expect.any(String) })
  expect(told.map(({ search: { state } }) => state)).toContain('running')
  store.create(bob)
  store.create(bob)
  expect(opened.status()).toMatchObject({ waiting: 1, search: { isBehind: true } })
  opened.notice()
  await untilTold({ waiting: 2, search: isThrough })
  expect(opened.tell()).toEqual(told.at(-1))
  expect(failures).toEqual([])
}, 30_000)

it('waits while the directory does not stand still', async () => {
  store.create(ann)
  store.create(ann)
  let isReady = false
  let asked = 0
  open({
    isReady: () => {
      asked += 1
      return isReady
    },
  })
  await vi.waitFor(() => expect(asked).toBeGreaterThan(2))
  expect(isSearchDue(store.db)).toBe(true)
  isReady = true
  await untilTold({ waiting: 1 })
}, 30_000)

it('stops with the app, and begins again with the next', async () => {
  store.create(ann)
  store.create(ann)
  // Somebody saves for so long that the search is still waiting for its first turn.
  const turn = new Int32Array(shareTurn(store.db))
  Atomics.add(turn, 0, 1)
  let asked = 0
  const first = open({ isReady: () => ++asked > 0 })
  await vi.waitFor(() => expect(asked).toBe(1))
  const closed = first.close()
  Atomics.sub(turn, 0, 1)
  Atomics.notify(turn, 0)
  await closed
  first.notice()
  expect([isSearchDue(store.db), asked]).toEqual([true, 1])
  open()
  await untilTold({ waiting: 1, search: { state: 'idle' } })
  expect(failures).toEqual([])
}, 30_000)

it('says that it failed, and tries again', async () => {
  open({ worker: new URL('./no-such-worker.ts', import.meta.url) })
  await vi.waitFor(() => expect(failures.length).toBeGreaterThan(1), { timeout: 20_000 })
  expect(isSearchDue(store.db)).toBe(true)
}, 30_000)
