// Local commands, answered and refused pushes, pulls cut anywhere, merges, deletions and other histories in any order: when
// everything is confirmed and pulled, the counter holds what the server holds, and nothing is left over.
import { createHash } from 'node:crypto'
import Database from 'better-sqlite3'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { createFakeServer, type FakeServer } from '../../../tests/fixtures/fake-server.ts'
import { makeRandom } from '../../../tests/fixtures/fill-store.ts'
import { storyCommand, storyKinds } from '../../../tests/fixtures/story-work.ts'
import { AppError } from '../../shared/errors.ts'
import { type FeedTable, type FeedValue, feedColumns, feedTables } from '../../shared/feed.ts'
import { directoryId, type PullPosition, pushLimits } from '../../shared/wire.ts'
import { runCommand, type WriteContext } from '../write/run-command.ts'
import { applySlice, pageSlices } from './apply-feed.ts'
import { createIndexBuilder } from './build-index.ts'
import { addCodeBlock } from './customer-codes.ts'
import { type ChildTable, type PlainTable, selectRows } from './fed-tables.ts'
import { customerRowColumns, readIdentifierRows } from './feed-rows.ts'
import { finishPull } from './finish-pull.ts'
import { gramsOf } from './grams.ts'
import type { WriteDb } from './handle.ts'
import { bucketOf, canonicalText, hashBuckets, hashedTables } from './hashes.ts'
import { migrateStore } from './migrate.ts'
import { readPushBatch } from './outbox.ts'
import { saveResults } from './push-results.ts'
import { composeSearchText } from './search-index.ts'
import { beginReset, readSyncPoint } from './sync-state.ts'
import { isUnbuilt } from './unplaced.ts'

const now = new Date('2026-06-01T00:00:00.000Z')

interface Counter {
  readonly db: WriteDb
  readonly context: WriteContext
  readonly dice: () => number
}

function createCounter(seed: number): Counter {
  const db = new Database(':memory:') as unknown as WriteDb
  db.pragma('foreign_keys = ON')
  migrateStore(db)
  const dice = makeRandom(seed)
  let clock = Date.UTC(2026, 4, 1)
  const context: WriteContext = {
    db,
    actor: null,
    deviceId: '0190b3c4-0000-7000-8000-00000000d001',
    now: () => {
      clock += 1000
      return new Date(clock)
    },
    randomBytes: (count) => Uint8Array.from({ length: count }, () => Math.floor(dice() * 256)),
  }
  return { db, context, dice }
}

/** One thing somebody does at the counter. */
function work({ db, context, dice }: Counter, what: number): void {
  const number = Math.floor(dice() * 2 ** 40)
  const newId = (kind: string) => `${kind}0000000-0000-7000-8000-${number.toString(16).padStart(12, '0')}`
  const ids = db.prepare('SELECT id FROM customers ORDER BY id').pluck().all() as string[]
  const customerId = ids[Math.floor(dice() * ids.length)]
  const commandId = newId('7')
  try {
    if (!customerId || what === 0) {
      const facts = {
        fullName: `Person ${number}`,
        primaryPhone: `08${String(number).slice(0, 8).padEnd(8, '1')}`,
      }
      const consents = { smsConsent: true, emailConsent: false, marketingConsent: false }
      runCommand(context, {
        ...{ kind: 'customer.create', commandId, customerId: newId('1'), note: 'Likes tea' },
        facts: { ...facts, ...consents, customerSource: 'Walk In' },
      })
    } else if (what === 1) {
      const changes = {
        fullName: `Named ${number}`,
        primaryPhone: `08${String(number).slice(0, 8).padEnd(8, '2')}`,
      }
      runCommand(context, { kind: 'customer.update', commandId, customerId, changes, seen: {} })
    } else if (what === 2) {
      runCommand(context, { kind: 'customer.addNote', commandId, customerId, noteText: 'Hm', isPinned: true })
    } else if (what === 3) runCommand(context, { kind: 'customer.checkIn', commandId, customerId })
    else if (what === 4) {
      const visits = db.prepare(
        "SELECT id FROM customer_ledger WHERE kind = 'visit' AND amount > 0 ORDER BY id",
      )
      const undoes = visits.pluck().all()[0] as string | undefined
      const find = `SELECT customers.id FROM customer_ledger JOIN customers ON key = customer_key WHERE customer_ledger.id = ?`
      const holder = db.prepare(find).pluck().get(undoes) as string | undefined
      if (undoes && holder)
        runCommand(context, { kind: 'customer.checkIn', commandId, customerId: holder, undoes })
    } else if (what === 5) {
      runCommand(context, { kind: 'customer.addCredit', commandId, customerId, amount: 5000 })
    } else if (what > 6) {
      let made = 0
      const command = storyCommand(db, what - 7, customerId, dice, () => newId((7 + made++).toString(16)))
      if (command) runCommand(context, command)
    } else {
      const changes = { city: `Town ${number}`, smsConsent: dice() < 0.5 }
      runCommand(context, { kind: 'customer.update', commandId, customerId, changes, seen: {} })
    }
  } catch (error) {
    if (!(error instanceof AppError)) throw error
  }
}

function push({ db }: Counter, server: FakeServer, most: number, isLost: boolean): void {
  const batch = readPushBatch(db, { ...pushLimits, commands: most })
  if (batch.length === 0) return
  const reply = server.push(batch)
  if (!isLost) saveResults(db, reply, now)
}

/** Pulls at most so many pages of so many rows, in slices; broken off anywhere, it goes on the next time. */
function pull({ db, dice }: Counter, server: FakeServer, pages: number, limit: number): boolean {
  const begun = readSyncPoint(db)
  let { to, position } = begun
  for (let page = 0; page < pages; page++) {
    const reply = server.pull(begun.from, to, position as PullPosition | null, limit)
    const fixed = { ...reply, lastSeq: readSyncPoint(db).toLastSeq ?? reply.lastSeq }
    const slices = [...pageSlices(fixed, 1 + Math.floor(dice() * 6))]
    const isCut = pages < 50 && dice() < 0.2
    for (const slice of isCut ? slices.slice(0, Math.floor(dice() * slices.length)) : slices) {
      applySlice(db, { reply: fixed, ...slice })
    }
    if (isCut) return false
    if (reply.next === null) {
      const isWhole = begun.to === null && page === 0
      finishPull(db, fixed, now, isWhole)
      return isWhole
    }
    to = reply.to
    position = reply.next
  }
  return false
}

function settle(counter: Counter, server: FakeServer): void {
  for (let round = 0; round < 20; round++) {
    while (readPushBatch(counter.db, pushLimits).length > 0) push(counter, server, 100, false)
    if (pull(counter, server, 100, 10_000)) break
  }
  buildIndex(counter.db, 100)
  expect(isUnbuilt(counter.db)).toBe(false)
}

function buildIndex(db: WriteDb, steps: number): void {
  const builder = createIndexBuilder(db)
  for (let step = 0; step < steps && builder.step(10) !== null; step++);
}

type Row = Record<string, FeedValue>

function localRows(db: WriteDb, table: FeedTable): Row[] {
  if (table === 'audit_log') {
    const sql = `SELECT coalesce(customers.id, '${directoryId}') AS customer_id, command_id, action, reason, actor,
      device_id, at, changes FROM audit_log LEFT JOIN customers ON key = customer_key`
    return db.prepare(sql).all() as Row[]
  }
  if (table !== 'customers') return db.prepare(selectRows(table as ChildTable | PlainTable)).all() as Row[]
  const rows = db.prepare(`SELECT key, ${customerRowColumns.join(', ')} FROM customers`).all() as Row[]
  return rows.map(({ key, ...row }) => ({ ...row, identifiers: readIdentifierRows(db, Number(key)) }))
}

function expectEqualRows(db: WriteDb, server: FakeServer): void {
  for (const table of feedTables) {
    if (table === 'sync_tombstones') continue
    const there = server.rows(table).map((row) => {
      const { id, ...line } = row
      return table === 'audit_log'
        ? line
        : Object.fromEntries(feedColumns[table].map((column) => [column, row[column] ?? null]))
    })
    const deep = (rows: readonly object[]) =>
      rows.map((row) => JSON.stringify(Object.entries(row).sort(([a], [b]) => (a < b ? -1 : 1)))).sort()
    expect(deep(localRows(db, table)), table).toEqual(deep(there))
  }
}

function expectSearchInStep(db: WriteDb): void {
  const customers = db.prepare('SELECT key, search_rank, merged_into FROM customers').all() as {
    key: number
    search_rank: number | null
    merged_into: string | null
  }[]
  const expected = new Set<string>()
  for (const { key, search_rank, merged_into } of customers) {
    if (merged_into !== null) expect(search_rank).toBe(null)
    else {
      const row = db.prepare('SELECT customer_key, text FROM search_text WHERE rank = ?').get(search_rank)
      expect(row).toEqual({ customer_key: key, text: composeSearchText(db, key) })
      for (const gram of gramsOf(composeSearchText(db, key) ?? '')) expected.add(`${search_rank} ${gram}`)
    }
  }
  const texts = db.prepare('SELECT count(*) FROM search_text').pluck().get()
  expect(texts).toBe(customers.filter(({ merged_into }) => merged_into === null).length)
  const held = db.prepare('SELECT doc, term FROM search_gram_rows').raw().all() as [number, string][]
  expect(new Set(held.map(([doc, term]) => `${doc} ${term}`))).toEqual(expected)
}

function expectNothingLeft(db: WriteDb): void {
  for (const table of ['base_rows', 'parked_rows', 'outbox', 'brought_rows', 'parted_customers']) {
    expect(db.prepare(`SELECT * FROM ${table}`).all(), table).toEqual([])
  }
}

/** The hashes as the server computes them, from its rows. */
function serverHashes(server: FakeServer, table: (typeof hashedTables)[number]): string[] {
  const sums = Array.from({ length: 256 }, () => 0)
  for (const row of server.rows(table)) {
    const digest = createHash('md5').update(canonicalText(table, row)).digest()
    const bucket = bucketOf(String(row.id))
    sums[bucket] = ((sums[bucket] ?? 0) + digest.readUInt32BE(0)) % 2 ** 32
  }
  return sums.map((sum) => sum.toString(16).padStart(8, '0'))
}

const step = fc.oneof(
  {
    weight: 6,
    arbitrary: fc.record({
      do: fc.constant('work' as const),
      what: fc.integer({ min: 0, max: 6 + storyKinds }),
    }),
  },
  {
    weight: 3,
    arbitrary: fc.record({
      do: fc.constant('push' as const),
      most: fc.integer({ min: 1, max: 5 }),
      isLost: fc.boolean(),
    }),
  },
  {
    weight: 4,
    arbitrary: fc.record({
      do: fc.constant('pull' as const),
      pages: fc.integer({ min: 1, max: 4 }),
      limit: fc.integer({ min: 1, max: 30 }),
    }),
  },
  {
    weight: 4,
    arbitrary: fc.record({ do: fc.constant('elsewhere' as const), times: fc.integer({ min: 1, max: 4 }) }),
  },
  { weight: 1, arbitrary: fc.constant({ do: 'reset' as const }) },
  { weight: 1, arbitrary: fc.constant({ do: 'back up' as const }) },
  {
    weight: 1,
    arbitrary: fc.record({ do: fc.constant('build' as const), steps: fc.integer({ min: 1, max: 9 }) }),
  },
)

test('whatever happens in whatever order, the counter ends with the rows of the server', () => {
  const property = fc.property(
    fc.integer({ min: 1, max: 2 ** 31 }),
    fc.array(step, { minLength: 5, maxLength: 70 }),
    (seed, steps) => {
      const counter = createCounter(seed)
      const server = createFakeServer()
      const { db } = counter
      for (const one of steps) {
        if (one.do === 'work') work(counter, one.what)
        else if (one.do === 'push') push(counter, server, one.most, one.isLost)
        else if (one.do === 'pull') pull(counter, server, one.pages, one.limit)
        else if (one.do === 'elsewhere') {
          for (let time = 0; time < one.times; time++) server.changeElsewhere(counter.dice)
        } else if (one.do === 'build') buildIndex(db, one.steps)
        else if (one.do === 'back up') server.backUp()
        else {
          server.restore()
          beginReset(db, 'epoch')
        }
        if (one.do === 'pull') addCodeBlock(db, { firstCode: 100, lastCode: 400 })
      }
      settle(counter, server)
      expectEqualRows(db, server)
      expectNothingLeft(db)
      expectSearchInStep(db)
      for (const table of hashedTables)
        expect(hashBuckets(db, table), table).toEqual(serverHashes(server, table))
      db.close()
    },
  )
  // The same cases each time; REGULARS_PROPERTY_RUNS and REGULARS_PROPERTY_SEED ask for more and for others.
  const { REGULARS_PROPERTY_RUNS = '300', REGULARS_PROPERTY_SEED = '20261123' } = process.env
  const [numRuns, seed] = [Number(REGULARS_PROPERTY_RUNS), Number(REGULARS_PROPERTY_SEED)]
  fc.assert(property, { numRuns, seed, endOnFailure: true })
}, 120_000)
