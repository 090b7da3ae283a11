// The list of a hundred thousand customers: every page of it together is everybody once, in an order SQLite has too.
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type BenchStore, fillStore, openEmptyStore } from '../../../bench/worn-store.ts'
import { listCustomers, listIds } from './customer-list.ts'
import { countChoices } from './list-counts.ts'
import { readKpis } from './list-kpis.ts'

const everybody = 100_000
let store: BenchStore
beforeAll(() => {
  store = openEmptyStore()
  fillStore(store.db, everybody)
}, 300_000)
afterAll(() => store.remove())

const idsBySql = (order: string) =>
  store.db.prepare(`SELECT id FROM customers ORDER BY ${order}`).pluck().all() as string[]

test('all pages of an order are everybody once', { timeout: 120_000 }, () => {
  const sort = { by: 'lifetimeValue', order: 'desc' } as const
  const ids: string[] = []
  for (let offset = 0; offset < everybody; offset += 500) {
    const page = listCustomers(store.db, { filters: {}, sort, offset, limit: 500 })
    expect(page.total).toBe(everybody)
    ids.push(...page.rows.map(({ id }) => id))
  }
  expect(ids).toEqual(idsBySql('total_lifetime_value DESC, length(customer_code), customer_code'))
})

test('ids for all who are chosen end at ten thousand', () => {
  const { ids } = listIds(store.db, { filters: {}, sort: { by: 'customerCode', order: 'desc' } })
  expect(ids).toEqual(idsBySql('length(customer_code) DESC, customer_code DESC').slice(0, 10_000))
})

test('figures and counts add up', () => {
  const sums = store.db
    .prepare('SELECT count(*) AS customers, sum(total_lifetime_value) AS value FROM customers')
    .get() as { customers: number; value: number }
  const { totalCustomers, totalLifetimeValue } = readKpis(store.db, {}, '2026-11-20')
  expect({ customers: totalCustomers, value: totalLifetimeValue }).toEqual(sums)
  const { sources, vipStatus } = countChoices(store.db, {})
  const total = (counts: Readonly<Record<string, number>>) =>
    Object.values(counts).reduce((sum, count) => sum + count, 0)
  expect([total(sources), total(vipStatus)]).toEqual([everybody, everybody])
})
