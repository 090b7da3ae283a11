// What becomes of an edit when the customer changes under it: fields nobody touched here take the new value, fields both
// sides changed are left for the person to decide, and nothing typed is ever replaced unseen.
import type { Settings } from '../../shared/contract.ts'
import type { CustomerFacts } from '../../shared/customer.ts'
import { type EditableFact, editableFacts, type FactsForm, formOf, readFacts } from './facts-form.ts'

/** An edit brought up to what the customer is now. */
export interface MetChanges {
  /** The facts the edit is based on from now on. */
  readonly seen: CustomerFacts
  /** What to put into the form. */
  readonly adopted: Partial<FactsForm>
  /** Fields that took the new value. */
  readonly adoptedFields: readonly EditableFact[]
  /** Fields changed on both sides to different values; `seen` keeps what they were based on. */
  readonly clashing: readonly EditableFact[]
}

/** A fact as the base of another edit would hold it; nothing takes it away. */
export function withFact(facts: CustomerFacts, field: EditableFact, from: CustomerFacts): CustomerFacts {
  const { [field]: _former, ...rest } = facts
  return (from[field] === undefined ? rest : { ...rest, [field]: from[field] }) as CustomerFacts
}

/** Compares what an edit was based on with what the customer is `now`, and with what was typed. */
export function meetChanges(
  seen: CustomerFacts,
  now: CustomerFacts,
  typed: FactsForm,
  calendar: Settings['calendar'],
): MetChanges {
  const mine = readFacts(typed)
  const before = readFacts(formOf(seen, calendar))
  const theirs = readFacts(formOf(now, calendar))
  let base = seen
  const adoptedFields: EditableFact[] = []
  const clashing: EditableFact[] = []
  for (const field of editableFacts) {
    if (before[field] === theirs[field]) continue
    const isTouched = mine[field] !== before[field]
    if (isTouched && mine[field] !== theirs[field]) clashing.push(field)
    else {
      base = withFact(base, field, now)
      if (!isTouched) adoptedFields.push(field)
    }
  }
  const form = formOf(now, calendar)
  return {
    seen: base,
    adopted: Object.fromEntries(adoptedFields.map((field) => [field, form[field]])),
    adoptedFields,
    clashing,
  }
}
