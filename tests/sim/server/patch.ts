// Patches on the server model: a field whose base still holds is set; one that another device changed meanwhile goes by
// the server's order, with the value that lost kept as a conflict, and consent only ever getting stricter.
import { normaliseIdentifier } from '../../../src/main/domain/plan-identifiers.ts'
import type { ColumnValue, Operation } from '../../../src/shared/wire.ts'
import { type Execution, openConflict, Refusal, sideOf, touchCustomer } from './execution.ts'
import type { ServerRow } from './rows.ts'

type Patch = Extract<Operation, { op: 'patch' }>
type Values = Record<string, ColumnValue>

/** The columns on which a person agrees to be contacted. */
export const consentColumns: ReadonlySet<string> = new Set(['sms_pdpa', 'email_pdpa', 'marketing_consent'])
const contactKinds = { contact_number: 'phone', secondary_phone: 'phone', email: 'email' } as const

/** Carries out a patch on the customer `customerId` (already resolved to whoever lives on). */
export function applyPatch(execution: Execution, operation: Patch, customerId: string): void {
  switch (operation.table) {
    case 'customers':
      patchCustomer(execution, operation, customerId)
      break
    case 'customer_identifiers':
      patchIdentifier(execution, operation)
      break
    case 'customer_notes':
      patchNote(execution, operation)
      break
    case 'sync_conflicts':
      settle(execution, operation)
      break
    default:
      throw new Refusal('INVALID_ARGUMENTS', 'This table cannot be patched.')
  }
}

function patchCustomer(execution: Execution, { changes }: Patch, customerId: string): void {
  const { transaction } = execution
  const row = transaction.get('customers', customerId)
  if (!row) throw new Refusal('CUSTOMER_NOT_FOUND', 'This customer is not in the directory.')
  if (changes.is_active?.value === 0 && !execution.isManager) {
    throw new Refusal('NOT_ALLOWED', 'A manager may do this.')
  }
  const set: Values = {}
  for (const [column, { base, value }] of Object.entries(changes)) {
    const current = row.values[column] ?? null
    if (current === value) continue
    const last = current === base ? null : lastChange(execution, customerId, column)
    if (current === base || last?.device === execution.device || column === 'name_key') {
      set[column] = value
    } else if (consentColumns.has(column)) {
      set[column] = 0
    } else {
      set[column] = value
      openConflict(execution, customerId, 'field', column, sideOf(execution, value), {
        value: current,
        by: last?.values.actor ?? null,
        device: last?.values.device_id ?? null,
        at: last?.values.at ?? null,
      })
      retireContact(execution, customerId, column, current)
    }
  }
  if (Object.keys(set).length === 0) return
  transaction.write('customers', customerId, {
    ...set,
    updated_at: execution.at,
    updated_by: execution.actor,
  })
}

/** The newest audit line that speaks of the column: who gave it the value it has. */
function lastChange(execution: Execution, customerId: string, column: string): ServerRow | null {
  let newest: ServerRow | null = null
  for (const line of execution.transaction.all('audit_log')) {
    if (line.values.customer_id !== customerId || (newest && newest.order > line.order)) continue
    if (column in (JSON.parse(String(line.values.changes)) as object)) newest = line
  }
  return newest
}

/** A phone or e-mail that lost still finds the person, as an old one. */
function retireContact(execution: Execution, customerId: string, column: string, lost: ColumnValue): void {
  const kind = contactKinds[column as keyof typeof contactKinds]
  if (!kind || typeof lost !== 'string') return
  const normalised = normaliseIdentifier(kind, lost)
  for (const identifier of execution.transaction.all('customer_identifiers')) {
    const { values } = identifier
    if (values.customer_id !== customerId || values.kind !== kind || values.status !== 'current') continue
    if (values.normalised === normalised) {
      execution.transaction.write('customer_identifiers', identifier.id, { status: 'old' })
      touchCustomer(execution.transaction, customerId)
    }
  }
}

function patchIdentifier(execution: Execution, { id, changes }: Patch): void {
  const row = execution.transaction.get('customer_identifiers', id)
  // It may have been left out as one the person had already.
  if (!row || !changes.status || row.values.status === changes.status.value) return
  execution.transaction.write('customer_identifiers', id, { status: changes.status.value })
  touchCustomer(execution.transaction, String(row.values.customer_id))
}

function patchNote(execution: Execution, { id, changes }: Patch): void {
  const row = execution.transaction.get('customer_notes', id)
  if (!row) throw new Refusal('CUSTOMER_NOT_FOUND', 'What was to be changed is not in the directory.')
  const set: Values = {}
  for (const [column, { base, value }] of Object.entries(changes)) {
    const current = row.values[column] ?? null
    if (current === value) continue
    set[column] = value
    if (current !== base && column === 'note_text') {
      const other = { value: current, by: null, device: null, at: null }
      openConflict(
        execution,
        String(row.values.customer_id),
        'field',
        column,
        sideOf(execution, value),
        other,
      )
    }
  }
  if (Object.keys(set).length > 0) execution.transaction.write('customer_notes', id, set)
}

function settle(execution: Execution, { id, changes }: Patch): void {
  if (!execution.isManager) throw new Refusal('NOT_ALLOWED', 'A manager may do this.')
  const row = execution.transaction.get('sync_conflicts', id)
  if (!row) throw new Refusal('INVALID_ARGUMENTS', 'There is no such conflict.')
  if (row.values.status === 'settled') {
    throw new Refusal('CONFLICT_SETTLED', 'Somebody settled this already.')
  }
  execution.transaction.write('sync_conflicts', id, {
    status: 'settled',
    settled_value: changes.settled_value?.value ?? null,
    settled_by: execution.actor,
    settled_at: execution.at,
  })
}
