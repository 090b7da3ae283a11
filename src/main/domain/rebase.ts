// Replays pending commands on the server's copy of a row, so that the counter shows what is true elsewhere plus what was
// done here. Pure: a row in feed form and the commands in, a row out; it mirrors what the server will make of them.
import { type FeedTable, type FeedValue, feedColumns, type IdentifierRow } from '../../shared/feed.ts'
import type { Operation, PlannedCommand, RowOperation, RowValues } from '../../shared/wire.ts'

/** A fed row by column names; `identifiers` of a customer is a list ordered by id. */
export type FeedRow = Readonly<Record<string, FeedValue>>

/** What the tables fill in where an inserting command names no value. */
const defaults: Partial<Readonly<Record<FeedTable, FeedRow>>> = {
  customers: {
    customer_code: null,
    nickname: null,
    contact_number: null,
    secondary_phone: null,
    email: null,
    date_of_birth: null,
    address: null,
    address_line_2: null,
    city: null,
    postal_code: null,
    preferred_language: null,
    date_joined: null,
    customer_source: 'Walk In',
    vip_tier_id: null,
    vip_status_date: null,
    sms_pdpa: 0,
    email_pdpa: 0,
    marketing_consent: 0,
    linked_profile_id: null,
    profile_link_confidence: null,
    profile_link_method: null,
    profile_linked_at: null,
    is_active: 1,
    merged_into: null,
    name_key: null,
    available_credit: 0,
    available_point: 0,
    total_lifetime_value: 0,
    total_visits: 0,
    last_visit_at: null,
    first_transaction_at: null,
    created_by: null,
    identifiers: [],
  },
  customer_ledger: { source_id: null, reverses_id: null },
  customer_transactions: {
    receipt_number: null,
    source: 'counter',
    status: 'completed',
    credit_used: 0,
    points_used: 0,
    points_earned: 0,
    items: '[]',
    payment_method: null,
    sold_by: null,
  },
  vip_tiers: { benefits: null, is_active: 1 },
  saved_views: { staff_id: null, is_shared: 0, sort_order: 0, is_removed: 0 },
  notifications: {
    impact: 'low',
    action_required: 0,
    training_materials: '[]',
    withdrawn_at: null,
    created_by: null,
  },
  customer_notes: { note_type: 'general', is_pinned: 0, is_internal: 1, created_by: null },
}

/** Whether an operation changes this row; identifiers and balances are part of their customer's row. */
export function touches(
  operation: Operation,
  table: FeedTable | 'customer_identifiers',
  id: string,
): boolean {
  if (operation.table === table && operation.id === id) return true
  const isPartOfCustomer = operation.table === 'customer_identifiers' || operation.table === 'customer_ledger'
  return table === 'customers' && isPartOfCustomer && operation.customerId === id
}

/** The row after these commands, oldest first; null where neither the server has it nor a command makes it. */
export function rebaseRow(
  table: FeedTable,
  id: string,
  base: FeedRow | null,
  commands: readonly PlannedCommand[],
): FeedRow | null {
  let row = base
  for (const command of commands) {
    for (const operation of command.operations) {
      if (operation.op === 'merge' || operation.op === 'unmerge') continue
      if (touches(operation, table, id)) row = applyOne(table, row, operation, command)
    }
  }
  return row
}

/** The row after one operation that touches it. */
export function applyOne(
  table: FeedTable,
  row: FeedRow | null,
  operation: RowOperation,
  { audit }: PlannedCommand,
): FeedRow | null {
  const stamp: FeedRow = table === 'customers' ? { updated_at: audit.at, updated_by: audit.actor } : {}
  if (operation.table !== table) {
    if (row === null) return null
    return operation.table === 'customer_ledger'
      ? addToBalances(row, operation)
      : { ...row, identifiers: changeIdentifiers(row.identifiers as readonly IdentifierRow[], operation) }
  }
  if (operation.op === 'patch') {
    return row === null ? null : { ...row, ...patchedValues(operation.changes), ...stamp }
  }
  if (row !== null) return row
  const isUnderCustomer = (feedColumns[table] as readonly string[]).includes('customer_id')
  const parent: FeedRow = isUnderCustomer ? { customer_id: operation.customerId } : {}
  const rowId = table === 'vip_tiers' ? Number(operation.id) : operation.id
  return { ...defaults[table], id: rowId, ...parent, ...operation.values, ...stamp }
}

function patchedValues(changes: Extract<Operation, { op: 'patch' }>['changes']): RowValues {
  return Object.fromEntries(Object.entries(changes).map(([column, { value }]) => [column, value]))
}

function changeIdentifiers(
  held: readonly IdentifierRow[],
  operation: RowOperation,
): readonly IdentifierRow[] {
  if (operation.op === 'patch') {
    const status = operation.changes.status
    if (!status) return held
    return held.map((row) =>
      row[0] === operation.id ? [row[0], row[1], row[2], row[3], String(status.value)] : row,
    )
  }
  const { kind, value, normalised, status = 'current' } = operation.values
  const isHeld = held.some(
    (row) => row[0] === operation.id || (row[4] === 'current' && row[1] === kind && row[3] === normalised),
  )
  if (isHeld) return held
  const added = [operation.id, String(kind), String(value), String(normalised), String(status)] as const
  return [...held, added].sort((left, right) => (left[0] < right[0] ? -1 : 1))
}

/** A visit taken back leaves `last_visit_at` to whoever knows the ledger. */
function addToBalances(row: FeedRow, operation: RowOperation): FeedRow {
  if (operation.op === 'patch') return row
  const { kind, occurred_at: occurredAt } = operation.values
  const amount = Number(operation.values.amount)
  const at = String(occurredAt)
  switch (kind) {
    case 'credit':
      return { ...row, available_credit: Number(row.available_credit) + amount }
    case 'points':
      return { ...row, available_point: Number(row.available_point) + amount }
    case 'spend':
      return {
        ...row,
        total_lifetime_value: Number(row.total_lifetime_value) + amount,
        first_transaction_at: earlier(row.first_transaction_at, at),
      }
    case 'visit':
      return {
        ...row,
        total_visits: Number(row.total_visits) + amount,
        last_visit_at: amount > 0 ? later(row.last_visit_at, at) : (row.last_visit_at ?? null),
      }
    default:
      return row
  }
}

function earlier(first: FeedValue | undefined, at: string): string {
  return typeof first === 'string' && first < at ? first : at
}

function later(last: FeedValue | undefined, at: string): string {
  return typeof last === 'string' && last > at ? last : at
}

/** Whether these commands take back a visit, so that the last one has to be looked up in the ledger. */
export function takesBackVisit(commands: readonly PlannedCommand[], customerId: string): boolean {
  return commands.some(({ operations }) =>
    operations.some(
      (operation) =>
        operation.table === 'customer_ledger' &&
        operation.customerId === customerId &&
        'values' in operation &&
        isReversal(operation.values),
    ),
  )
}

function isReversal(values: RowValues): boolean {
  return values.kind === 'visit' && Number(values.amount) < 0
}
