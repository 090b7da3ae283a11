// Reads whole customers: for the card on the counter and for planning a change to one.
import {
  type CustomerCard,
  type CustomerNote,
  customerColumns,
  customerNotFound,
  type Identifier,
} from '../../shared/customer.ts'
import { attendantColumns, type StoredCustomer, type StoredEntry } from '../domain/commands.ts'
import { factsOf } from '../domain/plan-changes.ts'
import { findSurvivorId } from './customer-redirects.ts'
import { type ReadDb, statement } from './handle.ts'
import { readUpcomingBookings } from './profile-bookings.ts'
import { countUsesLeft, readActivePackages } from './profile-packages.ts'

const columnList = Object.values(customerColumns).join(', ')
type CustomerRow = StoredCustomer['columns'] & {
  readonly key: number
  readonly id: string
  readonly customer_code: string | null
  readonly available_credit: number
  readonly available_point: number
  readonly total_lifetime_value: number
  readonly total_visits: number
  readonly last_visit_at: string | null
  readonly created_at: string
  readonly vip_status_date: string | null
}

function readRow(db: ReadDb, customerId: string): CustomerRow | undefined {
  const sql = `SELECT key, id, customer_code, available_credit, available_point, total_lifetime_value, total_visits,
      last_visit_at, created_at, ${attendantColumns.join(', ')}, ${columnList} FROM customers WHERE id = ?`
  return statement(db, sql).get(customerId) as CustomerRow | undefined
}

function readIdentifiers(db: ReadDb, key: number): Identifier[] {
  const sql = `SELECT id, kind, value, normalised, status FROM customer_identifiers
     WHERE customer_key = ? ORDER BY kind, status, id`
  return statement(db, sql).all(key) as Identifier[]
}

function readNotes(db: ReadDb, key: number): CustomerNote[] {
  const sql = `SELECT id, note_type, note_text, is_pinned, is_internal, created_at, created_by FROM customer_notes
     WHERE customer_key = ? ORDER BY is_pinned DESC, created_at DESC, id DESC`
  const rows = statement(db, sql).all(key) as Record<string, string | number | null>[]
  return rows.map((row) => ({
    id: String(row.id),
    noteType: String(row.note_type),
    noteText: String(row.note_text),
    isPinned: row.is_pinned === 1,
    isInternal: row.is_internal === 1,
    createdAt: String(row.created_at),
    createdBy: row.created_by === null ? null : String(row.created_by),
  }))
}

/** Everything the counter card shows; follows redirects; throws CUSTOMER_NOT_FOUND. */
export function readCard(
  db: ReadDb,
  { customerId }: { readonly customerId: string },
  now = new Date(),
): CustomerCard {
  const id = findSurvivorId(db, customerId)
  const row = readRow(db, id)
  if (!row) throw customerNotFound()
  const identifiers = readIdentifiers(db, row.key)
  const facts = factsOf({ columns: row })
  const activePackages = readActivePackages(db, row.key, now)
  const tier = statement(db, 'SELECT name, colour FROM vip_tiers WHERE id = ?').get(row.vip_tier_id)
  return {
    ...(facts as CustomerCard),
    id,
    customerCode: row.customer_code,
    vipTier: (tier as CustomerCard['vipTier'] | undefined) ?? null,
    availableCredit: row.available_credit,
    loyaltyPoints: row.available_point,
    totalLifetimeValue: row.total_lifetime_value,
    totalVisits: row.total_visits,
    lastVisitAt: row.last_visit_at,
    isActive: row.is_active === 1,
    createdAt: row.created_at,
    identifiers,
    notes: readNotes(db, row.key),
    vipStatusDate: row.vip_status_date,
    upcomingBookings: readUpcomingBookings(db, row.key, now),
    activePackages,
    packageUsesLeft: countUsesLeft(activePackages),
    redirectedFrom: id === customerId ? null : customerId,
  }
}

/** How many customers the directory holds, inactive ones too; not those folded into others. */
export function countCustomers(db: ReadDb): number {
  const sql = `SELECT (SELECT count(*) FROM customers)
     - (SELECT count(*) FROM customers WHERE merged_into IS NOT NULL)`
  return statement(db, sql).pluck().get() as number
}

/** A customer as planning needs one (redirects followed by the caller), with what the command `undoes` made; null if not here. */
export function readStored(
  db: ReadDb,
  customerId: string,
  undoes: string | undefined,
): StoredCustomer | null {
  const row = readRow(db, customerId)
  if (!row) return null
  return {
    id: row.id,
    columns: row,
    identifiers: readIdentifiers(db, row.key),
    availableCredit: row.available_credit,
    undone: undoes === undefined ? null : readUndone(db, row.key, undoes),
  }
}

/** A command's first entry has the command's id; any further one names it as its source. */
function readUndone(db: ReadDb, key: number, commandId: string): StoredCustomer['undone'] {
  const sql = `SELECT id, kind, amount FROM customer_ledger
     WHERE customer_key = ? AND (id = ? OR (source = 'sale' AND source_id = ?)) ORDER BY id <> ?`
  const entries = statement(db, sql).all(key, commandId, commandId, commandId) as StoredEntry[]
  if (entries[0]?.id !== commandId) return null
  const isReversed = 'SELECT 1 FROM customer_ledger WHERE customer_key = ? AND reverses_id = ?'
  const sale = 'SELECT status FROM customer_transactions WHERE customer_key = ? AND id = ?'
  return {
    entries,
    isReversed: statement(db, isReversed).get(key, commandId) !== undefined,
    saleStatus: (statement(db, sale).pluck().get(key, commandId) as string | undefined) ?? null,
  }
}
