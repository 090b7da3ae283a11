// When a contact was, from a day and a time as people type them.
import { localDay } from '../../../shared/local-day.ts'
import { parseDay } from '../../ui/days.ts'

/** The moment typed, ISO 8601; undefined when nothing was typed (now), null when it is no day or no time. */
export function readContactMoment(day: string, time: string, now: Date): string | null | undefined {
  if (day.trim() === '' && time.trim() === '') return undefined
  const date = day.trim() === '' ? localDay(now) : parseDay(day)
  const clock = /^(\d{1,2})[:.]?(\d{2})$/.exec(time.trim() === '' ? '12:00' : time.trim())
  if (!date || !clock) return null
  const [hours, minutes] = [Number(clock[1]), Number(clock[2])]
  if (hours > 23 || minutes > 59) return null
  const moment = new Date(`${date}T00:00:00`)
  moment.setHours(hours, minutes)
  // A day without a time, today, before noon: what is known is the day.
  if (time.trim() === '' && date === localDay(now) && moment > now) return now.toISOString()
  return moment.toISOString()
}
