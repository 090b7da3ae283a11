// Where everything stands at a counter, and how much of it there is: what a merge moves must be somewhere, and only once.
import type Database from 'better-sqlite3'
import { type MovedTable, movedTables } from '../../src/shared/wire.ts'
import { prepareOnce } from './gate.ts'

/** Under whom each row stands, and what each customer's columns are, as lines of text by what they are about. */
export type Places = ReadonlyMap<string, string>

const details: Readonly<Partial<Record<MovedTable, string>>> = {
  customer_identifiers: 'child.status',
}

/** Everything a merge may touch, so that undoing it can be seen to put all of it back. */
export function readPlaces(store: Database.Database): Places {
  const rows = movedTables.flatMap((table) => {
    const sql = `SELECT child.id, customers.id, ${details[table] ?? 'NULL'} FROM ${table} child
      JOIN customers ON customers.key = customer_key`
    const found = prepareOnce(store, sql).raw().all() as string[][]
    return found.map(([id, ...where]): [string, string] => [`${table} ${id}`, where.join(' ')])
  })
  const redirects = prepareOnce(store, 'SELECT kind, dead_value, customer_id FROM customer_redirects')
  const led = redirects.raw().all() as string[][]
  const people = prepareOnce(store, `SELECT id, ${standingColumns.join(', ')} FROM customers`)
  return new Map([
    ...rows,
    ...led.map(([kind, dead, to]): [string, string] => [`redirect ${kind} ${dead}`, String(to)]),
    ...(people.raw().all() as string[][]).map(([id, ...columns]): [string, string] => [
      `customer ${id}`,
      JSON.stringify(columns),
    ]),
  ])
}

const standingColumns = [
  ...['customer_name', 'nickname', 'contact_number', 'secondary_phone', 'email', 'date_of_birth', 'city'],
  ...['customer_source', 'vip_tier_id', 'vip_status_date', 'linked_profile_id', 'profile_link_confidence'],
  ...['sms_pdpa', 'email_pdpa', 'marketing_consent', 'is_active', 'merged_into', 'name_key', 'customer_code'],
  ...['available_credit', 'available_point', 'total_lifetime_value', 'total_visits', 'last_visit_at'],
]

/** What is elsewhere or otherwise than before, in words. */
export function comparePlaces(before: Places, after: Places): readonly string[] {
  const gone = [...before].flatMap(([what, where]) => {
    const now = after.get(what)
    return now === where ? [] : [`${what}: ${where} became ${now ?? 'nothing'}`]
  })
  const added = [...after.keys()]
    .filter((what) => !before.has(what))
    .map((what) => `${what} that was not there`)
  return [...gone, ...added].slice(0, 4)
}

/** How many rows of each kind there are, and what all balances make together; parting may give both a number they share. */
export function readTotals(store: Database.Database): string {
  const counted = movedTables.filter((table) => table !== 'customer_identifiers')
  const counts = counted.map((table) => `(SELECT count(*) FROM ${table}) AS ${table}`)
  const sums = ['available_credit', 'available_point', 'total_lifetime_value', 'total_visits'].map(
    (column) => `(SELECT coalesce(sum(${column}), 0) FROM customers) AS ${column}`,
  )
  return JSON.stringify(prepareOnce(store, `SELECT ${[...counts, ...sums].join(', ')}`).get())
}
