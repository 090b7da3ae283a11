// Reads the facts a row of results shows, by local key.
import { formatPhone, normalisePhone } from '../../shared/contact-info.ts'
import type { LookupHit, LookupMatch, MatchedBy } from '../../shared/lookup.ts'
import { type ReadDb, statement } from './handle.ts'

interface HitRow {
  readonly id: string
  readonly customer_code: string | null
  readonly customer_name: string
  readonly nickname: string | null
  readonly contact_number: string | null
  readonly email: string | null
  readonly tier_name: string | null
  readonly tier_colour: string | null
  readonly available_credit: number
  readonly available_point: number
  readonly last_visit_at: string | null
  readonly is_active: number
  readonly has_alert: number
}

const hitSql = `SELECT customers.id, customer_code, customer_name, nickname, contact_number, email,
    vip_tiers.name AS tier_name, vip_tiers.colour AS tier_colour, available_credit, available_point, last_visit_at, customers.is_active,
    EXISTS (SELECT 1 FROM customer_notes WHERE customer_key = customers.key AND is_pinned = 1) AS has_alert
  FROM customers LEFT JOIN vip_tiers ON vip_tiers.id = vip_tier_id WHERE customers.key = ?`

/** The hits for these keys in their order, without matches; keys that are gone are left out. */
export function readHits(db: ReadDb, customerKeys: readonly number[]): LookupHit[] {
  const hits: LookupHit[] = []
  for (const key of customerKeys) {
    const hit = readHit(db, key, 'exact', () => [])
    if (hit) hits.push(hit)
  }
  return hits
}

/** One hit; `findMatches` is given the facts as shown and says why the row is here. Null when the key is gone. */
export function readHit(
  db: ReadDb,
  customerKey: number,
  matchedBy: MatchedBy,
  findMatches: (shown: ShownFacts) => readonly LookupMatch[],
): LookupHit | null {
  const row = statement(db, hitSql).get(customerKey) as HitRow | undefined
  if (!row) return null
  const shown = {
    fullName: row.customer_name,
    nickname: row.nickname,
    customerCode: row.customer_code,
    phone: showPhone(row.contact_number),
    email: row.email,
  }
  return {
    id: row.id,
    ...shown,
    vipTier: row.tier_name === null ? null : { name: row.tier_name, colour: row.tier_colour ?? '' },
    availableCredit: row.available_credit,
    loyaltyPoints: row.available_point,
    lastVisitAt: row.last_visit_at,
    isActive: row.is_active === 1,
    hasAlert: row.has_alert === 1,
    matchedBy,
    matches: findMatches(shown),
  }
}

/** The facts of a hit that a fragment can be marked in. */
export type ShownFacts = Pick<LookupHit, 'fullName' | 'nickname' | 'customerCode' | 'phone' | 'email'>

/** A foreign number that whoever wrote it has grouped already: placing one costs more than all else in a row. */
const groupedAbroad = /^\+(?!66)\d{1,3}[ -]\d[\d -]+$/

/** A phone as people say it; as typed where no country can place it. */
export function showPhone(typed: string | null): string | null {
  if (typed === null || typed === '') return null
  if (groupedAbroad.test(typed)) return typed
  const phone = normalisePhone(typed)
  return phone?.e164.startsWith('+') ? formatPhone(phone.digits) : typed
}
