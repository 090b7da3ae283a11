// What a pull of protocol 3 brings of merges and of "not the same person", lines of before included; and what older counters get.
import { randomUUID } from 'node:crypto'
import type pg from 'pg'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { feedColumns, feedTables } from '../../src/shared/feed.ts'
import {
  choosableColumns,
  companionColumns,
  consentColumns,
  type MergeRecord,
} from '../../src/shared/merging.ts'
import { createCustomer, editCustomer, recordSale } from './commands.ts'
import { type Counter, openCounter } from './counter.ts'
import { startPostgres, type TestDatabase, type TestPostgres } from './postgres.ts'

let postgres: TestPostgres
let database: TestDatabase
let owner: pg.Client
let a: Counter
let b: Counter
beforeAll(async () => {
  postgres = await startPostgres()
})
afterAll(() => postgres.stop())
beforeEach(async () => {
  database = await postgres.createDatabase()
  owner = await database.connect()
  a = await openCounter(database, 'manager')
  b = await openCounter(database)
  return () => database.drop()
})

/** One person made on two counters at once, so that the server makes them one. */
async function makeTwins() {
  const first = createCustomer(a, { smsConsent: true })
  const second = createCustomer(b, { nickname: 'Chai', vipTierId: 2, secondaryPhone: '02-555-0100' })
  const [survivor, folded] = [first.audit.customerId, second.audit.customerId]
  await a.push(first)
  const known = { id: folded }
  const sale = recordSale(b, folded, 5_000)
  await b.push(second, sale, editCustomer(b, known, { city: 'Nan' }))
  return { survivor, folded, command: second, sale }
}

const merges = async (counter: Counter) => (await counter.pull()).rows.customer_merge_history ?? []
const recordOf = (line: Readonly<Record<string, unknown>> | undefined) =>
  JSON.parse(String(line?.data)) as MergeRecord

test('the merge of one person made twice is told with everything that undoing needs, in wire form', async () => {
  const { survivor, folded, command, sale } = await makeTwins()
  const [line] = await merges(a)
  expect(line).toMatchObject({
    customer_id: survivor,
    merged_customer_id: folded,
    merged_customer_code: expect.stringMatching(/^CUS-/),
    command_id: command.commandId,
    merged_by: b.actor,
    merged_at: expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/),
    undone_at: null,
    undone_by: null,
  })
  const record = recordOf(line)
  const named = [
    ...choosableColumns,
    ...Object.values(companionColumns).flat(),
    ...consentColumns,
    'is_active',
  ]
  for (const side of [record.folded, record.survivor]) {
    expect(Object.keys(side).toSorted()).toEqual(named.toSorted())
  }
  expect(record.survivor).toMatchObject({ sms_pdpa: 1, is_active: 1, vip_tier_id: null })
  expect(record.folded).toMatchObject({ sms_pdpa: 0, nickname: 'Chai', vip_tier_id: 2 })
  expect(record.set).toMatchObject({ nickname: 'Chai', vip_tier_id: 2, secondary_phone: '02-555-0100' })
  expect(record.set).toMatchObject({ sms_pdpa: 0, vip_status_date: record.folded.vip_status_date })
  // What was the same before is not in it.
  expect(record.set).not.toHaveProperty('email_pdpa')
  expect(record.set).not.toHaveProperty('city')
  const { rows } = await owner.query(
    `select id from public.customer_identifiers where customer_id = $1 and normalised like '%25550100'`,
    [survivor],
  )
  // What came for the second afterwards is theirs, too.
  const soldAs = (table: string) => sale.operations.filter((one) => one.table === table).map(({ id }) => id)
  expect(record.moved).toEqual({
    customer_identifiers: [rows[0].id],
    customer_ledger: soldAs('customer_ledger'),
    customer_transactions: soldAs('customer_transactions'),
  })
  expect(record).toMatchObject({ revived: [], followers: [], left: [] })
  expect(record).not.toHaveProperty('erased')
})

test('a line from before protocol 3, and one whose personal data was erased, are told too', async () => {
  const { folded } = await makeTwins()
  await owner.query(
    `update public.customer_merge_history set merged_customer_code = null, merged_customer_data = jsonb_build_object(
       'customer', (merged_customer_data -> 'customer') - 'vip_status_date'::text, 'survivor', merged_customer_data -> 'survivor',
       'filled', '{"city": null, "profile_linked_at": "2026-01-02T03:04:05+07:00", "sms_pdpa": false}'::jsonb,
       'moved', jsonb_build_object('public.customer_notes.customer_id', jsonb_build_array($1::text),
         'public.audit_log.customer_id', '[]'::jsonb))`,
    [folded],
  )
  const [line] = await merges(a)
  expect(line?.merged_customer_code).toBeNull()
  expect(recordOf(line)).toMatchObject({
    folded: { vip_status_date: null },
    set: { profile_linked_at: '2026-01-01T20:04:05.000Z', sms_pdpa: 0 },
    moved: { customer_notes: [folded] },
    revived: [],
    followers: [],
    left: [],
  })
  await owner.query(`update public.customer_merge_history set merged_customer_data = '{"erased": true}'`)
  const erased = recordOf((await merges(a))[0])
  expect(erased).toMatchObject({ erased: true, set: {}, moved: {} })
  expect(Object.values(erased.folded).every((value) => value === null)).toBe(true)
})

test('what somebody said are two people is told, and a change of it again', async () => {
  const [one, other] = [createCustomer(a), createCustomer(a, { fullName: 'Malee Suk' })]
  await a.push(one, other)
  const pair = [one.audit.customerId, other.audit.customerId].toSorted()
  const id = randomUUID()
  await owner.query(
    `insert into public.duplicate_dismissals (id, first_customer_id, second_customer_id, reason, dismissed_by, dismissed_at)
     values ($1, $2, $3, 'Twins.', $4, '2026-12-01T10:00:00Z')`,
    [id, ...pair, a.actor],
  )
  const { rows, to } = await a.pull()
  expect(rows.duplicate_dismissals).toMatchObject([
    {
      id,
      first_customer_id: pair[0],
      second_customer_id: pair[1],
      reason: 'Twins.',
      dismissed_by: a.actor,
      dismissed_at: '2026-12-01T10:00:00.000Z',
      is_withdrawn: 0,
    },
  ])
  await owner.query('update public.duplicate_dismissals set is_withdrawn = true')
  const again = await a.pull({ from: to })
  expect(again.rows).toMatchObject({ duplicate_dismissals: [{ id, is_withdrawn: 1 }] })
})

test('the feed is what the app says it is: the same tables in the same order, with the columns it needs', async () => {
  const { rows } = await owner.query('select app.feed_tables() as listed')
  expect(rows[0].listed).toEqual(feedTables)
  for (const [table, columns] of Object.entries(feedColumns)) {
    const { rows } = await owner.query('select app.feed_names($1, 3) as names', [table])
    expect(rows[0].names, table).toEqual(columns)
  }
})

test('older counters are served as before: they do not ask for merges, and would get nothing of them', async () => {
  await makeTwins()
  for (const protocol of [1, 2]) {
    const older = await openCounter(database, 'staff', undefined, protocol)
    const known = ['customers', 'customer_redirects', 'sync_conflicts']
    const { rows } = await older.pull({ tables: known })
    expect(Object.keys(rows)).toEqual(known)
    const asked = await older.pull({ tables: ['customer_merge_history', 'duplicate_dismissals'] })
    expect(asked.rows).toEqual({ customer_merge_history: [{ changed_xid: expect.any(String) }] })
  }
})
