// The merges of a customer, or the newest of all, as history and the inbox tell of them: whether each can be undone, and if not,
// what is in the way.
import type { MergeEntry, MergeRecord, StoryCounts, UndoBlock } from '../../shared/merging.ts'
import { findSurvivorId } from './customer-redirects.ts'
import { type ReadDb, statement } from './handle.ts'
import { type MergeLine, readLaterMerges } from './merge-facts.ts'
import { nameCustomer, namePerson } from './summaries.ts'

/** The merges into this customer and into whoever was folded into them, newest first; redirects are followed. */
export function listMergesOf(
  db: ReadDb,
  { customerId }: { readonly customerId: string },
): readonly MergeEntry[] {
  const id = findSurvivorId(db, customerId)
  const sql = `WITH RECURSIVE person (id) AS (
      VALUES ($id) UNION
      SELECT merged_customer_id FROM customer_merge_history JOIN person ON customer_id = person.id)
    SELECT * FROM customer_merge_history WHERE customer_id IN (SELECT id FROM person) OR merged_customer_id = $id
    ORDER BY merged_at DESC, id DESC`
  return (statement(db, sql).all({ id }) as MergeLine[]).map((line) => describeMerge(db, line))
}

/** The newest merges of the directory, at most `limit`. */
export function listRecentMerges(db: ReadDb, { limit }: { readonly limit: number }): readonly MergeEntry[] {
  const sql = 'SELECT * FROM customer_merge_history ORDER BY merged_at DESC, id DESC LIMIT ?'
  return (statement(db, sql).all(limit) as MergeLine[]).map((line) => describeMerge(db, line))
}

/** One merge in full. */
export function describeMerge(db: ReadDb, line: MergeLine): MergeEntry {
  const record = JSON.parse(line.data) as MergeRecord
  const folded = nameCustomer(db, line.merged_customer_id)
  const survivor = nameCustomer(db, line.customer_id)
  return {
    id: line.id,
    survivor: { id: line.customer_id, name: survivor.customerName ?? '', code: survivor.customerCode },
    folded: {
      id: line.merged_customer_id,
      name: folded.customerName ?? String(record.folded.customer_name ?? ''),
      code: folded.customerCode ?? line.merged_customer_code,
    },
    reason: line.reason,
    by: namePerson(db, line.merged_by),
    at: line.merged_at,
    isAutomatic: isAutomatic(db, line),
    undoneAt: line.undone_at,
    undoneBy: namePerson(db, line.undone_by),
    blocked: findBlock(db, line, record),
    counts: countMoved(record),
  }
}

/** A merge that nobody asked for rode on the command that made the customer. */
function isAutomatic(db: ReadDb, { command_id, customer_id, merged_customer_id }: MergeLine): boolean {
  const sql = `SELECT 1 FROM customers JOIN audit_log ON customer_key = key
     WHERE customers.id IN (?, ?) AND command_id = ? AND action = 'customer.create'`
  return statement(db, sql).get(customer_id, merged_customer_id, command_id) !== undefined
}

function findBlock(db: ReadDb, line: MergeLine, record: MergeRecord): UndoBlock | null {
  if (line.undone_at !== null) return { why: 'undone' }
  if (record.erased) return { why: 'erased' }
  const [later] = readLaterMerges(db, line)
  if (later) return { why: 'later-merge', mergeId: later.id, code: later.merged_customer_code }
  const survivorId = findSurvivorId(db, line.customer_id)
  if (survivorId === line.customer_id) return null
  const sql = `SELECT * FROM customer_merge_history WHERE merged_customer_id = ? AND undone_at IS NULL
     ORDER BY merged_at DESC, id DESC LIMIT 1`
  const above = statement(db, sql).get(line.customer_id) as MergeLine | undefined
  const { customerCode } = nameCustomer(db, survivorId)
  return { why: 'survivor-merged', mergeId: above?.id ?? line.id, code: customerCode }
}

function countMoved({ moved }: MergeRecord): StoryCounts {
  return {
    transactions: moved.customer_transactions?.length ?? 0,
    packages: moved.customer_packages?.length ?? 0,
    bookings: moved.customer_bookings?.length ?? 0,
    notes: moved.customer_notes?.length ?? 0,
    contacts: moved.customer_contact_history?.length ?? 0,
    identifiers: moved.customer_identifiers?.length ?? 0,
  }
}
