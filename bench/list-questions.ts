// What the list is asked in its benchmark, each with the same question written by hand over a bare table without indexes.
import type { WriteDb } from '../src/main/db/handle.ts'
import { customerColumns } from '../src/shared/customer.ts'
import type { CustomerFilters, ListSort, SortableColumn } from '../src/shared/customer-list.ts'
import { startOfDay } from '../src/shared/local-day.ts'
import { makeBareTable } from './raw-customers.ts'

/** Filters, and the condition a person would write for them. */
export interface FilterQuestion {
  readonly filters: CustomerFilters
  readonly where: string
}

const day = (text: string) => `'${startOfDay(text)}'`

const alone: readonly FilterQuestion[] = [
  { filters: { vipStatus: 'vip' }, where: 'vip_tier_id IS NOT NULL' },
  { filters: { vipTierIds: [1, 2] }, where: 'vip_tier_id IN (1, 2)' },
  {
    filters: { sources: ['Walk In', 'Phone Call'] },
    where: "customer_source IN ('Walk In', 'Phone Call')",
  },
  { filters: { registeredFrom: '2024-01-01' }, where: "date_joined >= '2024-01-01'" },
  { filters: { registeredTo: '2023-06-30' }, where: "date_joined <= '2023-06-30'" },
  { filters: { lastVisitFrom: '2026-06-01' }, where: `last_visit_at >= ${day('2026-06-01')}` },
  { filters: { lastVisitTo: '2026-01-31' }, where: `last_visit_at < ${day('2026-02-01')}` },
  { filters: { neverVisited: true }, where: 'last_visit_at IS NULL' },
  { filters: { status: 'active' }, where: 'is_active = 1' },
  { filters: { credit: 'has' }, where: 'available_credit > 0' },
  { filters: { points: 'none' }, where: 'available_point <= 0' },
  { filters: { smsConsent: true }, where: 'sms_pdpa = 1' },
  { filters: { emailConsent: false }, where: 'email_pdpa = 0' },
  { filters: { visitsFrom: 5 }, where: 'total_visits >= 5' },
  { filters: { lifetimeValueFrom: 1_000_000 }, where: 'total_lifetime_value >= 1000000' },
  { filters: { birthMonth: 11 }, where: "date_of_birth LIKE '____-11-%'" },
]

/** Every filter alone, and beside one of the others. */
export const filterQuestions: readonly FilterQuestion[] = [
  { filters: {}, where: 'TRUE' },
  ...alone,
  ...alone.flatMap((one, index) => {
    const other = alone[(index + 5) % alone.length] ?? one
    return [{ filters: { ...one.filters, ...other.filters }, where: `${one.where} AND ${other.where}` }]
  }),
]

/** Every column with what a person would order by. */
export const sortQuestions: readonly (readonly [SortableColumn, string])[] = [
  ['fullName', 'customer_name'],
  ['customerCode', 'length(customer_code)'],
  ['primaryPhone', 'contact_number'],
  ['email', 'email'],
  ['vipTier', 'vip_tier_id'],
  ['lastVisit', 'last_visit_at'],
  ['totalVisits', 'total_visits'],
  ['lifetimeValue', 'total_lifetime_value'],
  ['status', 'is_active'],
  ['availableCredit', 'available_credit'],
  ['loyaltyPoints', 'available_point'],
  ['customerSource', 'customer_source'],
  ['registrationDate', 'date_joined'],
  ['dateOfBirth', 'date_of_birth'],
  ['city', 'city'],
]

/** Fills a bare table of the same customers in the same encrypted file. */
export function fillBareTable(db: WriteDb): void {
  makeBareTable(db, 'bare_customers')
  const columns = ['id', 'customer_code', ...Object.values(customerColumns)].filter(
    (column) => column !== 'is_active',
  )
  columns.push('is_active', 'available_credit', 'available_point', 'total_lifetime_value', 'total_visits')
  columns.push('last_visit_at', 'created_at', 'updated_at')
  db.exec(`INSERT INTO bare_customers (${columns.join(', ')}) SELECT ${columns.join(', ')} FROM customers`)
}

/** A first page and how many there are, as written by hand. */
export function bareList(
  db: WriteDb,
  where: string,
  order: string,
  offset: number,
  limit: number,
): { total: number; rows: unknown[] } {
  const total = db.prepare(`SELECT count(*) FROM bare_customers WHERE ${where}`).pluck().get() as number
  const sql = `SELECT * FROM bare_customers WHERE ${where} ORDER BY ${order} LIMIT ${limit} OFFSET ${offset}`
  return { total, rows: db.prepare(sql).all() }
}

/** The eight figures, as written by hand; `month` is its first day, `active` the moment ninety days ago. */
export function bareKpis(db: WriteDb, where: string, month: string, active: string): Record<string, number> {
  const sql = `SELECT count(*) AS customers, sum(date_joined >= '${month}') AS now, sum(date_joined < '${month}') AS before,
      sum(vip_tier_id IS NOT NULL) AS vips, sum(last_visit_at >= '${active}') AS active, sum(total_lifetime_value) AS value,
      avg(total_lifetime_value) AS average, sum(total_visits > 0) AS came, sum(total_visits > 1) AS returned
    FROM bare_customers WHERE ${where}`
  return db.prepare(sql).get() as Record<string, number>
}

/** The counts of every choice beside a condition, as written by hand: one pass for the yes and no, one for each list. */
export function bareCounts(db: WriteDb, where: string): unknown {
  const from = `FROM bare_customers WHERE ${where}`
  return [
    db
      .prepare(
        `SELECT count(*), sum(is_active), sum(available_credit > 0), sum(available_point > 0), sum(sms_pdpa),
           sum(email_pdpa), sum(marketing_consent), sum(last_visit_at IS NULL), count(linked_profile_id) ${from}`,
      )
      .get(),
    db.prepare(`SELECT vip_tier_id, count(*) ${from} GROUP BY vip_tier_id`).all(),
    db.prepare(`SELECT customer_source, count(*) ${from} GROUP BY customer_source`).all(),
  ]
}

/** The sort a screen asks for. */
export function sortBy(by: SortableColumn, order: 'asc' | 'desc'): ListSort {
  return { by, order }
}
