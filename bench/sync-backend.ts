// The server the sync benchmark measures against: the development backend, filled with generated people without history, and
// what it costs to be asked without anything being done with the answers.
import { randomUUID } from 'node:crypto'
import pg from 'pg'
import { feedTables } from '../src/shared/feed.ts'
import { type PullReply, protocolVersion } from '../src/shared/wire.ts'
import { generatePeople } from '../tools/demo-data/people.ts'
import { fillWithDemo } from '../tools/local-supabase/demo.ts'
import { type LocalSupabase, startLocalSupabase } from '../tools/local-supabase/start.ts'
import { report } from './measure.ts'

export interface BenchBackend {
  readonly backend: LocalSupabase
  readonly pool: pg.Pool
  readonly place: { readonly url: string; readonly key: string }
  readonly manager: { readonly email: string; readonly password: string }
  /** Calls a function of the server and decodes the answer, with nothing in between. */
  call<Reply>(name: string, args: object): Promise<Reply>
  stop(): Promise<void>
}

/** Starts one with so many customers. */
export async function startBenchBackend(customers: number): Promise<BenchBackend> {
  const backend = await startLocalSupabase()
  const pool = new pg.Pool({ connectionString: backend.databaseUrl, max: 4 })
  report(`filling a server with ${customers} customers`)
  await fillWithDemo(pool, customers, withoutHistory(customers))
  // Carries the same bytes as a push and does nothing: what pushing is measured against.
  await pool.query(
    `create function public.bench_nothing(p_commands jsonb) returns integer language sql as 'select 1';
     grant execute on function public.bench_nothing(jsonb) to authenticated`,
  )
  await pool.query('vacuum analyze')
  const manager = backend.staff.find(({ role }) => role === 'manager')
  if (!manager) throw new Error('the backend has no manager')
  const token = await signIn(backend, manager)
  const call = async <Reply>(name: string, args: object): Promise<Reply> => {
    const response = await fetch(`${backend.url}/rest/v1/rpc/${name}`, {
      method: 'POST',
      headers: {
        apikey: backend.anonKey,
        authorization: `Bearer ${token}`,
        'content-type': 'application/json',
      },
      body: JSON.stringify(args),
    })
    const text = await response.text()
    if (!response.ok) throw new Error(`${name} answered ${response.status}: ${text.slice(0, 200)}`)
    return JSON.parse(text) as Reply
  }
  return {
    backend,
    pool,
    place: { url: backend.url, key: backend.anonKey },
    manager,
    call,
    async stop() {
      await pool.end()
      await backend.stop()
    },
  }
}

function* withoutHistory(customers: number) {
  for (const record of generatePeople(customers)) yield { ...record, ledger: [], notes: [] }
}

async function signIn(backend: LocalSupabase, who: { email: string; password: string }): Promise<string> {
  const response = await fetch(`${backend.url}/auth/v1/token?grant_type=password`, {
    method: 'POST',
    headers: { apikey: backend.anonKey, 'content-type': 'application/json' },
    body: JSON.stringify({ email: who.email, password: who.password }),
  })
  return ((await response.json()) as { access_token: string }).access_token
}

/** Rows a second when everything is fetched page after page and decoded, and nothing more. */
export async function measureNetwork({ call }: BenchBackend): Promise<number> {
  const device = randomUUID()
  await call('register_device', { p_device: device, p_name: 'Bench' })
  const begun = performance.now()
  let rows = 0
  let reply = null as PullReply | null
  do {
    const before: PullReply | null = reply
    reply = await call<PullReply>('sync_pull', {
      p_device: device,
      p_protocol: protocolVersion,
      p_epoch: before?.epoch ?? null,
      p_from: null,
      p_to: before?.to ?? null,
      p_after: before?.next ?? null,
      p_tables: feedTables,
      p_limit: 4_000,
    })
    for (const part of reply.parts) rows += part.rows.length
  } while (reply.next !== null)
  return rows / ((performance.now() - begun) / 1000)
}

/** Counts the calls of one function from now on. */
export function countCalls({ backend }: BenchBackend, name: string): () => number {
  backend.faults.clear()
  backend.faults.add(name, { kind: 'delay', milliseconds: 0 }, Number.POSITIVE_INFINITY)
  const before = backend.faults.counts().delay ?? 0
  return () => (backend.faults.counts().delay ?? 0) - before
}
