// What happened over time: the ledger with its balances, the audit trail with names, notes with their versions.
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { makeId, openProfileStore, type ProfileStore } from '../../../tests/fixtures/profile-store.ts'
import { ledgerKinds } from '../../shared/customer.ts'
import { readHistory } from './profile-history.ts'
import { readLedger } from './profile-ledger.ts'
import { readNoteHistory, readNotes } from './profile-notes.ts'

let store: ProfileStore
let customerId: string
beforeEach(() => {
  store = openProfileStore()
  customerId = store.create()
})
afterEach(() => store.close())

describe('the ledger', () => {
  beforeEach(() => {
    const day = (number: number) => store.setClock(`2026-11-${String(number).padStart(2, '0')}T04:00:00.000Z`)
    day(3)
    store.run({ kind: 'customer.addCredit', customerId, amount: 500_000 })
    day(4)
    const sale = store.run({ kind: 'customer.recordSale', customerId, amount: 120_000, creditUsed: 100_000 })
    day(5)
    store.run({ kind: 'customer.recordSale', customerId, amount: 30_000, creditUsed: 30_000 })
    day(6)
    store.run({ kind: 'customer.recordSale', customerId, amount: 120_000, creditUsed: 0, undoes: sale })
    store.run({ kind: 'customer.checkIn', customerId })
  })
  test('says after each entry what a sum up to it says', () => {
    const sums = store.db
      .prepare(
        `SELECT id, sum(amount) OVER (PARTITION BY kind ORDER BY occurred_at, id) AS balance FROM customer_ledger
         WHERE customer_key = ?`,
      )
      .all(store.keyOf(customerId)) as { id: string; balance: number }[]
    const rows = readLedger(store.db, { customerId })
    expect(rows).toHaveLength(sums.length)
    expect(new Map(rows.map((row) => [row.id, row.balance]))).toEqual(
      new Map(sums.map(({ id, balance }) => [id, balance])),
    )
    expect(rows.find((row) => row.kind === 'credit')?.balance).toBe(470_000)
  })
  test('is one kind alone where that is asked, with the same balances, newest first', () => {
    const all = readLedger(store.db, { customerId })
    for (const kind of ledgerKinds) {
      expect(readLedger(store.db, { customerId, kind })).toEqual(all.filter((row) => row.kind === kind))
    }
    const moments = all.map((row) => row.occurredAt)
    expect(moments).toEqual(moments.toSorted().toReversed())
  })
  test('begins with what came from elsewhere when the oldest entries are not here', () => {
    store.db.prepare('UPDATE customers SET available_point = 340 WHERE id = ?').run(customerId)
    store.insert('customer_ledger', {
      customer_key: store.keyOf(customerId),
      id: makeId('d', 1),
      kind: 'points',
      amount: 40,
      source: 'pos',
      occurred_at: '2026-11-07T00:00:00.000Z',
    })
    expect(readLedger(store.db, { customerId, kind: 'points' })[0]?.balance).toBe(340)
  })
})

describe('the history', () => {
  test('says who changed what where and why, newest first, and what only this counter knows', () => {
    store.setClock('2026-11-04T04:00:00.000Z')
    store.run({
      kind: 'customer.update',
      customerId,
      changes: { primaryPhone: '089-111-2222' },
      seen: { primaryPhone: '081-234-5678' },
      reason: 'New number',
    })
    store.db.prepare("UPDATE audit_log SET is_confirmed = 1 WHERE action = 'customer.create'").run()
    const [update, created, ...more] = readHistory(store.db, { customerId })
    expect(more).toEqual([])
    expect(update).toMatchObject({
      action: 'customer.update',
      at: '2026-11-04T04:00:00.000Z',
      by: 'Nok Kaew',
      device: 'Till 2',
      reason: 'New number',
      isConfirmed: false,
      changes: { contact_number: { before: '081-234-5678', after: '089-111-2222' } },
    })
    expect(created).toMatchObject({ action: 'customer.create', isConfirmed: true })
  })
  test('holds what was done to whoever was folded in, and a command about both once', () => {
    const folded = store.create({ fullName: 'มานี สอง', primaryPhone: '089-999-9999' })
    for (const key of [store.keyOf(customerId), store.keyOf(folded)]) {
      store.insert('audit_log', {
        customer_key: key,
        command_id: makeId('c', 900),
        action: 'customer.merge',
        actor: makeId('9', 9),
        device_id: 'unknown',
        at: '2026-11-09T00:00:00.000Z',
        changes: '{}',
      })
    }
    store.db.prepare('UPDATE customers SET merged_into = ? WHERE id = ?').run(customerId, folded)
    const lines = readHistory(store.db, { customerId })
    expect(lines.map((line) => line.action)).toEqual(['customer.merge', 'customer.create', 'customer.create'])
    expect([lines[0]?.by, lines[0]?.device]).toEqual([null, null])
  })
  test('names this counter where there is no server to ask', () => {
    store.db.prepare('DELETE FROM devices').run()
    expect(readHistory(store.db, { customerId })[0]?.device).toBeNull()
    const deviceId = store.db.prepare('SELECT device_id FROM audit_log').pluck().get() as string
    store.insert('settings', { name: 'deviceId', value: deviceId })
    expect(readHistory(store.db, { customerId })[0]?.device).toBe('Counter')
  })
})

describe('notes', () => {
  beforeEach(() => {
    for (const [number, noteText] of ['แพ้ถั่ว', 'Prefers Bay 3', 'ขอใบกำกับภาษี'].entries()) {
      store.setClock(`2026-11-0${3 + number}T04:00:00.000Z`)
      store.run({ kind: 'customer.addNote', customerId, noteText, isPinned: number === 0 })
    }
  })
  const texts = (args = {}) => readNotes(store.db, { customerId, ...args }).map((note) => note.noteText)

  test('come pinned first, then newest first, with their writer', () => {
    expect(texts()).toEqual(['แพ้ถั่ว', 'ขอใบกำกับภาษี', 'Prefers Bay 3'])
    expect(readNotes(store.db, { customerId })[0]).toMatchObject({ createdBy: 'Nok Kaew', edits: 0 })
  })
  test('are found by type and by a piece of the text, alone and together', () => {
    expect(texts({ noteType: 'alert' })).toEqual(['แพ้ถั่ว'])
    expect(texts({ search: 'BAY' })).toEqual(['Prefers Bay 3'])
    expect(texts({ search: 'ถั่ว', noteType: 'general' })).toEqual([])
    expect(texts({ search: '%' })).toEqual([])
  })
  test('remember every version of their text, and a change of the pin alone is none', () => {
    const [pinned, other] = readNotes(store.db, { customerId })
    if (!pinned || !other) throw new Error('three notes were made')
    const edit = (at: string, seenText: string, change: { noteText?: string; isPinned?: boolean }) => {
      store.setClock(at)
      store.run({ kind: 'customer.editNote', customerId, noteId: pinned.id, seenText, ...change })
    }
    edit('2026-11-11T00:00:00.000Z', 'แพ้ถั่ว', { noteText: 'แพ้ถั่วทุกชนิด' })
    edit('2026-11-12T00:00:00.000Z', 'แพ้ถั่วทุกชนิด', { noteText: 'แพ้ถั่วและนม' })
    edit('2026-11-13T00:00:00.000Z', 'แพ้ถั่วและนม', { isPinned: false })
    const who = { by: 'Nok Kaew', device: 'Till 2' }
    expect(readNoteHistory(store.db, { customerId, noteId: pinned.id })).toEqual([
      { at: '2026-11-12T00:00:00.000Z', ...who, before: 'แพ้ถั่วทุกชนิด', after: 'แพ้ถั่วและนม' },
      { at: '2026-11-11T00:00:00.000Z', ...who, before: 'แพ้ถั่ว', after: 'แพ้ถั่วทุกชนิด' },
    ])
    expect(readNotes(store.db, { customerId }).map((note) => note.edits)).toEqual([0, 0, 2])
    expect(readNoteHistory(store.db, { customerId, noteId: other.id })).toEqual([])
  })
})
