// The tabs that list rows: filters and searches alone and together, orders, and sums against SQL written apart.
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import {
  clerkId,
  makeId,
  openProfileStore,
  type ProfileStore,
} from '../../../tests/fixtures/profile-store.ts'
import { localDay, startOfDay } from '../../shared/local-day.ts'
import type { TransactionsArgs } from '../../shared/profile-methods.ts'
import { readCard } from './customers.ts'
import { readProfile } from './profile.ts'
import { readBookings } from './profile-bookings.ts'
import { readContacts } from './profile-contacts.ts'
import { readPackages } from './profile-packages.ts'
import { readTransactions } from './profile-transactions.ts'

let store: ProfileStore
let customerId: string
let customer_key: number
beforeEach(() => {
  store = openProfileStore()
  customerId = store.create()
  customer_key = store.keyOf(customerId)
})
afterEach(() => store.close())

/** A moment at this hour of the counter's day. */
function at(day: string, hour: number): string {
  return new Date(Date.parse(startOfDay(day)) + hour * 3_600_000).toISOString()
}

describe('transactions', () => {
  const statuses = ['completed', 'refunded', 'void'] as const
  beforeEach(() => {
    for (let number = 0; number < 30; number += 1) {
      const sold_at = at(`2026-10-${String(1 + (number % 10)).padStart(2, '0')}`, number % 24)
      const items = JSON.stringify([
        { name: number % 2 ? 'Bucket of balls' : 'ถาดลูกกอล์ฟ', quantity: 1, amount: 100 },
      ])
      const row = { customer_key, id: makeId('d', number), amount: 100 + number, sold_at, items }
      const status = statuses[number % 3] ?? 'void'
      store.insert('customer_transactions', {
        ...row,
        status,
        receipt_number: `R-${number}`,
        sold_by: clerkId,
      })
    }
    store.insert('customer_transactions', {
      customer_key: store.keyOf(store.create({ fullName: 'Another Person', primaryPhone: '0899999999' })),
      id: makeId('d', 999),
      amount: 1,
      sold_at: at('2026-10-05', 9),
    })
  })
  const ask = (args: Partial<TransactionsArgs> = {}) =>
    readTransactions(store.db, { customerId, offset: 0, limit: 500, ...args })

  const questions: Partial<TransactionsArgs>[] = [
    {},
    { status: 'completed' },
    { status: 'refunded', from: '2026-10-02' },
    { from: '2026-10-03', to: '2026-10-03' },
    { to: '2026-10-04', status: 'void' },
    { from: '2026-11-01' },
  ]
  test.each(questions)('%o are those that SQL finds, with the sum of the completed ones', (question) => {
    const { from, to, status } = question
    const found = store.db
      .prepare(
        `SELECT count(*) AS total, coalesce(sum(amount) FILTER (WHERE status = 'completed'), 0) AS totalAmount
         FROM customer_transactions WHERE customer_key = $customer_key
           AND ($from IS NULL OR date(sold_at, 'localtime') >= $from)
           AND ($to IS NULL OR date(sold_at, 'localtime') <= $to) AND ($status IS NULL OR status = $status)`,
      )
      .get({ customer_key, from: from ?? null, to: to ?? null, status: status ?? null })
    expect(ask(question)).toMatchObject(found as object)
    const moments = ask(question).rows.map((row) => row.soldAt)
    expect(moments).toEqual(moments.toSorted().toReversed())
  })
  test('are found by a piece of the receipt number or of what was bought, in either script', () => {
    expect(ask({ search: 'r-12' }).rows.map((row) => row.receiptNumber)).toEqual(['R-12'])
    expect(ask({ search: 'BUCKET' }).total).toBe(15)
    expect(ask({ search: 'ลูกกอล์ฟ', status: 'completed' }).total).toBe(5)
    expect(ask({ search: '100%' }).total).toBe(0)
  })
  test('come in pages that together are the whole', () => {
    const pages = [0, 12, 24].map((offset) => ask({ offset, limit: 12 }))
    expect(pages.map((page) => page.rows.length)).toEqual([12, 12, 6])
    expect(pages.flatMap((page) => page.rows)).toEqual(ask().rows)
    expect(new Set(pages.map((page) => `${page.total} ${page.totalAmount}`)).size).toBe(1)
  })
  test('name whoever sold, and leave out of the items what is none', () => {
    store.insert('customer_transactions', {
      customer_key,
      id: makeId('d', 500),
      amount: 1,
      sold_at: at('2026-12-01', 9),
      sold_by: 'Khun Nid',
      items: '[{"name":"Glove"},{"price":3},null,7]',
    })
    const [first, second] = ask().rows
    expect(first).toMatchObject({ soldBy: 'Khun Nid', items: [{ name: 'Glove', quantity: 1, amount: 0 }] })
    expect(second?.soldBy).toBe('Nok Kaew')
  })
  test('are summed on the overview', () => {
    const { transactionSummary } = readProfile(store.db, { customerId }, store.now())
    const completed = ask({ status: 'completed' })
    expect(transactionSummary).toEqual({
      totalTransactions: completed.total,
      totalSpent: completed.totalAmount,
      averageTransaction: Math.round(completed.totalAmount / completed.total),
      lastTransaction: completed.rows[0]?.soldAt,
    })
  })
})

describe('packages', () => {
  const today = localDay(new Date('2026-11-02T03:00:00.000Z'))
  const add = (number: number, row: Readonly<Record<string, string | number | null>>) =>
    store.insert('customer_packages', {
      customer_key,
      id: makeId('e', number),
      package_name: `P${number}`,
      purchased_on: `2026-0${number}-01`,
      uses_total: 10,
      ...row,
    })
  beforeEach(() => {
    add(1, { expires_on: '2026-11-01' })
    add(2, { expires_on: today, uses_taken: 7 })
    add(3, { uses_total: null })
    add(4, { starts_on: '2026-11-03' })
    add(5, { uses_taken: 11, expires_on: '2026-01-01' })
    add(6, { status: 'cancelled' })
    add(7, { starts_on: today, expires_on: '2027-01-01', uses_taken: 9 })
  })
  test('have the state of today, a day being good to its end, and those to be used lead', () => {
    const rows = readPackages(store.db, { customerId }, store.now())
    expect(rows.map((row) => [row.packageName, row.state, row.usesLeft])).toEqual([
      ['P2', 'active', 3],
      ['P7', 'active', 1],
      ['P3', 'active', null],
      ['P4', 'upcoming', 10],
      ['P5', 'usedUp', 0],
      ['P1', 'expired', 10],
      ['P6', 'cancelled', 10],
    ])
  })
  test('change their state when the day at the counter does', () => {
    const stateOn = (day: string) =>
      readPackages(store.db, { customerId }, new Date(at(day, 0))).find((row) => row.packageName === 'P2')
        ?.state
    expect(stateOn(today)).toBe('active')
    expect(stateOn('2026-11-03')).toBe('expired')
  })
  test('stand on the card and are summed on the overview', () => {
    const card = readCard(store.db, { customerId }, store.now())
    expect(card.activePackages.map((one) => one.packageName)).toEqual(['P2', 'P7', 'P3'])
    expect(card.packageUsesLeft).toBe(4)
    const { packageSummary } = readProfile(store.db, { customerId }, store.now())
    expect(packageSummary).toEqual({
      activePackages: 3,
      totalPackages: 7,
      usesLeft: 4,
      lastPackagePurchase: '2026-07-01',
    })
  })
})

describe('bookings', () => {
  const add = (number: number, starts_at: string, status = 'booked') =>
    store.insert('customer_bookings', {
      customer_key,
      id: makeId('f', number),
      resource: `Bay ${number}`,
      starts_at,
      ends_at: starts_at,
      status,
      package_id: number === 4 ? makeId('e', 1) : null,
    })
  beforeEach(() => {
    store.setClock(at('2026-11-02', 12))
    store.insert('customer_packages', {
      customer_key,
      id: makeId('e', 1),
      package_name: 'Ten hours',
      purchased_on: '2026-01-01',
    })
    add(1, at('2026-11-01', 23), 'completed')
    add(2, at('2026-11-02', 9))
    add(3, at('2026-11-02', 18))
    add(4, at('2026-11-03', 0))
    add(5, at('2026-11-20', 10))
    add(6, at('2026-11-10', 10), 'cancelled')
    add(7, at('2026-10-01', 10), 'no_show')
  })
  test('put what is still to come first, the soonest leading, and then the newest', () => {
    const rows = readBookings(store.db, { customerId }, store.now())
    expect(rows.map((row) => row.resource)).toEqual([
      'Bay 2',
      'Bay 3',
      'Bay 4',
      'Bay 5',
      'Bay 6',
      'Bay 1',
      'Bay 7',
    ])
    expect(rows[2]?.packageName).toBe('Ten hours')
  })
  test('on the card are the next three from today on, today told apart at midnight', () => {
    const { upcomingBookings } = readCard(store.db, { customerId }, store.now())
    expect(upcomingBookings.map((one) => [one.resource, one.isToday])).toEqual([
      ['Bay 2', true],
      ['Bay 3', true],
      ['Bay 4', false],
    ])
  })
  test('are counted on the overview', () => {
    const { bookingSummary } = readProfile(store.db, { customerId }, store.now())
    expect(bookingSummary).toEqual({
      totalBookings: 7,
      upcomingBookings: 4,
      lastBooking: at('2026-11-02', 9),
    })
  })
})

test('contacts come newest first, all or of one kind', () => {
  for (const [number, contact_type] of ['phone', 'sms', 'phone'].entries()) {
    store.insert('customer_contact_history', {
      customer_key,
      id: makeId('d', number),
      contact_type,
      contact_date: at('2026-10-01', number),
      contacted_by: clerkId,
      successful: number % 2,
    })
  }
  const ask = (contactType?: 'phone' | 'visit') =>
    readContacts(store.db, { customerId, contactType }).map((row) => [
      row.contactType,
      row.successful,
      row.contactedBy,
    ])
  expect(ask()).toEqual([
    ['phone', false, 'Nok Kaew'],
    ['sms', true, 'Nok Kaew'],
    ['phone', false, 'Nok Kaew'],
  ])
  expect(ask('phone')).toHaveLength(2)
  expect(ask('visit')).toEqual([])
})
