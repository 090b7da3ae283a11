// Giving many customers one source, and taking that back for as long as its undo stands.
import { create } from 'zustand'
import type { CustomerSource } from '../../../shared/customer.ts'
import { callMethod } from '../../api.ts'

type Before = readonly { readonly customerId: string; readonly customerSource: CustomerSource }[]

interface Tagged {
  readonly before: Before
  readonly source: CustomerSource
  readonly at: number
  readonly isUndone: boolean
}

/** What was tagged last. */
export const useTagged = create<{ readonly tagged: Tagged | null }>()(() => ({ tagged: null }))

/** Tags these customers; what they had before is kept for the undo. */
export async function tagCustomers(
  customerIds: readonly string[],
  source: CustomerSource,
  reason: string,
): Promise<void> {
  const { before } = await callMethod('customers.tagSource', {
    customerIds,
    customerSource: source,
    ...(reason ? { reason } : {}),
  })
  useTagged.setState({ tagged: { before, source, at: Date.now(), isUndone: false } })
}

/** Gives everybody tagged last the source they had before. */
export async function undoTagging(reason: string): Promise<void> {
  const { tagged } = useTagged.getState()
  if (!tagged || tagged.isUndone) return
  const groups = Map.groupBy(tagged.before, ({ customerSource }) => customerSource)
  for (const [customerSource, people] of groups) {
    const customerIds = people.map(({ customerId }) => customerId)
    await callMethod('customers.tagSource', { customerIds, customerSource, reason })
  }
  useTagged.setState({ tagged: { ...tagged, at: Date.now(), isUndone: true } })
}
