// Merges and undos as commands of the server model: who lives on by the time they arrive, what is refused with words, and what
// the trail says of either side.
import type { MergeOperation, UnmergeOperation } from '../../../src/shared/wire.ts'
import { addAudit } from './audit.ts'
import { type Execution, openConflict, Refusal, resolveCustomer, sideOf } from './execution.ts'
import { foldCustomer } from './fold.ts'
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
    return
  }
  if (leadsTo !== folded.id) {
    throw new Refusal('MERGE_CONFLICT', 'This customer was merged into somebody else meanwhile.')
  }
  // Nobody compared the columns of whoever the named one became.
  const taken = survivorId === operation.customerId ? operation.taken : []
  const { id, left } = operation
  foldCustomer(execution, { id, folded, survivorId, taken, left, reason: command.audit.reason, at })
  tellOther(execution, folded.id, { merged_into: { before: null, after: survivorId } })
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
  refuseBlocked(execution, merge, survivorId)
  unfoldCustomer(execution, merge, operation)
  tellOther(execution, operation.foldedId, { parted_from: { before: survivorId, after: null } })
}

function refuseBlocked({ transaction }: Execution, merge: ServerRow, survivorId: string): void {
  const { values } = merge
  if (values.undone_at !== null) throw new Refusal('ALREADY_UNDONE', 'This merge was undone already.')
  const isErased = (JSON.parse(String(values.data)) as { erased?: boolean }).erased === true
  if (isErased) throw new Refusal('MERGE_CONFLICT', 'Personal data in this merge was erased.')
  if (values.customer_id !== survivorId || resolveCustomer(transaction, survivorId) !== survivorId) {
    throw new Refusal('MERGE_CONFLICT', 'The survivor was merged into somebody else: undo that first.')
  }
  const later = transaction
    .all('customer_merge_history')
    .some((other) => other.values.customer_id === survivorId && isLater(other, merge))
  if (later) throw new Refusal('MERGE_CONFLICT', 'Another merge came on top: undo that first.')
}

function isLater(other: ServerRow, merge: ServerRow): boolean {
  return other.values.undone_at === null && String(other.values.merged_at) > String(merge.values.merged_at)
}

/** The line of whom the command is not named after. */
function tellOther(
  execution: Execution,
  customerId: string,
  changes: Parameters<typeof addAudit>[2]['changes'],
): void {
  const { audit, commandId } = execution.command
  addAudit(execution, customerId, { ...audit, commandId, at: execution.at, changes })
}
