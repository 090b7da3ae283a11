// The ground the other server tests stand on: migrations applied, databases apart, identities as PostgREST sets them.
import type pg from 'pg'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { asIdentity, startPostgres, type TestPostgres } from './postgres.ts'

let postgres: TestPostgres
let client: pg.Client
beforeAll(async () => {
  postgres = await startPostgres()
  client = await postgres.connect()
})
afterAll(() => postgres.stop())

test('every migration is in the copy, owned by a role that is no superuser', async () => {
  const { rows } = await client.query(`select rolname, rolsuper,
    (select count(*)::int from public.sync_settings) as settings
    from pg_class join pg_roles on pg_roles.oid = relowner where relname = 'customers' and relkind = 'r'
      and relnamespace = 'public'::regnamespace`)
  expect(rows).toEqual([{ rolname: 'postgres', rolsuper: false, settings: 1 }])
})

test('what one database holds another does not', async () => {
  const other = await postgres.createDatabase()
  const there = await other.connect()
  await there.query(`insert into public.vip_tiers (name) values ('Only there')`)
  const { rows } = await client.query(
    `select count(*)::int as count from public.vip_tiers where name = 'Only there'`,
  )
  expect(rows).toEqual([{ count: 0 }])
  await other.drop()
})

test('an identity lasts for its transaction and no longer', async () => {
  const sub = '0198f000-0000-7000-8000-000000000001'
  const who = `select current_user as role, auth.uid() as uid, auth.email() as email, auth.role() as claim`
  const inside = await asIdentity(client, { role: 'authenticated', sub, email: 'nok@example.com' }, (c) =>
    c.query(who),
  )
  expect(inside.rows).toEqual([
    { role: 'authenticated', uid: sub, email: 'nok@example.com', claim: 'authenticated' },
  ])
  const refused = asIdentity(client, { role: 'anon' }, (c) => c.query('select 1 / 0'))
  await expect(refused).rejects.toThrow('division by zero')
  const after = await client.query(who)
  expect(after.rows).toEqual([{ role: 'postgres', uid: null, email: null, claim: null }])
})
