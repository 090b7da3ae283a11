// Gives many customers one source: a change of its own for each, in transactions short enough that whoever saves at the
// counter, imports or syncs comes between them.
import { setImmediate as nextTurn } from 'node:timers/promises'
import type { CustomerSource } from '../../shared/customer.ts'
import { makeUuid } from '../../shared/uuid.ts'
import { findSurvivorId } from '../db/customer-redirects.ts'
import { readStored } from '../db/customers.ts'
import { inTransaction } from '../db/handle.ts'
import { applyCommand, type WriteContext } from './run-command.ts'

/** How long a transaction goes on taking further customers. */
const longestTurnMs = 12

/** What a customer had before. */
export interface TaggedCustomer {
  readonly customerId: string
  readonly customerSource: CustomerSource
}

/**
 * Tags these customers and answers what each had before who had another source. Somebody who is not here any more is passed
 * over; a failure on the way leaves what was done until then.
 */
export async function tagSource(
  context: WriteContext,
  {
    customerIds,
    customerSource,
    reason,
  }: {
    readonly customerIds: readonly string[]
    readonly customerSource: CustomerSource
    readonly reason?: string
  },
  onProgress: (done: number, total: number) => void = () => undefined,
): Promise<{ readonly before: readonly TaggedCustomer[] }> {
  const before: TaggedCustomer[] = []
  const actor = context.actor
  const writing = { ...context, actor }
  for (let next = 0; next < customerIds.length; ) {
    next = inTransaction(context.db, () => {
      const begun = performance.now()
      let at = next
      while (at < customerIds.length && (at === next || performance.now() - begun < longestTurnMs)) {
        const tagged = tagOne(writing, customerIds[at] ?? '', customerSource, reason)
        if (tagged) before.push(tagged)
        at++
      }
      return at
    })
    onProgress(next, customerIds.length)
    await nextTurn()
  }
  return { before }
}

function tagOne(
  context: WriteContext,
  id: string,
  customerSource: CustomerSource,
  reason: string | undefined,
): TaggedCustomer | null {
  const customerId = findSurvivorId(context.db, id)
  const had = readStored(context.db, customerId, undefined)?.columns.customer_source as
    | CustomerSource
    | undefined
  if (had === undefined || had === customerSource) return null
  applyCommand(context, {
    kind: 'customer.update',
    commandId: makeUuid(context.now().getTime(), context.randomBytes(10)),
    customerId,
    changes: { customerSource },
    seen: {},
    reason,
  })
  return { customerId, customerSource: had }
}
