// Days and moments the way people type and say them. Pure: the present is always an argument.
// Buddhist years run 543 ahead of Gregorian ones; a typed year of 2400 or later is read as Buddhist.
import { differenceInCalendarDays, differenceInCalendarMonths, differenceInMinutes } from 'date-fns'
import type { Settings } from '../../shared/contract.ts'

const buddhistOffset = 543
const firstBuddhistYear = 2400

/** Reads "12/3/2530", "12-03-1987" (day first), "12031987" or "1987-03-12" as YYYY-MM-DD; null when it is no day. */
export function parseDay(text: string): string | null {
  const plain = text.trim().replace(/[๐-๙]/g, (digit) => String(digit.charCodeAt(0) - 0x0e50))
  const yearFirst = /^(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})$/.exec(plain)
  const dayFirst =
    /^(\d{1,2})[-/. ](\d{1,2})[-/. ](\d{4})$/.exec(plain) ?? /^(\d{2})(\d{2})(\d{4})$/.exec(plain)
  const [year, month, day] = yearFirst
    ? [Number(yearFirst[1]), Number(yearFirst[2]), Number(yearFirst[3])]
    : [Number(dayFirst?.[3]), Number(dayFirst?.[2]), Number(dayFirst?.[1])]
  if (!year || !month || !day) return null
  const gregorian = year >= firstBuddhistYear ? year - buddhistOffset : year
  const date = new Date(Date.UTC(gregorian, month - 1, day))
  if (date.getUTCMonth() !== month - 1 || date.getUTCDate() !== day) return null
  return date.toISOString().slice(0, 10)
}

/** Writes a YYYY-MM-DD day as DD/MM/YYYY in the calendar asked for, the form `parseDay` reads back. */
export function formatDay(day: string, calendar: Settings['calendar']): string {
  const [year, month, date] = day.split('-')
  const shown = Number(year) + (calendar === 'buddhist' ? buddhistOffset : 0)
  return `${date}/${month}/${shown}`
}

/** How long ago a moment is, in the unit people would say; `unit` names the words, `count` goes into them. */
export interface Elapsed {
  readonly unit: 'now' | 'minutes' | 'today' | 'yesterday' | 'days' | 'weeks' | 'months' | 'years'
  readonly count: number
}

/** Says how long ago an ISO 8601 moment was; moments ahead of the clock count as now. */
export function measureElapsed(moment: string, now: Date): Elapsed {
  const then = new Date(moment)
  const minutes = differenceInMinutes(now, then)
  if (minutes < 1) return { unit: 'now', count: 0 }
  if (minutes < 60) return { unit: 'minutes', count: minutes }
  const days = differenceInCalendarDays(now, then)
  if (days === 0) return { unit: 'today', count: 0 }
  if (days === 1) return { unit: 'yesterday', count: 1 }
  if (days < 14) return { unit: 'days', count: days }
  if (days < 61) return { unit: 'weeks', count: Math.floor(days / 7) }
  const months = Math.max(2, differenceInCalendarMonths(now, then))
  return months < 24 ? { unit: 'months', count: months } : { unit: 'years', count: Math.floor(months / 12) }
}

/** How far ahead a day or moment is, in the unit people would say. */
export interface Remaining {
  readonly unit: 'past' | 'today' | 'tomorrow' | 'days' | 'weeks' | 'months'
  readonly count: number
}

/** Says how far ahead a YYYY-MM-DD day or an ISO 8601 moment is, in days of the calendar. */
export function measureRemaining(dayOrMoment: string, now: Date): Remaining {
  const then = new Date(dayOrMoment.length === 10 ? `${dayOrMoment}T00:00:00` : dayOrMoment)
  const days = differenceInCalendarDays(then, now)
  if (days < 0) return { unit: 'past', count: -days }
  if (days === 0) return { unit: 'today', count: 0 }
  if (days === 1) return { unit: 'tomorrow', count: 1 }
  if (days < 21) return { unit: 'days', count: days }
  if (days < 61) return { unit: 'weeks', count: Math.floor(days / 7) }
  return { unit: 'months', count: Math.max(2, differenceInCalendarMonths(then, now)) }
}

/** The days until the next birthday (0 is today) and the age it brings; a 29 February counts on 1 March in other years. */
export function nextBirthday(dateOfBirth: string, now: Date): { inDays: number; age: number } {
  const [year = 0, month = 1, day = 1] = dateOfBirth.split('-').map(Number)
  const today = new Date(now.getFullYear(), now.getMonth(), now.getDate())
  const thisYear = new Date(now.getFullYear(), month - 1, day)
  const next = thisYear < today ? new Date(now.getFullYear() + 1, month - 1, day) : thisYear
  return { inDays: differenceInCalendarDays(next, today), age: next.getFullYear() - year }
}
