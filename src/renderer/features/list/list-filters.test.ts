import { describe, expect, test } from 'vitest'
import { customerFiltersSchema, viewDefinitionSchema } from '../../../shared/customer-list.ts'
import {
  activeParts,
  changeFilters,
  firstDayOf,
  resolveFilters,
  sameFilters,
  toggleEntry,
  withoutPart,
} from './list-filters.ts'

const today = '2026-03-20'

describe('quick ranges', () => {
  test.each([
    ['today', '2026-03-20'],
    ['days7', '2026-03-13'],
    ['days30', '2026-02-18'],
    ['days90', '2025-12-20'],
    ['thisMonth', '2026-03-01'],
    ['thisYear', '2026-01-01'],
  ] as const)('%s begins on %s', (range, day) => {
    expect(firstDayOf(range, today)).toBe(day)
  })

  test('become days only when the list is asked', () => {
    const filters = { lastVisitRange: 'days7', search: '  som ', credit: 'has' } as const
    const asked = resolveFilters(filters, today)
    expect(asked).toEqual({ lastVisitFrom: '2026-03-13', lastVisitTo: today, search: 'som', credit: 'has' })
    expect(customerFiltersSchema.isValidSync(asked)).toBe(true)
    expect(resolveFilters({ search: '  ' }, today)).toEqual({})
  })

  test('are kept in a view as what they are', () => {
    const view = { filters: {}, sort: null, columns: ['fullName'], lastVisitRange: 'days30' }
    expect(viewDefinitionSchema.isValidSync(view)).toBe(true)
    expect(viewDefinitionSchema.isValidSync({ ...view, lastVisitRange: 'lately' })).toBe(false)
  })
})

test('what a person sets as one is taken away as one', () => {
  const filters = { lastVisitRange: 'today', visitsFrom: 2, visitsTo: 5, search: 'a' } as const
  expect(activeParts(filters)).toEqual(['lastVisit', 'visits'])
  expect(withoutPart(filters, 'visits')).toEqual({ lastVisitRange: 'today', search: 'a' })
  expect(activeParts({ hasAlert: false })).toEqual(['hasAlert'])
})

test('what is taken away leaves nothing behind', () => {
  expect(changeFilters({ credit: 'has', sources: ['Event'] }, { credit: undefined, sources: [] })).toEqual({})
  expect(toggleEntry(undefined, 3)).toEqual([3])
  expect(toggleEntry([3, 4], 3)).toEqual([4])
})

test('filters are the same in whatever order they were set', () => {
  expect(sameFilters({ credit: 'has', vipTierIds: [2, 1] }, { vipTierIds: [1, 2], credit: 'has' })).toBe(true)
  expect(sameFilters({ credit: 'has', search: '' }, { credit: 'has' })).toBe(true)
  expect(sameFilters({ credit: 'has' }, { credit: 'none' })).toBe(false)
})
