// Rows that commands add on the server model, each once whatever is sent again; and the balances the ledger is the sum of.
import type { ColumnValue, Operation } from '../../../src/shared/wire.ts'
import { type Execution, openConflict, Refusal, sideOf, touchCustomer } from './execution.ts'
import { balanceColumns, type ServerRow } from './rows.ts'
import type { Transaction } from './transactions.ts'

type Insert = Exclude<Operation, { op: 'patch' }>

/** Adds an identifier, unless the person has it already. */
export function addIdentifier(execution: Execution, { id, values }: Insert, customerId: string): void {
  const { transaction } = execution
  if (transaction.get('customer_identifiers', id)) return
  const isHeld = transaction
    .all('customer_identifiers')
    .some(
      (held) =>
        held.values.customer_id === customerId &&
        held.values.kind === values.kind &&
        held.values.normalised === values.normalised &&
        held.values.status === 'current',
    )
  if (isHeld && values.status === 'current') return
  transaction.write('customer_identifiers', id, { customer_id: customerId, status: 'current', ...values })
  touchCustomer(transaction, customerId)
}

/** Adds a ledger entry and its amount to the balance. */
export function addEntry(execution: Execution, { id, values }: Insert, customerId: string): void {
  const { transaction } = execution
  if (transaction.get('customer_ledger', id)) return
  if (values.source === 'adjustment' && !execution.isManager) {
    throw new Refusal('NOT_ALLOWED', 'A manager may do this.')
  }
  const occurred = execution.toServerTime(String(values.occurred_at))
  transaction.write(
    'customer_ledger',
    id,
    { ...values, customer_id: customerId, occurred_at: occurred },
    execution.device,
  )
  refreshBalances(transaction, customerId)
}

/** Adds a note. */
export function addNote(execution: Execution, { id, values }: Insert, customerId: string): void {
  const { transaction } = execution
  if (transaction.get('customer_notes', id)) return
  transaction.write('customer_notes', id, {
    note_type: 'general',
    is_pinned: 0,
    is_internal: 1,
    ...values,
    customer_id: customerId,
    created_at: execution.toServerTime(String(values.created_at)),
    created_by: execution.actor,
  })
}

/** Sets what the ledger implies on its customer: sums, the last visit that was not taken back, the first spending. */
export function refreshBalances(transaction: Transaction, customerId: string): void {
  const entries = transaction
    .all('customer_ledger')
    .filter((entry) => entry.values.customer_id === customerId)
  const sums: Record<string, ColumnValue> = {}
  for (const [kind, column] of Object.entries(balanceColumns)) {
    sums[column] = entries
      .filter((entry) => entry.values.kind === kind)
      .reduce((sum, entry) => sum + Number(entry.values.amount), 0)
  }
  const reversed = new Set(entries.map((entry) => entry.values.reverses_id))
  const moments = (fits: (entry: ServerRow) => boolean) =>
    entries
      .filter(fits)
      .map((entry) => String(entry.values.occurred_at))
      .sort()
  transaction.write('customers', customerId, {
    ...sums,
    last_visit_at:
      moments(
        (entry) =>
          entry.values.kind === 'visit' && Number(entry.values.amount) > 0 && !reversed.has(entry.id),
      ).at(-1) ?? null,
    first_transaction_at: moments((entry) => entry.values.kind === 'spend')[0] ?? null,
  })
}

/** What customers held before a command, so that it can be judged by what it took. */
export function balancesOf(transaction: Transaction, customerId: string) {
  const values = transaction.get('customers', customerId)?.values
  return { credit: Number(values?.available_credit ?? 0), points: Number(values?.available_point ?? 0) }
}

/** Refuses a command that took more than there is; credit may fall to the allowance below nothing, and a manager hears of it. */
export function judgeBalances(
  execution: Execution,
  customerId: string,
  before: ReturnType<typeof balancesOf>,
): void {
  const { transaction } = execution
  const after = balancesOf(transaction, customerId)
  if (after.points < 0 && after.points < before.points) {
    throw new Refusal('POINTS_INSUFFICIENT', 'There are not that many points any more.')
  }
  if (after.credit >= 0 || after.credit >= before.credit) return
  const allowance = transaction.get('settings', 'only')?.creditAllowance ?? 0
  if (after.credit < -allowance) {
    throw new Refusal('CREDIT_INSUFFICIENT', 'There is not that much credit any more.')
  }
  const taken = after.credit - before.credit
  const open = transaction
    .all('sync_conflicts')
    .find(
      ({ values }) =>
        values.customer_id === customerId && values.kind === 'overdraft' && values.status === 'open',
    )
  if (!open) {
    const kept = { value: after.credit, by: null, device: null, at: null }
    openConflict(execution, customerId, 'overdraft', null, kept, sideOf(execution, taken))
    return
  }
  const other = sideOf(execution, taken)
  transaction.write('sync_conflicts', open.id, {
    kept_value: after.credit,
    other_value: other.value ?? null,
    other_by: other.by ?? null,
    other_device: other.device ?? null,
    other_at: other.at ?? null,
  })
  execution.notes.conflicts += 1
  execution.notes.merged = true
}
