// The same file of receipts on two real counters that are apart: on the server and on both, every receipt once.
import { randomBytes } from 'node:crypto'
import pg from 'pg'
import { afterAll, beforeAll, expect, it, vi } from 'vitest'
import type { SoldReceipt } from '../../src/main/domain/plan-import-sales.ts'
import { importSales } from '../../src/main/write/import-sales.ts'
import { type LocalSupabase, startLocalSupabase } from '../../tools/local-supabase/start.ts'
import { newId, openSyncCounter, type SyncCounter } from '../fixtures/sync-counter.ts'

let backend: LocalSupabase
const open: SyncCounter[] = []
beforeAll(async () => {
  backend = await startLocalSupabase()
})
afterAll(async () => {
  for (const counter of open) await counter.stop()
  await backend.stop()
})

const level = (counter: SyncCounter) =>
  vi.waitFor(() => expect(counter.host.status()).toMatchObject({ state: 'online', unsent: 0 }), {
    timeout: 20_000,
    interval: 20,
  })

async function startCounter(name: string): Promise<SyncCounter> {
  const counter = openSyncCounter()
  open.push(counter)
  const manager = backend.staff.find(({ role }) => role === 'manager')
  await counter.signIn(
    { url: backend.url, key: backend.anonKey },
    manager?.email ?? '',
    manager?.password ?? '',
    name,
  )
  await level(counter)
  return counter
}

const receipts: readonly SoldReceipt[] = Array.from({ length: 130 }, (_, index) => ({
  receiptNumber: `R-${index}`,
  soldAt: `2021-0${1 + (index % 9)}-15T05:00:00.000Z`,
  amount: 10_005 + index,
}))
const total = receipts.reduce((sum, { amount }) => sum + amount, 0)

function importOn({ db, deviceId, actor }: SyncCounter, id: string): void {
  const key = db.prepare('SELECT key FROM customers WHERE id = ?').pluck().get(id) as number
  const context = {
    db,
    actor,
    deviceId,
    now: () => new Date(),
    randomBytes: (count: number) => randomBytes(count),
  }
  expect(db.transaction(() => importSales(context, { key, id }, receipts, newId)).immediate()).toBe(true)
}

const sumsOn = ({ db }: SyncCounter, id: string) =>
  db
    .prepare(
      `SELECT total_lifetime_value AS value, total_visits AS visits, last_visit_at AS last, first_transaction_at AS first,
         (SELECT count(*) FROM customer_transactions WHERE customer_key = key) AS transactions FROM customers WHERE id = ?`,
    )
    .get(id)

const whole = {
  value: total,
  visits: receipts.length,
  last: '2021-09-15T05:00:00.000Z',
  first: '2021-01-15T05:00:00.000Z',
  transactions: receipts.length,
}

it('counts once, on the server and on both, to the satang', async () => {
  const [one, two] = await Promise.all([startCounter('Till 1'), startCounter('Till 2')])
  const id = one.create({ fullName: 'Nok Jaidee', primaryPhone: '0812345678' })
  await level(one)
  await vi.waitFor(() => {
    two.host.nudge('person')
    expect(sumsOn(two, id)).toBeDefined()
  }, 20_000)

  await backend.goOffline()
  importOn(one, id)
  importOn(two, id)
  expect(sumsOn(one, id)).toEqual(whole)
  await backend.goOnline()
  await vi.waitFor(
    () => {
      for (const counter of [one, two]) {
        counter.host.nudge('person')
        expect(counter.host.status()).toMatchObject({ state: 'online', unsent: 0 })
        expect(sumsOn(counter, id)).toEqual(whole)
        expect(counter.db.prepare('SELECT count(*) FROM base_rows').pluck().get()).toBe(0)
      }
    },
    { timeout: 30_000, interval: 200 },
  )
  const client = new pg.Client(backend.databaseUrl)
  await client.connect()
  const { rows } = await client.query(
    `select total_lifetime_value * 100 as value, total_visits as visits,
       (select count(*)::int from public.customer_transactions where customer_id = customers.id and source = 'import') as kept,
       (select count(*)::int from public.customer_ledger where customer_id = customers.id) as entries
     from public.customers where id = $1`,
    [id],
  )
  await client.end()
  expect({ ...rows[0], value: Number(rows[0]?.value) }).toEqual({
    value: total,
    visits: receipts.length,
    kept: receipts.length,
    entries: receipts.length * 2,
  })
})
