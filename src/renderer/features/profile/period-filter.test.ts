import { expect, test } from 'vitest'
import { daysOf } from './period-filter.tsx'

const now = new Date(2024, 2, 15, 9)

test('the named stretches cover the days people mean', () => {
  expect(daysOf('month', now)).toEqual({ from: '2024-03-01' })
  expect(daysOf('days30', now)).toEqual({ from: '2024-02-15' })
  expect(daysOf('year', now)).toEqual({ from: '2024-01-01' })
  expect(daysOf('lastYear', now)).toEqual({ from: '2023-01-01', to: '2023-12-31' })
})
