// Website profiles on the server model: each is one living customer's, and what goes with a link goes with it.
import type { ColumnValue } from '../../../src/shared/wire.ts'
import type { Transaction } from './transactions.ts'

/** The columns that say of a link what it is worth. */
export const linkColumns = ['profile_link_confidence', 'profile_link_method', 'profile_linked_at'] as const

/** Whether a profile can be a customer's: the website knows it, and nobody else alive holds it. */
export function canLink(
  transaction: Transaction,
  profile: ColumnValue | undefined,
  customerId: string,
): boolean {
  if (profile === null || profile === undefined) return true
  const isTaken = transaction
    .all('customers')
    .some(
      ({ id, values }) =>
        id !== customerId && values.linked_profile_id === profile && values.merged_into === null,
    )
  return !isTaken && transaction.get('website_profiles', String(profile)) !== undefined
}

/** Whether a column only goes with another one of the same change, which decides for both. */
export function isCompanion(column: string, changes: Readonly<Record<string, unknown>>): boolean {
  if (column === 'name_key') return true
  if (column === 'vip_status_date') return 'vip_tier_id' in changes
  return (linkColumns as readonly string[]).includes(column) && 'linked_profile_id' in changes
}
