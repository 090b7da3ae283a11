// The eight figures above the list, over the customers who match its filters: one pass over the list's index.
import type { CustomerFilters, CustomerKpis } from '../../shared/customer-list.ts'
import { addDays, startOfDay, startOfMonth } from '../../shared/local-day.ts'
import { type ReadDb, statement } from './handle.ts'
import { compileFilters } from './list-filters.ts'

/** A customer who came in the last so many days counts as active. */
export const activeDays = 90

interface Sums {
  readonly customers: number
  readonly registered_now: number
  readonly registered_before: number
  readonly vips: number
  readonly active: number
  readonly value: number
  readonly came: number
  readonly returned: number
}

const sums = `count(*) AS customers, count(vip_tier_id) AS vips,
  count(*) FILTER (WHERE date_joined >= ? AND date_joined < ?
    OR date_joined IS NULL AND created_at >= ? AND created_at < ?) AS registered_now,
  count(*) FILTER (WHERE date_joined < ? OR date_joined IS NULL AND created_at < ?) AS registered_before,
  count(*) FILTER (WHERE last_visit_at >= ?) AS active, total(total_lifetime_value) AS value,
  count(*) FILTER (WHERE total_visits > 0) AS came, count(*) FILTER (WHERE total_visits > 1) AS returned`

/** The figures of the customers who match, as they stand on this day (YYYY-MM-DD at the counter). */
export function readKpis(db: ReadDb, filters: CustomerFilters, today: string): CustomerKpis {
  const month = startOfMonth(today)
  const next = startOfMonth(today, 1)
  const { where, values } = compileFilters(db, filters)
  const row = statement(db, `SELECT ${sums} FROM customers WHERE ${where}`).get(
    month,
    next,
    startOfDay(month),
    startOfDay(next),
    month,
    startOfDay(month),
    startOfDay(addDays(today, -activeDays)),
    ...values,
  ) as Sums
  return {
    totalCustomers: row.customers,
    newThisMonth: row.registered_now,
    vipCustomers: row.vips,
    activeCustomers: row.active,
    averageLifetimeValue: row.customers === 0 ? null : Math.round(row.value / row.customers),
    totalLifetimeValue: row.value,
    retentionRate: divide(row.returned, row.came),
    growthRate: divide(row.registered_now, row.registered_before),
  }
}

/** A share; null where there is nothing to divide by. */
export function divide(part: number, whole: number): number | null {
  return whole === 0 ? null : part / whole
}
