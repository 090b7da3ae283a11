// Pulling: every row that became visible, once, whoever commits late; in pages; from the start again when history broke.
import { createHash, randomUUID } from 'node:crypto'
import type { Client } from 'pg'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { feedColumns, feedTables } from '../../src/shared/feed.ts'
import { type HashesReply, type PullPart, type PullReply, protocolVersion } from '../../src/shared/wire.ts'
import { addNote, checkIn, createCustomer, recordSale } from './commands.ts'
import { type Counter, openCounter } from './counter.ts'
import { startPostgres, type TestDatabase, type TestPostgres } from './postgres.ts'

let postgres: TestPostgres
let database: TestDatabase
let counter: Counter
let owner: Client

beforeAll(async () => {
  postgres = await startPostgres()
})
afterAll(() => postgres.stop())
beforeEach(async () => {
  database = await postgres.createDatabase()
  counter = await openCounter(database)
  owner = await database.connect()
  return () => database.drop()
})

const pageArguments = (more: object) => ({
  p_device: counter.deviceId,
  p_protocol: protocolVersion,
  p_epoch: counter.epoch,
  p_from: null,
  p_to: null,
  p_after: null,
  p_tables: feedTables,
  p_limit: 4000,
  ...more,
})
const pullPage = (more: object = {}) => counter.call<PullReply>('sync_pull', pageArguments(more))

async function fillDirectory(customers: number): Promise<void> {
  await owner.query(
    `insert into public.customers (id, customer_name, nickname, date_of_birth, available_credit)
     select gen_random_uuid(), 'Customer ' || n, case when n % 2 = 0 then 'Nick' end, '1990-01-02', 0
     from generate_series(1, $1) n`,
    [customers],
  )
  await owner.query(`insert into public.customer_identifiers (id, customer_id, kind, value, normalised)
    select gen_random_uuid(), id, kind, value, value from public.customers,
      (values ('phone', '0815550101'), ('card', 'ก-1')) as given (kind, value)`)
}

test('1,000 pulls beside writers who commit in reverse order miss no row and bring none twice; a time cursor misses some', async () => {
  const writers = await Promise.all(Array.from({ length: 8 }, () => database.connect()))
  await fillDirectory(writers.length)
  const ids = (await owner.query('select id from public.customers order by id')).rows.map(
    (row) => row.id as string,
  )
  const first = await counter.pull({ tables: ['customers'] })
  let from = first.to
  let timeCursor = (await owner.query('select max(updated_at)::text as at from public.customers')).rows[0]
    .at as string
  let pulls = 0
  let [missed, twice, missedByTime] = [0, 0, 0]

  for (let round = 0; pulls < 1_000; round += 1) {
    for (const [index, writer] of writers.entries()) {
      await writer.query('begin')
      await writer.query('update public.customers set city = $1 where id = $2', [
        `Round ${round}`,
        ids[index],
      ])
    }
    const brought = new Map<string, number>()
    const broughtByTime = new Set<string>()
    // Whoever began last commits first, and a pull comes after every commit.
    for (const writer of writers.toReversed()) {
      await writer.query('commit')
      const pulled = await counter.pull({ from, tables: ['customers'] })
      from = pulled.to
      pulls += 1
      for (const row of pulled.rows.customers ?? []) {
        expect(row.city).toBe(`Round ${round}`)
        brought.set(String(row.id), (brought.get(String(row.id)) ?? 0) + 1)
      }
      const { rows } = await owner.query(
        'select id, updated_at::text as at from public.customers where updated_at > $1 order by updated_at',
        [timeCursor],
      )
      for (const row of rows) broughtByTime.add(row.id)
      timeCursor = rows.at(-1)?.at ?? timeCursor
    }
    missed += ids.filter((id) => !brought.has(id)).length
    twice += [...brought.values()].filter((times) => times > 1).length
    missedByTime += ids.filter((id) => !broughtByTime.has(id)).length
  }
  expect({ missed, twice }).toEqual({ missed: 0, twice: 0 })
  expect(missedByTime).toBeGreaterThan(0)
})

test('a pull in pages brings each row once, also of rows that change between its pages', async () => {
  await fillDirectory(250)
  const seen = new Map<string, number>()
  let reply = await pullPage({ p_limit: 100 })
  const { to } = reply
  expect(reply.remaining).toBe(250 + 3 - 100)
  for (;;) {
    for (const part of reply.parts) {
      if (part.table !== 'customers') continue
      for (const row of part.rows) seen.set(String(row[1]), (seen.get(String(row[1])) ?? 0) + 1)
    }
    if (!reply.next) break
    await owner.query(
      `update public.customers set city = 'Moved' where id in (select id from public.customers order by random() limit 20)`,
    )
    reply = await pullPage({ p_limit: 100, p_to: to, p_after: reply.next })
    expect(reply.to).toBe(to)
  }
  expect([...seen.values()].every((times) => times === 1)).toBe(true)
  const rest = await counter.pull({ from: to, tables: ['customers'] })
  const together = new Set([...seen.keys(), ...(rest.rows.customers ?? []).map((row) => String(row.id))])
  expect(together.size).toBe(250)
})

test('one page holds rows of several tables, in the order that whoever is pointed at comes first', async () => {
  const made = createCustomer(counter, { note: 'Hello.' })
  await counter.push(made, checkIn(counter, made.audit.customerId))
  const reply = await pullPage({ p_tables: [...feedTables].reverse() })
  expect(reply.parts.map((part) => part.table)).toEqual([
    'vip_tiers',
    'customers',
    'customer_ledger',
    'customer_notes',
    'audit_log',
  ])
  for (const part of reply.parts) expect(part.columns).toEqual(['changed_xid', ...feedColumns[part.table]])
  expect(reply).toMatchObject({ next: null, remaining: 0, reset: null, lastSeq: 2 })
})

test('rows are in wire form: satang, noughts and ones, days, moments with milliseconds, identifiers in order', async () => {
  const made = createCustomer(counter, {
    dateOfBirth: '1990-01-02',
    vipTierId: 2,
    smsConsent: true,
    email: 'one@example.com',
  })
  const id = made.audit.customerId
  await counter.push(made, recordSale(counter, id, 12_345), addNote(counter, id, 'ก ไก่ "quoted"\nline', true))
  const { rows } = await counter.pull()
  const moment = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/
  expect(rows.customers?.[0]).toMatchObject({
    id,
    date_of_birth: '1990-01-02',
    vip_tier_id: 2,
    sms_pdpa: 1,
    email_pdpa: 0,
    is_active: 1,
    merged_into: null,
    total_lifetime_value: 12_345,
    available_credit: 0,
    first_transaction_at: expect.stringMatching(moment),
    created_at: expect.stringMatching(moment),
    last_visit_at: null,
    created_by: counter.person.id,
  })
  const identifiers = rows.customers?.[0]?.identifiers as string[][]
  expect(identifiers.map(([, kind, value]) => [kind, value]).sort()).toEqual([
    ['email', 'one@example.com'],
    ['phone', '081-555-0101'],
  ])
  expect(identifiers.map(([identifier]) => identifier)).toEqual(
    identifiers.map(([identifier]) => identifier).toSorted(),
  )
  expect(rows.customer_notes?.[0]).toMatchObject({ note_text: 'ก ไก่ "quoted"\nline', is_pinned: 1 })
  expect(JSON.parse(String(rows.audit_log?.[1]?.changes))).toBeTypeOf('object')
})

test('a change to an identifier, a ledger entry or a merge brings the customer', async () => {
  const made = createCustomer(counter)
  await counter.push(made)
  const { to } = await counter.catchUp()
  await owner.query(`update public.customer_identifiers set status = 'old'`)
  const changed = await counter.pull({ from: to })
  expect(changed.rows.customers?.[0]?.identifiers).toMatchObject([{ 4: 'old' }])
  const quiet = await counter.pull({ from: changed.to })
  expect(quiet.rows).toEqual({})
})

test('what was deleted comes as a tombstone', async () => {
  const made = createCustomer(counter, { note: 'Gone soon.' })
  await counter.push(made)
  const { to } = await counter.catchUp()
  const { rows } = await owner.query('delete from public.customer_notes returning id')
  const pulled = await counter.pull({ from: to })
  expect(pulled.rows.sync_tombstones).toMatchObject([{ table_name: 'customer_notes', row_id: rows[0].id }])
})

test('another epoch, a server set back, and tombstones that are gone each start the pull over', async () => {
  const { to } = await counter.pull()
  expect(await pullPage({ p_from: to, p_epoch: randomUUID() })).toMatchObject({ reset: 'epoch', parts: [] })
  expect(await pullPage({ p_epoch: null })).toMatchObject({ reset: null })
  const [begin = '0', end = '0'] = to.split(':')
  const ahead = `${BigInt(end) + 1000n}:${BigInt(end) + 1000n}:`
  expect(await pullPage({ p_from: ahead })).toMatchObject({ reset: 'behind', parts: [] })
  expect(await pullPage({ p_from: to, p_to: ahead })).toMatchObject({ reset: 'behind' })
  await owner.query('update public.sync_settings set tombstones_from = $1 where only_row', [begin])
  expect(await pullPage({ p_from: to })).toMatchObject({ reset: null })
  await owner.query('update public.sync_settings set tombstones_from = $1 where only_row', [
    String(BigInt(begin) + 1n),
  ])
  expect(await pullPage({ p_from: to })).toMatchObject({ reset: 'expired', parts: [] })
})

test('a snapshot that lists what was under way keeps it to come, however much later it commits', async () => {
  const slow = await database.connect()
  await slow.query('begin')
  await slow.query(
    `insert into public.customers (id, customer_code, customer_name) values ($1, 'CUS-0', 'Slow')`,
    [randomUUID()],
  )
  await fillDirectory(3)
  const before = await counter.pull({ tables: ['customers'] })
  expect(before.rows.customers).toHaveLength(3)
  await fillDirectory(2)
  await slow.query('commit')
  const after = await counter.pull({ from: before.to, tables: ['customers'] })
  expect(after.rows.customers?.map((row) => row.customer_name)).toContain('Slow')
})

test.each([
  ['no such table', { p_tables: ['customers', 'command_log'] }],
  ['no tables', { p_tables: null }],
  ['no limit', { p_limit: null }],
  ['too much at once', { p_limit: 20_001 }],
  ['a cursor in words', { p_from: 'yesterday' }],
  ['a place in words', { p_to: '1:1:', p_after: { table: 'customers', xid: 'x', id: 'y' } }],
  ['a place without an end', { p_after: { table: 'customers', xid: '1', id: randomUUID() } }],
  ['a place in another table', { p_to: '1:1:', p_after: { table: 'nowhere', xid: '1', id: '1' } }],
])('a pull with %s is refused in words', async (_, wrong) => {
  await expect(pullPage(wrong)).rejects.toMatchObject({ code: 'PT400', message: 'INVALID_ARGUMENTS' })
})

// Hashes ----------------------------------------------------------------------------------------------------------------

const bucketOf = (id: string) => Number.parseInt(id.slice(-2), 16)

function hashRows(parts: readonly PullPart[]): string[] {
  const sums = Array<number>(256).fill(0)
  for (const { columns, rows } of parts) {
    for (const row of rows) {
      const texts = columns.flatMap((column, index) => {
        if (column === 'changed_xid' || column === 'updated_at' || column === 'updated_by') return []
        const value = row[index]
        if (Array.isArray(value)) return [value.map((identifier) => identifier.join(',')).join('\u001e')]
        return [value === null ? '\\N' : String(value)]
      })
      const digest = createHash('md5').update(texts.join('\u001f')).digest('hex').slice(0, 8)
      const bucket = bucketOf(String(row[1]))
      sums[bucket] = ((sums[bucket] ?? 0) + Number.parseInt(digest, 16)) % 2 ** 32
    }
  }
  return sums.map((sum) => sum.toString(16).padStart(8, '0'))
}

const hashedTables = ['customers', 'customer_ledger', 'customer_notes', 'customer_redirects'] as const
const askHashes = () =>
  counter.call<HashesReply>('sync_hashes', { p_device: counter.deviceId, p_tables: hashedTables })

test('hashes are what a counter computes of the rows it pulled, and tell of a change that no trigger saw', async () => {
  await fillDirectory(300)
  const made = createCustomer(counter, { note: 'ไทย', dateOfBirth: '1990-01-02' })
  await counter.push(made, recordSale(counter, made.audit.customerId, 5_000, 0, 'R-1'))
  await owner.query(
    `insert into public.customer_redirects (id, kind, dead_value, customer_id) values ($1, 'code', 'CUS-9', $2)`,
    [randomUUID(), made.audit.customerId],
  )
  const { parts } = await pullPage()
  const { hashes, epoch } = await askHashes()
  expect(epoch).toBe(counter.epoch)
  for (const table of hashedTables) {
    expect(hashes[table]).toEqual(hashRows(parts.filter((part) => part.table === table)))
  }

  await owner.query('alter table public.customers disable trigger user')
  const { rows } = await owner.query(
    `update public.customers set city = 'Silent' where id = (select id from public.customers order by id limit 1) returning id`,
  )
  const after = await askHashes()
  const drifted = after.hashes.customers?.flatMap((hash, bucket) =>
    hash === hashes.customers?.[bucket] ? [] : [bucket],
  )
  expect(drifted).toEqual([bucketOf(rows[0].id)])
})

test('the rows of a bucket come whole, in pages by id, in the form of the feed', async () => {
  await fillDirectory(400)
  const pulled = (await pullPage({ p_tables: ['customers'] })).parts[0]
  const wanted = pulled?.rows
    .filter((row) => [3, 200].includes(bucketOf(String(row[1]))))
    .toSorted((left, right) => (String(left[1]) < String(right[1]) ? -1 : 1))
  const rows: unknown[] = []
  let after: string | null = null
  for (;;) {
    const part: PullPart = await counter.call('sync_bucket_rows', {
      p_device: counter.deviceId,
      p_table: 'customers',
      p_buckets: [3, 200],
      p_after: after,
      p_limit: 1,
    })
    expect(part.columns).toEqual(pulled?.columns)
    if (part.rows.length === 0) break
    rows.push(...part.rows)
    after = String(part.rows[0]?.[1])
  }
  expect(rows).toEqual(wanted)
})

test.each([
  ['sync_hashes', { p_tables: ['audit_log'] }],
  ['sync_hashes', { p_tables: null }],
  ['sync_bucket_rows', { p_table: 'devices', p_buckets: [1], p_after: null, p_limit: 1 }],
  ['sync_bucket_rows', { p_table: 'customers', p_buckets: [1], p_after: 'x', p_limit: 1 }],
  ['sync_bucket_rows', { p_table: 'customers', p_buckets: null, p_after: null, p_limit: 1 }],
])('%s with %o is refused in words', async (name, wrong) => {
  await expect(counter.call(name, { p_device: counter.deviceId, ...wrong })).rejects.toMatchObject({
    code: 'PT400',
    message: 'INVALID_ARGUMENTS',
  })
})
