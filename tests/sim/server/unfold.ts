// Two customers parted again on the server model: what a merge moved goes back as far as it is still there, what it set becomes
// what it was, and of what came afterwards the pieces that are said to be the parted customer's go along.
import { companionColumns, type MergeRecord } from '../../../src/shared/merging.ts'
import type { ColumnValue, MovedTable, UnmergeOperation } from '../../../src/shared/wire.ts'
import { refreshBalances } from './append.ts'
import type { Execution } from './execution.ts'
import { rewriteJson } from './json-text.ts'
import type { RowTable, ServerRow } from './rows.ts'
import type { Transaction } from './transactions.ts'

type Values = Record<string, ColumnValue>

const contactColumns = ['contact_number', 'secondary_phone', 'email']

/** Parts what the line `merge` of the history made one. */
export function unfoldCustomer(execution: Execution, merge: ServerRow, operation: UnmergeOperation): void {
  const { transaction, actor, newId } = execution
  const { rows, columns } = operation
  const record = JSON.parse(String(merge.values.data)) as MergeRecord
  const survivorId = String(merge.values.customer_id)
  const foldedId = String(merge.values.merged_customer_id)
  const moves = transaction.get('fold_moves', merge.id)

  for (const [table, ids] of Object.entries(record.moved) as [MovedTable, readonly string[]][]) {
    for (const id of ids) moveBack(transaction, table, id, survivorId, foldedId)
  }
  for (const id of moves?.redirects ?? []) {
    moveBack(transaction, 'customer_redirects', id, survivorId, foldedId)
  }
  for (const id of moves?.conflicts ?? []) moveBack(transaction, 'sync_conflicts', id, survivorId, foldedId)
  for (const { table, id } of rows) moveBack(transaction, table, id, survivorId, foldedId)
  for (const id of record.followers) {
    const follower = transaction.get('customers', id)
    if (follower?.values.merged_into === survivorId) {
      transaction.write('customers', id, { merged_into: foldedId })
    }
  }
  for (const id of moves?.made ?? []) {
    transaction.remove('customer_redirects', id)
    transaction.write('sync_tombstones', newId(), { table_name: 'customer_redirects', row_id: id })
  }

  const given = partColumns(execution, record, survivorId, foldedId, columns)
  transaction.write('customers', foldedId, { ...given, merged_into: null, updated_by: actor })
  for (const identifier of ownedBy(transaction, foldedId)) {
    transaction.remove('identifier_aliases', identifier.id)
  }
  retireRevived(transaction, record, survivorId)
  refreshBalances(transaction, survivorId)
  refreshBalances(transaction, foldedId)
  transaction.write('customer_merge_history', merge.id, {
    data: rewriteJson(merge.values.data),
    undone_at: execution.at,
    undone_by: actor,
  })
}

function moveBack(transaction: Transaction, table: RowTable, id: string, from: string, to: string): void {
  const row = transaction.get(table, id)
  if (row?.values.customer_id === from) transaction.write(table, id, { customer_id: to })
}

function ownedBy(transaction: Transaction, customerId: string): ServerRow[] {
  return transaction.all('customer_identifiers').filter(({ values }) => values.customer_id === customerId)
}

/** Sets the survivor's columns to what they were, and answers those the parted customer is given. */
function partColumns(
  { transaction, actor }: Execution,
  record: MergeRecord,
  survivorId: string,
  foldedId: string,
  columns: readonly string[],
): Values {
  const present = transaction.get('customers', survivorId)?.values ?? {}
  const isChanged = (column: string) => {
    const left = column in record.set ? record.set[column] : record.survivor[column]
    return (present[column] ?? null) !== (left ?? null)
  }
  const given = columns.filter(isChanged)
  const restored = Object.keys(record.set).filter((column) => {
    const leader = leaderOf(column)
    return !isChanged(leader !== undefined && leader in record.set ? leader : column)
  })
  const theirs = pick(present, given.flatMap(withCompanions))
  const back = pick(record.survivor, [...restored, ...given.flatMap(withCompanions)])
  transaction.write('customers', survivorId, { ...back, updated_by: actor })
  const remaining = transaction.get('customers', survivorId)?.values ?? {}
  for (const column of given.filter((one) => contactColumns.includes(one))) {
    const value = theirs[column] ?? null
    if (value === null || contactColumns.some((other) => remaining[other] === value)) continue
    for (const identifier of ownedBy(transaction, survivorId)) {
      const isContact = identifier.values.kind === 'phone' || identifier.values.kind === 'email'
      if (!isContact || identifier.values.value !== value) continue
      transaction.write('customer_identifiers', identifier.id, { customer_id: foldedId })
    }
  }
  return theirs
}

/** The column that a companion goes with. */
function leaderOf(companion: string): string | undefined {
  return Object.keys(companionColumns).find((column) => companionColumns[column]?.includes(companion))
}

function withCompanions(column: string): readonly string[] {
  return [column, ...(companionColumns[column] ?? [])]
}

function pick(values: ServerRow['values'], columns: readonly string[]): Values {
  return Object.fromEntries(columns.map((column) => [column, values[column] ?? null]))
}

/** What the merge had made current again is old again, unless it stands in the survivor's columns by now. */
function retireRevived(transaction: Transaction, record: MergeRecord, survivorId: string): void {
  const survivor = transaction.get('customers', survivorId)?.values ?? {}
  for (const id of record.revived) {
    const identifier = transaction.get('customer_identifiers', id)
    const isHeld = contactColumns.some((column) => survivor[column] === identifier?.values.value)
    if (identifier?.values.customer_id !== survivorId || isHeld) continue
    transaction.write('customer_identifiers', id, { status: 'old' })
  }
}
