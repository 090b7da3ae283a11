// Reads the rows a screen or a file shows of the list, in the order of their keys.
import type { CustomerSource, Language } from '../../shared/customer.ts'
import type { ListRow } from '../../shared/customer-list.ts'
import { type ReadDb, statement } from './handle.ts'
import { registrationDay } from './list-orders.ts'
import { showPhone } from './lookup-hits.ts'

interface StoredRow {
  readonly id: string
  readonly customer_code: string | null
  readonly customer_name: string
  readonly nickname: string | null
  readonly contact_number: string | null
  readonly secondary_phone: string | null
  readonly email: string | null
  readonly tier_id: number | null
  readonly tier_name: string | null
  readonly tier_colour: string | null
  readonly last_visit_at: string | null
  readonly first_visit_at: string | null
  readonly total_visits: number
  readonly total_lifetime_value: number
  readonly available_credit: number
  readonly available_point: number
  readonly is_active: number
  readonly customer_source: CustomerSource
  readonly registered: string
  readonly date_of_birth: string | null
  readonly city: string | null
  readonly preferred_language: Language | null
  readonly sms_pdpa: number
  readonly email_pdpa: number
  readonly marketing_consent: number
  readonly has_alert: number
}

const rowSql = `SELECT customers.id, customer_code, customer_name, nickname, contact_number, secondary_phone, email,
    vip_tiers.id AS tier_id, vip_tiers.name AS tier_name, vip_tiers.colour AS tier_colour, last_visit_at,
    (SELECT min(visit.occurred_at) FROM customer_ledger visit
     WHERE visit.customer_key = customers.key AND visit.kind = 'visit' AND visit.amount > 0
       AND NOT EXISTS (SELECT 1 FROM customer_ledger undo
                       WHERE undo.customer_key = customers.key AND undo.reverses_id = visit.id)) AS first_visit_at,
    total_visits, total_lifetime_value, available_credit, available_point, customers.is_active, customer_source,
    coalesce(date_joined, created_at) AS registered, date_of_birth, city, preferred_language, sms_pdpa, email_pdpa,
    marketing_consent,
    EXISTS (SELECT 1 FROM customer_notes WHERE customer_key = customers.key AND is_pinned = 1) AS has_alert
  FROM json_each(?) AS page CROSS JOIN customers ON customers.key = page.value
    LEFT JOIN vip_tiers ON vip_tiers.id = vip_tier_id
  ORDER BY page.key`

/** The rows of these customers, in this order; whoever is gone is left out. */
export function readRows(db: ReadDb, keys: ArrayLike<number>): ListRow[] {
  const rows = statement(db, rowSql).all(JSON.stringify(Array.from(keys))) as StoredRow[]
  return rows.map((row) => ({
    id: row.id,
    customerCode: row.customer_code,
    fullName: row.customer_name,
    nickname: row.nickname,
    primaryPhone: showPhone(row.contact_number),
    secondaryPhone: showPhone(row.secondary_phone),
    email: row.email,
    vipTier:
      row.tier_id === null
        ? null
        : { id: row.tier_id, name: row.tier_name ?? '', colour: row.tier_colour ?? '' },
    lastVisitAt: row.last_visit_at,
    firstVisitAt: row.first_visit_at,
    totalVisits: row.total_visits,
    totalLifetimeValue: row.total_lifetime_value,
    availableCredit: row.available_credit,
    loyaltyPoints: row.available_point,
    isActive: row.is_active === 1,
    customerSource: row.customer_source,
    registrationDate: registrationDay(row.registered),
    dateOfBirth: row.date_of_birth,
    city: row.city,
    preferredLanguage: row.preferred_language,
    smsConsent: row.sms_pdpa === 1,
    emailConsent: row.email_pdpa === 1,
    marketingConsent: row.marketing_consent === 1,
    hasAlert: row.has_alert === 1,
  }))
}

/** The ids of these customers, in this order. */
export function readIds(db: ReadDb, keys: ArrayLike<number>): string[] {
  const sql = `SELECT customers.id FROM json_each(?) AS page CROSS JOIN customers ON customers.key = page.value
    ORDER BY page.key`
  return statement(db, sql)
    .pluck()
    .all(JSON.stringify(Array.from(keys))) as string[]
}
