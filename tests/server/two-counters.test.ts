// Two counters with their real threads, supabase-js and a real PostgreSQL between them.
import { afterAll, afterEach, beforeAll, expect, it, vi } from 'vitest'
import { type LocalSupabase, startLocalSupabase } from '../../tools/local-supabase/start.ts'
import type { SyncCounter } from '../fixtures/sync-counter.ts'
import { converge, level, startCounter } from './real-counters.ts'

let backend: LocalSupabase
const open: SyncCounter[] = []

beforeAll(async () => {
  backend = await startLocalSupabase()
})
afterAll(() => backend.stop())
afterEach(async () => {
  backend.faults.clear()
  for (const counter of open.splice(0)) await counter.stop()
})

const start = (name: string) => startCounter(backend, open, name)

/** Everything people can see of everybody, as one text. */
function readAll({ db }: SyncCounter): unknown {
  const customers = db.prepare(
    `SELECT id, customer_code, customer_name, nickname, contact_number, city, is_active, merged_into, available_credit,
       total_visits, sms_pdpa FROM customers ORDER BY id`,
  )
  const identifiers = db.prepare('SELECT id, kind, value, status FROM customer_identifiers ORDER BY id')
  const conflicts = db.prepare(
    'SELECT id, kind, column_name, kept_value, other_value FROM sync_conflicts ORDER BY id',
  )
  return { customers: customers.all(), identifiers: identifiers.all(), conflicts: conflicts.all() }
}

it('agree after working side by side, apart, and on the same field', async () => {
  const [one, two] = await Promise.all([start('Till 1'), start('Till 2')])
  const somchai = one.create({ fullName: 'สมชาย ใจดี', primaryPhone: '0812345678' })
  two.create({ fullName: 'Malee Wong', primaryPhone: '0823456789' })
  await converge([one, two], readAll)

  await backend.goOffline()
  one.edit(somchai, { city: 'Bangkok', nickname: 'ชาย' })
  two.edit(somchai, { city: 'Chiang Mai' })
  one.create({ fullName: 'Anan Srisuk', primaryPhone: '0834567890' })
  await vi.waitFor(() => expect(one.host.status()).toMatchObject({ state: 'offline', unsent: 2 }), 10_000)
  await backend.goOnline()
  await converge([one, two], readAll)
  expect(one.host.status().conflicts).toBe(1)
  expect((readAll(one) as { customers: unknown[] }).customers).toHaveLength(3)
})

it('is told of a change on the other by a poke, well within a second', async () => {
  const [one, two] = await Promise.all([start('Till 3'), start('Till 4')])
  await vi.waitFor(() => expect(two.host.facts().isRealtimeOpen).toBe(true), 10_000)
  const id = one.create({ fullName: 'Poked Person', primaryPhone: '0845678901' })
  const begun = performance.now()
  await vi.waitFor(
    () => expect(two.db.prepare('SELECT 1 FROM customers WHERE id = ?').pluck().get(id)).toBe(1),
    { timeout: 5_000, interval: 5 },
  )
  expect(performance.now() - begun).toBeLessThan(3_000)
})

it('lose nothing to a server that loses answers, fails, and lies', async () => {
  const [one, two] = await Promise.all([start('Till 5'), start('Till 6')])
  for (const kind of ['lose', 'cut', 'error', 'portal', 'drop'] as const) {
    backend.faults.add('sync_push', { kind })
    one.create({ fullName: `Person ${kind}`, primaryPhone: '0856789012' })
    await vi.waitFor(() => expect(one.host.status().problem).not.toBeNull(), { timeout: 10_000, interval: 5 })
    one.host.nudge('person')
    await level(one)
  }
  await converge([one, two], readAll)
  const names = two.db
    .prepare("SELECT customer_name FROM customers WHERE customer_name LIKE 'Person %'")
    .pluck()
  expect(names.all()).toHaveLength(5)
})
