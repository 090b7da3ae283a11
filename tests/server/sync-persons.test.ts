// One person made on two counters becomes one customer with everything on it; two people stay two; dead ids and codes live on.
import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { nameKey } from '../../src/main/domain/name-key.ts'
import { addNote, checkIn, createCustomer, editCustomer, type NewCustomer, recordSale } from './commands.ts'
import { type Counter, knowCustomer, openCounter } from './counter.ts'
import { startPostgres, type TestDatabase, type TestPostgres } from './postgres.ts'

let postgres: TestPostgres
let database: TestDatabase
let a: Counter
let b: Counter

beforeAll(async () => {
  postgres = await startPostgres()
})
afterAll(() => postgres.stop())
beforeEach(async () => {
  database = await postgres.createDatabase()
  a = await openCounter(database)
  b = await openCounter(database)
  return () => database.drop()
})

const rowsOf = async (sql: string, values: unknown[] = []) => (await a.client.query(sql, values)).rows
const countAlive = async () =>
  (await rowsOf('select count(*)::int as alive from public.customers where merged_into is null'))[0].alive

async function makeBoth(onA: NewCustomer, onB: NewCustomer) {
  const [first, second] = [createCustomer(a, onA), createCustomer(b, onB)]
  await a.push(first)
  const reply = await b.push(second)
  return { first: first.audit.customerId, second: second.audit.customerId, result: reply.results[0] }
}

test('made on two counters while apart: one customer, both receipts, notes and numbers on it', async () => {
  const first = createCustomer(a, {
    note: 'From A.',
    email: 'a@example.com',
    smsConsent: true,
    emailConsent: true,
  })
  const second = createCustomer(b, {
    note: 'From B.',
    secondaryPhone: '02-555-0100',
    nickname: 'Chai',
    city: 'Bangkok',
    email: 'b@example.com',
    smsConsent: true,
  })
  const [survivor, folded] = [first.audit.customerId, second.audit.customerId]
  await a.push(first, recordSale(a, survivor, 10_000, 0, 'R-A'), checkIn(a, survivor))
  const reply = await b.push(
    second,
    recordSale(b, folded, 25_000, 0, 'R-B'),
    checkIn(b, folded),
    addNote(b, folded, 'Late.'),
  )
  expect(reply.results[0]).toMatchObject({ status: 'merged', customerId: survivor, conflicts: 1 })
  expect(reply.results.slice(1)).toMatchObject(Array(3).fill({ status: 'applied', customerId: survivor }))

  expect((await rowsOf('select * from public.customers where id = $1', [survivor]))[0]).toMatchObject({
    total_lifetime_value: '350.00',
    total_visits: 2,
    email: 'a@example.com',
    nickname: 'Chai',
    secondary_phone: '02-555-0100',
    city: 'Bangkok',
    sms_pdpa: true,
    email_pdpa: false,
  })
  expect((await rowsOf('select * from public.customers where id = $1', [folded]))[0]).toMatchObject({
    merged_into: survivor,
    total_lifetime_value: '0.00',
    total_visits: 0,
  })
  expect(
    await rowsOf(
      `select kind, normalised from public.customer_identifiers where customer_id = $1 and status = 'current' order by 1, 2`,
      [survivor],
    ),
  ).toEqual([
    { kind: 'email', normalised: 'a@example.com' },
    { kind: 'email', normalised: 'b@example.com' },
    { kind: 'phone', normalised: '+6625550100' },
    { kind: 'phone', normalised: '+66815550101' },
  ])
  const notes = await rowsOf(
    'select note_text from public.customer_notes where customer_id = $1 order by 1',
    [survivor],
  )
  expect(notes.map((note) => note.note_text)).toEqual(['From A.', 'From B.', 'Late.'])
})

test('the fold leaves redirects, a line on both sides, a conflict for the manager, and a history that can be undone', async () => {
  const { first, second, result } = await makeBoth({}, { note: 'From B.' })
  const code = result?.customerCode
  expect(
    await rowsOf('select kind, dead_value, customer_id from public.customer_redirects order by kind'),
  ).toEqual([
    { kind: 'code', dead_value: code, customer_id: first },
    { kind: 'id', dead_value: second, customer_id: first },
  ])
  const lines = await rowsOf(`select customer_id from public.audit_log where action = 'customer.autoMerge'`)
  expect(lines.map((line) => line.customer_id).sort()).toEqual([first, second].sort())
  expect(await rowsOf('select kind, customer_id, other_value, status from public.sync_conflicts')).toEqual([
    { kind: 'merge', customer_id: first, other_value: code, status: 'open' },
  ])
  const [history] = await rowsOf('select * from public.customer_merge_history')
  expect(history).toMatchObject({
    primary_customer_id: first,
    merged_customer_id: second,
    merged_customer_code: code,
  })
  const data = history.merged_customer_data
  expect(data.customer).toMatchObject({ id: second, customer_name: 'Somchai Jaidee' })
  const [note] = await rowsOf('select id from public.customer_notes')
  expect(data.moved['public.customer_notes.customer_id']).toEqual([note.id])
  expect(data.redirects).toHaveLength(2)
})

test('a late receipt for a dead id lands on the survivor, and so does an edit', async () => {
  const { first, second } = await makeBoth({}, {})
  const c = await openCounter(database)
  const reply = await c.push(recordSale(c, second, 7_000), editCustomer(c, { id: second }, { city: 'Nan' }))
  expect(reply.results).toMatchObject([{ customerId: first }, { customerId: first }])
  expect(
    (await rowsOf('select city, total_lifetime_value from public.customers where id = $1', [first]))[0],
  ).toEqual({
    city: 'Nan',
    total_lifetime_value: '70.00',
  })
})

test('a name in Thai and in Latin letters is one person’s', async () => {
  expect(nameKey('สมชาย')?.split('|')[0]).toBe(nameKey('Somchai')?.split('|')[0])
  const { first, result } = await makeBoth({ fullName: 'สมชาย' }, { fullName: 'Somchai' })
  expect(result).toMatchObject({ status: 'merged', customerId: first })
})

test.each([
  ['two names on one family phone', { fullName: 'Malee Jaidee' }, {}],
  ['one name and two phones', { primaryPhone: '0815550102' }, {}],
  ['one name, one phone, two birth dates', { dateOfBirth: '1960-05-05' }, { dateOfBirth: '1990-01-01' }],
])('%s: always two', async (_, onB, onA) => {
  const { result } = await makeBoth(onA, onB)
  expect(result?.status).toBe('applied')
  expect(await countAlive()).toBe(2)
})

test('whoever saw the other and still made a new one meant two', async () => {
  await a.push(createCustomer(a))
  await b.catchUp()
  expect((await b.push(createCustomer(b))).results[0]?.status).toBe('applied')
  expect((await b.push(createCustomer(b))).results[0]?.status).toBe('applied')
  expect(await countAlive()).toBe(3)
})

test('one that is inactive is not met again by this way', async () => {
  const made = createCustomer(a)
  await a.push(made)
  await a.client.query('update public.customers set is_active = false where id = $1', [made.audit.customerId])
  await b.push(createCustomer(b))
  expect(await countAlive()).toBe(2)
})

test('made on eight counters in the same moment: still one', async () => {
  const counters = await Promise.all(Array.from({ length: 8 }, () => openCounter(database)))
  const replies = await Promise.all(counters.map((counter) => counter.push(createCustomer(counter))))
  expect(replies.filter((reply) => reply.results[0]?.status === 'applied')).toHaveLength(1)
  expect(await countAlive()).toBe(1)
  expect(
    await rowsOf(
      'select count(*)::int as phones from public.customer_identifiers i join public.customers c on c.id = customer_id where merged_into is null',
    ),
  ).toEqual([{ phones: 1 }])
})

test('whoever was folded earlier follows when their survivor is folded: one step resolves every id', async () => {
  const { first, second } = await makeBoth({}, {})
  const last = createCustomer(a, { fullName: 'Somchai J.', primaryPhone: '0815550999' })
  await a.push(last)
  await a.client.query(`select app.fold_same_person($1, $2, null, null, $3, now())`, [
    first,
    last.audit.customerId,
    randomUUID(),
  ])
  const reply = await b.push(checkIn(b, second))
  expect(reply.results[0]?.customerId).toBe(last.audit.customerId)
  expect(
    await rowsOf('select distinct merged_into from public.customers where merged_into is not null'),
  ).toEqual([{ merged_into: last.audit.customerId }])
  expect(await rowsOf('select distinct customer_id from public.customer_redirects')).toEqual([
    { customer_id: last.audit.customerId },
  ])
})

test('the same customer made twice under two commands is refused the second time', async () => {
  const made = createCustomer(a)
  await a.push(made)
  const again = createCustomer(b, { id: made.audit.customerId })
  expect((await b.push(again)).results[0]).toMatchObject({ status: 'rejected', code: 'DUPLICATE_CUSTOMER' })
})

test('a code from the device’s own block is final; any other is replaced, and goes on finding its holder', async () => {
  const claim = (counter: Counter, count: number) =>
    counter.call<{ firstCode: number; lastCode: number }>('claim_codes', {
      p_device: counter.deviceId,
      p_count: count,
    })
  const mine = await claim(a, 300)
  const theirs = await claim(b, 300)
  expect(theirs.firstCode).toBe(mine.lastCode + 1)
  const codeOf = (number: number) => `CUS-${String(number).padStart(3, '0')}`
  const people = (code: string | null, phone: string) => createCustomer(a, { code, primaryPhone: phone })
  const used = codeOf(mine.firstCode)
  const reply = await a.push(
    people(used, '0815550001'),
    people(used, '0815550002'),
    people(codeOf(theirs.firstCode), '0815550003'),
    people('CUS-0000001', '0815550004'),
    people(null, '0815550005'),
  )
  const fresh = (index: number) => codeOf(theirs.lastCode + index)
  expect(reply.results).toMatchObject([
    { status: 'applied' },
    { status: 'merged', customerCode: fresh(1), conflicts: 1 },
    { status: 'merged', customerCode: fresh(2), conflicts: 1 },
    { status: 'merged', customerCode: fresh(3), conflicts: 1 },
    { status: 'applied', customerCode: fresh(4) },
  ])
  expect(reply.results[0]).not.toHaveProperty('customerCode')
  expect(
    await rowsOf(`select value from public.customer_identifiers where kind = 'alias' order by value`),
  ).toEqual([{ value: 'CUS-0000001' }, { value: used }, { value: codeOf(theirs.firstCode) }])
  expect(await rowsOf(`select count(*)::int as n from public.sync_conflicts where kind = 'code'`)).toEqual([
    { n: 3 },
  ])
})

test('code number 1000 is whole', async () => {
  await a.client.query('update public.sync_settings set next_code = 999 where only_row')
  const reply = await a.push(
    ...['0815550011', '0815550012'].map((primaryPhone) => createCustomer(a, { primaryPhone })),
  )
  expect(reply.results.map((result) => result.customerCode)).toEqual(['CUS-999', 'CUS-1000'])
})

test('a device hoards no codes, and is never given one that somebody has', async () => {
  const claim = (count: unknown) =>
    a.call<{ firstCode: number; lastCode: number }>('claim_codes', { p_device: a.deviceId, p_count: count })
  await a.client.query(
    `insert into public.customers (id, customer_code, customer_name) values ($1, 'CUS-150', 'Old')`,
    [randomUUID()],
  )
  await a.client.query('update public.sync_settings set next_code = 100 where only_row')
  expect(await claim(100)).toEqual({ firstCode: 151, lastCode: 250 })
  await claim(1000)
  // Plenty already: an answer must have been lost, so one of its own blocks is told again.
  const blocks = [
    { firstCode: 151, lastCode: 250 },
    { firstCode: 251, lastCode: 1250 },
  ]
  expect(blocks).toContainEqual(await claim(901))
  await a.client.query(
    `insert into public.customers (id, customer_code, customer_name)
     values ($1, 'CUS-151', 'One'), ($2, 'CUS-251', 'Two')`,
    [randomUUID(), randomUUID()],
  )
  await expect(claim(1000)).rejects.toMatchObject({ code: 'PT403', message: 'NOT_ALLOWED' })
  await claim(900)
  for (const count of [0, 1001, null]) {
    await expect(claim(count)).rejects.toMatchObject({ code: 'PT400', message: 'INVALID_ARGUMENTS' })
  }
})

test('what a customer knew before is not lost by the fold', async () => {
  const { first, second } = await makeBoth({ nickname: 'Kept' }, { nickname: 'Other' })
  expect((await knowCustomer(a.client, first)).columns).toMatchObject({ nickname: 'Kept' })
  const [history] = await rowsOf(
    'select merged_customer_data -> $1 ->> $2 as nickname from public.customer_merge_history',
    ['customer', 'nickname'],
  )
  expect(history).toEqual({ nickname: 'Other' })
  expect(second).not.toBe(first)
})
