// Carries out one operation of a local command on the local rows, keeping the server's copy of what it changes.
// Always inside the caller's transaction.
import { AppError } from '../../shared/errors.ts'
import type { ColumnValue, Operation, SyncedTable } from '../../shared/wire.ts'
import { keepBase } from './base-rows.ts'
import { statement, type WriteDb } from './handle.ts'

/** The columns operations may name, per table; anything else is refused before it meets SQL. */
const writableColumns: Readonly<Record<SyncedTable, readonly string[]>> = {
  customers: [
    'customer_code',
    'customer_name',
    'nickname',
    'contact_number',
    'secondary_phone',
    'email',
    'date_of_birth',
    'address',
    'address_line_2',
    'city',
    'postal_code',
    'preferred_language',
    'date_joined',
    'customer_source',
    'vip_tier_id',
    'sms_pdpa',
    'email_pdpa',
    'marketing_consent',
    'linked_profile_id',
    'is_active',
    'name_key',
    'created_at',
    'created_by',
  ],
  customer_identifiers: ['kind', 'value', 'normalised', 'status'],
  customer_ledger: ['kind', 'amount', 'source', 'source_id', 'reverses_id', 'occurred_at'],
  customer_notes: ['note_type', 'note_text', 'is_pinned', 'is_internal', 'created_at', 'created_by'],
  customer_redirects: ['kind', 'dead_value'],
  sync_conflicts: ['status', 'settled_value'],
}

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

/** What applying operations did to the search order: whether texts changed and whether somebody came by. */
export interface AppliedEffect {
  readonly textChanged: boolean
  readonly visited: boolean
}

/** Applies one operation made at `at` (ISO 8601) by `actor`; throws CUSTOMER_NOT_FOUND where its customer is not here. */
export function applyOperation(
  db: WriteDb,
  operation: Operation,
  at: string,
  actor: string | null,
): AppliedEffect {
  keepBase(db, operation)
  if (operation.op === 'patch') return applyPatch(db, operation, at, actor)
  if (operation.table === 'customers') {
    insertRow(db, 'customers', { id: operation.id, ...operation.values, updated_at: at, updated_by: actor })
    return { textChanged: true, visited: false }
  }
  if (operation.table === 'customer_redirects') {
    insertRow(db, operation.table, {
      id: operation.id,
      customer_id: operation.customerId,
      ...operation.values,
    })
    return { textChanged: false, visited: false }
  }
  const key = findCustomerKey(db, operation.customerId)
  insertRow(db, operation.table, { customer_key: key, id: operation.id, ...operation.values })
  if (operation.table === 'customer_ledger') {
    addToBalances(db, key, operation.values)
    return {
      textChanged: false,
      visited: operation.values.kind === 'visit' && Number(operation.values.amount) > 0,
    }
  }
  return { textChanged: operation.table === 'customer_identifiers', visited: false }
}

/** The local key of a customer's id; throws CUSTOMER_NOT_FOUND. */
export function findCustomerKey(db: WriteDb, customerId: string): number {
  const key = statement(db, 'SELECT key FROM customers WHERE id = ?').pluck().get(customerId) as
    | number
    | undefined
  if (key === undefined) throw new AppError('CUSTOMER_NOT_FOUND', 'This customer is not in the directory.')
  return key
}

function insertRow(db: WriteDb, table: SyncedTable, row: Readonly<Record<string, ColumnValue>>): void {
  const columns = Object.keys(row)
  const own = ['id', 'customer_key', 'customer_id', 'updated_at', 'updated_by']
  refuseUnknownColumns(
    table,
    columns.filter((column) => !own.includes(column)),
  )
  const sql = `INSERT INTO ${table} (${columns.join(', ')}) VALUES (${columns.map(() => '?').join(', ')})`
  statement(db, sql).run(...Object.values(row))
}

function applyPatch(
  db: WriteDb,
  operation: Extract<Operation, { op: 'patch' }>,
  at: string,
  actor: string | null,
): AppliedEffect {
  const { table, changes } = operation
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
          operation.id,
        )
      : table === 'sync_conflicts'
        ? statement(db, `UPDATE sync_conflicts SET ${assignments} WHERE id = ?`).run(...values, operation.id)
        : statement(db, `UPDATE ${table} SET ${assignments} WHERE customer_key = ? AND id = ?`).run(
            ...values,
            findCustomerKey(db, operation.customerId),
            operation.id,
          )
  if (rows !== 1) throw new AppError('CUSTOMER_NOT_FOUND', 'What was to be changed is not in the directory.')
  return { textChanged: columns.some((column) => searchedColumns.has(column)), visited: false }
}

function refuseUnknownColumns(table: SyncedTable, columns: readonly string[]): void {
  for (const column of columns) {
    if (!writableColumns[table].includes(column)) {
      throw new AppError('INVALID_ARGUMENTS', 'An operation named a column it may not write.')
    }
  }
}

/** Balances are sums of the ledger, kept up to date as entries arrive; a reversed visit is looked up again. */
function addToBalances(db: WriteDb, key: number, entry: Readonly<Record<string, ColumnValue>>): void {
  const amount = Number(entry.amount)
  const at = String(entry.occurred_at)
  switch (entry.kind) {
    case 'credit':
      statement(db, 'UPDATE customers SET available_credit = available_credit + ? WHERE key = ?').run(
        amount,
        key,
      )
      return
    case 'points':
      statement(db, 'UPDATE customers SET available_point = available_point + ? WHERE key = ?').run(
        amount,
        key,
      )
      return
    case 'spend':
      statement(
        db,
        `UPDATE customers SET total_lifetime_value = total_lifetime_value + ?,
           first_transaction_at = min(coalesce(first_transaction_at, ?), ?) WHERE key = ?`,
      ).run(amount, at, at, key)
      return
    case 'visit':
      statement(
        db,
        `UPDATE customers SET total_visits = total_visits + ?, last_visit_at = (
           SELECT max(visit.occurred_at) FROM customer_ledger visit
           WHERE visit.customer_key = customers.key AND visit.kind = 'visit' AND visit.amount > 0
             AND NOT EXISTS (SELECT 1 FROM customer_ledger undo
                             WHERE undo.customer_key = customers.key AND undo.reverses_id = visit.id)
         ) WHERE key = ?`,
      ).run(amount, key)
      return
    default:
      throw new AppError('INVALID_ARGUMENTS', 'A ledger entry has an unknown kind.')
  }
}
