// The steps the sync benchmark times on counters with their real threads.
import { setTimeout as sleep } from 'node:timers/promises'
import { readStored } from '../src/main/db/customers.ts'
import { countUnsent } from '../src/main/db/outbox.ts'
import { scanCustomer, searchCustomers } from '../src/main/db/search.ts'
import { openSyncCounter, type SyncCounter } from '../tests/fixtures/sync-counter.ts'
import { createDice, percentile } from './measure.ts'
import { type BenchBackend, countCalls } from './sync-backend.ts'

/** Waits for something, looking every two milliseconds; rejects after ten minutes. */
export async function until(isThere: () => boolean, pauseMs = 2): Promise<void> {
  const deadline = performance.now() + 600_000
  while (!isThere()) {
    if (performance.now() > deadline) throw new Error('waited ten minutes in vain')
    await sleep(pauseMs)
  }
}

/** A counter that belongs to the server and whose device is registered, with nobody's tokens yet. */
export async function openBenchCounter(
  server: BenchBackend,
  name: string,
  onChanged?: () => void,
): Promise<{ readonly counter: SyncCounter; begin(): void }> {
  const counter = openSyncCounter(onChanged ? { onChanged } : {})
  const { host, deviceId } = counter
  await server.call('register_device', { p_device: deviceId, p_name: name })
  await host.connect(server.place.url, server.place.key)
  const { session, hello } = await host.signIn(server.manager.email, server.manager.password)
  counter.actor = hello.me.id
  return { counter, begin: () => counter.useSession(hello.me.id, session) }
}

const isPulled = ({ db }: SyncCounter) =>
  db.prepare('SELECT from_snapshot IS NOT NULL FROM sync_state').pluck().get() === 1
const isIndexed = ({ db }: SyncCounter) =>
  db.prepare('SELECT is_unbuilt FROM search_state').pluck().get() === 0

export interface PullTimes {
  /** Milliseconds until every row was here, and until the whole index was built. */
  readonly rows: number
  readonly index: number
}

/** Times a first pull; `meanwhile` runs until the rows are here. */
export async function timeFirstPull(
  { counter, begin }: Awaited<ReturnType<typeof openBenchCounter>>,
  customers: number,
  meanwhile: (isOver: () => boolean) => Promise<void> = async () => undefined,
): Promise<PullTimes> {
  const begun = performance.now()
  begin()
  const working = meanwhile(() => isPulled(counter))
  await until(() => isPulled(counter), 5)
  const rows = performance.now() - begun
  requireEverybody(counter, customers)
  await working
  await until(() => isIndexed(counter), 5)
  return { rows, index: performance.now() - begun }
}

function requireEverybody({ db }: SyncCounter, customers: number): void {
  const here = db.prepare('SELECT count(*) FROM customers').pluck().get()
  if (Number(here) < customers) throw new Error(`${here} of ${customers} customers are here`)
  for (const row of db
    .prepare(
      'SELECT id, customer_code FROM customers WHERE customer_code IS NOT NULL ORDER BY random() LIMIT 20',
    )
    .all()) {
    const { id, customer_code } = row as { id: string; customer_code: string }
    if (scanCustomer(db, customer_code)[0]?.id !== id) throw new Error(`${customer_code} is not found`)
  }
}

/** Questions as a desk asks them, cut from customers that are here. */
export function drawQuestions({ db }: SyncCounter, count: number): string[] {
  const dice = createDice(7)
  const rows = db
    .prepare('SELECT customer_name, contact_number, customer_code FROM customers ORDER BY id LIMIT 400')
    .all() as { customer_name: string; contact_number: string | null; customer_code: string }[]
  return Array.from({ length: count }, () => {
    const row = rows[Math.floor(dice() * rows.length)]
    const kind = Math.floor(dice() * 3)
    if (kind === 0) return row?.customer_code ?? 'CUS-1'
    if (kind === 1 && row?.contact_number) return row.contact_number.replace(/\D/g, '').slice(-4)
    return row?.customer_name.slice(0, 4).trim() ?? 'som'
  })
}

/** Milliseconds of each lookup on the connection that answers the screens. */
export function timeLookups({ db }: SyncCounter, questions: readonly string[]): number[] {
  return questions.map((text) => {
    const begun = performance.now()
    searchCustomers(db, text, 20)
    return performance.now() - begun
  })
}

/** Looks people up every few milliseconds and saves an edit now and then, as people do, until `isOver`. */
export async function workAtCounter(
  counter: SyncCounter,
  questions: readonly string[],
  isOver: () => boolean,
): Promise<{ readonly lookups: number[]; readonly saves: number[] }> {
  const lookups: number[] = []
  const saves: number[] = []
  for (let turn = 0; !isOver(); turn += 1) {
    lookups.push(...timeLookups(counter, [questions[turn % questions.length] ?? '']))
    if (turn % 8 === 4) {
      const begun = performance.now()
      counter.create({ fullName: `Walk In ${turn}`, primaryPhone: `0890${100_000 + turn}` })
      saves.push(performance.now() - begun)
    }
    await sleep(6)
  }
  return { lookups, saves }
}

/** Milliseconds and requests to push so many edits queued while the server was away. */
export async function timePush(server: BenchBackend, counter: SyncCounter, edits: number) {
  await server.backend.goOffline()
  const sql = 'SELECT id FROM customers WHERE merged_into IS NULL ORDER BY id LIMIT ?'
  const ids = counter.db.prepare(sql).pluck().all(edits) as string[]
  for (const [index, id] of ids.entries()) counter.edit(id, { city: `Bangkok ${index}` })
  await until(() => counter.host.status().state === 'offline')
  const requests = countCalls(server, 'sync_push')
  const payloads = counter.db.prepare('SELECT payload FROM outbox ORDER BY seq').pluck().all() as string[]
  await server.backend.goOnline()
  const begun = performance.now()
  counter.host.nudge('person')
  await until(() => countUnsent(counter.db) === 0, 1)
  const milliseconds = performance.now() - begun
  await until(() => counter.host.status().state === 'online')
  return { milliseconds, requests: requests(), payloads, edits: ids.length }
}

/** Milliseconds one call that carries these bytes and does nothing takes, at the median of five. */
export async function timeBareCall(server: BenchBackend, payloads: readonly string[]): Promise<number> {
  const commands = payloads.map((payload) => JSON.parse(payload) as unknown)
  const times: number[] = []
  for (let turn = 0; turn < 5; turn += 1) {
    const begun = performance.now()
    await server.call('bench_nothing', { p_commands: commands })
    times.push(performance.now() - begun)
  }
  return percentile(times, 0.5)
}

/** Pulls it takes to learn of so many changes made elsewhere. */
export async function countCatchUp(server: BenchBackend, counter: SyncCounter, changes: number) {
  server.backend.pausePoke()
  await until(() => counter.host.status().state === 'online')
  const mark = `Elsewhere ${Date.now()}`
  await server.pool.query(
    'update public.customers set city = $1 where id in (select id from public.customers order by id desc limit $2)',
    [mark, changes],
  )
  const expected = Math.min(
    changes,
    Number(counter.db.prepare('SELECT count(*) FROM customers').pluck().get()),
  )
  const requests = countCalls(server, 'sync_pull')
  const begun = performance.now()
  counter.host.nudge('person')
  const arrived = counter.db.prepare('SELECT count(*) FROM customers WHERE city = ?').pluck()
  await until(() => Number(arrived.get(mark)) >= expected)
  const milliseconds = performance.now() - begun
  await until(() => counter.host.status().state === 'online')
  server.backend.resumePoke()
  return { requests: requests(), milliseconds }
}

/** Milliseconds from a save on one counter until another's screen is told and can read it, at the median. */
export async function timePokes(
  one: SyncCounter,
  two: SyncCounter,
  told: { times: number },
  rounds: number,
): Promise<number> {
  await until(() => one.host.facts().isRealtimeOpen && two.host.facts().isRealtimeOpen)
  const [id] = two.db.prepare('SELECT id FROM customers ORDER BY id LIMIT 1').pluck().all() as string[]
  if (id === undefined) throw new Error('nobody is here')
  const times: number[] = []
  for (let turn = 0; turn < rounds; turn += 1) {
    await until(() => [one, two].every(({ host }) => host.status().state === 'online'))
    await sleep(300)
    told.times = 0
    const city = `Poke ${turn}`
    const begun = performance.now()
    one.edit(id, { city })
    await until(() => told.times > 0 && readStored(two.db, id, undefined)?.columns.city === city, 1)
    times.push(performance.now() - begun)
  }
  return percentile(times, 0.5)
}
