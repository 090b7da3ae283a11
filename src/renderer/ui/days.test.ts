import { describe, expect, test } from 'vitest'
import { formatDay, measureElapsed, nextBirthday, parseDay } from './days.ts'

describe('typed days', () => {
  test.each([
    ['12/3/1987', '1987-03-12'],
    ['12-03-2530', '1987-03-12'],
    ['12.03.2530', '1987-03-12'],
    ['1987-03-12', '1987-03-12'],
    ['2530-3-12', '1987-03-12'],
    ['๑๒/๓/๒๕๓๐', '1987-03-12'],
    [' 12031987 ', '1987-03-12'],
    ['29/02/2567', '2024-02-29'],
  ])('%s is %s', (typed, day) => {
    expect(parseDay(typed)).toBe(day)
  })

  test.each(['', '31/02/1987', '29/2/2023', '12/13/1987', '12/3/87', 'yesterday', '0/0/0000'])(
    '"%s" is no day',
    (typed) => {
      expect(parseDay(typed)).toBeNull()
    },
  )

  test('are written so that they read back, in either calendar', () => {
    expect(formatDay('1987-03-12', 'gregorian')).toBe('12/03/1987')
    expect(formatDay('1987-03-12', 'buddhist')).toBe('12/03/2530')
    for (const calendar of ['gregorian', 'buddhist'] as const) {
      expect(parseDay(formatDay('2001-12-31', calendar))).toBe('2001-12-31')
    }
  })
})

describe('elapsed time', () => {
  const now = new Date(2026, 2, 20, 15, 0)
  const ago = (...parts: [number, number, number, number?, number?]) =>
    measureElapsed(new Date(parts[0], parts[1], parts[2], parts[3] ?? 12, parts[4] ?? 0).toISOString(), now)

  test('is said in the unit people would use', () => {
    expect(measureElapsed(now.toISOString(), now)).toEqual({ unit: 'now', count: 0 })
    expect(ago(2026, 2, 20, 14, 20)).toEqual({ unit: 'minutes', count: 40 })
    expect(ago(2026, 2, 20, 9)).toEqual({ unit: 'today', count: 0 })
    expect(ago(2026, 2, 19, 23, 30)).toEqual({ unit: 'yesterday', count: 1 })
    expect(ago(2026, 2, 17)).toEqual({ unit: 'days', count: 3 })
    expect(ago(2026, 2, 5)).toEqual({ unit: 'weeks', count: 2 })
    expect(ago(2025, 6, 20)).toEqual({ unit: 'months', count: 8 })
    expect(ago(2023, 0, 1)).toEqual({ unit: 'years', count: 3 })
  })

  test('ahead of the clock counts as now', () => {
    expect(ago(2026, 2, 21)).toEqual({ unit: 'now', count: 0 })
  })
})

test('birthdays count days ahead and the age they bring', () => {
  const now = new Date(2026, 11, 30, 10)
  expect(nextBirthday('1990-12-30', now)).toEqual({ inDays: 0, age: 36 })
  expect(nextBirthday('1990-01-02', now)).toEqual({ inDays: 3, age: 37 })
  expect(nextBirthday('1990-12-29', now).inDays).toBe(364)
})
