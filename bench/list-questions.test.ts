import { afterAll, beforeAll, expect, test } from 'vitest'
import { listCustomers } from '../src/main/db/customer-list.ts'
import { readKpis } from '../src/main/db/list-kpis.ts'
import { startOfDay } from '../src/shared/local-day.ts'
import { bareKpis, bareList, fillBareTable, filterQuestions } from './list-questions.ts'
import { type BenchStore, fillStore, openEmptyStore } from './worn-store.ts'

let store: BenchStore
beforeAll(() => {
  store = openEmptyStore()
  fillStore(store.db, 300)
  fillBareTable(store.db)
})
afterAll(() => store.remove())

test('what is measured against each other answers the same', () => {
  for (const { filters, where } of filterQuestions) {
    const ours = listCustomers(store.db, { filters, sort: null, offset: 0, limit: 10 })
    expect(bareList(store.db, where, 'id', 0, 10).total, where).toBe(ours.total)
    const figures = readKpis(store.db, filters, '2026-11-20')
    const bare = bareKpis(store.db, where, '2026-11-01', startOfDay('2026-08-22'))
    expect([bare.now ?? 0, bare.active ?? 0, bare.value ?? 0], where).toEqual([
      figures.newThisMonth,
      figures.activeCustomers,
      figures.totalLifetimeValue,
    ])
  }
})
