// The list's indexes hold whoever has a place in the search. The rows of a first pull get theirs later, so they come in
// without touching either index, and enter both in the short turns in which places are given out.
import type { WriteDb } from '../handle.ts'

export const version = 70

/** What the list reads, by name; a load that fills an empty file builds them after its rows. */
export const listIndexes = {
  // Source and tier come first so that counts by them need no sorting; then the key, so that a change stays in its place.
  customers_listed: `INDEX customers_listed ON customers (customer_source, vip_tier_id, key, is_active, sms_pdpa, email_pdpa,
    marketing_consent, available_credit, available_point, total_visits, total_lifetime_value, last_visit_at, date_joined,
    created_at, date_of_birth, linked_profile_id, search_rank) WHERE search_rank IS NOT NULL`,
  customers_by_name: `INDEX customers_by_name ON customers (name_order, coalesce(length(customer_code), 99), customer_code)
    WHERE search_rank IS NOT NULL`,
} as const

export function migrate(db: WriteDb): void {
  for (const [name, definition] of Object.entries(listIndexes)) {
    db.exec(`DROP INDEX IF EXISTS ${name}`)
    db.exec(`CREATE ${definition}`)
  }
  // The same as customers_by_profile.
  db.exec('DROP INDEX customers_by_linked_profile')
}
