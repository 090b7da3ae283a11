// Patches on the server model: a field whose base still holds is set; one that another device changed meanwhile goes by
// the server's order, with the value that lost kept as a conflict, and consent only ever getting stricter.
import type { AuditEntry, ColumnValue, Operation } from '../../../src/shared/wire.ts'
import { type Execution, openConflict, Refusal, type Side, sideOf, touchCustomer } from './execution.ts'
import { inJsonbOrder } from './json-text.ts'
import { canLink, isCompanion } from './links.ts'
import type { ServerRow } from './rows.ts'
import { isVisible } from './snapshot.ts'

type Patch = Extract<Operation, { op: 'patch' }>
type Values = Record<string, ColumnValue>

/** The columns on which a person agrees to be contacted. */
export const consentColumns: ReadonlySet<string> = new Set(['sms_pdpa', 'email_pdpa', 'marketing_consent'])
const contactColumns = ['contact_number', 'secondary_phone', 'email']

/** Carries out a patch on the customer `customerId` (already resolved to whoever lives on). */
export function applyPatch(execution: Execution, operation: Patch, customerId: string): void {
  switch (operation.table) {
    case 'customers':
      patchCustomer(execution, operation, customerId)
      break
    case 'customer_identifiers':
      patchIdentifier(execution, operation, customerId)
      break
    case 'customer_notes':
      patchNote(execution, operation, customerId)
      break
    case 'customer_transactions':
      patchSale(execution, operation, customerId)
      break
    case 'sync_conflicts':
      settle(execution, operation, customerId)
      break
    default:
      throw new Refusal('INVALID_ARGUMENTS', 'This table cannot be patched.')
  }
}

function patchCustomer(execution: Execution, { changes, ...named }: Patch, customerId: string): void {
  const { transaction, notes } = execution
  if (named.customerId !== customerId && changes.is_active?.value === 0) {
    throw new Refusal('MERGE_CONFLICT', 'This customer was merged: it would take the survivor out of use.')
  }
  const row = transaction.get('customers', customerId)
  if (!row) throw new Refusal('CUSTOMER_NOT_FOUND', 'This customer is not in the directory.')
  const set: Values = {}
  const lost: ColumnValue[] = []
  const inOrder = Object.entries(changes).toSorted(([left], [right]) => inJsonbOrder(left, right))
  for (const [column, { base, value: given }] of inOrder) {
    const present = row.values[column] ?? null
    const isMoment = column === 'profile_linked_at' && given !== null
    const value = isMoment ? execution.toServerTime(String(given)) : given
    if (present === value) continue
    if (column === 'linked_profile_id' && !canLink(transaction, value, customerId)) {
      throw new Refusal('PROFILE_LINK_FAILED', 'This website profile cannot be linked to this customer.')
    }
    if (column === 'is_active' && value === 0 && !execution.isManager) {
      throw new Refusal('NOT_ALLOWED', 'Only a manager deactivates customers.')
    }
    if (consentColumns.has(column) && value === 1) {
      const withdrawal = findUnseenWithdrawal(execution, customerId, column)
      if (withdrawal) {
        const kept = { value: present, ...sideOfLine(withdrawal) }
        openConflict(execution, customerId, 'field', column, kept, sideOf(execution, value))
        notes.audit[column] = null
        continue
      }
    } else if (present !== base && !isCompanion(column, changes)) {
      const earlier = lastChange(execution, customerId, column, present)
      if (!earlier || earlier.values.device_id !== execution.device) {
        const other = { value: present, ...sideOfLine(earlier) }
        openConflict(execution, customerId, 'field', column, sideOf(execution, value), other)
        notes.audit[column] = { before: present, after: value }
        if (contactColumns.includes(column) && present !== null) lost.push(present)
      }
    }
    set[column] = value
  }
  if (Object.keys(set).length > 0) {
    transaction.write('customers', customerId, { ...set, updated_by: execution.actor })
  }
  retireContacts(execution, customerId, lost)
}

function sideOfLine(line: ServerRow | null): Omit<Side, 'value'> {
  return { by: line?.values.actor, device: line?.values.device_id, at: line?.values.at }
}

function linesOf({ transaction }: Execution, ids: readonly string[], column: string): ServerRow[] {
  return transaction
    .all('audit_log')
    .filter(({ values }) => ids.includes(String(values.customer_id)) && column in changesOf(values))
    .toSorted((left, right) => right.order - left.order)
}

function changesOf(values: ServerRow['values']): AuditEntry['changes'] {
  return JSON.parse(String(values.changes)) as AuditEntry['changes']
}

/** The newest audit line that speaks of the column: who gave it the value it has, if a command did. */
function lastChange(
  execution: Execution,
  customerId: string,
  column: string,
  present: ColumnValue,
): ServerRow | null {
  const [line] = linesOf(execution, [customerId], column)
  return line && changesOf(line.values)[column]?.after === present ? line : null
}

/** Consent was withdrawn on another device, and this one did not know; by whoever was folded in, too. */
function findUnseenWithdrawal(execution: Execution, customerId: string, column: string): ServerRow | null {
  const { seen, device, transaction } = execution
  const folded = transaction.all('customers').filter(({ values }) => values.merged_into === customerId)
  const ids = [customerId, ...folded.map(({ id }) => id)]
  const line = linesOf(execution, ids, column).find(({ values, changed }) => {
    const change = changesOf(values)[column]
    const isUnseen = seen === null || !isVisible(changed, seen)
    return values.device_id !== device && change?.after === 0 && change.before !== null && isUnseen
  })
  return line ?? null
}

/** A phone or e-mail that lost still finds the person, as an old one. */
function retireContacts({ transaction }: Execution, customerId: string, lost: readonly ColumnValue[]): void {
  if (lost.length === 0) return
  const row = transaction.get('customers', customerId)
  const held = contactColumns.map((column) => row?.values[column])
  for (const { id, values } of transaction.all('customer_identifiers')) {
    const isContact = values.kind === 'phone' || values.kind === 'email'
    if (values.customer_id !== customerId || !isContact || values.status !== 'current') continue
    if (!lost.includes(values.value ?? null) || held.includes(values.value)) continue
    transaction.write('customer_identifiers', id, { status: 'old' })
    touchCustomer(transaction, customerId)
  }
}

/** The last one to say so decides whether a number is current. */
function patchIdentifier({ transaction }: Execution, { id, changes }: Patch, customerId: string): void {
  const status = changes.status?.value
  const led = new Set([id])
  // One that was not kept is led to the one that was, over as many merges as there were.
  for (const one of led) {
    const kept = transaction.get('identifier_aliases', one)?.keptId
    if (kept !== undefined) led.add(kept)
  }
  for (const one of led) {
    const row = transaction.get('customer_identifiers', one)
    if (row?.values.customer_id !== customerId || status === undefined) continue
    if (row.values.status === status) continue
    transaction.write('customer_identifiers', one, { status })
    touchCustomer(transaction, customerId)
  }
}

function patchNote(execution: Execution, { id, changes }: Patch, customerId: string): void {
  const row = execution.transaction.get('customer_notes', id)
  if (row?.values.customer_id !== customerId) {
    throw new Refusal('COMMAND_NOT_FOUND', 'The note to be changed is not there.')
  }
  const set: Values = {}
  for (const [column, { base, value }] of Object.entries(changes)) {
    const present = row.values[column] ?? null
    set[column] = value
    if (column !== 'note_text' || present === base || present === value) continue
    const earlier = lastChange(execution, customerId, column, present)
    if (earlier?.values.device_id === execution.device) continue
    const other = { value: present, ...sideOfLine(earlier) }
    openConflict(execution, customerId, 'field', column, sideOf(execution, value), other)
  }
  execution.transaction.write('customer_notes', id, set)
}

/** The last one to say so decides what became of a receipt. */
function patchSale({ transaction }: Execution, { id, changes }: Patch, customerId: string): void {
  if (transaction.get('customer_transactions', id)?.values.customer_id !== customerId) {
    throw new Refusal('COMMAND_NOT_FOUND', 'The sale to be changed is not there.')
  }
  transaction.write('customer_transactions', id, { status: changes.status?.value ?? null })
}

function settle(execution: Execution, { id, changes }: Patch, customerId: string): void {
  if (!execution.isManager) throw new Refusal('NOT_ALLOWED', 'Only a manager settles conflicts.')
  const row = execution.transaction.get('sync_conflicts', id)
  if (row?.values.customer_id !== customerId) {
    throw new Refusal('COMMAND_NOT_FOUND', 'There is no such conflict.')
  }
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
