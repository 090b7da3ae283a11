import { expect, test } from 'vitest'
import { localDay } from './local-day.ts'

test('today is the day on the wall, not the day in UTC', () => {
  expect(localDay(new Date(2026, 0, 5, 0, 10))).toBe('2026-01-05')
  expect(localDay(new Date(2026, 0, 5, 23, 50))).toBe('2026-01-05')
})
