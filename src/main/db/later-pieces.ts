// What came to a customer after a merge, piece by piece: when the merge is undone, each stays or goes to the other. A sale goes with
// the entries it made.
import type { LaterPiece, MergeRecord } from '../../shared/merging.ts'
import type { MovedTable } from '../../shared/wire.ts'
import { requireKey } from './customer-keys.ts'
import { type ReadDb, statement } from './handle.ts'
import type { MergeLine } from './merge-facts.ts'

/** A row by its table. */
export interface PieceRow {
  readonly table: MovedTable
  readonly id: string
}

/** A piece with the rows it is made of. */
export interface LaterRows extends LaterPiece {
  readonly rows: readonly PieceRow[]
}

interface EntryRow {
  readonly id: string
  readonly kind: 'credit' | 'points' | 'spend' | 'visit'
  readonly amount: number
  readonly source: string
  readonly source_id: string | null
  readonly reverses_id: string | null
  readonly at: string
}
interface SaleRow {
  readonly id: string
  readonly receipt_number: string | null
  readonly source: string
  readonly amount: number
  readonly at: string
}
interface PlainRow {
  readonly id: string
  readonly at: string
  readonly label: string | null
}

/** Entries of the survivor that take back one that moved: they go back with it, and are no pieces to choose about. */
export function readReturning(db: ReadDb, line: MergeLine): readonly PieceRow[] {
  const { moved } = JSON.parse(line.data) as MergeRecord
  const sql = `SELECT id FROM customer_ledger WHERE customer_key = ? AND reverses_id IN (SELECT value FROM json_each(?))`
  const key = requireKey(db, line.customer_id)
  const ids = statement(db, sql)
    .pluck()
    .all(key, JSON.stringify(moved.customer_ledger ?? [])) as string[]
  return ids.map((id) => ({ table: 'customer_ledger', id }))
}

/** Every piece that came after the merge, newest first. */
export function readLaterPieces(db: ReadDb, line: MergeLine): readonly LaterRows[] {
  const key = requireKey(db, line.customer_id)
  const { moved } = JSON.parse(line.data) as MergeRecord
  const since = line.merged_at
  const isLater = <Row extends { readonly id: string }>(table: MovedTable, rows: readonly Row[]): Row[] => {
    const before = new Set(moved[table])
    return rows.filter(({ id }) => !before.has(id))
  }
  const read = <Row extends { readonly id: string }>(
    table: MovedTable,
    columns: string,
    at: string,
  ): Row[] => {
    const sql = `SELECT id, ${at} AS at, ${columns} FROM ${table} WHERE customer_key = ? AND ${at} > ?`
    // Days are compared with the day of the merge: what is of that day may have come after it.
    const from =
      at === 'purchased_on' ? new Date(Date.parse(since) - dayLength).toISOString().slice(0, 10) : since
    return isLater(table, statement(db, sql).all(key, from) as Row[])
  }
  const entries = read<EntryRow>(
    'customer_ledger',
    'kind, amount, source, source_id, reverses_id',
    'occurred_at',
  )
  const sales = read<SaleRow>('customer_transactions', 'receipt_number, source, amount', 'sold_at')
  const joined = new Set(readReturning(db, line).map(({ id }) => id))
  const pieces = [
    ...sales.map((sale) => {
      const own = entriesOf(sale, entries)
      for (const { id } of own) joined.add(id)
      return sayPiece(
        'sale',
        'customer_transactions',
        { ...sale, label: sale.receipt_number },
        sale.amount,
        own,
      )
    }),
    ...entries
      .filter(({ id }) => !joined.has(id))
      .filter(({ reverses_id }) => !entries.some(({ id }) => id === reverses_id && !joined.has(id)))
      .map((entry) => {
        const kind = entry.kind === 'spend' ? 'sale' : entry.kind
        const undone = entries.filter(({ reverses_id }) => reverses_id === entry.id)
        return sayPiece(kind, 'customer_ledger', { ...entry, label: entry.source_id }, entry.amount, undone)
      }),
    ...read<PlainRow>('customer_notes', 'note_text AS label', 'created_at').map((row) =>
      sayPiece('note', 'customer_notes', row),
    ),
    ...read<PlainRow>('customer_contact_history', 'coalesce(notes, purpose) AS label', 'contact_date').map(
      (row) => sayPiece('contact', 'customer_contact_history', row),
    ),
    ...read<PlainRow>('customer_bookings', 'resource AS label', 'starts_at').map((row) =>
      sayPiece('booking', 'customer_bookings', row),
    ),
    ...read<PlainRow>('customer_packages', 'package_name AS label', 'purchased_on').map((row) =>
      sayPiece('package', 'customer_packages', row),
    ),
    ...isLater('customer_identifiers', readNewIdentifiers(db, key, since)).map((row) =>
      sayPiece('identifier', 'customer_identifiers', row),
    ),
  ]
  return pieces.toSorted((one, other) => ((one.at ?? '') < (other.at ?? '') ? 1 : -1))
}

const dayLength = 86_400_000

function sayPiece(
  kind: LaterPiece['kind'],
  table: MovedTable,
  { id, at, label }: PlainRow,
  amount: number | null = null,
  entries: readonly EntryRow[] = [],
): LaterRows {
  const rows = [
    { table, id },
    ...entries.map((entry) => ({ table: 'customer_ledger' as const, id: entry.id })),
  ]
  return { id: `${table} ${id}`, kind, at, label, amount, rows }
}

/** The entries a sale made: by its id, or by the receipt's number where a file brought it; and what took them back. */
function entriesOf(sale: SaleRow, entries: readonly EntryRow[]): readonly EntryRow[] {
  const made = entries.filter(
    (entry) =>
      entry.id === sale.id ||
      entry.source_id === sale.id ||
      (sale.source === 'import' && entry.source === 'import' && entry.source_id === sale.receipt_number),
  )
  const ids = new Set(made.map(({ id }) => id))
  return [...made, ...entries.filter(({ reverses_id }) => reverses_id !== null && ids.has(reverses_id))]
}

/** Ids of identifiers begin with the moment they were made (UUID version 7). */
function readNewIdentifiers(db: ReadDb, key: number, since: string): readonly PlainRow[] {
  const sql = `SELECT id, value AS label FROM customer_identifiers WHERE customer_key = ?`
  const rows = statement(db, sql).all(key) as { id: string; label: string }[]
  return rows.flatMap(({ id, label }) => {
    const at = new Date(Number.parseInt(id.slice(0, 8) + id.slice(9, 13), 16))
    return id[14] === '7' && at > new Date(since) ? [{ id, label, at: at.toISOString() }] : []
  })
}
