import { describe, expect, test } from 'vitest'
import { decideDateOrder, readDay, readMoment, voteOnDateOrder } from './import-dates.ts'

const today = '2026-03-15'
const dayOf = (text: string) => readDay(text, 'day-first', today)?.day ?? null

describe('dates of old customer files', () => {
  test.each([
    ['1985-04-08', '1985-04-08'],
    ['1985/4/8', '1985-04-08'],
    ['1985-04-08 00:00:00', '1985-04-08'],
    ['1985-04-08T17:00:00.000Z', '1985-04-08'],
    ['19850408', '1985-04-08'],
    ['08/04/1985', '1985-04-08'],
    ['8.4.1985', '1985-04-08'],
    ['08/04/1985 13:45', '1985-04-08'],
    ['8-Apr-85', '1985-04-08'],
    ['08 April 1985', '1985-04-08'],
    ['Apr 8, 1985', '1985-04-08'],
    ['April 8th, 1985', '1985-04-08'],
    ['8 Sept 1985', '1985-09-08'],
    ['๘/๔/๒๕๒๘', '1985-04-08'],
    ['08/04/2528', '1985-04-08'],
    ['2528-04-08', '1985-04-08'],
    ['8 เม.ย. 2528', '1985-04-08'],
    ['8 เมษายน พ.ศ. 2528', '1985-04-08'],
    ['8 เมษายน ค.ศ. 1985', '1985-04-08'],
    ['31145', '1985-04-08'],
    ['31145.0', '1985-04-08'],
    ['29/02/2543', '2000-02-29'],
    ['1900-04-08', '1900-04-08'],
  ])('%s is %s', (text, day) => {
    expect(dayOf(text)).toBe(day)
  })

  test.each([
    '31/02/1985',
    '29/02/2540',
    '1985',
    '12',
    'yesterday',
    '8 Foo 1985',
    '13/13/1985',
    '1/2/3',
    '',
    '99999999',
  ])('%s is no date', (text) => {
    expect(dayOf(text)).toBeNull()
  })

  test('a year of two digits belongs to the last hundred years', () => {
    expect(dayOf('14/03/26')).toBe('2026-03-14')
    expect(dayOf('16/03/26')).toBe('1926-03-16')
  })

  test('says when a year was a Buddhist one', () => {
    expect(readDay('08/04/2528', 'day-first', today)).toEqual({ day: '1985-04-08', isBuddhist: true })
    expect(readDay('08/04/1985', 'day-first', today)?.isBuddhist).toBe(false)
  })
})

describe('which number is the day', () => {
  const orderOf = (...texts: string[]) => {
    const votes = { dayFirst: 0, monthFirst: 0 }
    for (const text of texts) voteOnDateOrder(votes, text)
    return decideDateOrder(votes)
  }

  test('a column that says so is month first', () => {
    expect(orderOf('04/08/1985', '04/25/1985', '12/31/1990 10:00')).toBe('month-first')
    expect(readDay('04/08/1985', 'month-first', today)?.day).toBe('1985-04-08')
  })

  test('a column that does not say is day first', () => {
    expect(orderOf('04/08/1985', '1985-12-31', 'Apr 25 1985')).toBe('day-first')
    expect(orderOf('25/04/1985', '04/08/1985')).toBe('day-first')
  })

  test('a value with one clear reading is read that way in any column', () => {
    expect(readDay('04/25/1985', 'day-first', today)?.day).toBe('1985-04-25')
    expect(readDay('25/04/1985', 'month-first', today)?.day).toBe('1985-04-25')
  })
})

describe('a moment', () => {
  const at = (text: string) => readMoment(text, 'day-first', '2026-03-15')?.at ?? null
  const local = (hour: number, minute = 0, second = 0) =>
    new Date(2026, 2, 1, hour, minute, second).toISOString()

  test.each([
    ['2026-03-01', local(12)],
    ['2026-03-01 18:05', local(18, 5)],
    ['01/03/2569 18.05 น.', local(18, 5)],
    ['2026-03-01T18:05:09', local(18, 5, 9)],
    ['01/03/2026 6:05 PM', local(18, 5)],
    ['01/03/2026 6:05PM', local(18, 5)],
    ['01/03/2026 12:00am', local(0)],
    ['46082.75', local(18)],
    ['2026-03-01T18:05:09Z', '2026-03-01T18:05:09.000Z'],
    ['2026-03-01T18:05:09.250+07:00', '2026-03-01T11:05:09.000Z'],
    ['2026-03-01 25:00', null],
    ['2026-03-01 10:61', null],
    ['not a day 10:00', null],
  ])('%s is %s', (text, expected) => {
    expect(at(text)).toBe(expected)
  })
})
