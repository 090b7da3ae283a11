// When people come: evenings in the week, the whole day at weekends, never outside opening hours; and the days of the demo's
// year, which ends on the day it is made for. Bangkok's clock throughout.
import type { Random } from '../random.ts'

export const day = 86_400_000
const hour = 3_600_000
const bangkok = 7 * hour
const opensAt = 10
const closesAt = 23

/** The day in Bangkok of a moment in milliseconds, YYYY-MM-DD. */
export function dayOf(moment: number): string {
  return new Date(moment + bangkok).toISOString().slice(0, 10)
}

/** A moment as the records have it. */
export function written(moment: number): string {
  return new Date(moment).toISOString()
}

/** Midnight in Bangkok before a moment. */
export function midnight(moment: number): number {
  return Math.floor((moment + bangkok) / day) * day - bangkok
}

/** A full or half hour within opening hours on the day that begins at `start`. */
export function drawHour(random: Random, start: number): number {
  const weekday = new Date(start + bangkok).getUTCDay()
  const isWeekend = weekday === 0 || weekday === 6
  const early = isWeekend ? opensAt : random.chance(0.7) ? 16 : opensAt
  const halves = (closesAt - 1 - early) * 2
  return start + early * hour + random.integer(halves) * (hour / 2)
}

/** A visit between two moments: weekends are twice as likely as weekdays. */
export function drawVisit(random: Random, from: number, to: number): number {
  for (let tries = 0; ; tries++) {
    const start = midnight(from + random.next() * (to - from))
    const weekday = new Date(start + bangkok).getUTCDay()
    const isQuiet = weekday !== 0 && weekday !== 6 && random.chance(0.5)
    const moment = drawHour(random, start)
    if ((isQuiet && tries < 4) || moment < from || moment > to) {
      if (tries < 20) continue
      return Math.max(from, Math.min(to, moment))
    }
    return moment
  }
}
