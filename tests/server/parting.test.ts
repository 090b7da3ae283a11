// Undoing a merge on the server: row for row as before, in chains and of several, and of people the server made one by itself.
import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { checkIn, createCustomer } from './commands.ts'
import { openCounter } from './counter.ts'
import { dump, lineIds, linesOf, makePerson, merge, part, totals, undo, wrongSums } from './merge-commands.ts'
import { type MergeOffice, openMergeOffice } from './merge-office.ts'
import { startPostgres, type TestDatabase, type TestPostgres } from './postgres.ts'
import { patch, tell } from './story-commands.ts'

let postgres: TestPostgres
let database: TestDatabase
let office: MergeOffice['office']
let survivor: string
let folded: string
let rowsOf: MergeOffice['rowsOf']
let customer: MergeOffice['customer']
let identifiers: MergeOffice['identifiers']
let apply: MergeOffice['apply']
beforeAll(async () => {
  postgres = await startPostgres()
})
afterAll(() => postgres.stop())
beforeEach(async () => {
  database = await postgres.createDatabase()
  ;({ office, survivor, folded, rowsOf, customer, identifiers, apply } = await openMergeOffice(database))
  return () => database.drop()
})

test('without anything between, everything is row for row what it was, the trail of before included', async () => {
  await office.client.query(
    `update public.customers set legacy_pos_customer_id = 4711, stable_hash_id = 'abc', profile_linked_at = now() where id = $1`,
    [folded],
  )
  const before = await dump(office.client)
  const commands = (await rowsOf('select command_id as id from public.command_log')).map(({ id }) =>
    String(id),
  )
  const trail = await linesOf(office.client, commands)
  const all = await totals(office.client)
  const { to } = await office.pull()
  const merged = merge(office, survivor, folded, {
    taken: ['customer_name', 'email', 'vip_tier_id', 'customer_source', 'date_joined'],
    left: ['packages'],
  })
  await apply(merged)
  expect(await dump(office.client)).not.toEqual(before)
  // The trail stays with whom it is about: counters read a folded customer's along with the survivor's.
  expect(await linesOf(office.client, commands)).toEqual(trail)
  const undone = undo(office, merged)
  await apply(undone)
  expect(await dump(office.client)).toEqual(before)
  expect(await linesOf(office.client, commands)).toEqual(trail)
  expect(await totals(office.client)).toEqual(all)
  expect(await wrongSums(office.client)).toEqual([])

  const { rows } = await office.pull({ from: to })
  expect(rows.customer_merge_history).toMatchObject([
    { id: lineIds(merged)[0], undone_at: undone.audit.at, undone_by: office.actor },
  ])
  expect(rows.customer_redirects).toBeUndefined()
  expect(rows.sync_tombstones).toHaveLength(3)
  const told = await rowsOf(
    'select customer_id, action, changes from public.audit_log where command_id = $1 order by customer_id = $2',
    [undone.commandId, survivor],
  )
  expect(told[0]).toMatchObject({
    customer_id: folded,
    action: 'customer.unmerge',
    changes: { parted_from: { before: survivor, after: null } },
  })
  expect(told[1]).toMatchObject({
    customer_id: survivor,
    changes: {
      email: { before: 'b@example.com', after: 'a@example.com' },
      nickname: { before: 'Chai', after: null },
    },
  })
})

test('a merge of several is undone newest first, each as far as it was', async () => {
  const third = await makePerson(office, {
    primaryPhone: '0895550404',
    nickname: 'Third',
    postalCode: '10110',
  })
  const states = [await dump(office.client)]
  const first = merge(office, survivor, folded, { taken: ['email'] })
  await apply(first)
  states.push(await dump(office.client))
  const second = merge(office, survivor, third, { taken: ['email', 'nickname', 'contact_number'] })
  await apply(second)
  await apply(undo(office, second))
  expect(await dump(office.client)).toEqual(states[1])
  await apply(undo(office, first))
  expect(await dump(office.client)).toEqual(states[0])
})

test('a chain comes apart link by link, and followers follow again', async () => {
  const last = await makePerson(office, { primaryPhone: '0895550505' })
  const start = await dump(office.client)
  const first = merge(office, survivor, folded)
  await apply(first)
  const between = await dump(office.client)
  const second = merge(office, last, survivor)
  await apply(second)
  expect((await customer(folded))?.merged_into).toBe(last)
  await apply(undo(office, second))
  expect(await dump(office.client)).toEqual(between)
  expect((await customer(folded))?.merged_into).toBe(survivor)
  await apply(undo(office, first))
  expect(await dump(office.client)).toEqual(start)
})

test('commands under way that name a number of before find it with whoever has it now', async () => {
  const last = await makePerson(office)
  const [own] = await rowsOf(
    `select id from public.customer_identifiers where customer_id = $1 and kind = 'phone' and value = '081-555-0101'`,
    [folded],
  )
  const retire = (id: string, status: string) =>
    tell(office, id, 'customer.update', [patch('customer_identifiers', String(own?.id), { status })])
  const [first, second] = [merge(office, survivor, folded), merge(office, last, survivor)]
  await apply(first, second, retire(folded, 'old'))
  expect(await identifiers(last)).toContain('081-555-0101 old')
  await apply(retire(folded, 'current'), undo(office, second), undo(office, first), retire(folded, 'old'))
  expect(await identifiers(folded)).toContain('081-555-0101 old')
  expect(await identifiers(last)).toContain('081-555-0101 current')
})

test('a website profile that went to somebody else meanwhile stays theirs; the conflict inbox has it', async () => {
  const [profile, other] = [randomUUID(), await makePerson(office, { primaryPhone: '0895550707' })]
  await office.client.query('insert into auth.users (id) values ($1)', [profile])
  await office.client.query(
    `insert into public.profiles (id, email) values ($1, 'web@example.com') on conflict do nothing`,
    [profile],
  )
  const link = (id: string, value: string | null) =>
    tell(office, id, 'customer.linkProfile', [
      patch('customers', id, { linked_profile_id: value }, { linked_profile_id: value ? null : profile }),
    ])
  await apply(link(folded, profile))
  const before = await dump(office.client)
  const merged = merge(office, survivor, folded)
  await apply(merged)
  expect(await rowsOf('select customer_id from public.crm_profile_links')).toEqual([
    { customer_id: survivor },
  ])
  await apply(undo(office, merged))
  expect(await dump(office.client)).toEqual(before)

  const again = merge(office, survivor, folded)
  await apply(again, link(survivor, null), link(other, profile))
  const [result] = (await office.push(undo(office, again))).results
  expect(result).toMatchObject({ status: 'merged', conflicts: 1 })
  expect((await customer(folded))?.linked_profile_id).toBeNull()
  expect((await customer(other))?.linked_profile_id).toBe(profile)
  expect(await rowsOf(`select customer_id, column_name, other_value from public.sync_conflicts`)).toEqual([
    { customer_id: folded, column_name: 'linked_profile_id', other_value: profile },
  ])
})

test('people the server made one by itself are parted like any others, lines of long ago too', async () => {
  const other = await openCounter(database)
  const facts = { fullName: 'Malee Suk', primaryPhone: '0895550808' }
  const [one, twin] = [createCustomer(office, facts), createCustomer(other, { ...facts, nickname: 'Lee' })]
  await apply(one)
  await other.push(twin, checkIn(other, twin.audit.customerId))
  const [line] = await rowsOf('select * from public.customer_merge_history')
  // As it was written before protocol 3: no parts, and the trail had moved.
  await office.client.query(
    `update public.customer_merge_history set merged_customer_data = jsonb_set(
       merged_customer_data - array['left', 'taken'], '{moved,public.audit_log.customer_id}', (
         select jsonb_agg(id) from public.audit_log where command_id = $1))`,
    [twin.commandId],
  )
  const [kept, dead] = [one.audit.customerId, twin.audit.customerId]
  await apply(
    part(office, kept, dead, String(line?.id), {
      rows: (await rowsOf(`select id from public.customer_ledger where customer_id = $1`, [kept])).map(
        ({ id }) => ({
          table: 'customer_ledger' as const,
          id: String(id),
        }),
      ),
    }),
  )
  expect(await customer(dead)).toMatchObject({ merged_into: null, nickname: 'Lee', total_visits: 1 })
  expect(await customer(kept)).toMatchObject({ nickname: null, total_visits: 0 })
  expect(await identifiers(dead)).toEqual(['0895550808 current'])
  const trail = await rowsOf('select action from public.audit_log where customer_id = $1', [dead])
  expect(trail.map(({ action }) => action).toSorted()).toEqual([
    'customer.autoMerge',
    'customer.create',
    'customer.unmerge',
  ])
  expect((await other.push(checkIn(other, dead))).results[0]).not.toHaveProperty('customerId')
})
