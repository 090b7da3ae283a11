// A refused creation or edit as the form it was typed into, so that fixing it starts from what was typed.
import type { Settings } from '../../shared/contract.ts'
import { type CustomerField, customerColumns } from '../../shared/customer.ts'
import type { RefusedCommand } from '../../shared/sync.ts'
import { formatDay } from './days.ts'
import { emptyForm, type FactsForm } from './facts-form.ts'

/** What to fix: a newcomer to type again, or changes to a customer who is here. */
export type Fix = { readonly refusedId: string } & (
  | { readonly kind: 'new'; readonly form: FactsForm }
  | { readonly kind: 'edit'; readonly customerId: string; readonly typed: Partial<FactsForm> }
)

/** The form of a refused command; null for commands that no form makes. */
export function fixOf(command: RefusedCommand, calendar: Settings['calendar']): Fix | null {
  const refusedId = command.commandId
  const typed: Record<string, string | boolean> = {}
  const form = emptyForm()
  for (const [field, column] of Object.entries(customerColumns) as [CustomerField, string][]) {
    const change = command.changes[column]
    if (!change || !(field in form)) continue
    const { after } = change
    if (typeof form[field as keyof FactsForm] === 'boolean') typed[field] = after === 1
    else if (field === 'dateOfBirth') typed[field] = after ? formatDay(String(after), calendar) : ''
    else typed[field] = after === null ? '' : String(after)
  }
  if (command.kind === 'customer.create') {
    return { refusedId, kind: 'new', form: { ...form, ...typed } as FactsForm }
  }
  const isEdit = command.kind === 'customer.update' && command.customerName !== null
  return isEdit ? { refusedId, kind: 'edit', customerId: command.customerId, typed } : null
}
