// Merging by a person on the server: everything of the folded customer is the survivor's, choices hold, dead codes live on.
import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import type { MergeRecord } from '../../src/shared/merging.ts'
import { addNote, checkIn, createCustomer } from './commands.ts'
import { type Counter, openCounter } from './counter.ts'
import { edit, lineIds, makePerson, merge, totals, wrongSums } from './merge-commands.ts'
import { startPostgres, type TestDatabase, type TestPostgres } from './postgres.ts'

let postgres: TestPostgres
let database: TestDatabase
let office: Counter
beforeAll(async () => {
  postgres = await startPostgres()
})
afterAll(() => postgres.stop())
beforeEach(async () => {
  database = await postgres.createDatabase()
  office = await openCounter(database, 'manager')
  return () => database.drop()
})

const rowsOf = async (sql: string, values: unknown[] = []) =>
  (await office.client.query(sql, values)).rows as Record<string, unknown>[]
const customer = async (id: string) => (await rowsOf('select * from public.customers where id = $1', [id]))[0]
const lines = () => rowsOf('select * from public.customer_merge_history order by merged_at')
const children = [
  'customer_ledger',
  'customer_notes',
  'customer_contact_history',
  'customer_transactions',
  'customer_packages',
  'customer_bookings',
]
async function countsOf(id: string) {
  const counts: Record<string, unknown> = {}
  for (const table of children) {
    const sql = `select count(*)::int as held from public.${table} where customer_id = $1`
    counts[table] = (await rowsOf(sql, [id]))[0]?.held
  }
  return counts
}

async function pair() {
  const survivor = await makePerson(office, { city: 'Nan', email: 'old@example.com', smsConsent: true })
  const folded = await makePerson(office, {
    fullName: 'สมชาย ใจดี',
    primaryPhone: '089-555-0202',
    nickname: 'Chai',
    email: 'new@example.com',
    emailConsent: true,
    smsConsent: true,
    vipTierId: 2,
  })
  return { survivor, folded }
}

test('everything moves, sums with it, and what the survivor does not know is filled', async () => {
  const { survivor, folded } = await pair()
  const before = await totals(office.client)
  const command = merge(office, survivor, folded)
  expect((await office.push(command)).results).toEqual([
    { seq: expect.any(Number), commandId: command.commandId, status: 'applied' },
  ])
  expect(await countsOf(survivor)).toEqual({
    customer_ledger: 6,
    customer_notes: 2,
    customer_contact_history: 2,
    customer_transactions: 4,
    customer_packages: 2,
    customer_bookings: 2,
  })
  expect(Object.values(await countsOf(folded))).toEqual([0, 0, 0, 0, 0, 0])
  expect(await customer(survivor)).toMatchObject({
    nickname: 'Chai',
    city: 'Nan',
    email: 'old@example.com',
    vip_tier_id: 2,
    vip_status_date: (await customer(folded))?.vip_status_date,
    sms_pdpa: true,
    email_pdpa: false,
    available_credit: '100.00',
    total_visits: 2,
    merged_into: null,
    updated_by: office.actor,
  })
  expect(await customer(folded)).toMatchObject({ merged_into: survivor, nickname: 'Chai', total_visits: 0 })
  expect(await wrongSums(office.client)).toEqual([])
  expect(await totals(office.client)).toEqual(before)
})

test('the line has the operation’s id, the command’s words, and is told to the counters', async () => {
  const { survivor, folded } = await pair()
  const command = merge(office, survivor, folded, { taken: ['email', 'customer_name'], left: ['notes'] })
  await office.push(command)
  const { rows } = await office.pull()
  const [line] = rows.customer_merge_history ?? []
  expect(line).toMatchObject({
    id: lineIds(command)[0],
    customer_id: survivor,
    merged_customer_id: folded,
    reason: 'One person.',
    merged_by: office.actor,
    merged_at: command.audit.at,
    command_id: command.commandId,
  })
  const record = JSON.parse(String(line?.data)) as MergeRecord
  expect(record).toMatchObject({ left: ['notes'], followers: [], revived: [] })
  expect(record.set).toMatchObject({ email: 'new@example.com', customer_name: 'สมชาย ใจดี' })
  expect(record.set.name_key).toBe(record.folded.name_key)
  expect(record.moved).not.toHaveProperty('customer_notes')
  expect(record.moved.customer_packages).toHaveLength(1)
})

test('of the columns taken the folded one’s word stands where there is one, companions along', async () => {
  const { survivor, folded } = await pair()
  const taken = ['customer_name', 'email', 'city', 'vip_tier_id']
  await office.push(merge(office, survivor, folded, { taken }))
  expect(await customer(survivor)).toMatchObject({
    customer_name: 'สมชาย ใจดี',
    name_key: (await customer(folded))?.name_key,
    email: 'new@example.com',
    city: 'Nan',
    contact_number: '081-555-0101',
  })
})

test('what is left stays with the folded one: sales with spend and visits, packages, notes; never credit or points', async () => {
  const { survivor, folded } = await pair()
  await office.push(merge(office, survivor, folded, { left: ['transactions', 'packages', 'notes'] }))
  expect(await countsOf(folded)).toMatchObject({
    customer_transactions: 2,
    customer_packages: 1,
    customer_notes: 1,
    customer_contact_history: 0,
    customer_bookings: 0,
  })
  expect(
    await rowsOf('select distinct kind from public.customer_ledger where customer_id = $1 order by 1', [
      folded,
    ]),
  ).toEqual([{ kind: 'spend' }, { kind: 'visit' }])
  expect(await customer(survivor)).toMatchObject({ available_credit: '100.00', total_visits: 1 })
  expect(await wrongSums(office.client)).toEqual([])
})

test('identifiers both have stay where they are, one put aside is current again, the others move as they are', async () => {
  const survivor = await makePerson(office)
  const folded = await makePerson(office, { secondaryPhone: '02-555-0300', email: 'x@example.com' })
  await office.push(await edit(office, survivor, { primaryPhone: '089-555-0999' }))
  await office.push(await edit(office, folded, { email: null }))
  const command = merge(office, survivor, folded)
  await office.push(command)
  const held = await rowsOf(
    'select customer_id = $1 as is_kept, normalised, status from public.customer_identifiers order by 2, 1',
    [survivor],
  )
  expect(held).toEqual([
    { is_kept: true, normalised: '+6625550300', status: 'current' },
    { is_kept: false, normalised: '+66815550101', status: 'current' },
    { is_kept: true, normalised: '+66815550101', status: 'current' },
    { is_kept: true, normalised: '+66895550999', status: 'current' },
    { is_kept: true, normalised: 'x@example.com', status: 'old' },
  ])
  const [line] = await lines()
  expect(line?.merged_customer_data).toMatchObject({ revived: [expect.any(String)] })
})

test('three become one in one command; each folded one has a line of the trail, the survivor the command’s own', async () => {
  const [survivor, second, third] = [
    await makePerson(office),
    await makePerson(office),
    await makePerson(office),
  ]
  await office.client.query('update public.customers set city = $2 where id = $1', [third, 'Trat'])
  const command = merge(office, survivor, [second, third])
  expect((await office.push(command)).results[0]?.status).toBe('applied')
  const told = await rowsOf(
    'select customer_id, action, reason, actor, changes from public.audit_log where command_id = $1 order by customer_id = $2 desc, customer_id = $3 desc',
    [command.commandId, survivor, second],
  )
  const common = { action: 'customer.merge', reason: 'One person.', actor: office.actor }
  const into = { merged_into: { before: null, after: survivor } }
  expect(told).toEqual([
    { ...common, customer_id: survivor, changes: { city: { before: null, after: 'Trat' } } },
    { ...common, customer_id: second, changes: into },
    { ...common, customer_id: third, changes: into },
  ])
  const [first, last] = await lines()
  expect([first?.merged_customer_id, last?.merged_customer_id]).toEqual([second, third])
  expect(Number(last?.merged_at) - Number(first?.merged_at)).toBe(1)
  expect(await wrongSums(office.client)).toEqual([])
})

test('what the command says it changed and did not is not in its line', async () => {
  const { survivor, folded } = await pair()
  const command = merge(office, survivor, folded, { taken: ['city'] })
  const changes = {
    merged: { before: 'CUS-2', after: 'CUS-1' },
    city: { before: 'Nan', after: 'Nowhere' },
    email_pdpa: { before: 1, after: 1 },
  }
  await office.push({ ...command, audit: { ...command.audit, changes } })
  const [told] = await rowsOf(
    'select changes from public.audit_log where command_id = $1 and customer_id = $2',
    [command.commandId, survivor],
  )
  expect(Object.keys(told?.changes as object).toSorted()).toEqual([
    'merged',
    'nickname',
    'vip_status_date',
    'vip_tier_id',
  ])
})

test('dead ids, codes and legacy ids lead to the survivor, and so does whoever led to the folded one', async () => {
  const { survivor, folded } = await pair()
  const follower = await makePerson(office, { primaryPhone: '0895550777' })
  await office.client.query('update public.customers set legacy_pos_customer_id = 4711 where id = $1', [
    folded,
  ])
  await office.client.query(
    `insert into public.customer_identifiers (id, customer_id, kind, value, normalised)
     values ($1, $2, 'legacy_id', '4712', '4712')`,
    [randomUUID(), folded],
  )
  await office.push(merge(office, folded, follower), merge(office, survivor, folded))
  const codes = await rowsOf(
    'select customer_code as code from public.customers where id = any ($1) order by 1',
    [[folded, follower]],
  )
  const redirects = await rowsOf(
    'select kind, dead_value, customer_id from public.customer_redirects order by 1, 2',
  )
  expect(new Set(redirects.map((row) => row.customer_id))).toEqual(new Set([survivor]))
  expect(redirects.map(({ kind, dead_value }) => `${kind} ${dead_value}`)).toEqual(
    [
      ...codes.map(({ code }) => `code ${code}`),
      `id ${folded}`,
      `id ${follower}`,
      'legacy_id 4711',
      'legacy_id 4712',
    ].toSorted(),
  )
  expect((await customer(follower))?.merged_into).toBe(survivor)
  expect(
    (await office.push(checkIn(office, follower), addNote(office, folded, 'Late.'))).results,
  ).toMatchObject([
    { status: 'applied', customerId: survivor },
    { status: 'applied', customerId: survivor },
  ])
})

test('forty at once is the most', async () => {
  const people = Array.from({ length: 41 }, (_, index) =>
    createCustomer(office, { primaryPhone: `0815551${String(index).padStart(3, '0')}` }),
  )
  await office.push(...people)
  const [survivor, ...folded] = people.map(({ audit }) => audit.customerId)
  const tooMany = merge(office, String(survivor), [...folded, String(folded[0])])
  expect((await office.push(tooMany)).results[0]).toMatchObject({
    status: 'rejected',
    code: 'INVALID_ARGUMENTS',
  })
  expect((await office.push(merge(office, String(survivor), folded))).results[0]?.status).toBe('applied')
  const moments = (await lines()).map((line) => Number(line.merged_at))
  expect(new Set(moments).size).toBe(40)
})
