// Writes the rows of one whole customer: the facts, what points at them, what they hold, notes, and one audit line.
import { randomUUID } from 'node:crypto'
import type { IdentifierKind } from '../../shared/customer.ts'
import { dictionaryKey } from '../../shared/dictionary-key.ts'
import type { DirectoryRecord } from '../../shared/directory-record.ts'
import { normaliseIdentifier } from '../domain/plan-identifiers.ts'
import { createStoryWriter } from './bulk-story.ts'
import { statement, type WriteDb } from './handle.ts'
import { lowestRank } from './ranks.ts'
import { buildSearchText } from './search-text.ts'
import { rememberSounds } from './sound-memory.ts'

/** A customer as written: local key, search text, and milliseconds of the last visit (of joining without one). */
export interface WrittenRecord {
  readonly key: number
  readonly text: string
  readonly recency: number
}

const rowSql = {
  customer: `INSERT INTO customers (key, id, customer_code, customer_name, nickname, contact_number, secondary_phone, email,
      date_of_birth, address, address_line_2, city, postal_code, preferred_language, date_joined, customer_source,
      vip_tier_id, sms_pdpa, email_pdpa, marketing_consent, is_active, available_credit, available_point,
      total_lifetime_value, total_visits, last_visit_at, first_transaction_at, created_at, updated_at, search_rank, name_order)
    VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
  identifiers: (
    count: number,
  ) => `INSERT INTO customer_identifiers (customer_key, id, kind, value, normalised, status)
    VALUES ${Array(count).fill('(?, ?, ?, ?, ?, ?)').join(', ')}`,
  ledger: `INSERT INTO customer_ledger (customer_key, id, kind, amount, source, source_id, occurred_at)
    VALUES (?, ?, ?, ?, ?, ?, ?)`,
  note: `INSERT INTO customer_notes (customer_key, id, note_type, note_text, is_pinned, created_at)
    VALUES (?, ?, ?, ?, ?, ?)`,
}

const identifierSqls = Array.from({ length: 9 }, (_, count) => rowSql.identifiers(count))
function identifierSql(count: number): string {
  return identifierSqls[count] ?? rowSql.identifiers(count)
}

/** Makes the writer of one load, inside the caller's transaction; it remembers the sounds of words it met. */
export function createRecordWriter(db: WriteDb): (record: DirectoryRecord) => WrittenRecord {
  const insertCustomer = statement(db, rowSql.customer)
  const insertLedger = statement(db, rowSql.ledger)
  const insertNote = statement(db, rowSql.note)
  const writeStory = createStoryWriter(db)
  const writeSounds = rememberSounds()
  let key = (statement(db, 'SELECT max(key) FROM customers').pluck().get() as number | null) ?? 0
  // Right for people in order of joining who never came; the place of others is known once everybody is.
  let rank = lowestRank(db)

  return (record) => {
    key += 1
    rank -= 1
    const { facts } = record
    const sums = sumLedger(record.ledger)
    insertCustomer.run(
      key,
      record.id,
      record.customerCode,
      facts.fullName,
      facts.nickname ?? null,
      facts.primaryPhone ?? null,
      facts.secondaryPhone ?? null,
      facts.email ?? null,
      facts.dateOfBirth ?? null,
      facts.addressLine1 ?? null,
      facts.addressLine2 ?? null,
      facts.city ?? null,
      facts.postalCode ?? null,
      facts.preferredLanguage ?? null,
      facts.registrationDate ?? null,
      facts.customerSource,
      facts.vipTierId ?? null,
      facts.smsConsent ? 1 : 0,
      facts.emailConsent ? 1 : 0,
      facts.marketingConsent ? 1 : 0,
      record.isActive ? 1 : 0,
      sums.credit,
      sums.points,
      sums.spend,
      sums.visits,
      sums.lastVisitAt,
      sums.firstSpendAt,
      record.createdAt,
      record.createdAt,
      rank,
      dictionaryKey(facts.fullName),
    )
    const identifiers: NormalisedIdentifier[] = []
    const values: (string | number)[] = []
    for (const { kind, value, status } of record.identifiers) {
      const normalised = normaliseIdentifier(kind, value)
      identifiers.push({ kind, value, normalised })
      values.push(key, randomUUID(), kind, value, normalised, status)
    }
    // All in one statement: calls cost more here than rows.
    if (values.length > 0) statement(db, identifierSql(identifiers.length)).run(values)
    for (const entry of record.ledger) {
      insertLedger.run(
        key,
        randomUUID(),
        entry.kind,
        entry.amount,
        entry.source,
        entry.sourceId ?? null,
        entry.occurredAt,
      )
    }
    for (const note of record.notes) {
      insertNote.run(key, randomUUID(), note.noteType, note.noteText, note.isPinned ? 1 : 0, note.createdAt)
    }
    writeStory(key, record)
    const text = buildSearchText(
      {
        fullName: facts.fullName,
        nickname: facts.nickname ?? null,
        customerCode: record.customerCode,
        phone: normalisedOf(identifiers, 'phone', facts.primaryPhone),
        email: normalisedOf(identifiers, 'email', facts.email),
        identifiers,
      },
      writeSounds,
    )
    return { key, text, recency: Date.parse(sums.lastVisitAt ?? record.createdAt) }
  }
}

/**
 * Writes the audit line of every customer loaded after this key, inside the caller's transaction. What was loaded is the
 * row itself: the first change after it records what it changes from.
 */
export function auditLoad(db: WriteDb, afterKey: number): void {
  const device = statement(db, "SELECT value FROM settings WHERE name = 'deviceId'").pluck().get() ?? ''
  statement(
    db,
    `INSERT INTO audit_log (customer_key, command_id, action, reason, actor, device_id, at, changes)
     SELECT key, ?, 'customer.load', NULL, NULL, ?, ?, '{}' FROM customers WHERE key > ? ORDER BY key`,
  ).run(randomUUID(), device, new Date().toISOString(), afterKey)
}

type NormalisedIdentifier = {
  readonly kind: IdentifierKind
  readonly value: string
  readonly normalised: string
}

function normalisedOf(
  identifiers: readonly NormalisedIdentifier[],
  kind: 'phone' | 'email',
  value: string | undefined,
): string | null {
  if (!value) return null
  for (const identifier of identifiers) {
    if (identifier.kind === kind && identifier.value === value) return identifier.normalised
  }
  return normaliseIdentifier(kind, value)
}

function sumLedger(ledger: DirectoryRecord['ledger']) {
  const sums = { credit: 0, points: 0, spend: 0, visits: 0 }
  let lastVisitAt: string | null = null
  let firstSpendAt: string | null = null
  for (const { kind, amount, occurredAt } of ledger) {
    if (kind === 'visit') {
      sums.visits += amount
      if (amount > 0 && (lastVisitAt === null || occurredAt > lastVisitAt)) lastVisitAt = occurredAt
    } else {
      sums[kind] += amount
      if (kind === 'spend' && (firstSpendAt === null || occurredAt < firstSpendAt)) firstSpendAt = occurredAt
    }
  }
  return { ...sums, lastVisitAt, firstSpendAt }
}
