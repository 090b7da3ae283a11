// The least a store of customers can be: their rows and the two unique indexes, written with one prepared statement.
import type Database from 'better-sqlite3'
import { customerColumns } from '../src/shared/customer.ts'
import type { DirectoryRecord } from '../src/shared/directory-record.ts'

type AnyDb = Pick<Database.Database, 'exec' | 'prepare'>

const factColumns = Object.values(customerColumns).filter((column) => column !== 'is_active')
const factFields = Object.keys(customerColumns).filter((field) => field !== 'isActive')
const integerColumns = new Set(['vip_tier_id', 'sms_pdpa', 'email_pdpa', 'marketing_consent'])

/** Makes the bare table. */
export function makeBareTable(db: AnyDb, table = 'customers'): void {
  const columns = factColumns.map((column) => `${column} ${integerColumns.has(column) ? 'INTEGER' : 'TEXT'}`)
  db.exec(`CREATE TABLE ${table} (key INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, customer_code TEXT UNIQUE,
    ${columns.join(', ')}, is_active INTEGER NOT NULL, available_credit INTEGER NOT NULL, available_point INTEGER NOT NULL,
    total_lifetime_value INTEGER NOT NULL, total_visits INTEGER NOT NULL, last_visit_at TEXT, created_at TEXT NOT NULL,
    updated_at TEXT NOT NULL) STRICT`)
}

/** A function that inserts one bare row. */
export function insertBareCustomer(db: AnyDb, table = 'customers'): (record: DirectoryRecord) => void {
  const columns = [
    'id',
    'customer_code',
    ...factColumns,
    'is_active',
    'available_credit',
    'available_point',
    'total_lifetime_value',
    'total_visits',
    'last_visit_at',
    'created_at',
    'updated_at',
  ]
  const insert = db.prepare(
    `INSERT INTO ${table} (${columns.join(', ')}) VALUES (${columns.map(() => '?').join(', ')})`,
  )
  return (record) => {
    const facts = record.facts as unknown as Record<string, string | number | boolean | undefined>
    const values = factFields.map((field) => {
      const value = facts[field]
      return typeof value === 'boolean' ? Number(value) : (value ?? null)
    })
    const { id, customerCode, isActive, createdAt } = record
    insert.run(id, customerCode, ...values, isActive ? 1 : 0, 0, 0, 0, 0, null, createdAt, createdAt)
  }
}
