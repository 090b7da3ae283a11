// What one command works with while the server model carries it out, and how it is refused.
import type { ErrorCode } from '../../../src/shared/errors.ts'
import type { ColumnValue, PushedCommand } from '../../../src/shared/wire.ts'
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
  /** The moment of the call, ISO 8601. */
  readonly calledAt: string
  /** What there is to know beside "applied", and what the audit line must say instead of what the device wrote. */
  readonly notes: {
    customerCode?: string
    /** A website profile that the new customer could not have. */
    lostLink?: ColumnValue
    conflicts: number
    isFolded: boolean
    audit: Record<string, { readonly before: ColumnValue; readonly after: ColumnValue } | null>
  }
}

/** One side of a conflict as it is written down. */
export interface Side {
  readonly value: ColumnValue
  readonly by?: ColumnValue
  readonly device?: ColumnValue
  readonly at?: ColumnValue
}

/** The customer an id lives on under: one step, since those folded earlier follow whoever they were folded into. */
export function resolveCustomer(transaction: Transaction, id: string): string {
  const survivor = transaction.get('customers', id)?.values.merged_into
  return typeof survivor === 'string' ? survivor : id
}

/** Opens a conflict that a manager sees, both sides in wire form; answers its id. */
export function openConflict(
  execution: Execution,
  customerId: string,
  kind: 'field' | 'overdraft' | 'code' | 'merge',
  column: string | null,
  kept: Side,
  other: Side,
): string {
  const id = execution.newId()
  const side = (name: string, { value, by = null, device = null, at = null }: Side) => ({
    [`${name}_value`]: value,
    [`${name}_by`]: by,
    [`${name}_device`]: device,
    [`${name}_at`]: at,
  })
  execution.transaction.write('sync_conflicts', id, {
    customer_id: customerId,
    kind,
    column_name: column,
    ...side('kept', kept),
    ...side('other', other),
    status: 'open',
    settled_value: null,
    settled_by: null,
    settled_at: null,
  })
  execution.notes.conflicts += 1
  return id
}

/** This command's side of a conflict. */
export function sideOf(execution: Execution, value: ColumnValue): Side {
  return { value, by: execution.actor, device: execution.device, at: execution.at }
}

/** Identifiers travel with their customer, so a change to one is a change to the customer. */
export function touchCustomer(transaction: Transaction, id: string): void {
  if (transaction.get('customers', id)) transaction.write('customers', id, {})
}
