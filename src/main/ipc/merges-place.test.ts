// What the merge screen and the undo dialog are told, and that what they were told is what then happens.
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { openProfileStore, type ProfileStore } from '../../../tests/fixtures/profile-store.ts'
import { usualStrategy } from '../../shared/merging.ts'
import { readCard } from '../db/customers.ts'
import { createMergesPlace } from './merges-place.ts'

let store: ProfileStore
let place: ReturnType<typeof createMergesPlace>
let older: string
let newer: string
beforeEach(() => {
  store = openProfileStore()
  place = createMergesPlace({
    db: store.db,
    now: store.now,
    carryOut: (command) => {
      store.run(command)
      return command.customerId
    },
    announceMany: () => undefined,
  })
  older = store.create({ fullName: 'มาลี ทดสอบ', primaryPhone: '081-000-0001', smsConsent: true })
  newer = store.create({ fullName: 'Malee Todsob', primaryPhone: '081-000-0002', email: 'm@example.com' })
  store.setClock('2026-11-03T03:00:00.000Z')
  for (const customerId of [newer, newer, older]) store.run({ kind: 'customer.checkIn', customerId })
  store.run({ kind: 'customer.addCredit', customerId: older, amount: 30_000 })
  store.run({ kind: 'customer.addCredit', customerId: newer, amount: 12_050 })
})
afterEach(() => store.close())

const preview = (survivorId: string | null = null, picks = {}, strategy = usualStrategy) =>
  place['merges.preview']({ customerIds: [older, newer], survivorId, picks, strategy })
const mergeAs = (customerId: string, foldedId: string) =>
  store.run({
    kind: 'customer.merge',
    customerId,
    foldedIds: [foldedId],
    picks: {},
    strategy: usualStrategy,
    reason: 'One person',
  })
const undoPreview = (mergeId: string, pieceIds: readonly string[] = [], columns: readonly string[] = []) =>
  place['merges.undoPreview']({ mergeId, pieceIds, columns })
const recent = () => place['merges.recent']({ limit: 10 })

describe('a preview', () => {
  test('proposes who has most history and says why, and shows what the merge then makes', async () => {
    const shown = await preview()
    expect(shown).toMatchObject({ survivorId: newer, survivorReasons: ['most-history'] })
    expect(shown.people.map(({ card }) => card.id)).toEqual([newer, older])
    expect(shown.result).toMatchObject({ availableCredit: 42_050, totalVisits: 3 })
    expect(shown.result.leadingCodes).toEqual([readCard(store.db, { customerId: older }).customerCode])
    const field = (column: string) => shown.fields.find((one) => one.column === column)
    expect(field('customer_name')).toMatchObject({ isEqual: false, isFixed: false, pickedId: newer })
    expect(field('email')).toMatchObject({ isFixed: true, result: 'm@example.com' })
    expect(field('sms_pdpa')).toMatchObject({ isFixed: true })
    mergeAs(newer, older)
    expect(readCard(store.db, { customerId: older })).toMatchObject({
      id: newer,
      availableCredit: 42_050,
      totalVisits: 3,
    })
  })

  test('follows the pick, the switch of contacts and who is to live on', async () => {
    const shown = await preview(
      older,
      { customer_name: newer },
      { ...usualStrategy, keepPrimaryContact: false },
    )
    expect(shown).toMatchObject({ survivorId: older, survivorReasons: ['chosen', 'oldest-code'] })
    const result = (column: string) => shown.fields.find((one) => one.column === column)?.result
    expect(result('customer_name')).toBe('Malee Todsob')
    expect(result('contact_number')).toBe('081-000-0002')
  })

  test('of one person alone is refused', () => {
    const ask = () =>
      place['merges.preview']({
        customerIds: [older, older],
        survivorId: null,
        picks: {},
        strategy: usualStrategy,
      })
    expect(ask).toThrow(expect.objectContaining({ code: 'MERGE_CONFLICT' }))
  })
})

describe('an undo', () => {
  test('shows both as they will be, with what came since shared out as told', async () => {
    mergeAs(newer, older)
    const [entry] = await recent()
    store.setClock('2026-11-09T03:00:00.000Z')
    const saleId = store.run({
      kind: 'customer.recordSale',
      customerId: newer,
      amount: 9000,
      creditUsed: 2000,
    })
    store.run({ kind: 'customer.addNote', customerId: newer, noteText: 'Later', isPinned: false })
    store.run({
      kind: 'customer.update',
      customerId: newer,
      changes: { email: 'later@example.com' },
      seen: { email: 'm@example.com' },
    })
    const mergeId = String(entry?.id)
    const shown = await undoPreview(mergeId, [`customer_transactions ${saleId}`], ['email'])
    expect(shown.pieces.map(({ kind }) => kind).toSorted()).toEqual(['identifier', 'note', 'sale'])
    expect(shown.changes).toMatchObject([
      { column: 'email', now: 'later@example.com', survivorBefore: 'm@example.com', foldedBefore: null },
    ])
    expect(shown.survivor).toMatchObject({ id: newer, availableCredit: 12_050, totalLifetimeValue: 0 })
    expect(shown.folded).toMatchObject({ id: older, availableCredit: 28_000, totalLifetimeValue: 9000 })
    const pieceIds = [`customer_transactions ${saleId}`]
    store.run({ kind: 'customer.unmerge', customerId: newer, mergeId, pieceIds, columns: ['email'] })
    const [mine, theirs] = [newer, older].map((customerId) => readCard(store.db, { customerId }))
    expect(mine).toMatchObject({ availableCredit: 12_050, totalLifetimeValue: 0, email: 'm@example.com' })
    expect(theirs).toMatchObject({
      availableCredit: 28_000,
      totalLifetimeValue: 9000,
      email: 'later@example.com',
    })
    expect(mine?.notes.map(({ noteText }) => noteText)).toEqual(['Later'])
  })

  test('that cannot be done says what is in the way', async () => {
    mergeAs(newer, older)
    const third = store.create({ fullName: 'Malee', primaryPhone: '081-000-0003' })
    mergeAs(newer, third)
    const [second, first] = await recent()
    expect(first?.blocked).toMatchObject({ why: 'later-merge', mergeId: second?.id })
    expect(second?.blocked).toBeNull()
    store.setClock('2026-11-04T03:00:00.000Z')
    const fourth = store.create({ fullName: 'Malee Todsob', primaryPhone: '081-000-0004' })
    mergeAs(fourth, newer)
    const entries = await place['merges.of']({ customerId: older })
    expect(entries.map(({ blocked }) => blocked?.why ?? null)).toEqual([
      null,
      'survivor-merged',
      'later-merge',
    ])
    expect(() => undoPreview(String(second?.id))).toThrow(expect.objectContaining({ code: 'MERGE_CONFLICT' }))
  })

  test('with a piece that is gone is refused', () => {
    mergeAs(newer, older)
    const mergeId = store.db.prepare('SELECT id FROM customer_merge_history').pluck().get() as string
    const pieceIds = [`customer_notes ${newer}`]
    const undo = () =>
      store.run({ kind: 'customer.unmerge', customerId: newer, mergeId, pieceIds, columns: [] })
    expect(undo).toThrow(expect.objectContaining({ code: 'CHANGED_MEANWHILE' }))
  })
})
