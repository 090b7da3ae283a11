import Database from 'better-sqlite3'
import { beforeEach, expect, it } from 'vitest'
import type { Operation, PlannedCommand } from '../../shared/wire.ts'
import { applyOperations } from './apply-operations.ts'
import type { WriteDb } from './handle.ts'
import { migrateStore } from './migrate.ts'

const id = (number: number) => `01900000-0000-7000-8000-${String(number).padStart(12, '0')}`
const customerId = id(1)

let db: WriteDb
beforeEach(() => {
  db = new Database(':memory:') as unknown as WriteDb
  migrateStore(db)
  const values = { customer_name: 'Anan', created_at: '2026-01-01T00:00:00.000Z' }
  apply({ op: 'insert', table: 'customers', id: customerId, customerId, values })
})

function apply(...operations: readonly Operation[]) {
  const audit: PlannedCommand['audit'] = {
    commandId: id(2),
    customerId,
    action: 'test',
    reason: null,
    actor: null,
    deviceId: id(3),
    at: '2026-06-01T00:00:00.000Z',
    changes: {},
  }
  return applyOperations(db, { commandId: id(2), kind: 'test', operations, audit })
}

const entry = (number: number, kind: string, amount: number, day: string, reverses?: number): Operation => ({
  op: 'append',
  table: 'customer_ledger',
  id: id(number),
  customerId,
  values: {
    kind,
    amount,
    source: 'test',
    source_id: null,
    reverses_id: reverses === undefined ? null : id(reverses),
    occurred_at: `2026-01-${day}T00:00:00.000Z`,
  },
})
const held = () =>
  db
    .prepare(
      `SELECT available_credit AS credit, total_lifetime_value AS spent, total_visits AS visits,
         last_visit_at AS last, first_transaction_at AS first FROM customers`,
    )
    .get()

it('all entries of a command add up at once', () => {
  const effect = apply(
    entry(10, 'spend', 500, '05'),
    entry(11, 'visit', 1, '05'),
    entry(12, 'spend', 300, '03'),
    entry(13, 'visit', 1, '03'),
    entry(14, 'credit', 70, '04'),
  )
  expect(effect).toEqual({ textChanged: false, visited: true })
  expect(held()).toEqual({
    credit: 70,
    spent: 800,
    visits: 2,
    last: '2026-01-05T00:00:00.000Z',
    first: '2026-01-03T00:00:00.000Z',
  })
})

it('a visit taken back leaves the one before as the last', () => {
  apply(entry(10, 'visit', 1, '03'))
  apply(entry(11, 'visit', 1, '05'))
  expect(apply(entry(12, 'visit', -1, '06', 11)).visited).toBe(false)
  expect(held()).toMatchObject({ visits: 1, last: '2026-01-03T00:00:00.000Z' })
})

it('an entry that is there already counts once', () => {
  apply(entry(10, 'spend', 500, '05'))
  const effect = apply(entry(10, 'spend', 500, '05'), entry(11, 'spend', 1, '06'))
  expect(effect.visited).toBe(false)
  expect(held()).toMatchObject({ spent: 501 })
})

it('refuses columns and customers it does not know', () => {
  const note = (values: Record<string, string>): Operation => {
    return { op: 'append', table: 'customer_notes', id: id(20), customerId, values }
  }
  expect(() => apply(note({ note_text: 'x', customer_key: '1' }))).toThrow(
    expect.objectContaining({ code: 'INVALID_ARGUMENTS' }),
  )
  expect(() => apply({ ...entry(10, 'spend', 1, '05'), customerId: id(99) })).toThrow(
    expect.objectContaining({ code: 'CUSTOMER_NOT_FOUND' }),
  )
  const changes = { name: { base: null, value: 'x' } }
  expect(() => apply({ op: 'patch', table: 'vip_tiers', id: '77', customerId, changes })).toThrow(
    expect.objectContaining({ code: 'CUSTOMER_NOT_FOUND' }),
  )
})
