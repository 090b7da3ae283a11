// One whole customer as it travels in bulk: in a first pull, a demo directory or a benchmark.
import type { CustomerFacts, IdentifierKind, LedgerKind } from './customer.ts'

export interface DirectoryRecord {
  readonly id: string
  readonly customerCode: string
  readonly facts: CustomerFacts
  readonly isActive: boolean
  readonly createdAt: string
  /** Phones and e-mails of the facts are among these, as `current`. */
  readonly identifiers: readonly {
    readonly kind: IdentifierKind
    readonly value: string
    readonly status: 'current' | 'old'
  }[]
  /** Satang for credit and spend, points, one per visit; oldest first. */
  readonly ledger: readonly {
    readonly kind: LedgerKind
    readonly amount: number
    readonly source: string
    readonly sourceId?: string
    readonly occurredAt: string
  }[]
  readonly notes: readonly {
    readonly noteType: string
    readonly noteText: string
    readonly isPinned: boolean
    readonly createdAt: string
  }[]
  /** The day the tier among the facts was given. */
  readonly vipStatusDate?: string
  /** The website profile that is this person; it is among the identifiers, too. */
  readonly profileLink?: {
    readonly profileId: string
    readonly confidence: number
    readonly method: string
    readonly linkedAt: string
  }
  /** The sales behind the ledger's entries; money in satang. */
  readonly transactions?: readonly RecordedSale[]
  readonly packages?: readonly RecordedPackage[]
  readonly bookings?: readonly RecordedBooking[]
  readonly contacts?: readonly RecordedContact[]
}

export interface RecordedSale {
  readonly id: string
  readonly receiptNumber: string
  readonly source: string
  readonly status: 'completed' | 'refunded' | 'void'
  readonly amount: number
  readonly creditUsed: number
  readonly pointsUsed: number
  readonly pointsEarned: number
  readonly items: readonly { readonly name: string; readonly quantity: number; readonly amount: number }[]
  readonly paymentMethod: string
  readonly soldAt: string
}

export interface RecordedPackage {
  readonly id: string
  readonly packageName: string
  /** Null: as often as one likes. */
  readonly usesTotal: number | null
  /** When each use was taken. */
  readonly usedAt: readonly string[]
  readonly price: number
  readonly purchasedOn: string
  readonly expiresOn: string | null
  readonly status: 'active' | 'cancelled'
}

export interface RecordedBooking {
  readonly id: string
  readonly resource: string
  readonly startsAt: string
  readonly endsAt: string
  readonly people: number
  readonly status: 'booked' | 'checked_in' | 'completed' | 'cancelled' | 'no_show'
  readonly source: string
  readonly notes: string | null
  readonly packageId: string | null
}

export interface RecordedContact {
  readonly id: string
  readonly contactType: string
  readonly contactMethod: string | null
  readonly purpose: string
  readonly notes: string
  readonly successful: boolean
  readonly contactDate: string
}

/** What belongs to the venue rather than to one customer, as it travels beside the customers of a demo. */
export interface VenueRecord {
  readonly profiles: readonly {
    readonly id: string
    readonly displayName: string
    readonly email: string | null
    readonly phoneNumber: string | null
    readonly joinedAt: string
  }[]
  readonly views: readonly {
    readonly id: string
    readonly name: string
    /** A ViewDefinition. */
    readonly definition: object
    readonly isShared: boolean
  }[]
  readonly notices: readonly {
    readonly id: string
    readonly title: string
    readonly description: string
    readonly impact: 'low' | 'medium' | 'high'
    readonly actionRequired: boolean
    readonly trainingMaterials: readonly string[]
    readonly effectiveDate: string
    readonly createdAt: string
  }[]
}
