// What a pull brings of a customer's story and of the venue, to counters of both protocols; and the copy of the website's people.
import { createHash, randomUUID } from 'node:crypto'
import type pg from 'pg'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import type { HashesReply, PullPart, PullReply } from '../../src/shared/wire.ts'
import { addCredit, addNote, createCustomer } from './commands.ts'
import { type Counter, openCounter } from './counter.ts'
import { startPostgres, type TestDatabase, type TestPostgres } from './postgres.ts'
import { contact, directory, insert, notice, patch, receipt, tell, view } from './story-commands.ts'

let postgres: TestPostgres
let database: TestDatabase
let owner: pg.Client
let office: Counter
beforeAll(async () => {
  postgres = await startPostgres()
})
afterAll(() => postgres.stop())
beforeEach(async () => {
  database = await postgres.createDatabase()
  owner = await database.connect()
  office = await openCounter(database, 'manager', undefined, 2)
  return () => database.drop()
})

const ofProtocol1 = [
  'vip_tiers',
  'customers',
  'customer_redirects',
  'customer_ledger',
  'customer_notes',
  'sync_conflicts',
  'audit_log',
  'sync_tombstones',
]
/** The feed of protocol 2, in its order. */
const feed = [
  'vip_tiers',
  'website_profiles',
  'customers',
  'customer_redirects',
  'customer_ledger',
  'customer_notes',
  'customer_contact_history',
  'customer_transactions',
  'customer_packages',
  'customer_bookings',
  'saved_views',
  'notifications',
  'notification_reads',
  'sync_conflicts',
  'audit_log',
  'sync_tombstones',
]
const moment = expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/)

/** One customer with a whole story, and a venue with everything; answers the customer's id. */
async function fillVenue(): Promise<string> {
  const made = createCustomer(office, { note: 'Left-handed.', vipTierId: 2 })
  const id = made.audit.customerId
  const profile = randomUUID()
  await owner.query('insert into auth.users (id, email) values ($1, $2)', [profile, 'web@example.com'])
  await owner.query(
    `insert into public.profiles (id, email, display_name, phone_number) values ($1, 'web@example.com', 'Somchai', '0815550101')`,
    [profile],
  )
  const noticeId = randomUUID()
  const reply = await office.push(
    made,
    addCredit(office, id, 5_000),
    tell(office, id, 'customer.recordSale', [receipt()]),
    tell(office, id, 'customer.logContact', [contact()]),
    tell(office, id, 'customer.linkProfile', [
      patch('customers', id, {
        linked_profile_id: profile,
        profile_link_confidence: 90,
        profile_link_method: 'phone',
        profile_linked_at: new Date().toISOString(),
      }),
    ]),
    tell(office, directory, 'view.save', [view({ is_shared: 1 })]),
    tell(office, directory, 'notice.publish', [notice(noticeId)]),
    tell(office, directory, 'notice.markRead', [
      insert('notification_reads', { notification_id: noticeId, read_at: new Date().toISOString() }),
    ]),
    tell(office, directory, 'tier.save', [
      insert('vip_tiers', { name: 'Diamond', benefits: 'Free water' }, '2147483647'),
    ]),
    tell(office, directory, 'directory.export', []),
  )
  expect(reply.results.map(({ status }) => status)).toEqual(reply.results.map(() => 'applied'))
  await owner.query(
    `insert into public.customer_packages (customer_id, package_name, uses_total, price, purchased_on, expires_on)
     values ($1, 'Ten hours', 10, 4500.50, '2026-01-01', '2026-12-31')`,
    [id],
  )
  await owner.query(
    `insert into public.customer_bookings (customer_id, resource, starts_at, ends_at, people)
     values ($1, 'Bay 3', '2026-12-01T10:00:00Z', '2026-12-01T11:00:00Z', 2)`,
    [id],
  )
  return id
}

test('a pull brings the whole story in wire form, whoever is pointed at before who points', async () => {
  const id = await fillVenue()
  const { rows, first } = await office.pull({ tables: feed })
  expect(first.parts.map((part) => part.table)).toEqual(
    feed.filter((table) => !['customer_redirects', 'sync_conflicts', 'sync_tombstones'].includes(table)),
  )
  const only = (table: string) => rows[table]?.[0]
  expect(rows.vip_tiers?.at(-1)).toMatchObject({
    id: 2_147_483_647,
    name: 'Diamond',
    benefits: 'Free water',
    is_active: 1,
  })
  expect(only('website_profiles')).toMatchObject({
    display_name: 'Somchai',
    email: 'web@example.com',
    phone_number: '0815550101',
    joined_at: moment,
  })
  expect(only('customers')).toMatchObject({
    id,
    linked_profile_id: only('website_profiles')?.id,
    profile_link_confidence: 90,
    profile_link_method: 'phone',
    profile_linked_at: moment,
    vip_status_date: expect.stringMatching(/^\d{4}-\d\d-\d\d$/),
  })
  expect(only('customer_contact_history')).toMatchObject({
    customer_id: id,
    contact_type: 'phone',
    successful: 1,
    contact_date: moment,
    contacted_by: office.actor,
  })
  expect(only('customer_transactions')).toMatchObject({
    customer_id: id,
    amount: 123_456,
    credit_used: 1_000,
    points_earned: 12,
    sold_at: moment,
    sold_by: office.actor,
  })
  expect(JSON.parse(String(only('customer_transactions')?.items))).toEqual([
    { name: 'Range balls', quantity: 2, amount: 123_456 },
  ])
  expect(only('customer_packages')).toMatchObject({
    customer_id: id,
    uses_total: 10,
    uses_taken: 0,
    price: 450_050,
    purchased_on: '2026-01-01',
    starts_on: null,
    expires_on: '2026-12-31',
    status: 'active',
  })
  expect(only('customer_bookings')).toMatchObject({
    customer_id: id,
    starts_at: '2026-12-01T10:00:00.000Z',
    people: 2,
    package_id: null,
  })
  expect(only('saved_views')).toMatchObject({ staff_id: office.actor, is_shared: 1, is_removed: 0 })
  expect(JSON.parse(String(only('saved_views')?.definition))).toEqual({ sort: [], filters: {} })
  expect(only('notifications')).toMatchObject({
    impact: 'high',
    action_required: 1,
    effective_date: '2026-12-01',
    withdrawn_at: null,
    created_by: office.actor,
  })
  expect(JSON.parse(String(only('notifications')?.training_materials))).toEqual(['Till.pdf', 'คู่มือ'])
  expect(only('notification_reads')).toMatchObject({ staff_id: office.actor, read_at: moment })
  const aboutNobody = rows.audit_log?.filter((line) => line.customer_id === directory)
  expect(aboutNobody?.map((line) => line.action).toSorted()).toEqual([
    'directory.export',
    'notice.markRead',
    'notice.publish',
    'tier.save',
    'view.save',
  ])
})

test('page by page, by the widest number of a tier too, each row comes once', async () => {
  await fillVenue()
  const { rows } = await office.pull({ tables: feed })
  const paged = await office.pull({ tables: feed, limit: 1 })
  expect(paged.pages).toBeGreaterThan(15)
  expect(paged.rows).toEqual(rows)
})

test('a change of each brings it again, and a deletion its tombstone', async () => {
  const id = await fillVenue()
  const { to } = await office.pull({ tables: feed })
  await owner.query(`update public.customer_bookings set status = 'checked_in'`)
  await owner.query(
    `insert into public.customer_package_uses (package_id, used_at) select id, now() from public.customer_packages`,
  )
  await owner.query(`update public.profiles set phone_number = '0895550102'`)
  await owner.query('delete from public.customer_contact_history where customer_id = $1', [id])
  const { rows } = await office.pull({ from: to, tables: feed })
  expect(Object.keys(rows).toSorted()).toEqual([
    'customer_bookings',
    'customer_packages',
    'sync_tombstones',
    'website_profiles',
  ])
  expect(rows.customer_packages).toMatchObject([{ uses_taken: 1 }])
  expect(rows.website_profiles).toMatchObject([{ phone_number: '0895550102' }])
  expect(rows.sync_tombstones).toMatchObject([{ table_name: 'customer_contact_history' }])
})

// Protocol 1 ------------------------------------------------------------------------------------------------------------

test('a counter of protocol 1 pulls what it knew, pushes as before, and meets no line about nobody', async () => {
  const old = await openCounter(database, 'staff', undefined, 1)
  const id = await fillVenue()
  const { rows, first } = await old.pull({ tables: ofProtocol1 })
  expect(first.protocol).toBe(3)
  expect(Object.keys(rows)).toEqual([
    'vip_tiers',
    'customers',
    'customer_ledger',
    'customer_notes',
    'audit_log',
  ])
  expect(Object.keys(rows.vip_tiers?.[0] ?? {})).toEqual([
    'changed_xid',
    'id',
    'name',
    'colour',
    'sort_order',
  ])
  expect(rows.customers?.[0]).toMatchObject({ id, vip_tier_id: 2 })
  for (const column of ['vip_status_date', 'profile_link_confidence', 'profile_linked_at']) {
    expect(rows.customers?.[0]).not.toHaveProperty(column)
  }
  expect(rows.audit_log?.map((line) => line.customer_id)).toEqual([id, id, id, id, id])
  const small = await old.pull({ tables: ofProtocol1, limit: 1 })
  expect(small.rows).toEqual(rows)
  expect((await old.push(addNote(old, id, 'From the old one.'))).results).toMatchObject([
    { status: 'applied' },
  ])
})

const bucketOf = (id: string) => Number.parseInt(id.slice(-2), 16)

function hashPart(part: PullPart | undefined): string[] {
  const sums = Array<number>(256).fill(0)
  for (const row of part?.rows ?? []) {
    const texts = row.flatMap((value, index) => {
      const column = part?.columns[index] ?? ''
      if (['changed_xid', 'updated_at', 'updated_by'].includes(column)) return []
      if (Array.isArray(value)) return [value.map((identifier) => identifier.join(',')).join('\u001e')]
      return [value === null ? '\\N' : String(value)]
    })
    const digits = createHash('md5').update(texts.join('\u001f')).digest('hex').slice(0, 8)
    const bucket = bucketOf(String(row[1]))
    sums[bucket] = ((sums[bucket] ?? 0) + Number.parseInt(digits, 16)) % 2 ** 32
  }
  return sums.map((sum) => sum.toString(16).padStart(8, '0'))
}

test('each protocol is compared by the rows it was sent, and repaired with them', async () => {
  await fillVenue()
  const children = [
    'customer_contact_history',
    'customer_transactions',
    'customer_packages',
    'customer_bookings',
  ]
  for (const [protocol, tables] of [
    [1, ['customers', 'customer_notes']],
    [2, ['customers', 'customer_notes', ...children]],
  ] as const) {
    const counter = await openCounter(database, 'staff', undefined, protocol)
    const { parts } = await counter.call<PullReply>('sync_pull', {
      p_device: counter.deviceId,
      p_protocol: protocol,
      p_epoch: null,
      p_from: null,
      p_to: null,
      p_after: null,
      p_tables: tables,
      p_limit: 1_000,
    })
    expect(parts).toHaveLength(tables.length)
    const given = { p_device: counter.deviceId, p_tables: tables }
    const { hashes } = await counter.call<HashesReply>('sync_hashes', given)
    for (const part of parts) {
      expect(hashes[part.table], `${part.table} of ${protocol}`).toEqual(hashPart(part))
      const repaired: PullPart = await counter.call('sync_bucket_rows', {
        p_device: counter.deviceId,
        p_table: part.table,
        p_buckets: part.rows.map((row) => bucketOf(String(row[1]))),
        p_after: null,
        p_limit: 100,
      })
      expect(repaired).toEqual({ table: part.table, columns: part.columns, rows: part.rows })
    }
  }
})

// The website's people --------------------------------------------------------------------------------------------------

test('whoever signs up, changes or leaves on the website is copied, whatever the website does', async () => {
  const [id, email] = [randomUUID(), 'new@example.com']
  const copy = async () =>
    (await owner.query('select * from public.website_profiles where id = $1', [id])).rows
  await owner.query('insert into auth.users (id, email) values ($1, $2)', [id, email])
  await owner.query(
    `insert into public.profiles (id, email, display_name) values ($1, $2, $3) on conflict (id) do update
     set email = excluded.email, display_name = excluded.display_name`,
    [id, email, 'x'.repeat(300)],
  )
  expect(await copy()).toMatchObject([{ email, display_name: 'x'.repeat(255), phone_number: null }])
  const [before] = await copy()
  await owner.query('update public.profiles set updated_at = now() where id = $1', [id])
  // Nothing that is copied changed: nothing is sent again.
  expect(await copy()).toEqual([before])
  await owner.query(
    `alter table public.website_profiles add constraint in_trouble check (email <> 'bad@example.com')`,
  )
  await owner.query(`update public.profiles set email = 'bad@example.com' where id = $1`, [id])
  expect(await copy()).toEqual([before])
  await owner.query('delete from public.profiles where id = $1', [id])
  expect(await copy()).toEqual([])
  const stones = await owner.query('select table_name from public.sync_tombstones where row_id = $1', [id])
  expect(stones.rows).toEqual([{ table_name: 'website_profiles' }])
})
