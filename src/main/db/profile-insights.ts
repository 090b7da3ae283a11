// When a customer comes, what they spend month by month, and how their present absence stands against their own rhythm.
import { localDay } from '../../shared/local-day.ts'
import type { CustomerInsights } from '../../shared/profile.ts'
import { type ReadDb, statement } from './handle.ts'
import { findProfileKey } from './profile-customer.ts'

const monthsShown = 24
const dayLength = 86_400_000
/** Days of visits from which on there is a rhythm. */
const visitsNeeded = 3
/** Up to so many times the usual gap somebody is on time, then late; beyond, away. */
const lateFrom = 1.5
const awayFrom = 3

interface Entry {
  readonly kind: 'visit' | 'spend'
  readonly amount: number
  readonly occurred_at: string
}

/** What was taken back never happened: neither the entry nor the one that takes it back counts. */
const entriesSql = `SELECT kind, amount, occurred_at FROM customer_ledger entry
  WHERE customer_key = $key AND kind IN ('visit', 'spend') AND reverses_id IS NULL
    AND id NOT IN (SELECT reverses_id FROM customer_ledger WHERE customer_key = $key AND reverses_id IS NOT NULL)
  ORDER BY occurred_at`

/** The figures of one customer up to `now`, in months, days and hours of this computer's time zone. */
export function readInsights(
  db: ReadDb,
  { customerId }: { readonly customerId: string },
  now: Date,
): CustomerInsights {
  const entries = statement(db, entriesSql).all({ key: findProfileKey(db, customerId) }) as Entry[]
  const visits = entries.filter(({ kind }) => kind === 'visit')
  const days = [...new Set(visits.map((visit) => localDay(new Date(visit.occurred_at))))].map(dayNumber)
  const usualGapDays = findUsualGap(days)
  const last = days.at(-1)
  const daysSinceLastVisit = last === undefined ? null : Math.max(0, dayNumber(localDay(now)) - last)
  return {
    months: countMonths(entries, now),
    ...countTimes(visits),
    usualGapDays,
    daysSinceLastVisit,
    rhythm: judgeRhythm(usualGapDays, daysSinceLastVisit),
  }
}

function countMonths(entries: readonly Entry[], now: Date): CustomerInsights['months'] {
  const months = new Map<string, { visits: number; spend: number }>()
  for (let back = monthsShown - 1; back >= 0; back -= 1) {
    const first = new Date(now.getFullYear(), now.getMonth() - back, 1)
    months.set(localDay(first).slice(0, 7), { visits: 0, spend: 0 })
  }
  for (const { kind, amount, occurred_at } of entries) {
    const month = months.get(localDay(new Date(occurred_at)).slice(0, 7))
    if (month) month[kind === 'visit' ? 'visits' : 'spend'] += amount
  }
  return [...months].map(([month, figures]) => ({ month, ...figures }))
}

function countTimes(visits: readonly Entry[]): Pick<CustomerInsights, 'weekdays' | 'hours'> {
  const weekdays = Array<number>(7).fill(0)
  const hours = Array<number>(24).fill(0)
  for (const { amount, occurred_at } of visits) {
    const moment = new Date(occurred_at)
    const fromMonday = (moment.getDay() + 6) % 7
    weekdays[fromMonday] = (weekdays[fromMonday] ?? 0) + amount
    hours[moment.getHours()] = (hours[moment.getHours()] ?? 0) + amount
  }
  return { weekdays, hours }
}

/** The middle gap between days with a visit; two visits on one day are one. */
function findUsualGap(days: readonly number[]): number | null {
  if (days.length < visitsNeeded) return null
  const gaps = days.slice(1).map((day, place) => day - (days[place] ?? day))
  gaps.sort((left, right) => left - right)
  const upper = gaps[Math.floor(gaps.length / 2)] ?? 0
  const lower = gaps[Math.floor((gaps.length - 1) / 2)] ?? 0
  return Math.round((lower + upper) / 2)
}

function judgeRhythm(gap: number | null, since: number | null): CustomerInsights['rhythm'] {
  if (gap === null || since === null) return null
  if (since <= gap * lateFrom) return 'onTime'
  return since <= gap * awayFrom ? 'late' : 'away'
}

/** A calendar day as a number that grows by one from each to the next. */
function dayNumber(day: string): number {
  return Math.round(Date.parse(`${day}T00:00:00Z`) / dayLength)
}
