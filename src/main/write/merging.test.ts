// Merging and undoing merges through the write path on a real store: everything moves, nothing is lost, and an undo puts every
// row back where it was.
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { makeId, openProfileStore, type ProfileStore } from '../../../tests/fixtures/profile-store.ts'
import { type MergePicks, type MergeStrategy, usualStrategy } from '../../shared/merging.ts'
import { findSurvivorId } from '../db/customer-redirects.ts'
import { readCard } from '../db/customers.ts'
import { readOrigins } from '../db/relocated-rows.ts'
import { scanCustomer, searchCustomers } from '../db/search.ts'

let store: ProfileStore
let survivor: string
let folded: string
beforeEach(() => {
  store = openProfileStore()
  survivor = store.create({ fullName: 'สมชาย ทดสอบ', primaryPhone: '081-234-5678', smsConsent: true })
  store.setClock('2026-11-02T04:00:00.000Z')
  folded = store.create({
    fullName: 'Somchai Todsob',
    primaryPhone: '089-999-0001',
    email: 'somchai@example.com',
    smsConsent: false,
  })
  for (const customerId of [survivor, folded]) {
    store.run({ kind: 'customer.addCredit', customerId, amount: 50_000 })
    store.run({ kind: 'customer.recordSale', customerId, amount: 12_345, creditUsed: 5000 })
    store.run({ kind: 'customer.checkIn', customerId })
    store.run({ kind: 'customer.addNote', customerId, noteText: `Note of ${customerId}`, isPinned: false })
    const customer_key = store.keyOf(customerId)
    const packageId = makeId('e', customer_key)
    const held = { customer_key, id: packageId, package_name: 'Ten hours', purchased_on: '2026-10-01' }
    store.insert('customer_packages', held)
  }
})
afterEach(() => store.close())

const tables = [
  'customer_identifiers',
  'customer_ledger',
  'customer_notes',
  'customer_transactions',
  'customer_packages',
  'customer_bookings',
  'customer_contact_history',
]

/** Every row of the directory, but for who changed it when and for where it stands in the search. */
function dump(): unknown {
  const customers = store.db.prepare('SELECT * FROM customers ORDER BY id').all() as Record<string, unknown>[]
  const plain = customers.map(({ updated_at, updated_by, search_rank, ...row }) => row)
  const rows = tables.map((table) =>
    store.db.prepare(`SELECT * FROM ${table} ORDER BY customer_key, id`).all(),
  )
  return { plain, rows }
}

const merge = (picks: MergePicks = {}, strategy: Partial<MergeStrategy> = {}, foldedIds = [folded]) =>
  store.run({
    kind: 'customer.merge',
    customerId: survivor,
    foldedIds,
    picks,
    strategy: { ...usualStrategy, ...strategy },
    reason: 'One person',
  })
const lastMerge = () =>
  store.db
    .prepare('SELECT id FROM customer_merge_history ORDER BY merged_at DESC, id DESC')
    .pluck()
    .get() as string
const undo = (pieceIds: readonly string[] = [], columns: readonly string[] = [], mergeId = lastMerge()) =>
  store.run({ kind: 'customer.unmerge', customerId: survivor, mergeId, pieceIds, columns })

describe('a merge', () => {
  test('moves everything, adds up, takes the stricter consent and finds the survivor by every dead code and phone', () => {
    const before = [survivor, folded].map((customerId) => readCard(store.db, { customerId }))
    merge()
    const card = readCard(store.db, { customerId: folded })
    expect(card).toMatchObject({
      id: survivor,
      redirectedFrom: folded,
      fullName: 'สมชาย ทดสอบ',
      email: 'somchai@example.com',
      smsConsent: false,
      availableCredit: 90_000,
      totalLifetimeValue: 24_690,
      totalVisits: 2,
    })
    expect(card.notes).toHaveLength(2)
    expect(card.activePackages).toHaveLength(2)
    for (const text of [before[1]?.customerCode, '089-999-0001', folded]) {
      expect(scanCustomer(store.db, String(text)).map(({ id }) => id)).toEqual([survivor])
    }
    const found = (text: string) => searchCustomers(store.db, text, 20).hits
    expect(found('9990001').map(({ id }) => id)).toEqual([survivor])
    expect(found('Todsob')).toMatchObject([
      { id: survivor, matchedBy: 'exact', matches: [{ field: 'alias', text: 'Somchai Todsob', old: true }] },
    ])
    expect(findSurvivorId(store.db, folded)).toBe(survivor)
  })

  test('takes the word of whoever was picked, with what belongs to it', () => {
    merge({ customer_name: folded, contact_number: folded })
    expect(readCard(store.db, { customerId: survivor })).toMatchObject({
      fullName: 'Somchai Todsob',
      primaryPhone: '089-999-0001',
    })
    const key = 'SELECT name_key FROM customers WHERE id = ?'
    const [mine, theirs] = [survivor, folded].map((id) => store.db.prepare(key).pluck().get(id))
    expect(mine).toBe(theirs)
  })

  test('leaves what the switches leave, but never credit', () => {
    merge({}, { combineTransactionHistory: false, combineNotes: false, combinePackages: false })
    const card = readCard(store.db, { customerId: survivor })
    expect(card).toMatchObject({ availableCredit: 90_000, totalLifetimeValue: 12_345, totalVisits: 1 })
    expect(card.notes).toHaveLength(1)
    expect(card.activePackages).toHaveLength(1)
  })

  test('of oneself, of somebody merged already and of nobody is refused, and changes nothing', () => {
    const before = dump()
    expect(() => merge({}, {}, [survivor])).toThrow(expect.objectContaining({ code: 'MERGE_CONFLICT' }))
    expect(() => merge({}, {}, [makeId('f', 1)])).toThrow(
      expect.objectContaining({ code: 'CUSTOMER_NOT_FOUND' }),
    )
    expect(dump()).toEqual(before)
    merge()
    expect(() => merge()).toThrow(expect.objectContaining({ code: 'MERGE_CONFLICT' }))
  })
})

describe('an undo', () => {
  test.each<[string, MergePicks, Partial<MergeStrategy>]>([
    ['of a plain merge', {}, {}],
    [
      'of one with picks',
      { customer_name: 'folded', email: 'folded', contact_number: 'folded' } as MergePicks,
      {},
    ],
    ['of one that left things', {}, { combineTransactionHistory: false, combineNotes: false }],
  ])('%s puts every row back', (_, picks, strategy) => {
    const before = dump()
    const chosen = Object.fromEntries(Object.keys(picks).map((column) => [column, folded]))
    merge(chosen, strategy)
    expect(dump()).not.toEqual(before)
    undo()
    expect(dump()).toEqual(before)
    for (const text of ['9990001', 'Somchai Todsob']) {
      expect(searchCustomers(store.db, text, 20).hits[0]?.id).toBe(folded)
    }
    const own = store.db.prepare('SELECT text FROM search_text WHERE customer_key = ?')
    expect(own.pluck().get(store.keyOf(survivor))).not.toContain('todsob')
    expect(readOrigins(store.db, 'customer_notes').size).toBe(0)
  })

  test('leaves what came since with the survivor, and gives what is said to be the other person’s', () => {
    merge()
    store.setClock('2026-11-09T04:00:00.000Z')
    const customerId = survivor
    store.run({ kind: 'customer.addNote', customerId, noteText: 'Later', isPinned: false })
    const given = store.run({ kind: 'customer.addCredit', customerId, amount: 700 })
    store.run({ kind: 'customer.addCredit', customerId, amount: 11 })
    const changes = { email: 'new@example.com' }
    store.run({ kind: 'customer.update', customerId, changes, seen: { email: 'somchai@example.com' } })
    undo([`customer_ledger ${given}`], ['email'])
    const [mine, theirs] = [survivor, folded].map((customerId) => readCard(store.db, { customerId }))
    expect(mine).toMatchObject({ availableCredit: 45_011 })
    expect(mine?.email).toBeUndefined()
    expect(mine?.notes.map(({ noteText }) => noteText)).toContain('Later')
    expect(theirs).toMatchObject({ availableCredit: 45_700, email: 'new@example.com', redirectedFrom: null })
  })

  test('a number put aside that the merge made current is put aside again, and one both say is each one’s own', () => {
    const seen = { primaryPhone: '081-234-5678' }
    store.run({
      kind: 'customer.update',
      customerId: survivor,
      changes: { primaryPhone: '02-555-0100' },
      seen,
    })
    store.run({
      kind: 'customer.update',
      customerId: folded,
      changes: { primaryPhone: '081-234-5678' },
      seen: { primaryPhone: '089-999-0001' },
    })
    const phones = (customerId: string) =>
      readCard(store.db, { customerId })
        .identifiers.filter(({ kind }) => kind === 'phone')
        .map(({ normalised, status }) => `${normalised} ${status}`)
        .toSorted()
    const before = [survivor, folded].map(phones)
    expect(before[0]).toEqual(['+66812345678 old', '+6625550100 current'].toSorted())
    merge()
    expect(phones(survivor)).toContain('+66812345678 current')
    store.setClock('2026-11-09T04:00:00.000Z')
    undo()
    expect([survivor, folded].map(phones)).toEqual(before)
    merge()
    const changes = { secondaryPhone: '081-234-5678' }
    store.run({ kind: 'customer.update', customerId: survivor, changes, seen: {} })
    undo()
    expect(phones(survivor)).toContain('+66812345678 current')
    expect(phones(folded)).toEqual(before[1])
  })

  test('takes along what takes back an entry that goes', () => {
    const sale = store.run({ kind: 'customer.recordSale', customerId: folded, amount: 1000, creditUsed: 0 })
    merge()
    store.setClock('2026-11-09T04:00:00.000Z')
    store.run({ kind: 'customer.recordSale', customerId: survivor, amount: 0, creditUsed: 0, undoes: sale })
    undo()
    expect(readCard(store.db, { customerId: folded }).totalLifetimeValue).toBe(12_345)
    expect(readCard(store.db, { customerId: survivor }).totalLifetimeValue).toBe(12_345)
  })

  test('of two merges goes backwards, and of one only once', () => {
    const third = store.create({ fullName: 'สมชาย', primaryPhone: '089-999-0003' })
    const before = dump()
    merge({}, {}, [folded, third])
    const [newest, oldest] = store.db
      .prepare('SELECT id FROM customer_merge_history ORDER BY merged_at DESC, id DESC')
      .pluck()
      .all() as [string, string]
    expect(() => undo([], [], oldest)).toThrow(expect.objectContaining({ code: 'MERGE_CONFLICT' }))
    undo([], [], newest)
    undo([], [], oldest)
    expect(dump()).toEqual(before)
    expect(() => undo([], [], oldest)).toThrow(expect.objectContaining({ code: 'ALREADY_UNDONE' }))
  })

  test('of a survivor who was merged since is refused until that is undone', () => {
    const third = store.create({ fullName: 'สมชาย', primaryPhone: '089-999-0003' })
    const before = dump()
    merge()
    const first = lastMerge()
    const { reason, strategy } = { reason: 'One person', strategy: usualStrategy }
    store.run({
      kind: 'customer.merge',
      customerId: third,
      foldedIds: [survivor],
      picks: {},
      strategy,
      reason,
    })
    expect(scanCustomer(store.db, folded).map(({ id }) => id)).toEqual([third])
    expect(() => undo([], [], first)).toThrow(expect.objectContaining({ code: 'MERGE_CONFLICT' }))
    const second = store.db
      .prepare('SELECT id FROM customer_merge_history WHERE customer_id = ?')
      .pluck()
      .get(third)
    store.run({
      kind: 'customer.unmerge',
      customerId: third,
      mergeId: String(second),
      pieceIds: [],
      columns: [],
    })
    undo([], [], first)
    expect(dump()).toEqual(before)
  })
})
