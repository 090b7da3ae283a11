// Merges and undos as commands of the server model: who lives on by the time they arrive, what is refused with words, and what
// the trail says of either side.
import type { AuditEntry, MergeOperation, UnmergeOperation } from '../../../src/shared/wire.ts'
import { judgeMovedCredit } from './append.ts'
import { addAudit } from './audit.ts'
import { type Execution, openConflict, Refusal, resolveCustomer, sideOf } from './execution.ts'
import { foldCustomer, rememberedColumns } from './fold.ts'
import { closeLinesOf } from './merge-lines.ts'
import type { ServerRow } from './rows.ts'
import { unfoldCustomer } from './unfold.ts'

/** Folds a customer into `survivorId`, whoever the named survivor lives on as. */
export function mergeCustomers(execution: Execution, operation: MergeOperation, survivorId: string): void {
  const { transaction, isManager, command, at } = execution
  if (!isManager) throw new Refusal('NOT_ALLOWED', 'Only a manager merges customers.')
  const folded = transaction.get('customers', operation.foldedId)
  if (!folded) throw new Refusal('CUSTOMER_NOT_FOUND', 'One of the two customers is not in the directory.')
  const leadsTo = resolveCustomer(transaction, folded.id)
  if (leadsTo === survivorId) {
    tellOfOne(execution, folded, survivorId)
    tellChanges(execution, {})
    return
  }
  if (leadsTo !== folded.id) {
    throw new Refusal('MERGE_CONFLICT', 'This customer was merged into somebody else meanwhile.')
  }
  // Nobody compared the columns of whoever the named one became.
  const taken = survivorId === operation.customerId ? operation.taken : []
  const { id, left } = operation
  const fold = { id, folded, survivorId, taken, left, reason: command.audit.reason, at }
  tellChanges(execution, foldCustomer(execution, fold))
  tellOther(execution, folded.id, { merged_into: { before: null, after: survivorId } })
  const moves = transaction.get('fold_moves', id)
  if (!moves) return
  const overdraft = judgeMovedCredit(execution, survivorId, moves.credit.survivor)
  transaction.put('fold_moves', id, { ...moves, overdraft })
}

/** They are one already: nothing changes, and whoever merged them second is told. */
function tellOfOne(execution: Execution, folded: ServerRow, survivorId: string): void {
  const kept = execution.transaction.get('customers', survivorId)?.values.customer_code ?? null
  const other = folded.id === survivorId ? execution.command.audit.customerId : folded.id
  const code = execution.transaction.get('customers', other)?.values.customer_code ?? null
  openConflict(execution, survivorId, 'merge', null, { value: kept }, sideOf(execution, code))
}

/** Parts what a merge made one. */
export function partCustomers(execution: Execution, operation: UnmergeOperation, survivorId: string): void {
  const { transaction, isManager } = execution
  if (!isManager) throw new Refusal('NOT_ALLOWED', 'Only a manager undoes merges.')
  const merge = transaction.get('customer_merge_history', operation.id)
  if (!merge) throw new Refusal('COMMAND_NOT_FOUND', 'There is no such merge.')
  if (merge.values.merged_customer_id !== operation.foldedId) {
    throw new Refusal('INVALID_ARGUMENTS', 'This merge was of other customers.')
  }
  refuseBlocked(execution, merge, survivorId)
  tellChanges(execution, unfoldCustomer(execution, merge, operation))
  tellOther(execution, operation.foldedId, { parted_from: { before: survivorId, after: null } })
  closeLinesOf(execution, merge)
  const moves = transaction.get('fold_moves', merge.id)
  judgeMovedCredit(execution, survivorId, moves?.credit.survivor ?? 0)
  judgeMovedCredit(execution, operation.foldedId, moves?.credit.folded ?? 0)
}

function refuseBlocked({ transaction }: Execution, merge: ServerRow, survivorId: string): void {
  const { values } = merge
  if (values.undone_at !== null) throw new Refusal('ALREADY_UNDONE', 'This merge was undone already.')
  const alive = String(values.customer_id)
  if (resolveCustomer(transaction, alive) !== alive) {
    throw new Refusal('MERGE_CONFLICT', 'The survivor was merged into somebody else: undo that first.')
  }
  if (alive !== survivorId) throw new Refusal('INVALID_ARGUMENTS', 'This merge was of other customers.')
  const isOnTop = transaction
    .all('customer_merge_history')
    .some(
      (other) =>
        other.values.customer_id === alive && other.values.undone_at === null && isLater(other, merge),
    )
  if (isOnTop) throw new Refusal('MERGE_CONFLICT', 'Another merge came on top: undo that first.')
  if (resolveCustomer(transaction, String(values.merged_customer_id)) !== alive) {
    throw new Refusal('MERGE_CONFLICT', 'These two are not one customer any more.')
  }
}

function isLater(other: ServerRow, merge: ServerRow): boolean {
  const place = ({ id, values }: ServerRow) => `${values.merged_at} ${id}`
  return place(other) > place(merge)
}

/** Of the columns the device says it changed, the trail tells what really became of them. */
function tellChanges({ command, notes }: Execution, changes: AuditEntry['changes']): void {
  for (const column of Object.keys(command.audit.changes)) {
    if (rememberedColumns.includes(column)) notes.audit[column] ??= null
  }
  for (const [column, { before, after }] of Object.entries(changes)) {
    const earlier = notes.audit[column]
    notes.audit[column] = { before: earlier ? earlier.before : before, after }
  }
}

/** The line of whom the command is not named after. */
function tellOther(execution: Execution, customerId: string, changes: AuditEntry['changes']): void {
  const { audit, commandId } = execution.command
  addAudit(execution, customerId, { ...audit, commandId, at: execution.at, changes })
}
