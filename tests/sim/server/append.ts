// Rows that commands add on the server model, each once whatever is sent again; and the balances the ledger is the sum of.
import type { ColumnValue, Operation } from '../../../src/shared/wire.ts'
import { type Execution, openConflict, Refusal, type Side, sideOf, touchCustomer } from './execution.ts'
import { rewriteJson } from './json-text.ts'
import { balanceColumns, type ServerRow } from './rows.ts'
import type { Transaction } from './transactions.ts'

type Insert = Extract<Operation, { op: 'insert' | 'append' }>

/** Adds an identifier; one the person has already is not kept twice, but commands under way still find it. */
export function addIdentifier(execution: Execution, { id, values }: Insert, customerId: string): void {
  const { transaction } = execution
  if (transaction.get('customer_identifiers', id)) return
  const [held] = transaction
    .all('customer_identifiers')
    .filter(
      (other) =>
        other.values.customer_id === customerId &&
        other.values.kind === values.kind &&
        other.values.normalised === values.normalised,
    )
    .toSorted((left, right) => (statusAndId(left) < statusAndId(right) ? -1 : 1))
  const status = values.status ?? 'current'
  if (!held) {
    transaction.write('customer_identifiers', id, { ...values, status, customer_id: customerId })
    touchCustomer(transaction, customerId)
    return
  }
  if (!transaction.get('identifier_aliases', id)) {
    transaction.put('identifier_aliases', id, { keptId: held.id })
  }
  if (held.values.status === 'old' && status === 'current') {
    transaction.write('customer_identifiers', held.id, { status })
    touchCustomer(transaction, customerId)
  }
}

/** Current ones come before old ones. */
export function statusAndId(identifier: ServerRow): string {
  return `${identifier.values.status} ${identifier.id}`
}

/** Adds a ledger entry and its amount to the balance. */
export function addEntry(execution: Execution, { id, values }: Insert, customerId: string): void {
  const { transaction } = execution
  if (values.source === 'adjustment' && !execution.isManager) {
    throw new Refusal('NOT_ALLOWED', 'Only a manager adjusts balances.')
  }
  if (transaction.get('customer_ledger', id)) return
  if (values.reverses_id) refuseWrongReversal(transaction, values, customerId)
  const occurred = toldTime(execution, String(values.occurred_at), values.source)
  const row = { ...values, customer_id: customerId, occurred_at: occurred }
  transaction.write('customer_ledger', id, row, execution.device)
  refreshBalances(transaction, customerId)
}

/** Two counters may take back one sale while apart, or one that was refused. */
function refuseWrongReversal(transaction: Transaction, values: Insert['values'], customerId: string): void {
  const isReversed = transaction
    .all('customer_ledger')
    .some((entry) => entry.values.reverses_id === values.reverses_id)
  if (isReversed) throw new Refusal('ALREADY_UNDONE', 'This was taken back already.')
  const reversed = transaction.get('customer_ledger', String(values.reverses_id))?.values
  const isFitting =
    reversed?.customer_id === customerId &&
    reversed.kind === values.kind &&
    Number(reversed.amount) === -Number(values.amount)
  if (!isFitting) throw new Refusal('COMMAND_NOT_FOUND', 'What this takes back was never booked.')
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

/** What was imported happened when its source says; anything else when the counter's clock, put right, says. */
function toldTime({ toServerTime, calledAt }: Execution, told: string, source: ColumnValue = null): string {
  if (source !== 'import') return toServerTime(told)
  return told < calledAt ? told : calledAt
}

/** Adds a receipt. */
export function addSale(execution: Execution, { id, values }: Insert, customerId: string): void {
  const { transaction, actor } = execution
  if (transaction.get('customer_transactions', id)) return
  const isNobodys = values.source === 'import' && (values.sold_by ?? null) === null
  transaction.write('customer_transactions', id, {
    receipt_number: null,
    source: 'counter',
    status: 'completed',
    credit_used: 0,
    points_used: 0,
    points_earned: 0,
    payment_method: null,
    ...values,
    items: rewriteJson(values.items ?? '[]'),
    customer_id: customerId,
    sold_at: toldTime(execution, String(values.sold_at), values.source),
    sold_by: isNobodys ? null : actor,
  })
}

/** Adds an entry of the contact log. */
export function addContact(execution: Execution, { id, values }: Insert, customerId: string): void {
  const { transaction, actor, toServerTime } = execution
  if (transaction.get('customer_contact_history', id)) return
  transaction.write('customer_contact_history', id, {
    contact_method: null,
    purpose: null,
    notes: null,
    successful: 1,
    ...values,
    customer_id: customerId,
    contact_date: toServerTime(String(values.contact_date)),
    contacted_by: actor,
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

/** Refuses a command that took more than there is; credit may fall to the allowance below nothing, and a manager hears of it. */
export function judgeBalances(execution: Execution, customerId: string): void {
  const { transaction, command } = execution
  const takings = (kind: string) =>
    command.operations.flatMap((operation) =>
      operation.op !== 'patch' && operation.table === 'customer_ledger' && operation.values.kind === kind
        ? [Number(operation.values.amount)]
        : [],
    )
  const takes = (kind: string) => takings(kind).some((amount) => amount < 0)
  const values = transaction.get('customers', customerId)?.values
  const balance = Number(values?.available_credit)
  const allowance = transaction.get('settings', 'only')?.creditAllowance ?? 0
  if (takes('points') && Number(values?.available_point) < 0) {
    throw new Refusal('POINTS_INSUFFICIENT', 'There are not that many points any more.')
  }
  if (!takes('credit') || balance >= 0) return
  if (balance < -allowance) {
    throw new Refusal('CREDIT_INSUFFICIENT', 'There is not that much credit any more.')
  }
  const taken = takings('credit').reduce((sum, amount) => sum + amount, 0)
  openOverdraft(execution, customerId, balance, sideOf(execution, taken))
}

/** One open line per customer says how far below nothing their credit is, and what took it there: of several the one that says most. */
function openOverdraft(execution: Execution, customerId: string, balance: number, other: Side): void {
  const { transaction, calledAt } = execution
  const [open] = openOverdrafts(transaction, customerId)
  if (!open) {
    tellOverdraft(execution, customerId, balance, other)
    return
  }
  transaction.write('sync_conflicts', open.id, {
    kept_value: balance,
    kept_at: calledAt,
    other_value: other.value,
    other_by: other.by ?? null,
    other_device: other.device ?? null,
    other_at: other.at ?? null,
  })
  execution.notes.conflicts += 1
}

function openOverdrafts(transaction: Transaction, customerId: string): ServerRow[] {
  return transaction
    .all('sync_conflicts')
    .filter(
      ({ values }) =>
        values.customer_id === customerId && values.kind === 'overdraft' && values.status === 'open',
    )
    .toSorted(
      (left, right) =>
        Number(left.values.kept_value) - Number(right.values.kept_value) || left.order - right.order,
    )
}

function tellOverdraft(execution: Execution, customerId: string, balance: number, other: Side): string {
  const kept = { value: balance, at: execution.calledAt }
  return openConflict(execution, customerId, 'overdraft', 'available_credit', kept, other)
}

/** Tells of credit that moved and took a customer below nothing, unless an open line says as much; answers the line's id. */
export function judgeMovedCredit(execution: Execution, customerId: string, earlier: number): string | null {
  const balance = Number(execution.transaction.get('customers', customerId)?.values.available_credit)
  const [told] = openOverdrafts(execution.transaction, customerId)
  if (balance >= 0 || balance >= earlier) return null
  if (told && Number(told.values.kept_value) <= balance) return null
  return tellOverdraft(execution, customerId, balance, sideOf(execution, balance - earlier))
}
