// The overview: sums against SQL written apart, consent with its proof, and whoever an id leads to.
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { makeId, openProfileStore, type ProfileStore } from '../../../tests/fixtures/profile-store.ts'
import { readCard } from './customers.ts'
import { readProfile } from './profile.ts'

let store: ProfileStore
beforeEach(() => {
  store = openProfileStore()
})
afterEach(() => store.close())

const profileOf = (customerId: string) => readProfile(store.db, { customerId }, store.now())

test('says what the ledger comes to, without what was taken back', () => {
  const customerId = store.create()
  store.setClock('2026-11-03T03:00:00.000Z')
  const undone = store.run({ kind: 'customer.checkIn', customerId })
  store.run({ kind: 'customer.checkIn', customerId, undoes: undone })
  store.setClock('2026-11-05T03:00:00.000Z')
  store.run({ kind: 'customer.checkIn', customerId })
  const wrong = store.run({ kind: 'customer.recordSale', customerId, amount: 999_900, creditUsed: 0 })
  store.run({ kind: 'customer.recordSale', customerId, amount: 999_900, creditUsed: 0, undoes: wrong })
  for (const amount of [100_000, 50_001]) {
    store.run({ kind: 'customer.recordSale', customerId, amount, creditUsed: 0 })
  }
  const profile = profileOf(customerId)
  expect(profile.firstVisitAt).toBe('2026-11-05T03:00:00.000Z')
  expect(profile.totalLifetimeValue).toBe(150_001)
  expect(profile.averageTransactionValue).toBe(75_001)
})

test('says nothing where nothing happened yet', () => {
  const profile = profileOf(store.create())
  expect(profile).toMatchObject({
    firstVisitAt: null,
    averageTransactionValue: null,
    vipTierDescription: null,
    vipStatusDate: null,
    linkedProfile: null,
    upcomingBookings: [],
    activePackages: [],
    packageUsesLeft: 0,
    transactionSummary: {
      totalTransactions: 0,
      totalSpent: 0,
      averageTransaction: null,
      lastTransaction: null,
    },
    packageSummary: { activePackages: 0, totalPackages: 0, usesLeft: 0, lastPackagePurchase: null },
    bookingSummary: { totalBookings: 0, upcomingBookings: 0, lastBooking: null },
  })
})

test('holds everything the card holds', () => {
  const customerId = store.create()
  const card = readCard(store.db, { customerId }, store.now())
  expect(profileOf(customerId)).toMatchObject(card)
})

describe('a consent', () => {
  test('is proved by whoever gave it its present value, when and where', () => {
    const customerId = store.create({ smsConsent: true })
    expect(profileOf(customerId).consents.sms).toEqual({
      given: true,
      at: '2026-11-02T03:00:00.000Z',
      by: 'Nok Kaew',
      device: 'Till 2',
    })
    store.setClock('2026-11-04T05:00:00.000Z')
    store.run({
      kind: 'customer.update',
      customerId,
      changes: { smsConsent: false },
      seen: { smsConsent: true },
    })
    expect(profileOf(customerId).consents.sms).toMatchObject({ given: false, at: '2026-11-04T05:00:00.000Z' })
  })
  test('whose present value no line of the audit trail gave is not proved', () => {
    const customerId = store.create({ smsConsent: true })
    // As when the server kept the stricter of two values.
    store.db.prepare('UPDATE customers SET sms_pdpa = 0 WHERE id = ?').run(customerId)
    expect(profileOf(customerId).consents.sms).toEqual({ given: false, at: null, by: null, device: null })
  })
})

test('shows the tier with its benefits and since when, and the linked profile even where only its id is known', () => {
  const customerId = store.create({ vipTierId: 2 })
  const linked = makeId('e', 1)
  store.db.prepare("UPDATE vip_tiers SET benefits = 'A drink' WHERE id = 2").run()
  store.db
    .prepare(
      `UPDATE customers SET vip_status_date = '2026-03-01', linked_profile_id = ?, profile_link_confidence = 92,
         profile_link_method = 'suggested', profile_linked_at = '2026-04-01T00:00:00.000Z' WHERE id = ?`,
    )
    .run(linked, customerId)
  expect(profileOf(customerId)).toMatchObject({
    vipTierDescription: 'A drink',
    vipStatusDate: '2026-03-01',
    linkedProfile: { id: linked, displayName: null, confidence: 92, method: 'suggested' },
  })
  store.insert('website_profiles', { id: linked, display_name: 'Manee', phone_number: '+66812345678' })
  expect(profileOf(customerId).linkedProfile).toMatchObject({ displayName: 'Manee', phone: '081-234-5678' })
})
