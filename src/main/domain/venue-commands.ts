// What may be done to the venue rather than to one customer: its tiers, its notices, the views its people saved, and what they
// said of two customers who are not one. They name the directory itself as their customer.
import type { ViewDefinition } from '../../shared/customer-list.ts'
import type { PublishNoticeArgs, SaveTierArgs } from '../../shared/venue-methods.ts'
import type { ColumnValue, directoryId } from '../../shared/wire.ts'

interface AboutTheVenue {
  readonly commandId: string
  readonly customerId: typeof directoryId
}

export type VenueCommand =
  | (AboutTheVenue & SaveTierArgs & { readonly kind: 'tier.save' })
  | (AboutTheVenue & {
      readonly kind: 'view.save'
      readonly viewId: string
      readonly name: string
      readonly definition: ViewDefinition
      readonly isShared: boolean
    })
  | (AboutTheVenue & { readonly kind: 'view.remove'; readonly viewId: string })
  | (AboutTheVenue & PublishNoticeArgs & { readonly kind: 'notice.publish' })
  | (AboutTheVenue & { readonly kind: 'notice.withdraw'; readonly noticeId: string })
  | (AboutTheVenue & { readonly kind: 'notice.markRead'; readonly noticeId: string })
  | (AboutTheVenue & {
      readonly kind: 'duplicates.dismiss'
      readonly leftId: string
      readonly rightId: string
      readonly reason?: string
    })
  | (AboutTheVenue & { readonly kind: 'duplicates.restore'; readonly dismissalId: string })
  /** Changes nothing: that customers were taken out of the directory, and which by what, is written down. Never names. */
  | (AboutTheVenue & {
      readonly kind: 'directory.export'
      readonly asked: Readonly<Record<string, ColumnValue>>
    })

/** Whether a command is about the venue. */
export function isVenueCommand(command: { readonly kind: string }): command is VenueCommand {
  return /^(tier|view|notice|duplicates|directory)\./.test(command.kind)
}
