// Settling a conflict: one of the two values, or a third, becomes the customer's, and the conflict is closed for everybody.
import { type CustomerFacts, type CustomerField, fieldOfColumn } from '../../shared/customer.ts'
import { checkFacts, cleanFacts } from '../../shared/customer-rules.ts'
import { AppError } from '../../shared/errors.ts'
import type { ColumnValue, Operation } from '../../shared/wire.ts'
import type { CommandOf, PlanContext, Steps, StoredCustomer } from './commands.ts'
import { changedColumns, factsOf, patchCustomer, refuseProblems, withAttendants } from './plan-changes.ts'
import { identifiersOfFacts, planIdentifiers } from './plan-identifiers.ts'
import { cleanLines } from './plan-notes.ts'
import { planProfileLink } from './plan-profile-link.ts'

/** Plans the chosen value and the closing of the conflict; throws the form's own refusals for a value that is not in order. */
export function planSettlement(
  command: CommandOf<'conflict.settle'>,
  context: PlanContext,
  stored: StoredCustomer,
): Steps {
  const { conflictId, column, value } = command
  const close: Operation = {
    op: 'patch',
    table: 'sync_conflicts',
    id: conflictId,
    customerId: stored.id,
    changes: { status: { base: 'open', value: 'settled' }, settled_value: { base: null, value } },
  }
  return { operations: [...(column === null ? [] : planValue(column, value, context, stored)), close] }
}

function planValue(
  column: string,
  value: ColumnValue,
  context: PlanContext,
  stored: StoredCustomer,
): readonly Operation[] {
  if (column === 'note_text') return planNoteText(value, context, stored)
  if (column === 'linked_profile_id') {
    const profileId = value === null ? null : String(value)
    const link = { kind: 'customer.linkProfile', commandId: '', customerId: stored.id, profileId } as const
    return planProfileLink(link, context, stored).operations
  }
  if (column === 'is_active') {
    const base = stored.columns.is_active
    return base === value ? [] : patchCustomer(stored.id, { is_active: { base, value: Number(value === 1) } })
  }
  const field = fieldOf(column)
  const before = factsOf(stored)
  const chosen = typeof before[field] === 'boolean' ? value === 1 : (value ?? undefined)
  const after = cleanFacts({ ...before, [field]: chosen } as CustomerFacts)
  refuseProblems(checkFacts(after, context.today, false).filter((problem) => problem.field === field))
  return [
    ...patchCustomer(stored.id, withAttendants(changedColumns(stored, after, [field]), stored, context)),
    ...planIdentifiers(
      stored.id,
      stored.identifiers,
      identifiersOfFacts(after),
      identifiersOfFacts(before),
      context.newId,
    ),
  ]
}

/** Of the two texts of a note one stands in it; where neither does any more, there is nothing to decide about. */
function planNoteText(
  value: ColumnValue,
  { named: note }: PlanContext,
  stored: StoredCustomer,
): readonly Operation[] {
  const text = cleanLines(String(value ?? ''), 'value')
  if (!note || text === '' || note.note_text === text) return []
  const changes = { note_text: { base: note.note_text ?? null, value: text } }
  return [{ op: 'patch', table: 'customer_notes', id: String(note.id), customerId: stored.id, changes }]
}

function fieldOf(column: string): keyof CustomerFacts & CustomerField {
  const field = fieldOfColumn(column)
  if (!field || field === 'isActive' || field === 'linkedProfileId') {
    throw new AppError('INVALID_ARGUMENTS', 'This kind of conflict cannot be settled by a value.')
  }
  return field
}
