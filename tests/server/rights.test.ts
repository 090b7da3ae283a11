// The whole rights matrix, walked on real PostgreSQL: identity by table by operation, and identity by function.
import type pg from 'pg'
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest'
import { startPostgres, type TestPostgres } from './postgres.ts'
import { identities, operations, tableRights } from './rights-matrix.ts'
import { writeSample } from './rights-sample.ts'
import { attemptAs, walkFunctions, walkTables } from './rights-walk.ts'

let postgres: TestPostgres
let client: pg.Client
beforeAll(async () => {
  postgres = await startPostgres()
  client = await postgres.connect()
  await writeSample(client)
})
afterAll(() => postgres.stop())
beforeEach(() => client.query('begin'))
afterEach(() => client.query('rollback'))

test('every identity meets every table as the matrix says', async () => {
  expect(Object.keys(tableRights).length * identities.length * operations.length).toBeGreaterThan(1000)
  expect(await walkTables(client)).toEqual([])
})

test('every identity meets every function as the matrix says', async () => {
  expect(await walkFunctions(client)).toEqual([])
})

test('the walk notices a table that opened, a function that opened, and one that nobody named', async () => {
  await client.query(`
    create table public.forgotten (id int);
    grant insert on public.vip_tiers to authenticated;
    create policy "too wide" on public.customers for select to authenticated using (true);
    create function public.forgotten_call() returns int language sql as 'select 1';
    grant execute on function app.format_customer_code(bigint) to authenticated;
    grant usage on schema app to authenticated`)
  const faults = [...(await walkTables(client)), ...(await walkFunctions(client))].join('\n')
  expect(faults).toContain('public.forgotten is a table that the matrix does not name')
  expect(faults).toContain('websiteUser select public.customers: expected none')
  expect(faults).toContain('public.forgotten_call is a function that the matrix does not name')
  expect(faults).toContain('websiteUser calls app.format_customer_code: expected refused')
  // RLS without a policy still refuses the row itself: a grant alone opens nothing.
  expect(faults).not.toContain('websiteUser insert public.vip_tiers')
})

test('claims without a signed-in user, a forged role and rubbish open nothing', async () => {
  for (const claims of ['', '{}', '{"role":"service_role"}', '{"sub":"","role":"admin"}']) {
    await client.query('savepoint attempt')
    await client.query("select set_config('request.jwt.claims', $1, true), set_config('role', $2, true)", [
      claims,
      'authenticated',
    ])
    const seen = await client.query('select count(*)::int as count from public.customers').catch(() => null)
    await client.query('rollback to savepoint attempt')
    expect(seen?.rows[0].count ?? 0, claims).toBe(0)
  }
})

test('who is taken off the list sees nothing in the next call', async () => {
  const count = 'select count(*) from public.customers'
  expect((await attemptAs(client, 'staff', count)).rows).toBe(2)
  await client.query("update backoffice.allowed_users set is_active = false where email = 'desk@example.com'")
  expect((await attemptAs(client, 'staff', count)).rows).toBe(0)
})

test('only staff may listen to the private channel, and to no other of it', async () => {
  await client.query(`insert into realtime.messages (topic, extension) values ('regulars', 'broadcast')`)
  const listen = (
    topic: string,
  ) => `with topic as materialized (select set_config('realtime.topic', '${topic}', true))
    select (select count(*) from realtime.messages) as count from topic`
  expect((await attemptAs(client, 'staff', listen('regulars'))).rows).toBe(1)
  expect((await attemptAs(client, 'staff', listen('others'))).rows).toBe(0)
  for (const identity of ['anon', 'websiteUser', 'unconfirmed', 'deactivated'] as const) {
    expect((await attemptAs(client, identity, listen('regulars'))).rows, identity).toBe(0)
  }
})

test('a website with the service key makes and removes a customer with all that belongs to one', async () => {
  const id = '0190bbbb-0000-7000-8000-000000000001'
  await client.query("select set_config('role', 'service_role', true)")
  await client.query(`
    insert into public.customers (id, customer_name) values ('${id}', 'Of the website');
    insert into public.customer_identifiers (id, customer_id, kind, value, normalised)
      values (gen_random_uuid(), '${id}', 'phone', '0815550101', '+66815550101');
    insert into public.customer_notes (customer_id, note_text) values ('${id}', 'Hello');
    insert into public.customer_ledger (id, customer_id, kind, amount, source, occurred_at)
      values (gen_random_uuid(), '${id}', 'credit', 100, 'website', now());`)
  const made = await client.query(
    'select customer_code, available_credit from public.customers where id = $1',
    [id],
  )
  expect(made.rows).toEqual([
    { customer_code: expect.stringMatching(/^CUS-\d{3,}$/), available_credit: '1.00' },
  ])
  for (const table of ['customer_identifiers', 'customer_notes', 'customer_ledger']) {
    await client.query(`delete from public.${table} where customer_id = $1`, [id])
  }
  await client.query('delete from public.customers where id = $1', [id])
  const stone = await client.query('select table_name from public.sync_tombstones where row_id = $1', [id])
  expect(stone.rows).toEqual([{ table_name: 'customers' }])
})
