// What one command works with while the server model carries it out, and how it is refused.
import type { ErrorCode } from '../../../src/shared/errors.ts'
import type { ColumnValue, PushedCommand, RowValues } from '../../../src/shared/wire.ts'
import type { Snapshot } from './snapshot.ts'
import type { Transaction } from './transactions.ts'

/** A command that ends rejected; what it wrote is undone. */
export class Refusal extends Error {
  readonly code: ErrorCode
  constructor(code: ErrorCode, message: string) {
    super(message)
    this.code = code
  }
}

/** One command on its way through the server. */
export interface Execution {
  readonly transaction: Transaction
  readonly command: PushedCommand
  readonly device: string
  /** Who is held to have done it; null when the caller's row is not known. */
  readonly actor: string | null
  readonly isManager: boolean
  /** The command's moment in the server's time. */
  readonly at: string
  /** What the device had pulled when it made the command. */
  readonly seen: Snapshot | null
  /** Moves a moment of the device's clock to the server's. */
  readonly toServerTime: (moment: string) => string
  readonly newId: () => string
  /** What there is to know beside "applied". */
  readonly notes: { customerId?: string; customerCode?: string; conflicts: number; merged: boolean }
}

/** The customer an id lives on under. */
export function resolveCustomer(transaction: Transaction, id: string): string {
  let current = id
  for (let step = 0; step < 100; step++) {
    const next = transaction.get('customers', current)?.values.merged_into
    if (typeof next !== 'string') return current
    current = next
  }
  throw new Error('merged customers go round in a circle')
}

/** Opens a conflict that a manager sees; both sides in wire form. */
export function openConflict(
  execution: Execution,
  customerId: string,
  kind: 'field' | 'overdraft' | 'code' | 'merge',
  column: string | null,
  kept: RowValues,
  other: RowValues,
): void {
  const side = (name: string, values: RowValues): [string, ColumnValue][] =>
    ['value', 'by', 'device', 'at'].map((field) => [`${name}_${field}`, values[field] ?? null])
  execution.transaction.write('sync_conflicts', execution.newId(), {
    customer_id: customerId,
    kind,
    column_name: column,
    ...Object.fromEntries([...side('kept', kept), ...side('other', other)]),
    status: 'open',
    settled_value: null,
    settled_by: null,
    settled_at: null,
  })
  execution.notes.conflicts += 1
  execution.notes.merged = true
}

/** This command's side of a conflict. */
export function sideOf(execution: Execution, value: ColumnValue): RowValues {
  return { value, by: execution.actor, device: execution.device, at: execution.at }
}

/** Identifiers travel with their customer, so a change to one is a change to the customer. */
export function touchCustomer(transaction: Transaction, id: string): void {
  if (transaction.get('customers', id)) transaction.write('customers', id, {})
}
