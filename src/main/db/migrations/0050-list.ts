// What the list of customers reads instead of the wide, encrypted rows: one index that holds every column a filter, a
// figure or a count looks at, and the names in the order of a dictionary.
import { dictionaryKey } from '../../../shared/dictionary-key.ts'
import type { WriteDb } from '../handle.ts'

export const version = 50

/** What the list reads, by name; a load that fills an empty file builds them after its rows. */
export const listIndexes = {
  // Source and tier come first so that counts by them need no sorting; then the key, so that a change stays in its place.
  customers_listed: `INDEX customers_listed ON customers (customer_source, vip_tier_id, key, is_active, sms_pdpa, email_pdpa,
    marketing_consent, available_credit, available_point, total_visits, total_lifetime_value, last_visit_at, date_joined,
    created_at, date_of_birth, linked_profile_id, merged_into) WHERE merged_into IS NULL`,
  customers_by_name: `INDEX customers_by_name ON customers (name_order, coalesce(length(customer_code), 99), customer_code)
    WHERE merged_into IS NULL`,
} as const

export function migrate(db: WriteDb): void {
  // Kept beside the name and written with it: SQLite cannot compare Thai as a dictionary does, comparing 100,000 names in
  // the app takes a second, and walking this order takes ten milliseconds.
  db.exec('ALTER TABLE customers ADD COLUMN name_order TEXT')
  const rows = db.prepare('SELECT key, customer_name FROM customers').all() as {
    key: number
    customer_name: string
  }[]
  const update = db.prepare('UPDATE customers SET name_order = ? WHERE key = ?')
  for (const { key, customer_name } of rows) update.run(dictionaryKey(customer_name), key)
  for (const definition of Object.values(listIndexes)) db.exec(`CREATE ${definition}`)
  db.exec('CREATE INDEX customer_notes_pinned ON customer_notes (customer_key) WHERE is_pinned = 1')
}
