// Commands of a customer's story and of the venue as the wire carries them, written by hand: so the server is also tried with
// what no counter would plan.
import { randomUUID } from 'node:crypto'
import type { ColumnValue, PlannedCommand } from '../../src/shared/wire.ts'
import type { Author } from './commands.ts'

/** The customer that commands about nobody name. */
export const directory = '00000000-0000-0000-0000-000000000000'

export interface RawOperation {
  readonly op: 'insert' | 'append' | 'patch'
  readonly table: string
  readonly id: string
  readonly values?: Readonly<Record<string, ColumnValue>>
  readonly changes?: Readonly<Record<string, { readonly base: ColumnValue; readonly value: ColumnValue }>>
}

/** A command of any operations, as its author's counter would send it. */
export function tell(
  author: Author,
  customerId: string,
  kind: string,
  operations: readonly RawOperation[],
  changes: PlannedCommand['audit']['changes'] = {},
): PlannedCommand {
  const commandId = randomUUID()
  const at = author.now ?? new Date().toISOString()
  const { actor, deviceId } = author
  const audit = { commandId, customerId, action: kind, reason: null, actor, deviceId, at, changes }
  const all = operations.map((operation) => ({ ...operation, customerId }))
  return { commandId, kind, operations: all, audit } as unknown as PlannedCommand
}

/** One row that is made. */
export function insert(
  table: string,
  values: Readonly<Record<string, ColumnValue>>,
  id: string = randomUUID(),
): RawOperation {
  return { op: 'insert', table, id, values }
}

/** New values for a row; the old ones count as empty unless they are given. */
export function patch(
  table: string,
  id: string,
  values: Readonly<Record<string, ColumnValue>>,
  seen: Readonly<Record<string, ColumnValue>> = {},
): RawOperation {
  const changes = Object.fromEntries(
    Object.entries(values).map(([column, value]) => [column, { base: seen[column] ?? null, value }]),
  )
  return { op: 'patch', table, id, changes }
}

/** A receipt of 1,234.56 baht, paid in part with credit. */
export const receipt = (more: Readonly<Record<string, ColumnValue>> = {}) =>
  insert('customer_transactions', {
    receipt_number: 'R-1',
    source: 'counter',
    status: 'completed',
    amount: 123_456,
    credit_used: 1_000,
    points_used: 5,
    points_earned: 12,
    items: '[{"name": "Range balls", "quantity": 2, "amount": 123456}]',
    payment_method: 'cash',
    sold_at: new Date().toISOString(),
    ...more,
  })

/** A call that reached somebody. */
export const contact = (more: Readonly<Record<string, ColumnValue>> = {}) =>
  insert('customer_contact_history', {
    contact_type: 'phone',
    contact_method: '081-555-0101',
    purpose: 'booking',
    notes: 'Comes on Friday.',
    successful: 1,
    contact_date: new Date().toISOString(),
    ...more,
  })

/** A notice of a change. */
export const notice = (id: string = randomUUID()) =>
  insert(
    'notifications',
    {
      title: 'New till',
      description: 'Receipts are printed upstairs.',
      impact: 'high',
      action_required: 1,
      training_materials: '["Till.pdf", "คู่มือ"]',
      effective_date: '2026-12-01',
      created_at: new Date().toISOString(),
    },
    id,
  )

/** A view of one's own. */
export const view = (more: Readonly<Record<string, ColumnValue>> = {}, id: string = randomUUID()) =>
  insert(
    'saved_views',
    { name: 'Gold', definition: '{"sort": [], "filters": {}}', is_shared: 0, sort_order: 1, ...more },
    id,
  )
