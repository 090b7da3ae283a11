// The same questions to PostgreSQL and to the encrypted file of every counter: after a sync all must answer alike.
import { readFileSync } from 'node:fs'
import path from 'node:path'
import { connect } from '../../src/main/db/connection.ts'
import { storeFiles } from '../../src/main/db/store-files.ts'
import { expect, type Till, type Venue } from './sync-desk.ts'

type Row = Readonly<Record<string, string | number | null>>
type Copy = Readonly<Record<string, readonly Row[]>>

const people =
  'id, customer_code, customer_name, nickname, contact_number, email, merged_into, available_point, total_visits'
const moment = (column: string) =>
  `to_char(${column} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as ${column}`

const onServer: Readonly<Record<string, string>> = {
  customers: `select ${people}, (available_credit * 100)::int as available_credit, is_active::int as is_active,
    (total_lifetime_value * 100)::int as total_lifetime_value, sms_pdpa::int as sms_pdpa, email_pdpa::int as email_pdpa,
    marketing_consent::int as marketing_consent, ${moment('last_visit_at')} from public.customers`,
  identifiers: 'select id, customer_id, kind, value, normalised, status from public.customer_identifiers',
  ledger: `select id, customer_id, kind, amount::int as amount, source, source_id, ${moment('occurred_at')}
    from public.customer_ledger`,
  notes: 'select id, customer_id, note_text, is_pinned::int as is_pinned from public.customer_notes',
  redirects: 'select id, customer_id, kind, dead_value from public.customer_redirects',
  conflicts: `select id, customer_id, kind, column_name, kept_value #>> '{}' as kept_value,
    other_value #>> '{}' as other_value, status, settled_value #>> '{}' as settled_value from public.sync_conflicts`,
  audit: 'select customer_id, command_id, action from public.audit_log',
}

const joined = 'JOIN customers ON customers.key = customer_key'
const atCounter: Readonly<Record<string, string>> = {
  customers: `SELECT ${people}, available_credit, is_active, total_lifetime_value, sms_pdpa, email_pdpa,
    marketing_consent, last_visit_at FROM customers`,
  identifiers: `SELECT i.id, customers.id AS customer_id, kind, value, normalised, status
    FROM customer_identifiers AS i ${joined}`,
  ledger: `SELECT l.id, customers.id AS customer_id, kind, amount, source, source_id, occurred_at
    FROM customer_ledger AS l ${joined}`,
  notes: `SELECT n.id, customers.id AS customer_id, note_text, is_pinned FROM customer_notes AS n ${joined}`,
  redirects: 'SELECT id, customer_id, kind, dead_value FROM customer_redirects',
  conflicts:
    'SELECT id, customer_id, kind, column_name, kept_value, other_value, status, settled_value FROM sync_conflicts',
  // What is about the venue is about nobody.
  audit: `SELECT customers.id AS customer_id, command_id, action FROM audit_log LEFT ${joined}`,
}

/** Rows in an order of their own, values of conflicts as texts: PostgreSQL has them as JSON, the file as what they are. */
function inOrder(rows: readonly Row[]): readonly Row[] {
  const keyOf = (row: Row) => `${row.id ?? ''} ${row.command_id ?? ''} ${row.customer_id ?? ''}`
  const asText = (row: Row) =>
    Object.fromEntries(
      Object.entries(row).map(([name, value]) => [
        name,
        name.endsWith('_value') && value !== null ? String(value) : value,
      ]),
    )
  return rows.map(asText).toSorted((one, other) => (keyOf(one) < keyOf(other) ? -1 : 1))
}

/** What PostgreSQL holds. */
export async function readServer(venue: Venue): Promise<Copy> {
  const tables = Object.entries(onServer).map(
    async ([name, query]) => [name, inOrder(await venue.rows<Row>(query))] as const,
  )
  return Object.fromEntries(await Promise.all(tables))
}

/** The key of a counter's file, as its own key store gives it. */
async function readKey({ app, folder }: Till): Promise<Buffer> {
  const locked = readFileSync(path.join(folder, 'regulars.key')).toString('base64')
  const key = await app.evaluate(
    async ({ safeStorage }, text) =>
      (await safeStorage.decryptStringAsync(Buffer.from(text, 'base64'))).result,
    locked,
  )
  return Buffer.from(key, 'base64')
}

/** What the file of a counter holds, read through a connection of its own. */
export async function readCounter(counter: Till): Promise<Copy> {
  const options = { readonly: true, fileMustExist: true }
  const db = connect(storeFiles(counter.folder).database, await readKey(counter), options)
  try {
    const tables = Object.entries(atCounter).map(
      ([name, query]) => [name, inOrder(db.prepare(query).all() as Row[])] as const,
    )
    return Object.fromEntries(tables)
  } finally {
    db.close()
  }
}

/** Waits until PostgreSQL and the files of all these counters answer every question alike, with nothing left to send. */
export async function expectSame(venue: Venue, counters: readonly Till[]): Promise<void> {
  await expect(async () => {
    for (const counter of counters) expect(await readCounter(counter)).toEqual(await readServer(venue))
  }).toPass({ timeout: 20_000, intervals: [100, 200, 400] })
}
