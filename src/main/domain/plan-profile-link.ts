// Which website profile is this person: linked from a suggestion or by hand, and unlinked again. A profile is one person's.
import { AppError } from '../../shared/errors.ts'
import type { ColumnValue } from '../../shared/wire.ts'
import type { CommandOf, GivenIdentifier, PlanContext, Steps, StoredCustomer } from './commands.ts'
import { patchCustomer } from './plan-changes.ts'
import { planIdentifiers } from './plan-identifiers.ts'
import { changedValues } from './plan-notes.ts'

/** The columns of a link. */
export function linkColumns(
  profileId: string | null,
  link: { readonly confidence?: number; readonly method?: string },
  now: string,
): Readonly<Record<string, ColumnValue>> {
  if (profileId === null) {
    return {
      linked_profile_id: null,
      profile_link_confidence: null,
      profile_link_method: null,
      profile_linked_at: null,
    }
  }
  return {
    linked_profile_id: profileId,
    profile_link_confidence: link.confidence ?? null,
    profile_link_method: link.method ?? 'manual',
    profile_linked_at: now,
  }
}

/** Throws PROFILE_LINK_FAILED for a profile that is another customer's. */
export function refuseTakenProfile({ linkedTo }: PlanContext): void {
  if (!linkedTo) return
  const message = 'This website profile belongs to another customer. Unlink it there first.'
  throw new AppError('PROFILE_LINK_FAILED', message, {
    field: 'linkedProfileId',
    details: { customerId: linkedTo },
  })
}

/** Plans linking or unlinking; nothing when the customer has this profile already. */
export function planProfileLink(
  command: CommandOf<'customer.linkProfile'>,
  context: PlanContext,
  stored: StoredCustomer,
): Steps {
  const { profileId, reason } = command
  const former = stored.columns.linked_profile_id
  if (former === profileId) return { operations: [] }
  if (profileId !== null) refuseTakenProfile(context)
  const asIdentifier = (value: ColumnValue): GivenIdentifier[] =>
    value === null ? [] : [{ kind: 'profile', value: String(value) }]
  return {
    operations: [
      ...patchCustomer(
        stored.id,
        changedValues(stored.columns, linkColumns(profileId, command, context.now)),
      ),
      ...planIdentifiers(
        stored.id,
        stored.identifiers,
        asIdentifier(profileId),
        asIdentifier(former),
        context.newId,
      ),
    ],
    reason,
  }
}
