// What a customer holds is the same sum on the counter and on the server, whatever was entered in whatever order.
import { randomUUID } from 'node:crypto'
import fc from 'fast-check'
import type pg from 'pg'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { applyOperations } from '../../src/main/db/apply-operations.ts'
import { ledgerKinds } from '../../src/shared/customer.ts'
import type { Operation } from '../../src/shared/wire.ts'
import { type LookupStore, openLookupStore } from '../fixtures/lookup-store.ts'
import { startPostgres, type TestPostgres } from './postgres.ts'

let postgres: TestPostgres
let client: pg.Client
let counter: LookupStore
beforeAll(async () => {
  postgres = await startPostgres()
  client = await postgres.connect()
  counter = openLookupStore()
})
afterAll(async () => {
  counter.remove()
  await postgres.stop()
})

interface Entry {
  readonly kind: (typeof ledgerKinds)[number]
  readonly amount: number
  readonly minute: number
  /** Takes back the visit that many visits ago, where there is one that still stands. */
  readonly takesBack: number | null
}
const entry: fc.Arbitrary<Entry> = fc.record({
  kind: fc.constantFrom(...ledgerKinds),
  amount: fc.integer({ min: -5_000_00, max: 5_000_00 }),
  minute: fc.integer({ min: 0, max: 500_000 }),
  takesBack: fc.option(fc.integer({ min: 0, max: 3 })),
})
interface Row {
  readonly id: string
  readonly kind: string
  readonly amount: number
  readonly at: string
  readonly reverses: string | null
}

/** The entries as rows: visits count one each, and one taken back is taken back once. */
function toRows(entries: readonly Entry[]): readonly Row[] {
  const standing: string[] = []
  return entries.map(({ kind, amount, minute, takesBack }) => {
    const id = randomUUID()
    const at = new Date(Date.UTC(2026, 0, 1) + minute * 60_000).toISOString()
    if (kind !== 'visit') return { id, kind, amount, at, reverses: null }
    const taken = takesBack === null ? undefined : standing.splice(standing.length - 1 - takesBack, 1)[0]
    if (taken !== undefined) return { id, kind, amount: -1, at, reverses: taken }
    standing.push(id)
    return { id, kind, amount: 1, at, reverses: null }
  })
}

function apply(customerId: string, operations: readonly Operation[]): void {
  const [commandId, deviceId] = [randomUUID(), randomUUID()]
  const audit = { commandId, customerId, action: 'test', reason: null, actor: null, deviceId, changes: {} }
  const at = new Date(Date.UTC(2026, 0, 1)).toISOString()
  applyOperations(counter.db, { commandId, kind: 'test', operations, audit: { ...audit, at } })
}

function holdAtCounter(rows: readonly Row[]): unknown {
  const customerId = counter.add({ name: 'Somebody' }).id
  const operations = rows.map((row): Operation => {
    const values = {
      kind: row.kind,
      amount: row.amount,
      source: 'test',
      source_id: null,
      reverses_id: row.reverses,
      occurred_at: row.at,
    }
    return { op: 'append', table: 'customer_ledger', id: row.id, customerId, values }
  })
  // Some commands make one entry, some make many.
  const half = Math.ceil(operations.length / 2)
  for (const one of operations.slice(0, half)) apply(customerId, [one])
  apply(customerId, operations.slice(half))
  return counter.db
    .prepare(
      `SELECT available_credit AS credit, available_point AS points, total_lifetime_value AS spend, total_visits AS visits,
         last_visit_at AS last, first_transaction_at AS first FROM customers WHERE id = ?`,
    )
    .get(customerId)
}

async function holdOnServer(rows: readonly Row[]): Promise<unknown> {
  const made = await client.query(
    `insert into public.customers (customer_name) values ('Somebody') returning id`,
  )
  const customerId = made.rows[0].id
  for (const row of rows) {
    await client.query(
      `insert into public.customer_ledger (id, customer_id, kind, amount, source, reverses_id, occurred_at)
       values ($1, $2, $3, $4, 'test', $5, $6)`,
      [row.id, customerId, row.kind, row.amount, row.reverses, row.at],
    )
  }
  const moment = (column: string) => `to_char(${column} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`
  const held = await client.query(
    `select (available_credit * 100)::int as credit, available_point as points,
       (total_lifetime_value * 100)::int as spend, total_visits as visits,
       ${moment('last_visit_at')} as last, ${moment('first_transaction_at')} as first
     from public.customers where id = $1`,
    [customerId],
  )
  return held.rows[0]
}

test('both sides hold the same after any entries', async () => {
  let takenBack = 0
  await fc.assert(
    fc.asyncProperty(fc.array(entry, { maxLength: 12 }), async (entries) => {
      const rows = toRows(entries)
      takenBack += rows.filter((row) => row.reverses !== null).length
      expect(await holdOnServer(rows)).toEqual(holdAtCounter(rows))
    }),
    { numRuns: 80 },
  )
  expect(takenBack).toBeGreaterThan(10)
})
