// The venue's website, which writes to the server without any counter: people sign up, change and leave, and book.
import type { Person } from './people.ts'
import type { Transaction } from './server/transactions.ts'
import type { World } from './world.ts'

/** Whoever has a profile from the start signs up. */
export function openWebsite({ server }: World, people: readonly Person[]): void {
  server
    .write((transaction) => {
      for (const { profileId, names, phone } of people) {
        if (profileId) signUp(transaction, profileId, names[0] ?? '', phone)
      }
    })
    .settle()
}

function signUp(transaction: Transaction, id: string, name: string, phone: string): void {
  const profile = { display_name: name, email: null, phone_number: phone }
  transaction.write('website_profiles', id, { ...profile, joined_at: '2026-01-02T03:04:05.000Z' })
}

/** Something that befalls the profiles, in a transaction of the caller's. */
export function changeProfiles({ random }: World, transaction: Transaction): void {
  const profiles = transaction.all('website_profiles')
  const dice = random.next()
  if (profiles.length === 0 || dice < 0.2) {
    signUp(transaction, random.uuid(), 'New', '0815550101')
    return
  }
  const { id } = random.pick(profiles)
  // Whoever is about to remove or change it is waited for.
  transaction.lock(`profile ${id}`)
  if (!transaction.get('website_profiles', id)) return
  if (dice < 0.9) transaction.write('website_profiles', id, { phone_number: `08${random.below(99)}` })
  else bury(transaction, 'website_profiles', id, random.uuid())
}

/** A booking or a package of a customer, in a transaction of the caller's. */
export function bookSomething(
  { random, record, timeline }: World,
  transaction: Transaction,
  customerId: string,
): void {
  const bookings = transaction.all('customer_bookings').filter((row) => row.values.customer_id === customerId)
  const packages = transaction.all('customer_packages').filter((row) => row.values.customer_id === customerId)
  const id = random.uuid()
  const dice = random.next()
  record.foreignRows.add(id)
  if (bookings.length > 0 && dice < 0.3) {
    transaction.write('customer_bookings', random.pick(bookings).id, { status: 'completed' })
  } else if (dice < 0.6) {
    const starts_at = new Date(timeline.now()).toISOString()
    const when = { starts_at, ends_at: starts_at, people: 2, status: 'booked', source: 'website' }
    const booking = { resource: 'Bay 1', notes: null, package_id: packages[0]?.id ?? null }
    transaction.write('customer_bookings', id, { ...when, ...booking, customer_id: customerId })
  } else if (packages.length > 0 && dice < 0.8) {
    const held = random.pick(packages)
    transaction.write('customer_packages', held.id, { uses_taken: Number(held.values.uses_taken) + 1 })
  } else if (bookings.length > 0 && dice < 0.85) {
    bury(transaction, 'customer_bookings', random.pick(bookings).id, random.uuid())
  } else {
    const days = { purchased_on: '2026-10-01', starts_on: null, expires_on: '2027-10-01', status: 'active' }
    const bought = { package_name: 'Ten hours', uses_total: 10, uses_taken: 0, price: 450_000 }
    transaction.write('customer_packages', id, { ...bought, ...days, customer_id: customerId })
  }
}

function bury(
  transaction: Transaction,
  table: 'website_profiles' | 'customer_bookings',
  id: string,
  grave: string,
): void {
  transaction.remove(table, id)
  transaction.write('sync_tombstones', grave, { table_name: table, row_id: id })
}
