// Settling a conflict: one of the two values, or a third, becomes the customer's, and the conflict is closed for everybody.
import {
  type CustomerColumn,
  type CustomerFacts,
  type CustomerField,
  customerColumns,
} from '../../shared/customer.ts'
import { checkFacts, cleanFacts } from '../../shared/customer-rules.ts'
import { AppError } from '../../shared/errors.ts'
import type { ColumnValue, Operation } from '../../shared/wire.ts'
import type { CommandOf, PlanContext, Steps, StoredCustomer } from './commands.ts'
import { changedColumns, factsOf, patchCustomer, refuseProblems, withNameKey } from './plan-changes.ts'
import { identifiersOfFacts, planIdentifiers } from './plan-identifiers.ts'

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
  const field = fieldOf(column)
  const before = factsOf(stored)
  const chosen = typeof before[field] === 'boolean' ? value === 1 : (value ?? undefined)
  const after = cleanFacts({ ...before, [field]: chosen } as CustomerFacts)
  refuseProblems(checkFacts(after, context.today, false).filter((problem) => problem.field === field))
  return [
    ...patchCustomer(stored.id, withNameKey(changedColumns(stored, after, [field]))),
    ...planIdentifiers(
      stored.id,
      stored.identifiers,
      identifiersOfFacts(after),
      identifiersOfFacts(before),
      context.newId,
    ),
  ]
}

function fieldOf(column: string): keyof CustomerFacts & CustomerField {
  const fields = Object.keys(customerColumns) as CustomerField[]
  const field = fields.find((name) => customerColumns[name] === (column as CustomerColumn))
  if (!field || field === 'isActive' || field === 'linkedProfileId') {
    throw new AppError('INVALID_ARGUMENTS', 'This kind of conflict cannot be settled by a value.')
  }
  return field
}
