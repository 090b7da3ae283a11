import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { addDays, localDay, startOfDay, startOfMonth } from './local-day.ts'

beforeEach(() => vi.stubEnv('TZ', 'Asia/Bangkok'))
afterEach(() => vi.unstubAllEnvs())

test('today is the day on the wall, not the day in UTC', () => {
  expect(localDay(new Date(2026, 0, 5, 0, 10))).toBe('2026-01-05')
  expect(localDay(new Date(2026, 0, 5, 23, 50))).toBe('2026-01-05')
})

test('a day begins at midnight on the wall', () => {
  expect(startOfDay('2026-01-05')).toBe('2026-01-04T17:00:00.000Z')
  expect(localDay(new Date(startOfDay('2026-01-05')))).toBe('2026-01-05')
  vi.stubEnv('TZ', 'Europe/Berlin')
  expect(startOfDay('2026-03-30')).toBe('2026-03-29T22:00:00.000Z')
})

test('days and months are counted over the ends of months and years', () => {
  expect(addDays('2026-02-28', 1)).toBe('2026-03-01')
  expect(addDays('2026-01-01', -90)).toBe('2025-10-03')
  expect(startOfMonth('2026-11-20')).toBe('2026-11-01')
  expect(startOfMonth('2026-11-20', 2)).toBe('2027-01-01')
  expect(startOfMonth('2026-01-20', -1)).toBe('2025-12-01')
})
