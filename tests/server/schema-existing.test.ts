// A venue that has a website and an old POS in the same project: what is there keeps its rows, columns, rights and comments,
// and the migrations add only what is missing.
import pg from 'pg'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Cluster, startCluster } from '../../tools/local-supabase/cluster.ts'
import { applyMigrations, createProjectDatabase } from '../../tools/local-supabase/migrate.ts'

const database = 'regulars_existing'
const before = `
  create schema backoffice;
  create table backoffice.allowed_users (id uuid primary key default gen_random_uuid(), email text unique not null,
    is_admin boolean default false, created_at timestamptz not null default now());
  grant usage on schema backoffice to anon, authenticated;
  grant all on backoffice.allowed_users to anon, authenticated;
  insert into backoffice.allowed_users (email) values ('desk@example.com');
  create table backoffice.customers (id bigint primary key, customer_name varchar, contact_number varchar, store text);
  insert into backoffice.customers values (1, 'Somebody', '0815550101', 'north');
  create table public.profiles (id uuid primary key, email text, phone_number text);
  alter table public.profiles enable row level security;
  create policy "own profile" on public.profiles for update to authenticated using (id = auth.uid());
  comment on table public.profiles is 'The website''s own.';
  create table public.vip_tiers (id int primary key, tier_name text not null);
  alter table public.vip_tiers enable row level security;
  create policy "on the price list" on public.vip_tiers for select to anon using (true);
  insert into public.vip_tiers values (7, 'House Gold');
  create table public.vip_customer_data (id uuid primary key, vip_tier_id int references public.vip_tiers (id));
  create table public.crm_profile_links (profile_id uuid, stable_hash_id text);
  create table public.bookings (id text primary key, name text);
  create table public.packages (id text primary key);
  create table public.transactions (id text primary key);
`

let cluster: Cluster
let client: pg.Client
beforeAll(async () => {
  cluster = await startCluster({ durable: false })
  await createProjectDatabase(cluster, database)
  client = new pg.Client({ connectionString: cluster.address('postgres', database) })
  await client.connect()
  await client.query(before)
  await applyMigrations(cluster, database)
})
afterAll(async () => {
  await client.end()
  await cluster.stop()
})

const first = async (sql: string) => (await client.query(sql)).rows[0]

test('rows and columns that were there stay, and staff may be told apart from now on', async () => {
  expect(await first('select * from backoffice.customers')).toMatchObject({
    customer_name: 'Somebody',
    store: 'north',
  })
  expect(await first('select * from backoffice.allowed_users')).toMatchObject({
    email: 'desk@example.com',
    is_admin: false,
    role: 'staff',
    is_active: true,
    user_id: null,
  })
  expect(await first('select tier_name, name, colour from public.vip_tiers')).toEqual({
    tier_name: 'House Gold',
    name: 'VIP',
    colour: 'slate',
  })
  expect(await first('select count(*)::int as tiers from public.vip_tiers')).toEqual({ tiers: 1 })
})

test('the website keeps its rights on its own tables', async () => {
  expect(
    await first(`select has_table_privilege('authenticated', 'public.profiles', 'update') as update,
      (select count(*)::int from pg_policies where tablename = 'profiles') as policies,
      obj_description('public.profiles'::regclass) as comment,
      has_table_privilege('authenticated', 'public.bookings', 'insert') as bookings,
      has_table_privilege('anon', 'public.vip_tiers', 'select') as tiers,
      (select count(*)::int from pg_policies where tablename = 'vip_tiers') as "tierPolicies"`),
  ).toEqual({
    update: true,
    policies: 1,
    comment: "The website's own.",
    bookings: true,
    tiers: true,
    tierPolicies: 1,
  })
})

test('the list of staff is closed whoever could write it before: rights come from it', async () => {
  const privileges = await first(`select
    has_table_privilege('authenticated', 'backoffice.allowed_users', 'insert, update, delete') as write,
    has_table_privilege('anon', 'backoffice.allowed_users', 'select') as anonymous,
    (select relrowsecurity from pg_class where oid = 'backoffice.allowed_users'::regclass) as closed`)
  expect(privileges).toEqual({ write: false, anonymous: false, closed: true })
})

test('a second run changes nothing, and the directory works beside the rest', async () => {
  expect(await applyMigrations(cluster, database)).toBe(0)
  expect(
    await first(`insert into public.customers (customer_name, vip_tier_id)
      select 'First', id from public.vip_tiers returning customer_code, is_active`),
  ).toEqual({ customer_code: 'CUS-001', is_active: true })
})
