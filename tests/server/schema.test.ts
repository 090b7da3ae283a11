// What must hold of every table and function, whoever adds one: asked of the catalogue of a real database.
import { readdirSync, readFileSync } from 'node:fs'
import type pg from 'pg'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { customerColumns, customerSources, identifierKinds, ledgerKinds } from '../../src/shared/customer.ts'
import { feedColumns, feedTables } from '../../src/shared/feed.ts'
import { migrationsFolder } from '../../tools/local-supabase/postgres-programs.ts'
import { startPostgres, type TestPostgres } from './postgres.ts'

let postgres: TestPostgres
let client: pg.Client
beforeAll(async () => {
  postgres = await startPostgres()
  client = await postgres.connect()
})
afterAll(() => postgres.stop())

/** The first column of every row a query answers. */
async function list(sql: string, values: readonly unknown[] = []): Promise<readonly string[]> {
  const { rows } = await client.query<string[]>({ text: sql, values: [...values], rowMode: 'array' })
  return rows.map(([first]) => String(first))
}
const ours = `nspname in ('public', 'backoffice', 'app')`
const tables = `pg_class join pg_namespace on pg_namespace.oid = relnamespace and relkind in ('r', 'p') and ${ours}`
/** Without the inner schema, which no request can name: what stands there is shut as a whole. */
const reachable = `nspname <> 'app'`
const functions = `pg_proc join pg_namespace on pg_namespace.oid = pronamespace and ${ours}`

test('migrations are numbered upwards, each number once', () => {
  const files = readdirSync(migrationsFolder).filter((name) => name.endsWith('.sql'))
  const versions = files.map((name) => name.slice(0, 14))
  expect(versions.every((version) => /^\d{14}$/.test(version))).toBe(true)
  expect(new Set(versions).size).toBe(files.length)
})

test('every table has row level security', async () => {
  expect((await list(`select relname from ${tables}`)).length).toBeGreaterThan(25)
  expect(
    await list(
      `select format('%s.%s', nspname, relname) from ${tables} where not relrowsecurity and ${reachable}`,
    ),
  ).toEqual([])
})

test('every table and column says what it is for', async () => {
  const unnamed = await list(`select format('%s.%s', nspname, relname) from ${tables}
    where obj_description(pg_class.oid, 'pg_class') is null`)
  const unnamedColumns = await list(`select format('%s.%s.%s', nspname, relname, attname) from ${tables}
    join pg_attribute on attrelid = pg_class.oid and attnum > 0 and not attisdropped
    where col_description(attrelid, attnum) is null and ${reachable}`)
  expect([...unnamed, ...unnamedColumns]).toEqual([])
})

test('every function that clients can name says what it does', async () => {
  expect(
    await list(`select proname from ${functions} where nspname = 'public'
      and obj_description(pg_proc.oid, 'pg_proc') is null`),
  ).toEqual([])
})

test('functions that run as their owner, and all that triggers run, search no path a caller could set', async () => {
  expect(
    await list(`select proname from ${functions}
      where (prosecdef or prorettype = 'trigger'::regtype)
        and not exists (select from unnest(proconfig) as setting where setting like 'search_path=%')`),
  ).toEqual([])
})

test('views look with the eyes of whoever asks', async () => {
  expect(
    await list(`select relname from pg_class join pg_namespace on pg_namespace.oid = relnamespace
      where relkind = 'v' and nspname in ('public', 'backoffice')
        and not 'security_invoker=true' = any (coalesce(reloptions, '{}'))`),
  ).toEqual([])
})

test('nobody but the owner may call a function that was not opened for them', async () => {
  const open = await list(`select distinct format('%s.%s', nspname, proname) from ${functions}
    cross join lateral aclexplode(coalesce(proacl, acldefault('f', proowner))) as entry
    where entry.privilege_type = 'EXECUTE' and (entry.grantee = 0 or entry.grantee = 'anon'::regrole)`)
  expect(open).toEqual(['public.sync_version'])
  // Policies run these two in the reader's name; schema app is shut, so no request can name them.
  const inner = await list(`select proname from ${functions} where nspname <> 'public'
    and has_function_privilege('authenticated', pg_proc.oid, 'execute') order by 1`)
  expect(inner).toEqual(['current_staff_id', 'has_role'])
  expect(
    await list(
      `select has_schema_privilege(role, 'app', 'usage') from unnest(array['anon', 'authenticated']) as role`,
    ),
  ).toEqual(['false', 'false'])
})

test('a function made later is shut until its migration opens it', async () => {
  await client.query(`begin; create function public.later() returns int language sql as 'select 1'`)
  const roles = `unnest(array['anon', 'authenticated', 'service_role']) as role`
  const who = await list(
    `select role from ${roles} where has_function_privilege(role, 'public.later()', 'execute')`,
  )
  await client.query('rollback')
  expect(who).not.toContain('anon')
  expect(who).not.toContain('authenticated')
})

test('anonymous callers hold no privilege on any table, signed-in ones nothing but SELECT', async () => {
  const privileges =
    await list(`select distinct format('%s %s', grantee.rolname, entry.privilege_type) from ${tables}
    cross join lateral aclexplode(coalesce(relacl, acldefault('r', relowner))) as entry
    left join pg_roles as grantee on grantee.oid = entry.grantee
    where entry.grantee = 0 or grantee.rolname in ('anon', 'authenticated') order by 1`)
  expect(privileges).toEqual(['authenticated SELECT'])
  const columns = await list(`select format('%s.%s', relname, attname) from ${tables}
    join pg_attribute on attrelid = pg_class.oid where attacl is not null`)
  expect(columns).toEqual([])
  const sequences =
    await list(`select relname from pg_class join pg_namespace on pg_namespace.oid = relnamespace
    where relkind = 'S' and ${ours} and exists (
      select from aclexplode(relacl) as entry
      where entry.grantee = 0 or entry.grantee in ('anon'::regrole, 'authenticated'::regrole))`)
  expect(sequences).toEqual([])
})

test('every row that carries its transaction is stamped, indexed by it, and leaves a tombstone', async () => {
  const synced = await list(`select relname from ${tables} join pg_attribute on attrelid = pg_class.oid
    where attname = 'changed_xid' order by 1`)
  expect(synced).toEqual(expect.arrayContaining(feedTables.map(String)))
  const stamped = await list(
    `select tgrelid::regclass::text from pg_trigger where tgname = 'stamp_change' order by 1`,
  )
  expect(stamped).toEqual(synced)
  const indexed = await list(
    `select tablename from pg_indexes where indexdef like '%(changed_xid, id)' order by 1`,
  )
  expect(indexed).toEqual(synced)
  const buried = await list(
    `select tgrelid::regclass::text from pg_trigger where tgname = 'leave_tombstones' order by 1`,
  )
  expect(buried).toEqual(synced.filter((name) => name !== 'sync_tombstones'))
  const raised = await list(
    `select tgrelid::regclass::text from pg_trigger where tgname = 'lift_tombstones' order by 1`,
  )
  expect(raised).toEqual(buried)
})

test('the server has every column that the wire and the counter speak of', async () => {
  for (const table of feedTables) {
    const columns = await list(
      `select attname from pg_attribute where attrelid = to_regclass($1) and attnum > 0`,
      [`public.${table}`],
    )
    // The merge history was there before the wire spoke of it, with longer names.
    const stored: Readonly<Record<string, string>> =
      table === 'customer_merge_history'
        ? { customer_id: 'primary_customer_id', data: 'record', reason: 'merge_reason' }
        : {}
    const wanted = feedColumns[table]
      .filter((column) => column !== 'identifiers')
      .map((column) => stored[column] ?? column)
    expect(columns, table).toEqual(expect.arrayContaining([...wanted]))
  }
  const customers = await list(
    `select attname from pg_attribute where attrelid = 'public.customers'::regclass`,
  )
  expect(customers).toEqual(expect.arrayContaining(Object.values(customerColumns)))
})

test('lists of values are the same on both sides', async () => {
  expect(await list('select unnest(enum_range(null::public.customer_source_enum))')).toEqual(customerSources)
  const check = async (table: string, column: string) =>
    (
      await list(
        `select pg_get_constraintdef(oid) from pg_constraint
      where conrelid = to_regclass($1) and contype = 'c' and pg_get_constraintdef(oid) like $2`,
        [`public.${table}`, `%(${column} = ANY%`],
      )
    ).join()
  for (const kind of identifierKinds)
    expect(await check('customer_identifiers', 'kind')).toContain(`'${kind}'`)
  for (const kind of ledgerKinds) expect(await check('customer_ledger', 'kind')).toContain(`'${kind}'`)
})

test('the five switches of the move are there and off', async () => {
  expect(await list('select name from public.feature_flags where not is_enabled order by 1')).toEqual([
    'new-booking-integration',
    'new-customer-creation',
    'new-customer-search',
    'new-package-integration',
    'pos-transition',
  ])
})

test('the seed for the Supabase CLI fits', async () => {
  const seed = readFileSync(new URL('../../supabase/seed.sql', import.meta.url), 'utf8')
  await client.query('begin')
  await client.query(seed)
  expect(await list('select role from backoffice.allowed_users order by 1')).toEqual([
    'admin',
    'manager',
    'staff',
  ])
  expect(await list(`select customer_code from public.customers order by 1`)).toEqual([
    'CUS-001',
    'CUS-002',
    'CUS-003',
  ])
  expect(await list(`select available_credit from public.customers where customer_code = 'CUS-001'`)).toEqual(
    ['1250.00'],
  )
  await client.query('rollback')
})
