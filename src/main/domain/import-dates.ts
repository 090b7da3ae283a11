// Reads the dates of old files: ISO, day or month first, month names in Thai and English, Buddhist years and spreadsheet
// serials, with or without a time of day. Whether 04/08 is April or August is decided once per column, from all its values.
import { localDay } from '../../shared/local-day.ts'
import { normaliseText } from '../../shared/text.ts'

/** Which of two numbers before the year is the day; `year-first` columns need no decision. */
export type DateOrder = 'day-first' | 'month-first'

/** How many values of a column can only be read one way. */
export interface DateVotes {
  dayFirst: number
  monthFirst: number
}

/** A day as YYYY-MM-DD and whether its year was a Buddhist one, or null when the text is no date. */
export interface ReadDay {
  readonly day: string
  readonly isBuddhist: boolean
}

const numbersOnly = /^(\d{1,4})[-/. ](\d{1,2})[-/. ](\d{1,4})$/
const dayMonthName = /^(\d{1,2})[-/. ]*([^\d\s]+?)[-/. ]*(\d{2}|\d{4})$/
const monthNameDay = /^([^\d\s]+?)[-/. ]*(\d{1,2})(?:st|nd|rd|th)?[-/, ]+(\d{2}|\d{4})$/
const clock = /[t ]\d{1,2}[:.]\d{2}.*$/
/** Years from here on are counted from the Buddha's time: 543 more than in the Gregorian calendar. */
const firstBuddhistYear = 2300
const buddhistOffset = 543
const dayMilliseconds = 86_400_000
/** Spreadsheets count days from here, since they take 1900 for a leap year. */
const serialEpoch = Date.UTC(1899, 11, 30)

const englishMonths = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec']
const thaiMonths = [
  ['มกราคม', 'มค'],
  ['กุมภาพันธ์', 'กพ'],
  ['มีนาคม', 'มีค'],
  ['เมษายน', 'เมย'],
  ['พฤษภาคม', 'พค'],
  ['มิถุนายน', 'มิย'],
  ['กรกฎาคม', 'กค'],
  ['สิงหาคม', 'สค'],
  ['กันยายน', 'กย'],
  ['ตุลาคม', 'ตค'],
  ['พฤศจิกายน', 'พย'],
  ['ธันวาคม', 'ธค'],
]

/** Adds what one value says about the order of its column. */
export function voteOnDateOrder(votes: DateVotes, text: string): void {
  if (text.length < 6 || text.length > 30) return
  const match = numbersOnly.exec(normaliseText(text).replace(clock, ''))
  const [first, second, last] = [Number(match?.[1]), Number(match?.[2]), match?.[3] ?? '']
  if (!match || (match[1] ?? '').length > 2 || (last.length !== 4 && last.length !== 2)) return
  if (first > 12 && first <= 31 && second <= 12) votes.dayFirst++
  if (second > 12 && second <= 31 && first <= 12) votes.monthFirst++
}

/** The order most of a column's values ask for; day first, as Thailand writes, when they do not say. */
export function decideDateOrder(votes: DateVotes): DateOrder {
  return votes.monthFirst > votes.dayFirst ? 'month-first' : 'day-first'
}

/** Reads one date; `today` (YYYY-MM-DD) places years of two digits in the past. */
export function readDay(text: string, order: DateOrder, today: string): ReadDay | null {
  const plain = normaliseText(text)
    .replace(/^(วันที่|วัน[^\s\d]+ที่)\s*/, '')
    .replace(/(พ\.?ศ\.?|ค\.?ศ\.?)\s*/g, '')
    .trim()
  if (/^\d{5}(\.\d+)?$/.test(plain)) return readSerial(Number(plain))
  const compact = /^(\d{4})(\d{2})(\d{2})$/.exec(plain)
  if (compact) return makeDay(compact[1] ?? '', Number(compact[2]), Number(compact[3]), today)
  const date = plain.replace(clock, '')
  return readNumbers(date, order, today) ?? readNamedMonth(date, today)
}

/** A moment as ISO 8601 in UTC, the day it is at the counter, and whether its year was a Buddhist one. */
export interface ReadMoment extends ReadDay {
  readonly at: string
}

const clockParts =
  /[t ](\d{1,2})[:.](\d{2})(?:[:.](\d{2})(?:[.,]\d+)?)?\s*(am|pm|น\.?)?\s*(z|[+-]\d{2}:?\d{2})?$/
const noon = [12, 0, 0] as const

/** Reads a date with its time of day; a day alone is its noon at the counter. Null when either is none. */
export function readMoment(text: string, order: DateOrder, today: string): ReadMoment | null {
  const read = readDay(text, order, today)
  if (!read) return null
  const plain = normaliseText(text)
  const clockText = clock.test(plain)
  const parts = clockParts.exec(plain)
  if (clockText && !parts) return null
  const [hour, minute, second] = parts ? readClock(parts) : (serialClock(plain) ?? noon)
  if (hour > 23 || minute > 59 || second > 59) return null
  const [year = 0, month = 1, date = 1] = read.day.split('-').map(Number)
  const zone = parts?.[5]
  const moment = zone
    ? new Date(Date.UTC(year, month - 1, date, hour, minute, second) - zoneMilliseconds(zone))
    : new Date(year, month - 1, date, hour, minute, second)
  return { day: localDay(moment), at: moment.toISOString(), isBuddhist: read.isBuddhist }
}

function readClock([, hour, minute, second, half]: RegExpExecArray): readonly [number, number, number] {
  const twelve = half === 'am' || half === 'pm'
  const hours = twelve ? (Number(hour) % 12) + (half === 'pm' ? 12 : 0) : Number(hour)
  return [hours, Number(minute), Number(second ?? 0)]
}

/** The time of day in the fraction of a spreadsheet's serial. */
function serialClock(plain: string): readonly [number, number, number] | null {
  const fraction = /^\d{5}(\.\d+)$/.exec(plain)?.[1]
  if (fraction === undefined) return null
  const seconds = Math.min(86_399, Math.round(Number(`0${fraction}`) * 86_400))
  return [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60, seconds % 60]
}

function zoneMilliseconds(zone: string): number {
  if (zone === 'z') return 0
  const [hours, minutes] = [Number(zone.slice(1, 3)), Number(zone.slice(-2))]
  return (zone.startsWith('-') ? -1 : 1) * (hours * 60 + minutes) * 60_000
}

function readSerial(serial: number): ReadDay {
  const moment = new Date(serialEpoch + Math.floor(serial) * dayMilliseconds)
  return { day: moment.toISOString().slice(0, 10), isBuddhist: false }
}

function readNumbers(text: string, order: DateOrder, today: string): ReadDay | null {
  const match = numbersOnly.exec(text)
  if (!match) return null
  const [, first = '', second = '', third = ''] = match
  if (first.length === 4)
    return third.length > 2 ? null : makeDay(first, Number(second), Number(third), today)
  if (first.length > 2 || (third.length !== 4 && third.length !== 2)) return null
  const [day, month] = order === 'day-first' ? [first, second] : [second, first]
  // One value that cannot be read in the order of its column still has one clear reading.
  const swapped = Number(month) > 12 && Number(day) <= 12
  return makeDay(third, Number(swapped ? day : month), Number(swapped ? month : day), today)
}

function readNamedMonth(text: string, today: string): ReadDay | null {
  const dayFirst = dayMonthName.exec(text)
  if (dayFirst) return makeDay(dayFirst[3] ?? '', monthNumber(dayFirst[2] ?? ''), Number(dayFirst[1]), today)
  const nameFirst = monthNameDay.exec(text)
  if (nameFirst)
    return makeDay(nameFirst[3] ?? '', monthNumber(nameFirst[1] ?? ''), Number(nameFirst[2]), today)
  return null
}

/** 1–12, or 0 for a word that is no month. */
function monthNumber(word: string): number {
  const plain = word.replace(/[.\-/,]/g, '')
  const thai = thaiMonths.findIndex((names) => names.includes(plain))
  if (thai >= 0) return thai + 1
  return plain.length >= 3 ? englishMonths.findIndex((name) => plain.startsWith(name)) + 1 : 0
}

function makeDay(year: string, month: number, day: number, today: string): ReadDay | null {
  const written = Number(year)
  const isBuddhist = written >= firstBuddhistYear
  const full =
    year.length === 2
      ? placeCentury(written, month, day, today)
      : isBuddhist
        ? written - buddhistOffset
        : written
  const text = `${String(full).padStart(4, '0')}-${pad(month)}-${pad(day)}`
  const moment = new Date(`${text}T00:00:00Z`)
  const exists = !Number.isNaN(moment.getTime()) && moment.toISOString().startsWith(text)
  return exists ? { day: text, isBuddhist } : null
}

/** Years of two digits belong to the last hundred years. */
function placeCentury(year: number, month: number, day: number, today: string): number {
  const recent = 2000 + year
  return `${recent}-${pad(month)}-${pad(day)}` > today ? recent - 100 : recent
}

function pad(part: number): string {
  return String(part).padStart(2, '0')
}
