// Commands as a counter plans them, numbered as its outbox sends them: what the server's tests and the simulator's replays
// push. Planning is the app's own, so the form cannot differ from what counters really send.
import { randomUUID } from 'node:crypto'
import type { Command, PlanContext, StoredCustomer } from '../../src/main/domain/commands.ts'
import { planCommand } from '../../src/main/domain/plan-command.ts'
import {
  type CustomerColumn,
  type CustomerFacts,
  customerColumns,
  type Identifier,
} from '../../src/shared/customer.ts'
import type { ColumnValue, PlannedCommand, PushedCommand } from '../../src/shared/wire.ts'

/** Who plans, where and when. */
export interface Author {
  readonly deviceId: string
  readonly actor: string | null
  /** ISO 8601 in UTC with milliseconds; now when left out. */
  readonly now?: string
  readonly newId?: () => string
}

/** What a counter knows of a customer; columns left out are empty. */
export interface KnownCustomer {
  readonly id: string
  readonly columns?: Readonly<Partial<Record<CustomerColumn, ColumnValue>>>
  readonly identifiers?: readonly Identifier[]
  /** Satang. */
  readonly availableCredit?: number
  readonly undone?: StoredCustomer['undone']
}

const emptyColumns = Object.fromEntries(
  Object.values(customerColumns).map((column) => [column, null]),
) as StoredCustomer['columns']

/** The customer as planning wants it, from what a counter knows. */
export function storedAs(known: KnownCustomer): StoredCustomer {
  const flags = { sms_pdpa: 0, email_pdpa: 0, marketing_consent: 0, is_active: 1 }
  return {
    id: known.id,
    columns: {
      ...emptyColumns,
      customer_name: 'Nobody Yet',
      customer_source: 'Walk In',
      ...flags,
      ...known.columns,
    },
    identifiers: known.identifiers ?? [],
    availableCredit: known.availableCredit ?? 0,
    undone: known.undone ?? null,
  }
}

function plan(
  author: Author,
  command: Command,
  stored: KnownCustomer | null,
  code: string | null = null,
): PlannedCommand {
  const now = author.now ?? new Date().toISOString()
  const context: PlanContext = {
    stored: stored && storedAs(stored),
    now,
    today: now.slice(0, 10),
    actor: author.actor,
    deviceId: author.deviceId,
    newId: author.newId ?? randomUUID,
    takeCode: () => code,
  }
  const planned = planCommand(command, context)
  if (!planned) throw new Error('the command would change nothing')
  return planned
}

const idOf = (author: Author) => (author.newId ?? randomUUID)()

/** What a new customer needs; everything else as the form leaves it. */
export type NewCustomer = Partial<CustomerFacts> & {
  readonly id?: string
  readonly code?: string | null
  readonly note?: string
}

/** A new customer; without a code, as from a counter that is out of them. */
export function createCustomer(
  author: Author,
  { id, code, note, ...given }: NewCustomer = {},
): PlannedCommand {
  const facts: CustomerFacts = {
    fullName: 'Somchai Jaidee',
    primaryPhone: '081-555-0101',
    customerSource: 'Walk In',
    smsConsent: false,
    emailConsent: false,
    marketingConsent: false,
    ...given,
  }
  const customerId = id ?? idOf(author)
  return plan(
    author,
    { kind: 'customer.create', commandId: idOf(author), customerId, facts, ...(note && { note }) },
    null,
    code,
  )
}

type Changes = Extract<Command, { kind: 'customer.update' }>['changes']

/** Other facts of a customer, given what the counter knows of them. */
export function editCustomer(author: Author, known: KnownCustomer, changes: Changes): PlannedCommand {
  const commandId = idOf(author)
  return plan(author, { kind: 'customer.update', commandId, customerId: known.id, changes, seen: {} }, known)
}

/** A note; pinned notes are alerts. */
export function addNote(
  author: Author,
  customerId: string,
  noteText: string,
  isPinned = false,
): PlannedCommand {
  const command = {
    kind: 'customer.addNote',
    commandId: idOf(author),
    customerId,
    noteText,
    isPinned,
  } as const
  return plan(author, command, { id: customerId })
}

/** A visit. */
export function checkIn(author: Author, customerId: string): PlannedCommand {
  return plan(author, { kind: 'customer.checkIn', commandId: idOf(author), customerId }, { id: customerId })
}

/** A sale in satang, some of it paid from credit that the counter believes to be there. */
export function recordSale(
  author: Author,
  customerId: string,
  amount: number,
  creditUsed = 0,
  receiptNumber?: string,
): PlannedCommand {
  const sale = {
    kind: 'customer.recordSale',
    commandId: idOf(author),
    customerId,
    amount,
    creditUsed,
  } as const
  const command = { ...sale, ...(receiptNumber && { receiptNumber }) }
  return plan(author, command, { id: customerId, availableCredit: creditUsed })
}

/** Credit paid in, in satang. */
export function addCredit(author: Author, customerId: string, amount: number): PlannedCommand {
  const command = { kind: 'customer.addCredit', commandId: idOf(author), customerId, amount } as const
  return plan(author, command, { id: customerId })
}

/** Takes back a sale: all its entries, and the sale itself is void. */
export function undoSale(author: Author, sale: PlannedCommand): PlannedCommand {
  const { customerId, commandId } = sale.audit
  const entries = sale.operations.flatMap((operation) => {
    if (operation.op === 'patch') throw new Error('a sale only adds entries')
    if (operation.table !== 'customer_ledger') return []
    const { kind, amount } = operation.values
    return [{ id: operation.id, kind: kind as 'spend' | 'credit', amount: Number(amount) }]
  })
  return plan(
    author,
    {
      kind: 'customer.recordSale',
      commandId: idOf(author),
      customerId,
      amount: 1,
      creditUsed: 0,
      undoes: commandId,
    },
    { id: customerId, undone: { entries, isReversed: false, saleStatus: 'completed' } },
  )
}

/** Deactivates a customer, or takes them back. */
export function setActive(author: Author, customerId: string, isActive: boolean): PlannedCommand {
  const command = { kind: 'customer.setActive', commandId: idOf(author), customerId, isActive } as const
  const reason = isActive ? {} : { reason: 'Moved away.' }
  const columns = { is_active: Number(!isActive) }
  return plan(author, { ...command, ...reason }, { id: customerId, columns })
}

/** Settles a conflict with one of its values or a third. */
export function settleConflict(
  author: Author,
  known: KnownCustomer,
  conflict: { readonly id: string; readonly column: string | null; readonly value: ColumnValue },
): PlannedCommand {
  const { id: conflictId, column, value } = conflict
  const commandId = idOf(author)
  return plan(
    author,
    { kind: 'conflict.settle', commandId, customerId: known.id, conflictId, column, value },
    known,
  )
}

/** Numbers commands as an outbox does: consecutive from `first`, all made after having pulled `seen`. */
export function numberCommands(
  commands: readonly PlannedCommand[],
  first: number,
  seen: string | null = null,
): readonly PushedCommand[] {
  return commands.map((command, index) => ({ ...command, seq: first + index, seen }))
}
