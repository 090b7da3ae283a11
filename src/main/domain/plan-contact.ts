// An entry of the contact log: somebody was called, written to or spoken with. Entries are added and never changed.
import { cleanText } from '../../shared/customer-rules.ts'
import { AppError } from '../../shared/errors.ts'
import type { CommandOf, PlanContext, Steps, StoredCustomer } from './commands.ts'
import { cleanLines } from './plan-notes.ts'

/** Plans one entry; throws INVALID_ARGUMENTS for one in the future and for notes that are too long. */
export function planContact(
  command: CommandOf<'customer.logContact'>,
  context: PlanContext,
  stored: StoredCustomer,
): Steps {
  const { commandId, contactType, purpose, successful } = command
  const contactDate = command.contactDate ?? context.now
  if (contactDate > context.now) {
    const message = 'This moment is still to come. Enter when it was.'
    throw new AppError('INVALID_ARGUMENTS', message, { field: 'contactDate' })
  }
  const values = {
    contact_type: contactType,
    contact_method: cleanText(command.contactMethod ?? '') || null,
    purpose: purpose ?? null,
    notes: cleanLines(command.notes ?? '', 'notes') || null,
    successful: Number(successful),
    contact_date: contactDate,
    contacted_by: context.actor,
  }
  const said = { contact_type: contactType, purpose: purpose ?? null, successful: Number(successful) }
  return {
    operations: [
      { op: 'append', table: 'customer_contact_history', id: commandId, customerId: stored.id, values },
    ],
    changes: Object.fromEntries(
      Object.entries(said).map(([column, after]) => [column, { before: null, after }]),
    ),
  }
}
