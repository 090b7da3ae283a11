// One customer folded into another on the server model: what pointed at it moves, what it was called still leads somewhere.
import type { ColumnValue } from '../../../src/shared/wire.ts'
import { refreshBalances } from './append.ts'
import { addAudit } from './audit.ts'
import { type Execution, openConflict, touchCustomer } from './execution.ts'
import { consentColumns } from './patch.ts'
import type { ServerRow } from './rows.ts'

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
  'vip_tier_id',
  'linked_profile_id',
]

/** Folds `folded`, made by this command, into `survivor`. */
export function foldInto(execution: Execution, survivor: ServerRow, folded: ServerRow): void {
  const { transaction, newId, notes } = execution
  for (const table of [
    'customer_identifiers',
    'customer_ledger',
    'customer_notes',
    'sync_conflicts',
  ] as const) {
    for (const row of transaction.all(table)) {
      if (row.values.customer_id === folded.id) transaction.write(table, row.id, { customer_id: survivor.id })
    }
  }
  for (const row of transaction.all('customer_redirects')) {
    if (row.values.customer_id === folded.id) {
      transaction.write('customer_redirects', row.id, { customer_id: survivor.id })
    }
  }
  const dead: readonly [string, ColumnValue][] = [
    ['id', folded.id],
    ['code', folded.values.customer_code ?? null],
  ]
  for (const [kind, value] of dead) {
    const redirect = { kind, dead_value: value, customer_id: survivor.id }
    transaction.write('customer_redirects', newId(), redirect)
  }
  const filled: Record<string, ColumnValue> = {}
  for (const column of blankable) {
    if (survivor.values[column] === null) filled[column] = folded.values[column] ?? null
  }
  for (const column of consentColumns) {
    filled[column] = Math.min(Number(survivor.values[column]), Number(folded.values[column]))
  }
  transaction.write('customers', survivor.id, {
    ...filled,
    updated_at: execution.at,
    updated_by: execution.actor,
  })
  transaction.write('customers', folded.id, { merged_into: survivor.id })
  refreshBalances(transaction, survivor.id)
  refreshBalances(transaction, folded.id)
  touchCustomer(transaction, survivor.id)
  const changes = { merged: { before: null, after: String(folded.values.customer_code) } }
  addAudit(execution, survivor.id, newId(), 'customer.autoMerge', changes)
  addAudit(execution, folded.id, newId(), 'customer.autoMerge', changes)
  const code = (row: ServerRow) => ({
    value: row.values.customer_code ?? null,
    by: null,
    device: null,
    at: null,
  })
  openConflict(execution, survivor.id, 'merge', null, code(survivor), code(folded))
  notes.customerId = survivor.id
}
