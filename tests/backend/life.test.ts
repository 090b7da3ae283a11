// The life of a development backend: every fault does what it says, a folder keeps its data, two run side by side,
// and nothing is left running or lying about.
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { chmodSync, existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import pg from 'pg'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type LocalSupabase, startLocalSupabase } from '../../tools/local-supabase/start.ts'
import { newClient, signedInClient } from './clients.ts'

const folders: string[] = []
function newFolder(): string {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'regulars-life-'))
  // PostgreSQL before 16 has to walk to its folder; later ones do with standing in it, whoever its parents belong to.
  if (process.env.REGULARS_POSTGRES_BIN) chmodSync(folder, 0o711)
  folders.push(folder)
  return folder
}
afterAll(() => {
  for (const folder of folders) rmSync(folder, { recursive: true, force: true })
})

describe('faults', () => {
  let backend: LocalSupabase
  let database: pg.Client
  beforeAll(async () => {
    backend = await startLocalSupabase()
    database = new pg.Client(backend.databaseUrl)
    await database.connect()
    await database.query(`
      create table public.probe_calls (id int generated always as identity);
      create function public.probe_count() returns text language sql security definer as $$
        insert into public.probe_calls default values; select repeat('x', 200000) $$;
      grant execute on function public.probe_count() to anon`)
  })
  afterAll(async () => {
    await database.end()
    await backend.stop()
  })

  const countCalls = async () =>
    (await database.query('select count(*)::int as calls from public.probe_calls')).rows[0].calls
  const call = () =>
    fetch(`${backend.url}/rest/v1/rpc/probe_count`, {
      method: 'POST',
      headers: { apikey: backend.anonKey },
      body: '{}',
    })

  test.each([
    ['drop', 0],
    ['lose', 1],
  ] as const)('%s: no answer comes, and the work was done %i times', async (kind, times) => {
    const before = await countCalls()
    backend.faults.add('/rpc/probe_count', { kind })
    await expect(call()).rejects.toThrow('fetch failed')
    expect((await countCalls()) - before).toBe(times)
    expect((await call()).status).toBe(200)
  })

  test('cut: a good beginning, then the connection ends, and the work was done', async () => {
    const before = await countCalls()
    backend.faults.add(/probe_count$/, { kind: 'cut' })
    const response = await call()
    expect(response.status).toBe(200)
    await expect(response.text()).rejects.toThrow('terminated')
    expect((await countCalls()) - before).toBe(1)
  })

  test('busy, error and portal answer in place of the work', async () => {
    const before = await countCalls()
    backend.faults.add('/rest/v1', { kind: 'busy', retryAfterSeconds: 7 })
    const busy = await call()
    expect([busy.status, busy.headers.get('retry-after')]).toEqual([429, '7'])
    backend.faults.add('/rest/v1', { kind: 'error' })
    expect((await call()).status).toBe(500)
    backend.faults.add('/rest/v1', { kind: 'portal' })
    const portal = await call()
    expect([portal.status, portal.headers.get('content-type')]).toEqual([200, 'text/html; charset=utf-8'])
    expect(await portal.text()).toContain('<!doctype html>')
    expect((await countCalls()) - before).toBe(0)
  })

  test('delay: waits, along with another fault, for as many requests as asked', async () => {
    backend.faults.add('/rpc/', { kind: 'delay', milliseconds: 150 }, 2)
    backend.faults.add('/rpc/', { kind: 'error' })
    const took: number[] = []
    const statuses: number[] = []
    for (let round = 0; round < 3; round += 1) {
      const startedAt = performance.now()
      statuses.push((await call()).status)
      took.push(performance.now() - startedAt)
    }
    expect(statuses).toEqual([500, 200, 200])
    expect(took[0]).toBeGreaterThan(145)
    expect(took[1]).toBeGreaterThan(145)
    expect(took[2]).toBeLessThan(145)
  })

  test('other paths are spared, clear ends all, and what happened is counted', async () => {
    backend.faults.add('/auth/v1', { kind: 'drop' }, Number.POSITIVE_INFINITY)
    expect((await call()).status).toBe(200)
    await expect(fetch(`${backend.url}/auth/v1/health`)).rejects.toThrow('fetch failed')
    backend.faults.clear()
    const health = await fetch(`${backend.url}/auth/v1/health`, { headers: { apikey: backend.anonKey } })
    expect(health.status).toBe(200)
    expect(backend.faults.counts()).toMatchObject({ drop: 2, lose: 1, cut: 1, busy: 1, portal: 1, delay: 2 })
  })
})

test('a folder keeps people, sign-ins, keys and the port', async () => {
  const folder = newFolder()
  const first = await startLocalSupabase({ folder, demo: 25 })
  const session = await signedInClient(first, 1)
  const { data: before } = await session.from('customers').select('id, total_lifetime_value').order('id')
  await first.stop()
  const second = await startLocalSupabase({ folder, demo: 25 })
  try {
    expect(second.url).toBe(first.url)
    expect([second.anonKey, second.serviceKey]).toEqual([first.anonKey, first.serviceKey])
    expect(second.staff).toEqual(first.staff)
    const { data: after } = await (await signedInClient(second, 1))
      .from('customers')
      .select('id, total_lifetime_value')
      .order('id')
    expect(after).toHaveLength(25)
    expect(after).toEqual(before)
    // Signed in before the restart, still so.
    const { data } = await session.auth.getSession()
    const refreshed = await newClient(second.url, second.anonKey).auth.refreshSession({
      refresh_token: data.session!.refresh_token,
    })
    expect(refreshed.error).toBeNull()
  } finally {
    await second.stop()
  }
})

test('two run side by side and do not know each other', async () => {
  const [one, other] = await Promise.all([startLocalSupabase({ demo: 5 }), startLocalSupabase()])
  try {
    expect(one.url).not.toBe(other.url)
    expect((await (await signedInClient(one, 0)).from('customers').select('id')).data).toHaveLength(5)
    expect((await (await signedInClient(other, 0)).from('customers').select('id')).data).toHaveLength(0)
    const foreign = await newClient(one.url, other.anonKey).rpc('sync_version')
    expect(foreign.status).toBe(401)
  } finally {
    await Promise.all([one.stop(), other.stop()])
  }
})

test('a folder in use is not opened twice', async () => {
  const folder = newFolder()
  const first = await startLocalSupabase({ folder })
  try {
    await expect(startLocalSupabase({ folder, port: 0 })).rejects.toThrow(/already uses/)
    expect((await newClient(first.url, first.anonKey).rpc('sync_version')).error).toBeNull()
  } finally {
    await first.stop()
  }
})

test('balances of demo people are the sums of their ledgers, and codes come from one block', async () => {
  const backend = await startLocalSupabase({ demo: 300 })
  const database = new pg.Client(backend.databaseUrl)
  await database.connect()
  try {
    const { rows } = await database.query(`
      select count(*)::int as people, count(distinct customer_code)::int as codes, count(name_key)::int as keys,
        bool_and(available_credit * 100 = coalesce(credit, 0) and total_visits = coalesce(visits, 0)) as is_summed,
        (select next_code::int from public.sync_settings) as next_code
      from public.customers left join (
        select customer_id, sum(amount) filter (where kind = 'credit') as credit,
          sum(amount) filter (where kind = 'visit') as visits from public.customer_ledger group by customer_id
      ) as ledger on customer_id = customers.id`)
    expect(rows[0]).toEqual({ people: 300, codes: 300, keys: 300, is_summed: true, next_code: 301 })
  } finally {
    await database.end()
    await backend.stop()
  }
})

test('the program prints how to reach it, ends when asked, and takes PostgreSQL with it even when killed', async () => {
  const program = fileURLToPath(new URL('../../tools/local-supabase/backend.ts', import.meta.url))
  for (const signal of ['SIGTERM', 'SIGKILL'] as const) {
    const folder = newFolder()
    const child = spawn(process.execPath, [program, '--data', folder, '--port', '0', '--demo', '3'])
    const lines: string[] = []
    for await (const line of createInterface({ input: child.stdout })) {
      lines.push(line)
      if (line.includes('Ctrl+C')) break
    }
    const text = lines.join('\n')
    expect(text).toMatch(/development backend/)
    expect(text).toContain('admin@example.com')
    const url = /http:\/\/127\.0\.0\.1:\d+/.exec(text)?.[0] ?? ''
    const key = /eyJ[\w.-]+/.exec(text)?.[0] ?? ''
    expect((await newClient(url, key).rpc('sync_version')).error).toBeNull()
    child.kill(signal)
    await once(child, 'exit')
    const lock = path.join(folder, 'postgres', 'postmaster.pid')
    for (const end = Date.now() + 5000; existsSync(lock) && Date.now() < end; ) {
      await new Promise((resolve) => setTimeout(resolve, 20))
    }
    expect(existsSync(lock)).toBe(false)
  }
})

test('without a folder nothing is left in the temporary folder', async () => {
  // One of its own: other programs come and go in the usual one. PostgreSQL's account has to pass through it.
  const place = newFolder()
  chmodSync(place, 0o711)
  const usual = process.env.TMPDIR
  process.env.TMPDIR = place
  try {
    const backend = await startLocalSupabase()
    expect(readdirSync(place).length).toBeGreaterThan(0)
    await backend.stop()
    expect(readdirSync(place)).toEqual([])
  } finally {
    if (usual === undefined) delete process.env.TMPDIR
    else process.env.TMPDIR = usual
  }
})
