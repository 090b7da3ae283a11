// Carries out the operations of one local command on the local rows, keeping the server's copy of what they change. Balances
// are written once for all of them. Always inside the caller's transaction.
import { dictionaryKey } from '../../shared/dictionary-key.ts'
import { AppError } from '../../shared/errors.ts'
import type { ColumnValue, Operation, PlannedCommand, RowValues, SyncedTable } from '../../shared/wire.ts'
import { applyMerge, applyUnmerge } from './apply-merge.ts'
import { addToBalances } from './balances.ts'
import { createBaseKeeper } from './base-rows.ts'
import { requireKey } from './customer-keys.ts'
import { isChildTable } from './fed-tables.ts'
import { statement, type WriteDb } from './handle.ts'
import { refuseUnknownColumns } from './writable-columns.ts'

/** The columns the search text is made of; a change elsewhere leaves the index alone. */
const searchedColumns: ReadonlySet<string> = new Set([
  'customer_name',
  'nickname',
  'customer_code',
  'contact_number',
  'email',
  'value',
  'normalised',
])

/** What a command did to the search order: whether texts changed and whether somebody came by. */
export interface AppliedEffect {
  readonly textChanged: boolean
  readonly visited: boolean
}

/** Applies what a planned command does; throws CUSTOMER_NOT_FOUND where its customer or row is not here. */
export function applyOperations(db: WriteDb, { operations, audit }: PlannedCommand): AppliedEffect {
  const keepBase = createBaseKeeper(db)
  const entries = new Map<string, RowValues[]>()
  let textChanged = false
  for (const operation of operations) {
    keepBase(operation)
    if (operation.op === 'merge') {
      applyMerge(db, operation, audit)
      continue
    }
    if (operation.op === 'unmerge') {
      applyUnmerge(db, operation, audit)
      continue
    }
    if (operation.op === 'patch') {
      applyPatch(db, operation, audit.at, audit.actor)
      textChanged ||= Object.keys(operation.changes).some((column) => searchedColumns.has(column))
      continue
    }
    const { table, customerId, values } = operation
    const row = { ...ownColumns(db, operation, audit.at, audit.actor), ...values }
    if (!insertRow(db, table, row)) continue
    textChanged ||= table === 'customers' || table === 'customer_identifiers'
    if (table !== 'customer_ledger') continue
    const held = entries.get(customerId)
    if (held) held.push(values)
    else entries.set(customerId, [values])
  }
  let visited = false
  for (const [customerId, values] of entries) {
    addToBalances(db, requireKey(db, customerId), values)
    visited ||= values.some(({ kind, amount }) => kind === 'visit' && Number(amount) > 0)
  }
  return { textChanged, visited }
}

type Insert = Extract<Operation, { op: 'insert' | 'append' }>
type Patch = Extract<Operation, { op: 'patch' }>
type Row = Readonly<Record<string, ColumnValue>>

/** The columns of a new row that no operation names itself. */
function ownColumns(
  db: WriteDb,
  { table, id, customerId, values }: Insert,
  at: string,
  actor: string | null,
): Row {
  refuseUnknownColumns(table, Object.keys(values))
  if (table === 'customers') {
    return { id, name_order: dictionaryKey(String(values.customer_name)), updated_at: at, updated_by: actor }
  }
  if (table === 'customer_redirects') return { id, customer_id: customerId }
  const isUnderCustomer = isChildTable(table) || table === 'customer_identifiers'
  return isUnderCustomer ? { customer_key: requireKey(db, customerId), id } : { id }
}

/** False where it is there already: a receipt that another counter took from the same file, a notice read there as well. */
function insertRow(db: WriteDb, table: SyncedTable, row: Row): boolean {
  const columns = Object.keys(row)
  const unlessHere = isChildTable(table) || table === 'notification_reads' ? 'ON CONFLICT DO NOTHING' : ''
  const sql = `INSERT INTO ${table} (${columns.join(', ')}) VALUES (${columns.map(() => '?').join(', ')}) ${unlessHere}`
  return statement(db, sql).run(Object.values(row)).changes === 1
}

function applyPatch(db: WriteDb, operation: Patch, at: string, actor: string | null): void {
  const { table, id, customerId, changes } = operation
  const columns = Object.keys(changes)
  refuseUnknownColumns(table, columns)
  const values = Object.values(changes).map((change) => change.value)
  const assignments = columns.map((column) => `${column} = ?`).join(', ')
  const { changes: rows } =
    table === 'customers'
      ? statement(db, `UPDATE customers SET ${assignments}, updated_at = ?, updated_by = ? WHERE id = ?`).run(
          ...values,
          at,
          actor,
          id,
        )
      : isChildTable(table) || table === 'customer_identifiers'
        ? statement(db, `UPDATE ${table} SET ${assignments} WHERE customer_key = ? AND id = ?`).run(
            ...values,
            requireKey(db, customerId),
            id,
          )
        : statement(db, `UPDATE ${table} SET ${assignments} WHERE id = ?`).run(...values, id)
  if (rows !== 1) throw new AppError('CUSTOMER_NOT_FOUND', 'What was to be changed is not in the directory.')
  const name = table === 'customers' ? changes.customer_name?.value : undefined
  if (name === undefined) return
  // A name's place in the list is written with it.
  statement(db, 'UPDATE customers SET name_order = ? WHERE id = ?').run(dictionaryKey(String(name)), id)
}
