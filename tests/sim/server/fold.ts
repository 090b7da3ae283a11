// One customer folded into another on the server model: what pointed at it moves, what it was called still leads somewhere.
import type { ColumnValue } from '../../../src/shared/wire.ts'
import { refreshBalances, statusAndId } from './append.ts'
import { addAudit } from './audit.ts'
import { type Execution, openConflict, sideOf } from './execution.ts'
import { linkColumns } from './links.ts'
import { consentColumns } from './patch.ts'
import type { ServerRow } from './rows.ts'
import type { Transaction } from './transactions.ts'

/** What a survivor takes over where it has nothing itself. */
const blankable = [
  'nickname',
  'contact_number',
  'secondary_phone',
  'email',
  'date_of_birth',
  'address',
  'address_line_2',
  'city',
  'postal_code',
  'preferred_language',
  'date_joined',
  'vip_tier_id',
  'linked_profile_id',
  'name_key',
]
const childTables = [
  'customer_redirects',
  'customer_ledger',
  'customer_notes',
  'customer_contact_history',
  'customer_transactions',
  'customer_packages',
  'customer_bookings',
  'sync_conflicts',
] as const

/** Folds `folded`, made by this command, into the customer `survivorId`. */
export function foldInto(execution: Execution, survivorId: string, folded: ServerRow): void {
  const { transaction, newId, notes, calledAt, actor } = execution
  const survivor = transaction.get('customers', survivorId)
  if (!survivor) throw new Error('nobody to fold into')
  moveIdentifiers(transaction, folded.id, survivorId)
  for (const table of childTables) {
    for (const row of transaction.all(table)) {
      if (row.values.customer_id === folded.id) transaction.write(table, row.id, { customer_id: survivorId })
    }
  }
  const filled: Record<string, ColumnValue> = {}
  for (const column of blankable) {
    if (survivor.values[column] === null) filled[column] = folded.values[column] ?? null
  }
  const goWith = { vip_tier_id: ['vip_status_date'], linked_profile_id: linkColumns }
  for (const [column, companions] of Object.entries(goWith)) {
    if (survivor.values[column] !== null || folded.values[column] === null) continue
    for (const companion of companions) filled[companion] = folded.values[companion] ?? null
  }
  for (const column of consentColumns) {
    filled[column] = Math.min(Number(survivor.values[column]), Number(folded.values[column]))
  }
  transaction.write('customers', survivorId, { ...filled, updated_by: actor })
  transaction.write('customers', folded.id, { merged_into: survivorId, updated_by: actor })
  refreshBalances(transaction, survivorId)
  refreshBalances(transaction, folded.id)

  const code = folded.values.customer_code ?? null
  for (const [kind, dead_value] of Object.entries({ id: folded.id, code })) {
    transaction.write('customer_redirects', newId(), { kind, dead_value, customer_id: survivorId })
  }
  const line = newId()
  const reason = 'Made on two counters at once.'
  const kept = survivor.values.customer_code ?? null
  addAudit(execution, survivorId, {
    commandId: line,
    action: 'customer.autoMerge',
    reason,
    at: calledAt,
    changes: { merged: { before: code, after: kept } },
  })
  addAudit(execution, folded.id, {
    commandId: line,
    action: 'customer.autoMerge',
    reason,
    at: calledAt,
    changes: { merged_into: { before: null, after: survivorId } },
  })
  openConflict(execution, survivorId, 'merge', null, { value: kept }, sideOf(execution, code))
  notes.isFolded = true
}

/** Those the survivor has already stay behind; who names them is led to the survivor's. */
function moveIdentifiers(transaction: Transaction, from: string, to: string): void {
  const held = transaction.all('customer_identifiers').filter(({ values }) => values.customer_id === to)
  for (const own of transaction.all('customer_identifiers')) {
    if (own.values.customer_id !== from) continue
    const [same] = held
      .filter(({ values }) => values.kind === own.values.kind && values.normalised === own.values.normalised)
      .toSorted((left, right) => (statusAndId(left) < statusAndId(right) ? -1 : 1))
    if (!same) {
      transaction.write('customer_identifiers', own.id, { customer_id: to })
      continue
    }
    transaction.put('identifier_aliases', own.id, { keptId: same.id })
    if (same.values.status === 'old' && own.values.status === 'current') {
      transaction.write('customer_identifiers', same.id, { status: 'current' })
    }
  }
}
