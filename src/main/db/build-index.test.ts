// The index of a first pull: findable meanwhile by what exists, built in steps that may end anywhere, in order of recency.
import Database from 'better-sqlite3'
import { beforeEach, expect, test } from 'vitest'
import { createFakeServer } from '../../../tests/fixtures/fake-server.ts'
import { makeRandom } from '../../../tests/fixtures/fill-store.ts'
import type { CustomerFilters } from '../../shared/customer-list.ts'
import { applySlice, pageSlices } from './apply-feed.ts'
import { createIndexBuilder } from './build-index.ts'
import { listCustomers } from './customer-list.ts'
import { countCustomers } from './customers.ts'
import { finishPull } from './finish-pull.ts'
import type { WriteDb } from './handle.ts'
import { migrateStore } from './migrate.ts'
import { listRecent, searchCustomers } from './search.ts'
import { indexCustomer, moveToFront } from './search-index.ts'
import { isUnbuilt } from './unplaced.ts'

let db: WriteDb
beforeEach(() => {
  db = new Database(':memory:') as unknown as WriteDb
  db.pragma('foreign_keys = ON')
  migrateStore(db)
  const server = createFakeServer()
  const dice = makeRandom(7)
  for (let change = 0; change < 2500; change++) server.changeElsewhere(dice)
  const reply = server.pull(null, null, null, 100_000)
  for (const slice of pageSlices(reply, 500)) applySlice(db, { reply, ...slice })
  finishPull(db, reply, new Date())
})

const live = () =>
  db
    .prepare(
      `SELECT key, id, customer_name AS name, contact_number AS phone FROM customers WHERE merged_into IS NULL
       ORDER BY coalesce(last_visit_at, created_at) DESC, key DESC`,
    )
    .all() as { key: number; id: string; name: string; phone: string }[]
const listed = (filters: CustomerFilters) =>
  listCustomers(db, { filters, sort: { by: 'fullName', order: 'asc' }, offset: 0, limit: 1000 }).rows.map(
    ({ id }) => id,
  )
const placesInOrder = () => db.prepare('SELECT customer_key FROM search_text ORDER BY rank').pluck().all()

test('until it is built, whole phone numbers and names lead to people, and the list shows everybody but the folded', () => {
  expect(isUnbuilt(db)).toBe(true)
  const people = live()
  expect(people.length).toBeGreaterThan(80)
  expect(countCustomers(db)).toBe(people.length)
  const listed = listCustomers(db, { filters: {}, sort: null, offset: 0, limit: 1000 }).rows.map(
    ({ id }) => id,
  )
  expect(listed.toSorted()).toEqual(people.map(({ id }) => id).toSorted())
  expect(listRecent(db, 5)).toHaveLength(5)
  for (const { id, name, phone } of people.slice(0, 20)) {
    expect(searchCustomers(db, phone, 20).hits.map((hit) => hit.id)).toContain(id)
    expect(searchCustomers(db, name, 20).hits.map((hit) => hit.id)).toContain(id)
  }
})

test('broken off after any step it goes on, and ends with everybody in order of their last visit', () => {
  const order = live().map(({ key }) => key)
  const isReserved = db.prepare('SELECT is_reserved FROM search_state').pluck()
  // Giving out places begins anew when it is broken off, since who came by meanwhile needs none.
  createIndexBuilder(db).step(0)
  const first = createIndexBuilder(db)
  while (isReserved.get() === 0) first.step(0)
  let steps = 0
  while (createIndexBuilder(db).step(0) !== null) {
    steps += 1
    expect(steps).toBeLessThan(100)
  }
  expect(steps).toBeGreaterThan(1)
  expect(isUnbuilt(db)).toBe(false)
  expect(placesInOrder()).toEqual(order)
})

test('the list is the same before, while and after places are given out', () => {
  const questions: readonly CustomerFilters[] = [
    {},
    { status: 'active' },
    { smsConsent: true },
    { credit: 'none' },
  ]
  const before = questions.map(listed)
  expect(before[0]).toHaveLength(live().length)
  const builder = createIndexBuilder(db)
  let wasPartly = false
  do {
    const placed = db.prepare('SELECT count(search_rank) FROM customers').pluck().get() as number
    wasPartly ||= placed > 0 && placed < live().length
    expect(questions.map(listed)).toEqual(before)
  } while (builder.step(0) !== null)
  expect(isUnbuilt(db)).toBe(false)
  expect(wasPartly).toBe(true)
  expect(questions.map(listed)).toEqual(before)
})

test('whoever comes by while it is built stands in front, once', () => {
  const order = live().map(({ key }) => key)
  const [late, early] = [order.at(-1) ?? 0, order[0] ?? 0]
  const builder = createIndexBuilder(db)
  builder.step(0)
  moveToFront(db, late)
  builder.step(0)
  builder.step(0)
  moveToFront(db, early)
  indexCustomer(db, late)
  while (builder.step(0) !== null);
  const others = order.filter((key) => key !== late && key !== early)
  expect(placesInOrder()).toEqual([early, late, ...others])
})
