// Functions and tables through the unmodified supabase-js: each identity gets what the database lets it have, and errors
// come in PostgREST's words.
import pg from 'pg'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type LocalSupabase, startLocalSupabase } from '../../tools/local-supabase/start.ts'
import { createMember, newClient, signedInClient } from './clients.ts'

let backend: LocalSupabase
beforeAll(async () => {
  backend = await startLocalSupabase({ demo: 40, tokenSeconds: 2 })
  const database = new pg.Client(backend.databaseUrl)
  await database.connect()
  await database.query(`
    create function public.probe_identity() returns jsonb language sql stable as $$
      select jsonb_build_object('role', current_user, 'uid', auth.uid(), 'email', auth.email(),
        'header', current_setting('request.headers', true)::json ->> 'x-client-info',
        'method', current_setting('request.method', true), 'path', current_setting('request.path', true)) $$;
    create function public.probe_add(a int, b int default 10) returns int language sql immutable as $$ select a + b $$;
    create function public.probe_list(words text[]) returns setof text language sql stable as $$ select unnest(words) $$;
    create function public.probe_rows(n int) returns table (id int, name text) language sql stable as $$
      select step, 'row ' || step from generate_series(1, n) step $$;
    create function public.probe_nothing() returns void language sql as $$ select $$;
    create function public.probe_write() returns int language sql stable as $$
      select 1 from pg_catalog.set_config('x.y', 'z', true) $$;
    create function public.probe_fail(state text, words text) returns int language plpgsql as $$
      begin raise exception using errcode = state, message = words, detail = 'why', hint = 'what to do'; end $$;
    create function public.probe_slow() returns int language plpgsql as $$
      begin perform pg_sleep(6); return 1; end $$;
    create function public.probe_echo(body jsonb) returns jsonb language sql as $$ select body $$;
    do $$ declare probe oid; begin
      for probe in select oid from pg_proc where proname like 'probe\\_%' loop
        execute format('grant execute on function %s to anon, authenticated, service_role', probe::regprocedure);
      end loop;
    end $$;
    create function public.probe_private() returns int language sql as $$ select 1 $$;
    revoke execute on function public.probe_private() from public, anon, authenticated;
    grant execute on function public.probe_private() to service_role;
  `)
  await database.end()
})
afterAll(() => backend.stop())

describe('functions', () => {
  test('run as who calls', async () => {
    const nobody = await newClient(backend.url, backend.anonKey).rpc('probe_identity')
    expect(nobody.data).toMatchObject({
      role: 'anon',
      uid: null,
      method: 'POST',
      path: '/rpc/probe_identity',
    })
    expect(nobody.data.header).toMatch(/^supabase-js/)
    const staff = await (await signedInClient(backend, 2)).rpc('probe_identity')
    expect(staff.data).toMatchObject({
      role: 'authenticated',
      uid: backend.staff[2]!.userId,
      email: 'desk1@example.com',
    })
    const service = await newClient(backend.url, backend.serviceKey).rpc('probe_identity')
    expect(service.data).toMatchObject({ role: 'service_role', uid: null })
  })

  test('nothing of one request is left for the next', async () => {
    const staff = await signedInClient(backend, 2)
    await Promise.all(Array.from({ length: 40 }, () => staff.rpc('probe_identity')))
    const nobody = newClient(backend.url, backend.anonKey)
    const roles = await Promise.all(Array.from({ length: 40 }, () => nobody.rpc('probe_identity')))
    expect(new Set(roles.map(({ data }) => `${data.role} ${data.uid}`))).toEqual(new Set(['anon null']))
  })

  test('take named arguments with defaults and answer in the shape of their result', async () => {
    const client = newClient(backend.url, backend.anonKey)
    expect((await client.rpc('probe_add', { a: 1 })).data).toBe(11)
    expect((await client.rpc('probe_add', { b: 2, a: 1 })).data).toBe(3)
    expect((await client.rpc('probe_add', { a: 5 }, { get: true })).data).toBe(15)
    expect((await client.rpc('probe_list', { words: ['a', 'ข'] })).data).toEqual(['a', 'ข'])
    expect((await client.rpc('probe_rows', { n: 2 })).data).toEqual([
      { id: 1, name: 'row 1' },
      { id: 2, name: 'row 2' },
    ])
    expect(await client.rpc('probe_nothing')).toMatchObject({ error: null, data: null, status: 204 })
    expect((await client.rpc('probe_echo', { body: { name: 'สมชาย', list: [1, null] } })).data).toEqual({
      name: 'สมชาย',
      list: [1, null],
    })
  })

  test.each([
    ['PT403', 403],
    ['PT426', 426],
    ['P0001', 400],
    ['40001', 500],
    ['40P01', 500],
    ['23505', 409],
    ['53300', 503],
    ['42501', 401],
    ['22023', 400],
  ])('that fail with %s answer %i and the four fields', async (state, status) => {
    const reply = await newClient(backend.url, backend.anonKey).rpc('probe_fail', {
      state,
      words: 'SOMETHING',
    })
    expect(reply.status).toBe(status)
    expect({ ...reply.error }).toMatchObject({
      code: state,
      message: 'SOMETHING',
      details: 'why',
      hint: 'what to do',
    })
  })

  test('that are not there or not with these arguments are said to be missing', async () => {
    const client = newClient(backend.url, backend.anonKey)
    expect(await client.rpc('no_such_thing', { b: 1, a: 2 })).toMatchObject({
      status: 404,
      error: {
        code: 'PGRST202',
        message: 'Could not find the function public.no_such_thing(a, b) in the schema cache',
      },
    })
    expect((await client.rpc('probe_add', { a: 1, c: 2 })).error).toMatchObject({ code: 'PGRST202' })
  })

  test('that somebody may not call are refused, 401 for nobody and 403 for somebody', async () => {
    expect(await newClient(backend.url, backend.anonKey).rpc('probe_private')).toMatchObject({
      status: 401,
      error: { code: '42501', message: 'permission denied for function probe_private' },
    })
    expect(await (await signedInClient(backend, 0)).rpc('probe_private')).toMatchObject({ status: 403 })
    expect((await newClient(backend.url, backend.serviceKey).rpc('probe_private')).data).toBe(1)
  })

  test('that take too long for anon are ended', async () => {
    const reply = await newClient(backend.url, backend.anonKey).rpc('probe_slow')
    expect(reply).toMatchObject({ status: 500, error: { code: '57014' } })
  })

  test('the project itself answers everybody what it is, and staff alone the rest', async () => {
    const nobody = newClient(backend.url, backend.anonKey)
    expect((await nobody.rpc('sync_version')).data).toMatchObject({ product: 'regulars' })
    const hello = { p_device: '0198f000-0000-7000-8000-000000000001', p_protocol: 1, p_app_version: '0.1.0' }
    expect((await nobody.rpc('sync_hello', hello)).status).toBe(401)
    expect((await (await signedInClient(backend, 1)).rpc('sync_hello', hello)).data).toMatchObject({
      device: { status: 'unknown' },
      me: { id: backend.staff[1]!.id, role: 'manager' },
    })
    const member = await createMember(newClient(backend.url, backend.serviceKey), 'website@example.com')
    const website = newClient(backend.url, backend.anonKey)
    await website.auth.signInWithPassword(member)
    expect(await website.rpc('sync_hello', hello)).toMatchObject({
      status: 403,
      error: { message: 'STAFF_UNKNOWN' },
    })
    expect((await website.from('customers').select('id')).data).toEqual([])
  })
})

describe('tokens and keys', () => {
  const ask = (headers: Record<string, string>) =>
    fetch(`${backend.url}/rest/v1/rpc/probe_identity`, { method: 'POST', headers, body: '{}' })

  test.each([
    ['no key', {}, 401, 'No API key found in request'],
    ['another key', { apikey: 'something' }, 401, 'Invalid API key'],
  ])('%s is refused by the gateway', async (_, headers, status, message) => {
    const response = await ask(headers)
    expect(response.status).toBe(status)
    expect(await response.json()).toMatchObject({ message })
  })

  test('a token of another project, a changed one and a broken one are refused', async () => {
    const [head, body, signature] = backend.anonKey.split('.') as [string, string, string]
    const claims = Buffer.from(JSON.stringify({ role: 'service_role' })).toString('base64url')
    const unsigned = Buffer.from(JSON.stringify({ alg: 'none' })).toString('base64url')
    for (const token of [
      `${head}.${claims}.${signature}`,
      `${unsigned}.${claims}.`,
      'nonsense',
      `${head}.${body}.`,
    ]) {
      const response = await ask({ apikey: backend.anonKey, authorization: `Bearer ${token}` })
      expect(response.status).toBe(401)
      expect(await response.json()).toMatchObject({ code: 'PGRST301' })
    }
  })

  test('a token that is over is told apart', async () => {
    const client = await signedInClient(backend, 2)
    const token = (await client.auth.getSession()).data.session!.access_token
    expect((await ask({ apikey: backend.anonKey, authorization: `Bearer ${token}` })).status).toBe(200)
    await new Promise((resolve) => setTimeout(resolve, 2100))
    const response = await ask({ apikey: backend.anonKey, authorization: `Bearer ${token}` })
    expect(response.status).toBe(401)
    expect(response.headers.get('www-authenticate')).toContain('JWT expired')
    expect(await response.json()).toEqual({
      code: 'PGRST303',
      details: null,
      hint: null,
      message: 'JWT expired',
    })
  })

  test('a page of another origin may ask', async () => {
    const response = await fetch(`${backend.url}/rest/v1/rpc/probe_add`, {
      method: 'OPTIONS',
      headers: { 'access-control-request-headers': 'apikey,authorization', origin: 'http://localhost:5173' },
    })
    expect(response.status).toBe(200)
    expect(response.headers.get('access-control-allow-headers')).toBe('apikey,authorization')
  })

  test('a body beyond all measure is refused', async () => {
    const response = await fetch(`${backend.url}/rest/v1/rpc/probe_echo`, {
      method: 'POST',
      headers: { apikey: backend.anonKey },
      body: JSON.stringify({ body: 'x'.repeat(17 * 1024 * 1024) }),
    })
    expect(response.status).toBe(413)
  })
})

describe('tables', () => {
  test('staff reads customers, with columns, comparisons and order', async () => {
    const client = await signedInClient(backend, 2)
    const { data, error } = await client
      .from('customers')
      .select('id, customer_code')
      .in('customer_code', ['CUS-003', 'CUS-001', 'CUS-999'])
      .is('merged_into', null)
      .order('customer_code', { ascending: false })
    expect(error).toBeNull()
    expect(data!.map((row) => row.customer_code)).toEqual(['CUS-003', 'CUS-001'])
    const one = await client.from('customers').select('*').eq('customer_code', 'CUS-002').single()
    expect(one.data.customer_code).toBe('CUS-002')
    expect((await client.from('customers').select().eq('id', one.data.id).limit(1)).data).toHaveLength(1)
    expect(
      (await client.from('customers').select('id').eq('customer_code', 'CUS-999').single()).error,
    ).toMatchObject({
      code: 'PGRST116',
    })
  })

  test('nobody reads anything', async () => {
    const reply = await newClient(backend.url, backend.anonKey).from('customers').select('id')
    expect(reply).toMatchObject({ status: 401, error: { code: '42501' } })
  })

  test('no client writes, whoever it is', async () => {
    for (const client of [newClient(backend.url, backend.anonKey), await signedInClient(backend, 0)]) {
      const status = client === undefined ? 0 : (await client.auth.getSession()).data.session ? 403 : 401
      const attempts = [
        client.from('customers').insert({ customer_name: 'Somebody' }),
        client
          .from('customers')
          .insert([{ customer_name: 'Somebody' }])
          .select(),
        client.from('customers').update({ available_point: 1 }).eq('customer_code', 'CUS-001'),
        client.from('customers').delete().eq('customer_code', 'CUS-001'),
      ]
      for (const attempt of attempts)
        expect(await attempt).toMatchObject({ status, error: { code: '42501' } })
    }
  })

  test('the service key writes', async () => {
    const service = newClient(backend.url, backend.serviceKey)
    const made = await service
      .from('customers')
      .insert({ customer_name: 'มาลี', sms_pdpa: true })
      .select()
      .single()
    expect(made).toMatchObject({
      status: 201,
      error: null,
      data: { customer_name: 'มาลี', customer_code: 'CUS-041' },
    })
    const id = made.data.id
    expect((await service.from('customers').update({ nickname: 'ลี' }).eq('id', id)).status).toBe(204)
    expect((await service.from('customers').select('nickname').eq('id', id)).data).toEqual([
      { nickname: 'ลี' },
    ])
    expect((await service.from('customers').delete().eq('id', id).select('id')).data).toEqual([{ id }])
  })

  test('what is not there is said to be missing', async () => {
    const client = newClient(backend.url, backend.anonKey)
    expect(await client.from('no_such_table').select()).toMatchObject({
      status: 404,
      error: { code: 'PGRST205' },
    })
    const staff = await signedInClient(backend, 0)
    expect(await staff.from('customers').select('nonsense')).toMatchObject({
      status: 400,
      error: { code: '42703' },
    })
    expect(await staff.schema('backoffice').from('allowed_users').select()).toMatchObject({
      status: 406,
      error: { code: 'PGRST106' },
    })
  })
})
