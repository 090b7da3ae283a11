// Plans "not the same person" and taking it back. What is said of two customers has one row, whose id follows from both, so that
// two counters say it once; what was said of people who were folded into them since is about them, too.
import { customerNotFound } from '../../shared/customer.ts'
import { cleanText } from '../../shared/customer-rules.ts'
import { AppError } from '../../shared/errors.ts'
import { directoryId, type Operation, type RowValues } from '../../shared/wire.ts'
import type { PlanContext, SaidPair, Steps } from './commands.ts'
import { changedMeanwhile, changedValues } from './plan-notes.ts'
import type { VenueCommand } from './venue-commands.ts'

type Pair = NonNullable<SaidPair['pair']>
type Said = Pair['said'][number]

/** Plans saying of two customers that they are two people; where that stands already, a reason given now is added to it. */
export function planDismissal(
  command: Extract<VenueCommand, { kind: 'duplicates.dismiss' }>,
  { saidPair, now, actor }: PlanContext,
): Steps {
  const pair = saidPair?.pair
  if (!pair) {
    if (!saidPair?.isOne) throw customerNotFound()
    throw new AppError('MERGE_CONFLICT', 'These two are one customer already. Undo the merge first.')
  }
  const reason = cleanText(command.reason ?? '') || null
  const standing = pair.said.filter(isStanding)
  if (standing.length > 0) {
    const silent = reason === null ? [] : standing.filter((said) => said.reason !== reason)
    const operations = silent.map((said) => patch(said, { reason }))
    return operations.length === 0 ? { operations } : { operations, reason, changes: describePair(pair) }
  }
  const values = { reason, dismissed_by: actor, dismissed_at: now, is_withdrawn: 0 }
  const own = pair.said.find(({ id }) => id === pair.id)
  const people = { first_customer_id: pair.firstId, second_customer_id: pair.secondId }
  const operation: Operation = own
    ? patch(own, values)
    : { op: 'insert', ...rowOf(pair.id), values: { ...people, ...values } }
  return { operations: [operation], reason, changes: describePair(pair) }
}

/** Plans taking back everything that was said of two customers. */
export function planRestoration({ saidPair }: PlanContext): Steps {
  const pair = saidPair?.pair
  if (!pair) throw changedMeanwhile('This is about nobody any more.')
  const operations = pair.said.filter(isStanding).map((said) => patch(said, { is_withdrawn: 1 }))
  return operations.length === 0 ? { operations } : { operations, changes: describePair(pair) }
}

function isStanding({ is_withdrawn }: Said): boolean {
  return is_withdrawn === 0
}

function rowOf(id: string) {
  return { table: 'duplicate_dismissals', id, customerId: directoryId } as const
}

function patch(said: Said, wanted: RowValues): Operation {
  return { op: 'patch', ...rowOf(said.id), changes: changedValues(said, wanted) }
}

/** The trail says which two it was, by id and by code, and never by name. */
function describePair({ firstId, secondId, codes }: Pair): NonNullable<Steps['changes']> {
  const after = { first_customer_id: firstId, second_customer_id: secondId, codes: codes.join(', ') || null }
  return Object.fromEntries(
    Object.entries(after).map(([column, value]) => [column, { before: null, after: value }]),
  )
}
