// As what a fact that is changed in place is compared with the directory.
import type { EditableFact, FactsForm } from '../facts-form.ts'

/** Facts that tell people apart. */
const telling: readonly EditableFact[] = [
  'fullName',
  'nickname',
  'primaryPhone',
  'email',
  'dateOfBirth',
  'addressLine1',
]

/** What to compare, and the facts that make it worth comparing; none where the field tells nobody apart. */
export function comparedAs(
  field: EditableFact,
  typed: FactsForm,
): { readonly form: FactsForm; readonly watched: readonly EditableFact[] } {
  // A record is compared by one phone: the one in hand.
  if (field === 'secondaryPhone') {
    return { form: { ...typed, primaryPhone: typed.secondaryPhone }, watched: ['primaryPhone'] }
  }
  return { form: typed, watched: telling.includes(field) ? [field] : [] }
}
