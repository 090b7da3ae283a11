// Two customers parted again on the server model: what a merge moved goes back as far as it is still there, what it set becomes
// what it was, and of what came afterwards the pieces that are said to be the parted customer's go along.
import { companionColumns, type MergeRecord } from '../../../src/shared/merging.ts'
import type { AuditEntry, ColumnValue, MovedTable, UnmergeOperation } from '../../../src/shared/wire.ts'
import { refreshBalances } from './append.ts'
import { type Execution, openConflict, sideOf } from './execution.ts'
import { rememberedColumns } from './fold.ts'
import { linkColumns } from './links.ts'
import { partIdentifiers } from './part-identifiers.ts'
import { consentColumns } from './patch.ts'
import type { RowTable, ServerRow } from './rows.ts'
import type { Transaction } from './transactions.ts'

type Values = Readonly<Record<string, ColumnValue>>

/** Parts what the line `merge` of the history made one; answers what became of the survivor's columns. */
export function unfoldCustomer(
  execution: Execution,
  merge: ServerRow,
  operation: UnmergeOperation,
): AuditEntry['changes'] {
  const { transaction, actor, newId, at } = execution
  const record = JSON.parse(String(merge.values.data)) as MergeRecord
  const survivorId = String(merge.values.customer_id)
  const foldedId = String(merge.values.merged_customer_id)
  const present = transaction.get('customers', survivorId)?.values ?? {}
  const earlier = transaction.get('customers', foldedId)?.values ?? {}

  returnRows(execution, merge, record, operation.rows)
  for (const id of record.followers) {
    const isStill = transaction.get('customers', id)?.values.merged_into === survivorId
    if (isStill) transaction.write('customers', id, { merged_into: foldedId })
  }
  const { back, given } = partColumns(record, present, operation.columns)
  const withdrawn = Object.fromEntries(withdrawnSince(transaction, merge).map((column) => [column, 0]))
  transaction.write('customers', survivorId, { ...back, ...withdrawn, updated_by: actor })
  transaction.write('customers', foldedId, { ...given, ...withdrawn, merged_into: null, updated_by: actor })
  dropLostLink(execution, survivorId, foldedId)
  dropLostLink(execution, foldedId, survivorId)
  partIdentifiers(transaction, { record, survivorId, foldedId, given, earlier, newId })
  refreshBalances(transaction, survivorId)
  refreshBalances(transaction, foldedId)
  transaction.write('customer_merge_history', merge.id, { undone_at: at, undone_by: actor })

  const now = transaction.get('customers', survivorId)?.values ?? {}
  const changed = rememberedColumns.filter((column) => (now[column] ?? null) !== (present[column] ?? null))
  const entries = changed.map((column) => [
    column,
    { before: present[column] ?? null, after: now[column] ?? null },
  ])
  return Object.fromEntries(entries) as AuditEntry['changes']
}

/** What moved goes back with what takes it back, and so do the pieces that are named. */
function returnRows(
  { transaction, newId }: Execution,
  merge: ServerRow,
  record: MergeRecord,
  pieces: UnmergeOperation['rows'],
): void {
  const survivorId = String(merge.values.customer_id)
  const foldedId = String(merge.values.merged_customer_id)
  const moves = transaction.get('fold_moves', merge.id)
  const moveBack = (table: RowTable, id: string) => {
    const row = transaction.get(table, id)
    if (row?.values.customer_id === survivorId) transaction.write(table, id, { customer_id: foldedId })
  }
  for (const [table, ids] of Object.entries(record.moved) as [MovedTable, readonly string[]][]) {
    for (const id of ids) moveBack(table, id)
  }
  for (const id of moves?.redirects ?? []) moveBack('customer_redirects', id)
  for (const id of moves?.conflicts ?? []) moveBack('sync_conflicts', id)
  for (const { table, id } of pieces) moveBack(table, id)
  const entries = transaction.all('customer_ledger')
  const isTheirs = new Set(entries.flatMap(({ id, values }) => (values.customer_id === foldedId ? [id] : [])))
  for (const { id, values } of entries) {
    if (isTheirs.has(String(values.reverses_id))) moveBack('customer_ledger', id)
  }
  for (const id of moves?.made ?? []) {
    if (transaction.get('customer_redirects', id)?.values.customer_id !== survivorId) continue
    transaction.remove('customer_redirects', id)
    transaction.write('sync_tombstones', newId(), { table_name: 'customer_redirects', row_id: id })
  }
}

/** What the survivor's columns become again, and those that the parted customer is given with their present values. */
function partColumns(
  record: MergeRecord,
  present: Values,
  columns: readonly string[],
): { readonly back: Values; readonly given: Values } {
  const isChanged = (column: string) => {
    const left = column in record.set ? record.set[column] : record.survivor[column]
    return (present[column] ?? null) !== (left ?? null)
  }
  const restored = Object.keys(record.set).filter((column) => {
    const leader = leaderOf(column)
    return !isChanged(leader !== undefined && leader in record.set ? leader : column)
  })
  const going = columns.filter(isChanged).flatMap((column) => [column, ...(companionColumns[column] ?? [])])
  return { back: pick(record.survivor, [...restored, ...going]), given: pick(present, going) }
}

/** Consents that somebody withdrew from the two while they were one: nobody can tell which of them was meant. */
function withdrawnSince(transaction: Transaction, { values }: ServerRow): readonly string[] {
  const lines = transaction.all('audit_log').toSorted((left, right) => right.order - left.order)
  const changesOf = (line: ServerRow) => JSON.parse(String(line.values.changes)) as AuditEntry['changes']
  const merging = lines.find(
    (line) =>
      line.values.customer_id === values.merged_customer_id &&
      changesOf(line).merged_into?.after === values.customer_id,
  )
  const since = lines.filter(
    (line) =>
      line.values.customer_id === values.customer_id &&
      line.values.command_id !== values.command_id &&
      line.order > (merging?.order ?? 0),
  )
  return [...consentColumns].filter((column) => {
    const change = since.map(changesOf).find((changes) => column in changes)?.[column]
    return change?.after === 0 && change.before !== null
  })
}

/** The column that a companion goes with. */
function leaderOf(companion: string): string | undefined {
  return Object.keys(companionColumns).find((column) => companionColumns[column]?.includes(companion))
}

function pick(values: Values, columns: readonly string[]): Values {
  return Object.fromEntries(columns.map((column) => [column, values[column] ?? null]))
}

/** A website profile that somebody else was linked to meanwhile stays theirs. */
function dropLostLink(execution: Execution, customerId: string, partnerId: string): void {
  const { transaction, actor, calledAt } = execution
  const profile = transaction.get('customers', customerId)?.values.linked_profile_id ?? null
  const isLost = isHeldElsewhere(transaction, profile, [customerId, partnerId])
  if (profile === null || !isLost) return
  const nothing = Object.fromEntries(['linked_profile_id', ...linkColumns].map((column) => [column, null]))
  transaction.write('customers', customerId, { ...nothing, updated_by: actor })
  const kept = { value: null, at: calledAt }
  openConflict(execution, customerId, 'field', 'linked_profile_id', kept, sideOf(execution, profile))
}

function isHeldElsewhere(transaction: Transaction, profile: ColumnValue, both: readonly string[]): boolean {
  return transaction
    .all('customers')
    .some(
      ({ id, values }) =>
        values.linked_profile_id === profile && values.merged_into === null && !both.includes(id),
    )
}
