// Likely duplicates of what is being typed, asked for a moment after the last key.
import type { DuplicateCheckArgs } from '../../shared/contract.ts'
import type { CustomerFacts } from '../../shared/customer.ts'
import type { DuplicateMatch } from '../../shared/lookup.ts'
import { useMethod } from '../api.ts'
import { parseDay } from './days.ts'
import { type EditableFact, type FactsForm, readFacts } from './facts-form.ts'
import { useSettled } from './use-settled.ts'

const pause = 120

/** The customer an edit is about, with their facts as stored. */
export interface Edited {
  readonly id: string
  readonly facts: CustomerFacts
}

/** What the duplicate check needs to know of a form; in an edit the customer themselves is left out. */
export function checkArgsOf(form: FactsForm, edited?: Edited): DuplicateCheckArgs {
  const { fullName, nickname, primaryPhone, email, addressLine1 } = readFacts(form)
  return {
    fullName,
    nickname,
    primaryPhone,
    email,
    dateOfBirth: parseDay(form.dateOfBirth) ?? undefined,
    address: addressLine1,
    ...(edited && { excludeCustomerId: edited.id }),
  }
}

const identifying: readonly EditableFact[] = ['fullName', 'primaryPhone', 'email', 'dateOfBirth']

/** Whether there is somebody to look for: in an edit, only once one of the facts that are watched was changed. */
export function isWorthAsking(
  form: FactsForm,
  edited: Edited | undefined,
  watched: readonly EditableFact[],
): boolean {
  const facts = readFacts(form)
  if (edited && watched.every((field) => facts[field] === edited.facts[field])) return false
  return facts.fullName.length >= 2 || Boolean(facts.primaryPhone) || Boolean(facts.email)
}

/** The people a form may be about, surest first, or that nobody could look; the last answer stays until the next. */
export function useDuplicates(
  form: FactsForm,
  edited?: Edited,
  watched = identifying,
): {
  readonly matches: readonly DuplicateMatch[]
  readonly failed: boolean
} {
  const typed = JSON.stringify(checkArgsOf(form, edited))
  const args = JSON.parse(useSettled(typed, pause)) as DuplicateCheckArgs
  const worthAsking = isWorthAsking(form, edited, watched)
  const check = useMethod('duplicates.check', args, { enabled: worthAsking, keepPrevious: true })
  return { matches: worthAsking ? (check.data ?? []) : [], failed: worthAsking && check.isError }
}
