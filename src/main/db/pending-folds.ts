// Merges and undos that wait in the outbox: whom they bind together, and under whom a row stands because of them.
import type { MergeRecord } from '../../shared/merging.ts'
import type { MergeOperation, Operation, PlannedCommand, UnmergeOperation } from '../../shared/wire.ts'
import { landOn } from '../domain/land-on.ts'
import { type ReadDb, statement, type WriteDb } from './handle.ts'
import { readPlanned } from './planned-payload.ts'

export type FoldOperation = MergeOperation | UnmergeOperation

/** The merges and undos among some operations. */
export function foldsOf(operations: readonly Operation[]): readonly FoldOperation[] {
  return operations.filter((operation) => operation.op === 'merge' || operation.op === 'unmerge')
}

/** Everybody whose row a merge or an undo changes: both, and for an undo those who had followed the folded one. */
export function boundBy(db: ReadDb, operation: FoldOperation): readonly string[] {
  const followers = operation.op === 'unmerge' ? (readRecord(db, operation.id)?.followers ?? []) : []
  return [operation.customerId, operation.foldedId, ...followers]
}

/** Remembers whom a command binds together, inside the caller's transaction. */
export function bindCustomers(db: WriteDb, { commandId, operations }: PlannedCommand): void {
  const insert = statement(db, 'INSERT OR IGNORE INTO pending_folds (command_id, customer_id) VALUES (?, ?)')
  for (const operation of foldsOf(operations)) {
    for (const id of boundBy(db, operation)) insert.run(commandId, id)
  }
}

/** Whoever a customer is bound to by pending merges and undos, and through them; mostly only themselves. */
export function boundWith(db: ReadDb, customerId: string): readonly string[] {
  const sql = `WITH RECURSIVE bound (id) AS (
       VALUES (?) UNION
       SELECT other.customer_id FROM bound
       JOIN pending_folds AS one ON one.customer_id = bound.id
       JOIN pending_folds AS other ON other.command_id = one.command_id)
     SELECT id FROM bound`
  return statement(db, sql).pluck().all(customerId) as string[]
}

/** Everybody bound to somebody. */
export function allBound(db: ReadDb): readonly string[] {
  return statement(db, 'SELECT DISTINCT customer_id FROM pending_folds').pluck().all() as string[]
}

/** Lets whoever a bound customer lives on as be bound in their place, inside the caller's transaction. */
export function bindSurvivor(db: WriteDb, deadId: string, survivorId: string): void {
  const sql = `INSERT OR IGNORE INTO pending_folds (command_id, customer_id)
     SELECT command_id, ? FROM pending_folds WHERE customer_id = ?`
  statement(db, sql).run(survivorId, deadId)
}

/** What a merge left behind; null where its line is not here. */
export function readRecord(db: ReadDb, mergeId: string): MergeRecord | null {
  const data = statement(db, 'SELECT data FROM customer_merge_history WHERE id = ?').pluck().get(mergeId)
  return typeof data === 'string' ? (JSON.parse(data) as MergeRecord) : null
}

/** The merges and undos after `seq`, oldest first, as they will be carried out. */
export function readFolds(db: ReadDb, seq: number): readonly FoldOperation[] {
  const sql = `SELECT outbox.customer_id, payload
     FROM (SELECT DISTINCT command_id FROM pending_folds) AS fold CROSS JOIN outbox USING (command_id)
     WHERE seq > ? ORDER BY seq`
  const rows = statement(db, sql).all(seq) as { customer_id: string; payload: string }[]
  return rows.flatMap(({ customer_id, payload }) =>
    foldsOf(landOn(readPlanned(payload), customer_id).operations),
  )
}

/** A row as far as merges care: its table and id, and what kind of entry it is where that is a ledger's. */
export interface HeldRow {
  readonly table: string
  readonly id: string
  readonly kind: string | null
}

/** Whether a merge moves rows of this kind, or leaves them with the folded customer. */
export function isLeft(
  { left }: Pick<MergeOperation, 'left'>,
  { table, kind }: Omit<HeldRow, 'id'>,
): boolean {
  switch (table) {
    case 'customer_transactions':
      return left.includes('transactions')
    case 'customer_ledger':
      return left.includes('transactions') && (kind === 'spend' || kind === 'visit')
    case 'customer_packages':
      return left.includes('packages')
    case 'customer_notes':
      return left.includes('notes')
    default:
      return false
  }
}

/** Under whom a row of `originId` stands after these merges and undos. */
export function findHolder(
  db: ReadDb,
  folds: readonly FoldOperation[],
  row: HeldRow,
  originId: string,
): string {
  let holder = originId
  const movedBy = new Set<string>()
  for (const fold of folds) {
    if (fold.op === 'merge') {
      if (holder !== fold.foldedId || isLeft(fold, row)) continue
      holder = fold.customerId
      movedBy.add(fold.id)
    } else if (holder === fold.customerId && (movedBy.has(fold.id) || goesBack(db, fold, row))) {
      holder = fold.foldedId
    }
  }
  return holder
}

function goesBack(db: ReadDb, fold: UnmergeOperation, { table, id }: HeldRow): boolean {
  if (fold.rows.some((one) => one.table === table && one.id === id)) return true
  const moved: Readonly<Record<string, readonly string[]>> = readRecord(db, fold.id)?.moved ?? {}
  return moved[table]?.includes(id) ?? false
}
