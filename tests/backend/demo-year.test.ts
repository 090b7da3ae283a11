// The demo backend carries the generated year: what the database's triggers add up is what the receipts come to.
import pg from 'pg'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type LocalSupabase, startLocalSupabase } from '../../tools/local-supabase/start.ts'

let backend: LocalSupabase
let client: pg.Client
beforeAll(async () => {
  backend = await startLocalSupabase({ demo: 600, demoYear: true })
  client = new pg.Client(backend.databaseUrl)
  await client.connect()
}, 120_000)
afterAll(async () => {
  await client?.end()
  await backend?.stop()
})

async function read<Row extends pg.QueryResultRow>(sql: string): Promise<Row> {
  const { rows } = await client.query<Row>(sql)
  return rows[0] as Row
}
const count = async (from: string) =>
  Number((await read<{ n: string }>(`select count(*) as n from ${from}`)).n)

test('what customers spent is what their completed receipts come to, and their last visit their latest', async () => {
  expect(
    await count(`public.customers as customer where total_lifetime_value <> coalesce((select sum(amount)
      from public.customer_transactions where customer_id = customer.id and status = 'completed'), 0)`),
  ).toBe(0)
  expect(
    await count(`public.customers as customer where last_visit_at is distinct from (select max(occurred_at)
      from public.customer_ledger where customer_id = customer.id and kind = 'visit')`),
  ).toBe(0)
  expect(
    await count("public.customer_transactions where sold_at > now() - interval '1 year'"),
  ).toBeGreaterThan(300)
  expect(await count('public.customer_transactions where sold_at > now()')).toBe(0)
})

test('packages count their uses, bookings are past and ahead, contacts and notes are there', async () => {
  expect(await count('public.customer_packages where uses_taken > 0')).toBeGreaterThan(5)
  expect(await count('public.customer_packages where uses_taken > uses_total')).toBe(0)
  expect(
    await count("public.customer_bookings where status = 'booked' and starts_at > now()"),
  ).toBeGreaterThan(3)
  expect(await count("public.customer_bookings where status = 'completed'")).toBeGreaterThan(100)
  expect(await count('public.customer_contact_history')).toBeGreaterThan(20)
  expect(await count("public.customer_notes where note_type = 'complaint'")).toBeGreaterThan(0)
  expect(await count('public.customers where vip_tier_id is not null and vip_status_date is null')).toBe(0)
})

test('the website’s people reach the directory, the linked ones with how sure that is', async () => {
  expect(await count('public.website_profiles')).toBe(await count('public.profiles'))
  const linked =
    await count(`public.customers join public.website_profiles on website_profiles.id = linked_profile_id
    where profile_link_confidence between 80 and 100`)
  expect(linked).toBeGreaterThan(3)
  expect(await count('public.customers where linked_profile_id is not null')).toBe(linked)
  expect(await count('public.saved_views where is_shared')).toBe(2)
  expect(await count('public.notifications where action_required')).toBe(1)
})
