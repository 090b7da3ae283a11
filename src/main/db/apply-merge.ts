// Carries out merges and undos on the local rows, inside the caller's transaction: the rules are domain/merge's, the rows that
// move are remembered, and the merge's line in the history says what undoing will need.
import { AppError } from '../../shared/errors.ts'
import type { FeedValue } from '../../shared/feed.ts'
import type { MergeRecord } from '../../shared/merging.ts'
import type { AuditEntry, MergeOperation, MovedTable, UnmergeOperation } from '../../shared/wire.ts'
import { canFold, canUnfold, foldRows, unfoldRows } from '../domain/merge.ts'
import type { FeedRow } from '../domain/rebase.ts'
import { recountBalances } from './balances.ts'
import { requireKey } from './customer-keys.ts'
import { createEffects, type SearchEffects, writeCustomer } from './customer-rows.ts'
import { childTables } from './fed-tables.ts'
import { customerRowColumns, readFeedRow } from './feed-rows.ts'
import { statement, type WriteDb } from './handle.ts'
import { isLeft, readRecord } from './pending-folds.ts'
import { relocateRow } from './relocated-rows.ts'
import { settleSearch } from './search-effects.ts'

/** Folds one customer into another. Throws MERGE_CONFLICT where they are one already or one of them is not alive. */
export function applyMerge(db: WriteDb, operation: MergeOperation, audit: AuditEntry): void {
  const { customerId, foldedId } = operation
  const survivor = readFeedRow(db, 'customers', customerId, customerId)
  const folded = readFeedRow(db, 'customers', foldedId, foldedId)
  if (!survivor || !folded || !canFold(survivor, folded)) {
    throw new AppError('MERGE_CONFLICT', 'One of these customers was merged already. Look them up again.')
  }
  const made = foldRows(survivor, folded, operation)
  const moved = moveChildren(db, operation)
  writeBoth(db, [made.survivor, made.folded], audit)
  const record: MergeRecord = { ...made.record, moved: { ...moved, ...made.record.moved }, followers: [] }
  statement(
    db,
    `INSERT INTO customer_merge_history (id, customer_id, merged_customer_id, merged_customer_code, data, reason, merged_by,
       merged_at, command_id) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)`,
  ).run(
    operation.id,
    customerId,
    foldedId,
    folded.customer_code,
    JSON.stringify(record),
    audit.reason,
    audit.actor,
    laterMoment(db, customerId, audit.at),
    audit.commandId,
  )
}

/** Of two merges into one customer the later one has the later moment, whatever the clocks say. */
function laterMoment(db: WriteDb, customerId: string, at: string): string {
  const sql = 'SELECT max(merged_at) FROM customer_merge_history WHERE customer_id = ?'
  const last = statement(db, sql).pluck().get(customerId)
  return typeof last === 'string' && last >= at ? new Date(Date.parse(last) + 1).toISOString() : at
}

function moveChildren(db: WriteDb, operation: MergeOperation): Partial<Record<MovedTable, string[]>> {
  const { customerId, foldedId } = operation
  const from = requireKey(db, foldedId)
  const moved: Partial<Record<MovedTable, string[]>> = {}
  for (const table of childTables) {
    const kind = table === 'customer_ledger' ? 'kind' : 'NULL'
    const sql = `SELECT id, ${kind} AS kind FROM ${table} WHERE customer_key = ? ORDER BY id`
    const rows = statement(db, sql).all(from) as { id: string; kind: string | null }[]
    const ids = rows.filter(({ kind }) => !isLeft(operation, { table, kind })).map(({ id }) => id)
    for (const id of ids) relocateRow(db, table, id, foldedId, customerId)
    if (ids.length > 0) moved[table] = ids
  }
  return moved
}

/** Parts two customers. Throws ALREADY_UNDONE, or MERGE_CONFLICT where they are not one, or another merge came on top. */
export function applyUnmerge(db: WriteDb, operation: UnmergeOperation, audit: AuditEntry): void {
  const { customerId, foldedId } = operation
  const record = readRecord(db, operation.id)
  const survivor = readFeedRow(db, 'customers', customerId, customerId)
  const folded = readFeedRow(db, 'customers', foldedId, foldedId)
  if (!record || !survivor || !folded || !canUnfold(survivor, folded)) {
    throw new AppError(
      'MERGE_CONFLICT',
      'These two are no longer one as this merge made them. Look at their history.',
    )
  }
  const parted = unfoldRows(survivor, folded, record, operation)
  for (const table of childTables) {
    const given = operation.rows.filter((row) => row.table === table).map(({ id }) => id)
    for (const id of new Set([...(record.moved[table] ?? []), ...given])) {
      if (isUnder(db, table, customerId, id)) relocateRow(db, table, id, customerId, foldedId)
    }
  }
  for (const id of record.followers) {
    const sql = 'UPDATE customers SET merged_into = ? WHERE id = ? AND merged_into = ?'
    statement(db, sql).run(foldedId, id, customerId)
  }
  writeBoth(db, [parted.survivor, parted.folded], audit)
  const sql = 'UPDATE customer_merge_history SET undone_at = ?, undone_by = ? WHERE id = ?'
  statement(db, sql).run(audit.at, audit.actor, operation.id)
}

function isUnder(db: WriteDb, table: string, customerId: string, id: string): boolean {
  const sql = `SELECT 1 FROM ${table} WHERE customer_key = ? AND id = ?`
  return statement(db, sql).get(requireKey(db, customerId), id) !== undefined
}

/** A website profile is one customer's alone, so whoever lets go of one is written first. */
function writeBoth(db: WriteDb, rows: readonly FeedRow[], { at, actor }: AuditEntry): void {
  const effects: SearchEffects = createEffects()
  for (const row of rows) {
    const stamped: FeedRow = { ...row, updated_at: at, updated_by: actor }
    const values = [...customerRowColumns, 'identifiers'].map((column): FeedValue => stamped[column] ?? null)
    const { key } = writeCustomer(db, values, true, effects)
    recountBalances(db, key)
  }
  // Balances changed, and with them who came last; the order of visits is left as it is.
  effects.visits.clear()
  settleSearch(db, effects)
}
