import { expect, test } from 'vitest'
import { readContactMoment } from './contact-moment.ts'

const now = new Date(2026, 2, 20, 10, 30)
const at = (year: number, month: number, day: number, hours: number, minutes: number) =>
  new Date(year, month - 1, day, hours, minutes).toISOString()

test('nothing typed means now, a time alone is of today, a day alone is noon of it', () => {
  expect(readContactMoment('', ' ', now)).toBeUndefined()
  expect(readContactMoment('', '9:15', now)).toBe(at(2026, 3, 20, 9, 15))
  expect(readContactMoment('19/3/2569', '', now)).toBe(at(2026, 3, 19, 12, 0))
  expect(readContactMoment('19/3/2026', '0905', now)).toBe(at(2026, 3, 19, 9, 5))
  expect(readContactMoment('20/3/2026', '', now)).toBe(now.toISOString())
})

test('what is no day or no time is told', () => {
  for (const [day, time] of [
    ['31/2/2026', ''],
    ['yesterday', '9:00'],
    ['', '25:00'],
    ['', '9:61'],
    ['', 'noon'],
  ] as const) {
    expect(readContactMoment(day, time, now)).toBeNull()
  }
})
