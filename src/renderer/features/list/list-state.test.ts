import { beforeEach, expect, test } from 'vitest'
import type { SavedView, ViewDefinition } from '../../../shared/customer-list.ts'
import { definitionOf, isModified, nextSort, useList } from './list-state.ts'

const view = (definition: ViewDefinition): SavedView => ({
  id: '018f0000-0000-7000-8000-000000000001',
  name: 'Gold lately',
  definition,
  isShared: false,
  isOwn: true,
  ownerName: null,
})
const gold = view({
  filters: { vipTierIds: [3] },
  sort: { by: 'lastVisit', order: 'desc' },
  columns: ['fullName', 'lastVisit'],
  lastVisitRange: 'days30',
})
const list = () => useList.getState()

beforeEach(() => list().start('somebody', { columns: ['fullName', 'city'], widths: {}, figuresOpen: true }))

test('a view is shown as it was kept, and gives the columns back that were there before', () => {
  list().showView(gold)
  expect(list().filters).toEqual({ vipTierIds: [3], lastVisitRange: 'days30' })
  expect(definitionOf(list())).toEqual(gold.definition)
  expect(isModified(list(), gold)).toBe(false)
  list().setColumns(['fullName', 'lastVisit', 'email'], true)
  expect(isModified(list(), gold)).toBe(true)
  list().showView(null)
  expect(list().columns).toEqual(['fullName', 'city'])
  expect(isModified(list(), null)).toBe(false)
})

test('each thing a view keeps makes it modified', () => {
  for (const change of [
    () => list().filter({ credit: 'has' }),
    () => list().setSort(null),
    () => list().setColumns(['fullName'], true),
    () => list().filter({ lastVisitRange: 'days7' }),
  ]) {
    list().showView(gold)
    change()
    expect(isModified(list(), gold)).toBe(true)
  }
})

test('whoever is selected is let go when the filters change', () => {
  list().select(new Set(['a']))
  list().filter({ credit: 'has' })
  expect(list().selected.size).toBe(0)
})

test('a head sorts up, down, and not at all', () => {
  const up = nextSort(null, 'city')
  expect(up).toEqual({ by: 'city', order: 'asc' })
  const down = nextSort(up, 'city')
  expect(down).toEqual({ by: 'city', order: 'desc' })
  expect(nextSort(down, 'city')).toBeNull()
  expect(nextSort(down, 'email')).toEqual({ by: 'email', order: 'asc' })
})
