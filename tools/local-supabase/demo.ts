// Fills an empty directory with generated people in bulk: customers with codes of one block, what points at them, their
// ledgers and notes. The database's own triggers add up balances and stamp the rows, as for anybody's writes.
import { randomUUID } from 'node:crypto'
import type pg from 'pg'
import { nameKey } from '../../src/main/domain/name-key.ts'
import { normaliseIdentifier } from '../../src/main/domain/plan-identifiers.ts'
import type { DirectoryRecord } from '../../src/shared/directory-record.ts'
import { generatePeople } from '../demo-data/people.ts'
import { storyRows } from './demo-story.ts'

const batchSize = 2000

function customerRow(record: DirectoryRecord, code: string): object {
  const { id, facts, isActive, createdAt, vipStatusDate, profileLink } = record
  return {
    id,
    customer_code: code,
    customer_name: facts.fullName,
    nickname: facts.nickname,
    contact_number: facts.primaryPhone,
    secondary_phone: facts.secondaryPhone,
    email: facts.email,
    date_of_birth: facts.dateOfBirth,
    address: facts.addressLine1,
    address_line_2: facts.addressLine2,
    city: facts.city,
    postal_code: facts.postalCode,
    preferred_language: facts.preferredLanguage,
    date_joined: facts.registrationDate,
    customer_source: facts.customerSource,
    vip_tier_id: facts.vipTierId,
    vip_status_date: vipStatusDate,
    linked_profile_id: profileLink?.profileId,
    profile_link_confidence: profileLink?.confidence,
    profile_link_method: profileLink?.method,
    profile_linked_at: profileLink?.linkedAt,
    sms_pdpa: facts.smsConsent ?? false,
    email_pdpa: facts.emailConsent ?? false,
    marketing_consent: facts.marketingConsent ?? false,
    is_active: isActive,
    name_key: nameKey(facts.fullName),
    created_at: createdAt,
  }
}

function childRows(record: DirectoryRecord) {
  const customer_id = record.id
  return {
    customer_identifiers: record.identifiers.map(({ kind, value, status }) => ({
      id: randomUUID(),
      customer_id,
      kind,
      value,
      normalised: normaliseIdentifier(kind, value),
      status,
      created_at: record.createdAt,
    })),
    customer_ledger: record.ledger.map(({ kind, amount, source, sourceId, occurredAt }) => ({
      id: randomUUID(),
      customer_id,
      kind,
      amount,
      source,
      source_id: sourceId,
      occurred_at: occurredAt,
    })),
    customer_notes: record.notes.map(({ noteType, noteText, isPinned, createdAt }) => ({
      id: randomUUID(),
      customer_id,
      note_type: noteType,
      note_text: noteText,
      is_pinned: isPinned,
      created_at: createdAt,
    })),
  }
}

/** Inserts rows that all have the columns of the first. */
export async function insertRows(
  client: pg.ClientBase,
  table: string,
  rows: readonly object[],
): Promise<void> {
  const columns = Object.keys(rows[0] ?? {}).join(', ')
  if (columns === '') return
  await client.query(
    `insert into public.${table} (${columns}) select ${columns} from json_populate_recordset(null::public.${table}, $1::json)`,
    [JSON.stringify(rows)],
  )
}

/** Whoever is pointed at comes before who points. */
const childTables = [
  'customer_identifiers',
  'customer_ledger',
  'customer_notes',
  'customer_transactions',
  'customer_packages',
  'customer_package_uses',
  'customer_bookings',
  'customer_contact_history',
] as const

async function insertBatch(
  client: pg.ClientBase,
  records: readonly DirectoryRecord[],
  codes: string[],
): Promise<void> {
  const customers = records.map((record, index) => customerRow(record, codes[index] ?? ''))
  const children = records.map((record) => ({ ...childRows(record), ...storyRows(record) }))
  await client.query('begin')
  await insertRows(client, 'customers', customers)
  for (const table of childTables) {
    const rows = children.flatMap((child): readonly object[] => child[table])
    await insertRows(client, table, rows)
  }
  await client.query('commit')
}

function* inBatches<T>(items: Iterable<T>, size: number): Generator<T[]> {
  let batch: T[] = []
  for (const item of items) {
    batch.push(item)
    if (batch.length < size) continue
    yield batch
    batch = []
  }
  if (batch.length > 0) yield batch
}

/** Adds `count` customers, generated ones unless others are given, to an empty directory; answers how many were added. */
export async function fillWithDemo(
  pool: pg.Pool,
  count: number,
  people: Iterable<DirectoryRecord> = generatePeople(count),
): Promise<number> {
  const client = await pool.connect()
  try {
    const { rows } = await client.query('select exists (select from public.customers) as has_some')
    if (rows[0]?.has_some) return 0
    // The block is taken first, so that no row has to count on for itself.
    const taken = await client.query<{ first: string; codes: string[] }>(
      `with block as (update public.sync_settings set next_code = next_code + $1 returning next_code - $1 as first)
       select array_agg(app.format_customer_code(first + step) order by step) as codes
       from block, generate_series(0, $1 - 1) as step`,
      [count],
    )
    const codes = taken.rows[0]?.codes ?? []
    for (const records of inBatches(people, batchSize)) {
      await insertBatch(client, records, codes.splice(0, records.length))
    }
    await client.query('analyze')
    return count
  } finally {
    client.release()
  }
}
