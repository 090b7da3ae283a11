// The figures above the list as they stood at the end of each of the last twelve months that are over, for the customers
// who match now: from the days they joined, the days their tier was given, and what the ledger says until then.
import type { CustomerFilters, KpiTrends } from '../../shared/customer-list.ts'
import { addDays, startOfDay, startOfMonth } from '../../shared/local-day.ts'
import { type ReadDb, statement } from './handle.ts'
import { type Condition, compileFilters } from './list-filters.ts'
import { activeDays, divide } from './list-kpis.ts'

const months = Array.from({ length: 12 }, (_, index) => index)
const each = (write: (month: number) => string) => months.map(write).join(', ')

/** The first day after each month, and before the first of them; and the moments they begin. */
interface Ends {
  readonly days: readonly string[]
  readonly moments: readonly string[]
}

/** The trends of the customers who match, as seen on this day (YYYY-MM-DD at the counter). Reads the whole ledger. */
export function readTrends(db: ReadDb, filters: CustomerFilters, today: string): KpiTrends {
  const days = Array.from({ length: 13 }, (_, index) => startOfMonth(today, index - 12))
  const ends = { days, moments: days.map((day) => startOfDay(day)) }
  const condition = compileFilters(db, filters)
  const registered = countRegistered(db, condition, ends)
  const visits = sumVisits(db, condition, ends)
  const spent = sumSpend(db, condition, ends)
  const before = (month: number) => registered[month] ?? 0
  const until = (month: number) => registered[month + 1] ?? 0
  const joined = (month: number) => until(month) - before(month)
  return {
    months: days.slice(0, 12).map((day) => day.slice(0, 7)),
    values: {
      totalCustomers: months.map(until),
      newThisMonth: months.map(joined),
      vipCustomers: countVips(db, condition, ends) ?? months.map(() => null),
      activeCustomers: months.map((month) => visits[`active${month}`] ?? 0),
      averageLifetimeValue: months.map((month) =>
        until(month) === 0 ? null : Math.round((spent[month] ?? 0) / until(month)),
      ),
      totalLifetimeValue: months.map((month) => spent[month] ?? 0),
      retentionRate: months.map((month) => divide(visits[`again${month}`] ?? 0, visits[`came${month}`] ?? 0)),
      growthRate: months.map((month) => divide(joined(month), before(month))),
    },
  }
}

/** How many had registered before each of the ends. */
function countRegistered(db: ReadDb, { where, values }: Condition, { days, moments }: Ends): number[] {
  const until = days.map(
    () => 'count(*) FILTER (WHERE date_joined < ? OR date_joined IS NULL AND created_at < ?)',
  )
  const sql = `SELECT ${until.join(', ')} FROM customers WHERE ${where}`
  const bounds = days.flatMap((day, index) => [day, moments[index] ?? day])
  return statement(db, sql)
    .raw()
    .get(...bounds, ...values) as number[]
}

/** How many of those who have a tier now had been given it; null where that was not written down for all of them. */
function countVips(db: ReadDb, { where, values }: Condition, { days }: Ends): number[] | null {
  const sql = `SELECT count(*) - count(vip_status_date), ${each(() => 'count(*) FILTER (WHERE vip_status_date < ?)')}
    FROM customers WHERE vip_tier_id IS NOT NULL AND ${where}`
  const [unknown, ...counts] = statement(db, sql)
    .raw()
    .get(...days.slice(1), ...values) as number[]
  return unknown === 0 ? counts : null
}

/**
 * How many had come by each end, how many had come again, and how many came in the ninety days before it. A visit that was
 * taken back counts against the one it takes back.
 */
function sumVisits(
  db: ReadDb,
  { where, values }: Condition,
  { days, moments }: Ends,
): Record<string, number> {
  const perCustomer = each(
    (month) => `sum(amount) FILTER (WHERE occurred_at < ?) AS until${month},
      sum(amount) FILTER (WHERE occurred_at >= ? AND occurred_at < ?) AS lately${month}`,
  )
  const sql = `SELECT ${each(
    (month) => `count(*) FILTER (WHERE until${month} > 0) AS came${month},
      count(*) FILTER (WHERE until${month} > 1) AS again${month},
      count(*) FILTER (WHERE lately${month} > 0) AS active${month}`,
  )} FROM (SELECT ${perCustomer} FROM customer_ledger
      WHERE kind = 'visit' AND customer_key IN (SELECT key FROM customers WHERE ${where}) GROUP BY customer_key)`
  const bounds = months.flatMap((month) => {
    const end = moments[month + 1] ?? ''
    return [end, startOfDay(addDays(days[month + 1] ?? '', -activeDays)), end]
  })
  return statement(db, sql).get(...bounds, ...values) as Record<string, number>
}

/** What had been spent in all by each end. */
function sumSpend(db: ReadDb, { where, values }: Condition, { moments }: Ends): number[] {
  const sql = `SELECT ${each(() => 'total(amount) FILTER (WHERE occurred_at < ?)')} FROM customer_ledger
    WHERE kind = 'spend' AND customer_key IN (SELECT key FROM customers WHERE ${where})`
  return statement(db, sql)
    .raw()
    .get(...moments.slice(1), ...values) as number[]
}
