// What the list of customers reads beside the wide, encrypted rows: the names in the order of a dictionary, and who has a
// pinned note. The indexes it walks are made by 0070.
import { dictionaryKey } from '../../../shared/dictionary-key.ts'
import type { WriteDb } from '../handle.ts'

export const version = 50

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
  db.exec('CREATE INDEX customer_notes_pinned ON customer_notes (customer_key) WHERE is_pinned = 1')
}
