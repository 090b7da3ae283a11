// What a manager was told about a merge on the server model: it closes by itself once the merge is undone.
import type { ColumnValue } from '../../../src/shared/wire.ts'
import { type Execution, resolveCustomer } from './execution.ts'
import type { ServerRow } from './rows.ts'
import type { Transaction } from './transactions.ts'

/** Closes the overdraft that an undone merge caused, and the lines of either side that say two are one who are not. */
export function closeLinesOf({ transaction, actor, at }: Execution, merge: ServerRow): void {
  const both = [merge.values.customer_id, merge.values.merged_customer_id]
  const overdraft = transaction.get('fold_moves', merge.id)?.overdraft
  for (const { id, values } of transaction.all('sync_conflicts')) {
    if (values.status !== 'open' || !both.includes(values.customer_id ?? null)) continue
    if (id !== overdraft && !(values.kind === 'merge' && areTwo(transaction, values))) continue
    const closed = { status: 'settled', settled_value: 'undone', settled_by: actor, settled_at: at }
    transaction.write('sync_conflicts', id, closed)
  }
}

function areTwo(transaction: Transaction, { kept_value, other_value }: ServerRow['values']): boolean {
  const [kept, other] = [kept_value, other_value].map((code) => survivorOf(transaction, code ?? null))
  return kept !== undefined && other !== undefined && kept !== other
}

function survivorOf(transaction: Transaction, code: ColumnValue): string | undefined {
  const holder = transaction.all('customers').find(({ values }) => values.customer_code === code)
  return holder && resolveCustomer(transaction, holder.id)
}
