// VIP dates and website profiles of customers, and that a merge carries the whole story.
import { randomUUID } from 'node:crypto'
import type pg from 'pg'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import type { ColumnValue, PlannedCommand } from '../../src/shared/wire.ts'
import { createCustomer } from './commands.ts'
import { type Counter, openCounter } from './counter.ts'
import { startPostgres, type TestPostgres } from './postgres.ts'
import { contact, patch, type RawOperation, receipt, tell } from './story-commands.ts'

let postgres: TestPostgres
let owner: pg.Client
let desk: Counter
let customer: string
beforeAll(async () => {
  postgres = await startPostgres()
  owner = await postgres.connect()
})
afterAll(() => postgres.stop())
beforeEach(async () => {
  desk = await openCounter(postgres, 'staff', undefined, 2)
  customer = await addCustomer(desk)
})

let phones = 0
async function addCustomer(counter: Counter, given: Parameters<typeof createCustomer>[1] = {}) {
  phones += 1
  const made = createCustomer(counter, { primaryPhone: `08${10_000_000 + phones}`, ...given })
  await counter.push(made)
  return made.audit.customerId
}

async function addProfile(displayName = 'Somchai'): Promise<string> {
  const id = randomUUID()
  await owner.query('insert into auth.users (id, email) values ($1, $2)', [id, `${id}@example.com`])
  await owner.query('insert into public.profiles (id, display_name) values ($1, $2)', [id, displayName])
  return id
}

const one = async (sql: string, values: unknown[] = []) => (await owner.query(sql, values)).rows[0]

async function change(
  counter: Counter,
  customerId: string,
  ...operations: readonly RawOperation[]
): Promise<string> {
  const reply = await counter.push(tell(counter, customerId, 'customer.change', operations))
  return reply.results[0]?.code ?? reply.results[0]?.status ?? reply.status
}

// Tiers and profiles ----------------------------------------------------------------------------------------------------

test('the day of a tier goes with the tier: one conflict, not two; alone it is a field like others', async () => {
  const other = await openCounter(postgres, 'staff', undefined, 2)
  const given = (tier: number, day: string) =>
    patch('customers', customer, { vip_tier_id: tier, vip_status_date: day })
  expect(await change(desk, customer, given(1, '2026-01-01'))).toBe('applied')
  const reply = await other.push(tell(other, customer, 'customer.update', [given(2, '2026-02-02')]))
  expect(reply.results[0]).toMatchObject({ status: 'merged', conflicts: 1 })
  expect(
    await one('select vip_tier_id, vip_status_date::text as day from public.customers where id = $1', [
      customer,
    ]),
  ).toEqual({ vip_tier_id: 2, day: '2026-02-02' })
  expect(await change(desk, customer, patch('customers', customer, { vip_status_date: '2026-03-03' }))).toBe(
    'merged',
  )
})

const linkValues = (profile: string | null, confidence: number | null = 90) => ({
  linked_profile_id: profile,
  profile_link_confidence: confidence,
  profile_link_method: profile && 'phone',
  profile_linked_at: profile && new Date().toISOString(),
})

/** Everything that a link is made of; what goes with it needs no base of its own. */
const link = (
  id: string,
  profile: string | null,
  confidence: number | null = 90,
  seen: string | null = null,
) => patch('customers', id, linkValues(profile, confidence), { linked_profile_id: seen })

/** A customer's making with further columns. */
function bornWith(made: PlannedCommand, more: Readonly<Record<string, ColumnValue>>): PlannedCommand {
  const operations = made.operations.map((operation) =>
    operation.table === 'customers' && operation.op === 'insert'
      ? { ...operation, values: { ...operation.values, ...more } }
      : operation,
  )
  return { ...made, operations }
}

const linkLine = (profile: string) =>
  one(
    `select customer_id, match_confidence::float as confidence, match_method as method, linked_by
     from public.crm_profile_links where profile_id = $1`,
    [profile],
  )

test('a linked profile is told to the website, and no longer once unlinked', async () => {
  const [profile, second] = [await addProfile(), await addProfile('Malee')]
  expect(await change(desk, customer, link(customer, profile))).toBe('applied')
  expect(await linkLine(profile)).toEqual({
    customer_id: customer,
    confidence: 0.9,
    method: 'phone',
    linked_by: desk.actor,
  })
  const surer = patch(
    'customers',
    customer,
    { profile_link_confidence: 100 },
    { profile_link_confidence: 90 },
  )
  expect(await change(desk, customer, surer)).toBe('applied')
  expect(await linkLine(profile)).toMatchObject({ confidence: 1 })
  expect(await change(desk, customer, link(customer, second, 70, profile))).toBe('applied')
  expect([await linkLine(profile), await linkLine(second)]).toMatchObject([
    undefined,
    { customer_id: customer, confidence: 0.7 },
  ])
  await owner.query(`update public.crm_profile_links set stable_hash_id = 'hash' where profile_id = $1`, [
    second,
  ])
  expect(await change(desk, customer, link(customer, null, null, second))).toBe('applied')
  expect(await linkLine(second)).toMatchObject({ customer_id: null })
  expect(await change(desk, customer, patch('customers', customer, { profile_link_confidence: -1 }))).toBe(
    'INVALID_ARGUMENTS',
  )
})

test('one profile is one living customer’s; a second is refused, also when both link at the same moment', async () => {
  const other = await openCounter(postgres, 'staff', undefined, 2)
  for (let turn = 0; turn < 5; turn += 1) {
    const [profile, rival] = [await addProfile(), await addCustomer(other)]
    const outcomes = await Promise.all([
      change(desk, customer, link(customer, profile)),
      change(other, rival, link(rival, profile)),
    ])
    expect(outcomes.toSorted()).toEqual(['PROFILE_LINK_FAILED', 'applied'])
    const { rows } = await owner.query('select id from public.customers where linked_profile_id = $1', [
      profile,
    ])
    expect(rows).toHaveLength(1)
    expect(await linkLine(profile)).toMatchObject({ customer_id: rows[0].id })
    if (outcomes[0] === 'applied') await change(desk, customer, link(customer, null, null))
  }
  expect(await change(desk, customer, link(customer, randomUUID()))).toBe('PROFILE_LINK_FAILED')
})

test('who is made with a profile that is taken is made without it, and a manager hears of it', async () => {
  const profile = await addProfile()
  expect(await change(desk, customer, link(customer, profile))).toBe('applied')
  const made = createCustomer(desk, { fullName: 'Malee Rungrot', primaryPhone: '02-555-0288' })
  const born = bornWith(made, linkValues(profile))
  const audit = { ...born.audit, changes: { linked_profile_id: { before: null, after: profile } } }
  const reply = await desk.push({ ...born, audit })
  expect(reply.results).toMatchObject([{ status: 'merged', conflicts: 1 }])
  const id = made.audit.customerId
  expect(
    await one('select linked_profile_id, profile_link_method from public.customers where id = $1', [id]),
  ).toEqual({ linked_profile_id: null, profile_link_method: null })
  expect(
    await one(
      'select kind, column_name, kept_value, other_value from public.sync_conflicts where customer_id = $1',
      [id],
    ),
  ).toEqual({ kind: 'field', column_name: 'linked_profile_id', kept_value: null, other_value: profile })
  expect(await one('select changes from public.audit_log where command_id = $1', [made.commandId])).toEqual({
    changes: {},
  })
})

test('one person made and linked on two counters at once is one customer who keeps the profile', async () => {
  const [profile, other] = [await addProfile(), await openCounter(postgres, 'staff', undefined, 2)]
  const facts = { fullName: 'Ploy Saetang', primaryPhone: '02-555-0377' }
  const [first, second] = [createCustomer(desk, facts), createCustomer(other, facts)]
  await desk.push(bornWith(first, linkValues(profile)))
  const reply = await other.push(bornWith(second, linkValues(profile)))
  const survivor = first.audit.customerId
  expect(reply.results).toMatchObject([{ status: 'merged', customerId: survivor, conflicts: 1 }])
  expect(await linkLine(profile)).toMatchObject({ customer_id: survivor })
  expect(
    await one('select array_agg(kind) as kinds from public.sync_conflicts where customer_id = $1', [
      survivor,
    ]),
  ).toEqual({ kinds: ['merge'] })
})

test('somebody who goes takes their line with them', async () => {
  const profile = await addProfile()
  const id = randomUUID()
  await owner.query(
    `insert into public.customers (id, customer_name, linked_profile_id) values ($1, 'Passing', $2)`,
    [id, profile],
  )
  expect(await linkLine(profile)).toMatchObject({ customer_id: id })
  await owner.query('delete from public.customers where id = $1', [id])
  expect(await linkLine(profile)).toBeUndefined()
})

// Merges ----------------------------------------------------------------------------------------------------------------

test('a merge carries sales, packages, bookings and contacts, and what comes late lands on who lives on', async () => {
  const profile = await addProfile()
  const facts = { fullName: 'Wichai Thongtae', primaryPhone: '02-555-0199' }
  const survivor = await addCustomer(desk, facts)
  const other = await openCounter(postgres, 'staff', undefined, 2)
  const made = createCustomer(other, facts)
  const dead = made.audit.customerId
  const story = tell(other, dead, 'customer.recordSale', [receipt(), contact()])
  // The link and the tier were made with the customer: they go with whoever knows nothing better.
  const birth = bornWith(made, { ...linkValues(profile, 80), vip_tier_id: 2, vip_status_date: '2026-05-05' })
  const born = await other.push(birth, story)
  expect(born.results).toMatchObject([{ status: 'merged', customerId: survivor }, { customerId: survivor }])

  const count = (id: string) =>
    one(
      `select (select count(*)::int from public.customer_transactions where customer_id = $1) as sales,
         (select count(*)::int from public.customer_contact_history where customer_id = $1) as contacts,
         (select count(*)::int from public.customer_packages where customer_id = $1) as packages,
         (select count(*)::int from public.customer_bookings where customer_id = $1) as bookings`,
      [id],
    )
  expect(await count(survivor)).toEqual({ sales: 1, contacts: 1, packages: 0, bookings: 0 })
  expect(
    await one(
      `select vip_tier_id, vip_status_date::text as day, linked_profile_id, profile_link_confidence as confidence
       from public.customers where id = $1`,
      [survivor],
    ),
  ).toEqual({ vip_tier_id: 2, day: '2026-05-05', linked_profile_id: profile, confidence: 80 })
  expect(await linkLine(profile)).toMatchObject({ customer_id: survivor })

  // The website still says the dead id.
  await owner.query(
    `insert into public.customer_packages (customer_id, package_name, purchased_on) values ($1, 'Ten', now())`,
    [dead],
  )
  await owner.query(
    `insert into public.customer_bookings (customer_id, resource, starts_at, ends_at)
     values ($1, 'Bay 1', now(), now() + interval '1 hour')`,
    [dead],
  )
  expect(await count(survivor)).toEqual({ sales: 1, contacts: 1, packages: 1, bookings: 1 })
  expect(await count(dead)).toEqual({ sales: 0, contacts: 0, packages: 0, bookings: 0 })
})

test('folding moves every row of a customer’s story, remembers each, and sends each again', async () => {
  const [survivor, dead] = [await addCustomer(desk), await addCustomer(desk)]
  const [sale, call] = [receipt(), contact()]
  await desk.push(tell(desk, dead, 'customer.recordSale', [sale, call]))
  const kept = await one(
    `with package as (
       insert into public.customer_packages (customer_id, package_name, purchased_on, transaction_id)
       values ($1, 'Ten', now(), $2) returning id
     ), booking as (
       insert into public.customer_bookings (customer_id, resource, starts_at, ends_at, package_id)
       select $1, 'Bay 1', now(), now() + interval '1 hour', id from package returning id
     ) select package.id as package, booking.id as booking from package, booking`,
    [dead, sale.id],
  )
  const { to } = await desk.catchUp()
  const tables = [
    'customer_transactions',
    'customer_contact_history',
    'customer_packages',
    'customer_bookings',
  ]
  await owner.query(`select app.fold_same_person($1, $2, null, null, null, now())`, [dead, survivor])
  const { moved } = await one(
    `select merged_customer_data -> 'moved' as moved from public.customer_merge_history where merged_customer_id = $1`,
    [dead],
  )
  const ids = [sale.id, call.id, kept.package, kept.booking]
  for (const [index, table] of tables.entries()) {
    expect(moved[`${table}.customer_id`] ?? moved[`public.${table}.customer_id`]).toEqual([ids[index]])
  }
  const pulled = await desk.pull({ from: to, tables })
  for (const [index, table] of tables.entries()) {
    expect(pulled.rows[table]).toMatchObject([{ id: ids[index], customer_id: survivor }])
  }
})
