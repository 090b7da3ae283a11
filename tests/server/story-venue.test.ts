// What belongs to the venue rather than to a customer: tiers, views, notices and the log of exports, each with who may.
import { randomUUID } from 'node:crypto'
import type pg from 'pg'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { addNote, createCustomer, numberCommands } from './commands.ts'
import { type Counter, openCounter } from './counter.ts'
import { startPostgres, type TestPostgres } from './postgres.ts'
import { directory, insert, notice, patch, type RawOperation, receipt, tell, view } from './story-commands.ts'

let postgres: TestPostgres
let owner: pg.Client
let desk: Counter
let office: Counter
beforeAll(async () => {
  postgres = await startPostgres()
  owner = await postgres.connect()
})
afterAll(() => postgres.stop())
beforeEach(async () => {
  desk = await openCounter(postgres, 'staff', undefined, 2)
  office = await openCounter(postgres, 'manager', undefined, 2)
})

const one = async (sql: string, values: unknown[] = []) => (await owner.query(sql, values)).rows[0]

/** What becomes of one command about the directory: its status, and the code of a refusal. */
async function change(counter: Counter, ...operations: readonly RawOperation[]): Promise<string> {
  const reply = await counter.push(tell(counter, directory, 'venue.change', operations))
  return reply.results[0]?.code ?? reply.results[0]?.status ?? reply.status
}

const tierId = () => String(1_000_000_000 + Math.floor(Math.random() * 1_000_000_000))

test('a manager makes and changes tiers; staff do not', async () => {
  const id = tierId()
  const tier = insert('vip_tiers', { name: 'Diamond', colour: 'sky', benefits: null, sort_order: 4 }, id)
  expect(await change(desk, tier)).toBe('NOT_ALLOWED')
  expect(await change(office, tier)).toBe('applied')
  expect(await change(office, insert('vip_tiers', { name: 'Other' }, id))).toBe('applied')
  expect(await change(office, patch('vip_tiers', id, { benefits: 'Free water', is_active: 0 }))).toBe(
    'applied',
  )
  expect(await one('select * from public.vip_tiers where id = $1', [id])).toMatchObject({
    name: 'Diamond',
    colour: 'sky',
    benefits: 'Free water',
    sort_order: 4,
    is_active: false,
  })
  expect(await change(office, patch('vip_tiers', id, { benefits: null }))).toBe('applied')
  expect(await one('select benefits from public.vip_tiers where id = $1', [id])).toEqual({ benefits: null })
  expect(await change(desk, patch('vip_tiers', id, { name: 'Mine' }))).toBe('NOT_ALLOWED')
  expect(await change(office, patch('vip_tiers', tierId(), { name: 'Nobody' }))).toBe('COMMAND_NOT_FOUND')
})

test.each([
  ['no number', 'gold'],
  ['a uuid', randomUUID()],
  ['too large', '2147483648'],
  ['much too large', '99999999999'],
])('a tier whose id is %s is refused', async (_, id) => {
  expect(await change(office, insert('vip_tiers', { name: 'X' }, id))).toBe('INVALID_ARGUMENTS')
})

test('a view is its maker’s; only managers share, and put right what is shared', async () => {
  const id = randomUUID()
  expect(await change(desk, view({}, id))).toBe('applied')
  expect(await change(desk, patch('saved_views', id, { name: 'Silver', sort_order: 3 }))).toBe('applied')
  expect(await change(desk, patch('saved_views', id, { is_shared: 1 }))).toBe('NOT_ALLOWED')
  expect(await change(desk, view({ is_shared: 1 }))).toBe('NOT_ALLOWED')
  // A private one is nobody else's, not a manager's either.
  expect(await change(office, patch('saved_views', id, { name: 'Ours' }))).toBe('NOT_ALLOWED')

  const shared = randomUUID()
  expect(await change(office, view({ is_shared: 1 }, shared))).toBe('applied')
  expect(await change(desk, patch('saved_views', shared, { name: 'Mine' }))).toBe('NOT_ALLOWED')
  const other = await openCounter(postgres, 'manager', undefined, 2)
  const definition = '{"filters": {"tiers": [1]}}'
  expect(await change(other, patch('saved_views', shared, { definition, is_removed: 1 }))).toBe('applied')
  expect(await one('select * from public.saved_views where id = $1', [shared])).toMatchObject({
    staff_id: office.actor,
    definition: { filters: { tiers: [1] } },
    is_shared: true,
    is_removed: true,
  })
  expect(await one('select staff_id, name from public.saved_views where id = $1', [id])).toEqual({
    staff_id: desk.actor,
    name: 'Silver',
  })
  expect(await change(desk, patch('saved_views', randomUUID(), { name: 'Lost' }))).toBe('COMMAND_NOT_FOUND')
})

test.each([
  ['is no JSON', { definition: '{' }],
  ['is a list', { definition: '[]' }],
  ['is nothing', { definition: null }],
  ['is too long', { definition: JSON.stringify({ name: 'x'.repeat(20_000) }) }],
  ['has no place for this', { colour: 'red' }],
])('a view whose definition %s is refused', async (_, wrong) => {
  expect(await change(desk, view(wrong))).toBe('INVALID_ARGUMENTS')
})

test('managers publish and withdraw notices; everybody reads them, once', async () => {
  const id = randomUUID()
  expect(await change(desk, notice(id))).toBe('NOT_ALLOWED')
  expect(await change(office, notice(id))).toBe('applied')
  expect(
    await one('select *, effective_date::text as day from public.notifications where id = $1', [id]),
  ).toMatchObject({
    title: 'New till',
    impact: 'high',
    action_required: true,
    training_materials: ['Till.pdf', 'คู่มือ'],
    day: '2026-12-01',
    withdrawn_at: null,
    created_by: office.actor,
  })

  const read = () =>
    insert('notification_reads', { notification_id: id, read_at: new Date().toISOString() }, randomUUID())
  expect(await change(desk, read())).toBe('applied')
  expect(await change(desk, read())).toBe('applied')
  expect(await change(office, read())).toBe('applied')
  const readers = await owner.query(
    'select staff_id from public.notification_reads where notification_id = $1',
    [id],
  )
  expect(readers.rows.map((row) => row.staff_id).toSorted()).toEqual([desk.actor, office.actor].toSorted())
  const unknown = { notification_id: randomUUID(), read_at: new Date().toISOString() }
  expect(await change(desk, insert('notification_reads', unknown))).toBe('INVALID_ARGUMENTS')

  const withdrawal = patch('notifications', id, { withdrawn_at: new Date().toISOString() })
  expect(await change(desk, withdrawal)).toBe('NOT_ALLOWED')
  expect(await change(office, withdrawal)).toBe('applied')
  const withdrawn = 'select withdrawn_at is not null as gone from public.notifications where id = $1'
  expect(await one(withdrawn, [id])).toEqual({ gone: true })
  expect(await change(office, patch('notifications', id, { withdrawn_at: null }))).toBe('applied')
  expect(await one(withdrawn, [id])).toEqual({ gone: false })
  expect(await change(office, patch('notifications', randomUUID(), { withdrawn_at: null }))).toBe(
    'COMMAND_NOT_FOUND',
  )
  expect(await change(office, patch('notifications', id, { title: 'Rewritten' }))).toBe('INVALID_ARGUMENTS')
})

test('an export is a line of the audit trail about nobody, and nothing else', async () => {
  const log = tell(desk, directory, 'directory.export', [], { rows: { before: null, after: 120 } })
  const reply = await desk.push(log)
  expect(reply.results).toMatchObject([{ status: 'applied' }])
  expect(reply.results[0]).not.toHaveProperty('customerId')
  expect(await desk.pushRaw(numberCommands([log], 1), 1)).toEqual(reply)
  const { rows } = await owner.query('select * from public.audit_log where command_id = $1', [log.commandId])
  expect(rows).toMatchObject([
    { customer_id: null, action: 'directory.export', actor: desk.actor, device_id: desk.deviceId },
  ])
  expect(rows[0].changes).toEqual({ rows: { before: null, after: 120 } })
  expect(
    await one('select customer_id, kind from public.command_log where command_id = $1', [log.commandId]),
  ).toEqual({ customer_id: null, kind: 'directory.export' })
})

test('the directory is no customer, and a customer is not the directory', async () => {
  const made = createCustomer(desk)
  const id = made.audit.customerId
  const wrong = [
    tell(desk, id, 'nothing', []),
    tell(desk, id, 'view.save', [view()]),
    tell(desk, directory, 'customer.addNote', [insert('customer_notes', { note_text: 'For nobody.' })]),
    tell(desk, directory, 'customer.create', [
      insert('customers', { customer_name: 'The directory' }, directory),
    ]),
    tell(desk, directory, 'customer.recordSale', [receipt()]),
    tell(desk, directory, 'customer.update', [patch('customers', directory, { city: 'Nowhere' })]),
  ]
  const reply = await desk.push(made, ...wrong, addNote(desk, id, 'Still here.'))
  expect(reply.results.map(({ status, code }) => code ?? status)).toEqual([
    'applied',
    ...wrong.map(() => 'INVALID_ARGUMENTS'),
    'applied',
  ])
  const counted = await one('select count(*)::int as count from public.customers where id = $1', [directory])
  expect(counted).toEqual({ count: 0 })
})

test('replayed a hundred times, what belongs to the venue is there once and answered alike', async () => {
  const [viewId, noticeId, tier] = [randomUUID(), randomUUID(), tierId()]
  const commands = numberCommands(
    [
      tell(office, directory, 'view.save', [view({ is_shared: 1 }, viewId)]),
      tell(office, directory, 'notice.publish', [notice(noticeId)]),
      tell(office, directory, 'tier.save', [insert('vip_tiers', { name: 'Ruby' }, tier)]),
      tell(office, directory, 'tier.save', [patch('vip_tiers', tier, { colour: 'rose' })]),
      tell(office, directory, 'tier.save', [patch('vip_tiers', '0', { colour: 'rose' })]),
    ],
    1,
  )
  const first = await office.pushRaw(commands, 1)
  expect(first.results.map(({ status }) => status)).toEqual([
    'applied',
    'applied',
    'applied',
    'applied',
    'rejected',
  ])
  for (let replay = 0; replay < 100; replay += 1) expect(await office.pushRaw(commands, 1)).toEqual(first)
  const lines = 'select count(*)::int as count from public.audit_log where device_id = $1'
  expect(await one(lines, [office.deviceId])).toEqual({ count: 4 })
})

test('somebody deactivated, or who never signed in here, changes nothing of the venue', async () => {
  const stranger = { ...desk, actor: office.actor }
  const reply = await desk.push(tell(stranger, directory, 'view.save', [view()]))
  expect(reply.results[0]?.code).toBe('NOT_ALLOWED')
  const colleague = await openCounter(postgres, 'manager', undefined, 2)
  await owner.query('insert into public.device_staff (device_id, staff_id) values ($1, $2)', [
    desk.deviceId,
    colleague.actor,
  ])
  await owner.query('update backoffice.allowed_users set is_active = false where id = $1', [colleague.actor])
  const late = await desk.push(tell({ ...desk, actor: colleague.actor }, directory, 'view.save', [view()]))
  expect(late.results[0]?.code).toBe('STAFF_DEACTIVATED')
})
