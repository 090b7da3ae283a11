// A server that was set back knows two customers where one was here: everything is under the one it is about again, what came
// from the server and what is still to be sent. And what a merge moved stands in one place, in whatever order a pull tells of it.
import Database from 'better-sqlite3'
import { beforeEach, describe, expect, it } from 'vitest'
import { type FeedTable, type FeedValue, feedColumns, feedTables } from '../../shared/feed.ts'
import type { PullReply } from '../../shared/wire.ts'
import { runCommand, type WriteContext } from '../write/run-command.ts'
import { applySlice, pageSlices } from './apply-feed.ts'
import { createIndexBuilder } from './build-index.ts'
import { findSurvivorId } from './customer-redirects.ts'
import { finishPull } from './finish-pull.ts'
import type { WriteDb } from './handle.ts'
import { migrateStore } from './migrate.ts'
import { saveResults } from './push-results.ts'
import { beginReset } from './sync-state.ts'

const at = '2026-06-01T00:00:00.000Z'
const id = (number: number) => `${number}0000000-0000-7000-8000-000000000000`
const [anan, twin, entry, noteId, redirect, commandId, newId] = [1, 2, 3, 4, 5, 6, 7].map(id) as [
  string,
  string,
  string,
  string,
  string,
  string,
  string,
]

type Fed = Partial<Record<FeedTable, readonly Readonly<Record<string, FeedValue>>[]>>

let db: WriteDb
let context: WriteContext
let snapshot = 1

beforeEach(() => {
  db = new Database(':memory:') as unknown as WriteDb
  migrateStore(db)
  context = {
    db,
    actor: null,
    deviceId: id(9),
    now: () => new Date(at),
    randomBytes: (count) => new Uint8Array(count).fill(snapshot),
  }
  snapshot = 1
})

const customer = (customerId: string, more: Readonly<Record<string, FeedValue>> = {}) => ({
  ...{ id: customerId, customer_name: 'Anan', customer_source: 'Walk In', created_at: at, updated_at: at },
  ...{ sms_pdpa: 0, email_pdpa: 0, marketing_consent: 0, is_active: 1, identifiers: [] },
  ...{ available_credit: 0, available_point: 0, total_lifetime_value: 0, total_visits: 0 },
  ...more,
})
const credit = (customerId: string) => ({
  ...{ id: entry, customer_id: customerId, kind: 'credit', amount: 5, source: 'website', occurred_at: at },
})
const note = (customerId: string) => ({
  ...{ id: noteId, customer_id: customerId, note_type: 'general', note_text: 'Tea', created_at: at },
  ...{ is_pinned: 0, is_internal: 1 },
})

/** Pulls these rows, and builds what waits for its place in the index. */
function pull(fed: Fed, { lastSeq = 0, isWhole = true } = {}): void {
  const parts = feedTables.flatMap((table) => {
    const rows = fed[table]
    if (!rows) return []
    const columns = feedColumns[table]
    const values = rows.map((row) => ['1', ...columns.map((column) => row[column] ?? null)])
    return [{ table, columns: ['changed_xid', ...columns], rows: values }]
  })
  snapshot += 1
  const to = `${snapshot}:${snapshot}:`
  const around = { protocol: 1, epoch: 'e', reset: null, serverTime: at, next: null, remaining: 0 }
  const reply: PullReply = { ...around, to, lastSeq, parts }
  for (const slice of pageSlices(reply, 100)) applySlice(db, { reply, ...slice })
  finishPull(db, reply, new Date(at), isWhole)
  const builder = createIndexBuilder(db)
  while (builder.step(10) !== null);
}

/** Where rows of a table stand, as [row, customer]. */
function placesIn(table: 'customer_ledger' | 'customer_notes'): unknown[] {
  const sql = `SELECT ${table}.id, customers.id FROM ${table} JOIN customers ON key = customer_key ORDER BY 1, 2`
  return db.prepare(sql).raw().all()
}

const creditOf = (customerId: string) =>
  db.prepare('SELECT available_credit FROM customers WHERE id = ?').pluck().get(customerId)

/** Two creations of one person, made one, with what came from elsewhere under the survivor. */
const folded: Fed = {
  customers: [customer(anan), customer(twin, { merged_into: anan })],
  customer_redirects: [{ id: redirect, kind: 'id', dead_value: twin, customer_id: anan }],
  customer_ledger: [credit(anan)],
  customer_notes: [note(anan)],
}
const parted: Fed = {
  customers: [customer(anan), customer(twin)],
  customer_ledger: [credit(twin)],
  customer_notes: [note(twin)],
}

describe('a server set back behind a fold', () => {
  function expectParted(): void {
    expect(placesIn('customer_ledger')).toEqual([[entry, twin]])
    expect(placesIn('customer_notes')).toEqual([[noteId, twin]])
    expect(findSurvivorId(db, twin)).toBe(twin)
    expect(db.prepare('SELECT * FROM customer_redirects').all()).toEqual([])
    expect(db.prepare('SELECT search_rank FROM customers WHERE search_rank IS NULL').all()).toEqual([])
  }

  it('has each entry and note under the customer it is about, and nobody folded', () => {
    pull(folded)
    expect(findSurvivorId(db, twin)).toBe(anan)
    beginReset(db, 'epoch')
    pull(parted)
    expectParted()
  })

  it('does so when everything has to come anew once more, after the two were told apart', () => {
    pull(folded)
    beginReset(db, 'epoch')
    pull({ customers: parted.customers ?? [] }, { isWhole: false })
    beginReset(db, 'expired')
    pull(parted)
    expectParted()
  })
})

describe('a code that a server set back gave to somebody else', () => {
  it('stays theirs when a command about the former holder is refused', () => {
    pull({ customers: [customer(anan, { customer_code: 'CUS-1' })] })
    runCommand(context, { kind: 'customer.addCredit', commandId, customerId: anan, amount: 700 })
    beginReset(db, 'epoch')
    pull({ customers: [customer(twin, { customer_code: 'CUS-1' })] }, { isWhole: false })
    const refusal = { status: 'rejected', code: 'CUSTOMER_NOT_FOUND', message: 'gone' } as const
    const reply = { status: 'done', protocol: 1, epoch: 'e', lastSeq: 1 } as const
    saveResults(db, { ...reply, results: [{ seq: 1, commandId, ...refusal }] }, new Date(at))
    const held = db.prepare("SELECT id FROM customers WHERE customer_code = 'CUS-1'").pluck().all()
    expect(held).toEqual([twin])
  })
})

describe('what is pending about somebody who was folded', () => {
  it('goes back to them, with its entries, notes and balance', () => {
    pull({ customers: [customer(anan), customer(twin)] })
    runCommand(context, { kind: 'customer.addCredit', commandId, customerId: twin, amount: 700 })
    snapshot += 1
    runCommand(context, {
      ...{ kind: 'customer.addNote', commandId: newId, customerId: twin, noteText: 'Milk', isPinned: false },
    })
    pull({ customers: [customer(anan), customer(twin, { merged_into: anan })] })
    expect([creditOf(anan), placesIn('customer_notes')]).toEqual([700, [[expect.any(String), anan]]])
    beginReset(db, 'epoch')
    pull({ customers: [customer(anan), customer(twin)] })
    expect([creditOf(anan), creditOf(twin)]).toEqual([0, 700])
    expect(placesIn('customer_ledger')).toEqual([[expect.any(String), twin]])
    expect(placesIn('customer_notes')).toEqual([[expect.any(String), twin]])
    expect(db.prepare('SELECT DISTINCT customer_id FROM outbox').pluck().all()).toEqual([twin])
    expect(db.prepare('SELECT DISTINCT customer_id FROM base_rows').pluck().all()).toEqual([twin])
  })

  it('makes them again where the server does not know them any more', () => {
    pull({ customers: [customer(anan)] })
    const facts = {
      fullName: 'Anan',
      primaryPhone: '0812345678',
      smsConsent: false,
      emailConsent: false,
      marketingConsent: false,
    }
    runCommand(context, {
      ...{ kind: 'customer.create', commandId, customerId: twin, note: 'Milk' },
      facts: { ...facts, customerSource: 'Walk In' },
    })
    saveResults(
      db,
      {
        ...{ status: 'done', protocol: 1, epoch: 'e', lastSeq: 1 },
        results: [{ seq: 1, commandId, status: 'merged', customerId: anan }],
      },
      new Date(at),
    )
    pull(
      { customers: [customer(anan), customer(twin, { merged_into: anan })] },
      { lastSeq: 1, isWhole: false },
    )
    beginReset(db, 'epoch')
    pull({ customers: [customer(anan)] })
    expect(findSurvivorId(db, twin)).toBe(twin)
    expect(placesIn('customer_notes')).toEqual([[expect.any(String), twin]])
    const row = db.prepare('SELECT customer_name, search_rank FROM customers WHERE id = ?').get(twin)
    expect(row).toEqual({ customer_name: 'Anan', search_rank: expect.any(Number) })
  })
})

describe('a merge whose line comes later than the rows it moved', () => {
  const middle = id(8)
  const line = (mergeId: string, survivorId: string, foldedId: string, moved: object) => ({
    ...{ id: mergeId, customer_id: survivorId, merged_customer_id: foldedId, merged_at: at, undone_at: null },
    data: JSON.stringify({ folded: {}, survivor: {}, set: {}, moved, revived: [], followers: [], left: [] }),
  })
  // The twin's went to the one in the middle, and stayed there when that one was folded in turn.
  const lines = [
    line(commandId, middle, twin, { customer_ledger: [entry], customer_notes: [noteId] }),
    line(newId, anan, middle, {}),
  ]
  const chain = [
    customer(anan),
    ...[twin, middle].map((customerId) => customer(customerId, { merged_into: anan })),
  ]

  it('leaves nothing under whom it was moved from', () => {
    pull({
      customers: [anan, twin, middle].map((customerId) => customer(customerId)),
      customer_ledger: [credit(twin)],
      customer_notes: [note(twin)],
    })
    pull(
      { customers: chain, customer_ledger: [credit(middle)], customer_notes: [note(middle)] },
      { isWhole: false },
    )
    pull({ customer_merge_history: lines })
    expect(placesIn('customer_ledger')).toEqual([[entry, middle]])
    expect(placesIn('customer_notes')).toEqual([[noteId, middle]])
  })

  it('nor does it where both had waited for their customer', () => {
    pull({ customers: [customer(twin)], customer_ledger: [credit(twin)], customer_notes: [note(twin)] })
    pull(
      {
        ...{ customer_ledger: [credit(middle)], customer_notes: [note(middle)] },
        customer_merge_history: lines,
      },
      { isWhole: false },
    )
    pull({ customers: chain })
    expect(placesIn('customer_ledger')).toEqual([[entry, middle]])
    expect(placesIn('customer_notes')).toEqual([[noteId, middle]])
  })
})
