// Everything a profile shows of one customer, tab by tab. Money in satang, days as YYYY-MM-DD, moments as ISO 8601;
// people and devices by name, null where they are not known here.
import type { CustomerCard, LedgerKind } from './customer.ts'
import type { ColumnValue } from './wire.ts'

export const profileTabs = [
  'overview',
  'transactions',
  'packages',
  'bookings',
  'notes',
  'contacts',
  'ledger',
  'history',
  'insights',
] as const
export type ProfileTab = (typeof profileTabs)[number]

/** When a consent took its present value, and who saw to it; nulls where no line of the audit trail tells. */
export interface ConsentProof {
  readonly given: boolean
  readonly at: string | null
  readonly by: string | null
  readonly device: string | null
}

export interface LinkedProfile {
  readonly id: string
  readonly displayName: string | null
  readonly email: string | null
  readonly phone: string | null
  /** 0 to 100; null where nobody said. */
  readonly confidence: number | null
  readonly method: string | null
  readonly linkedAt: string | null
}

export interface CustomerProfile extends CustomerCard {
  readonly firstVisitAt: string | null
  readonly averageTransactionValue: number | null
  readonly vipTierDescription: string | null
  readonly linkedProfile: LinkedProfile | null
  readonly consents: {
    readonly sms: ConsentProof
    readonly email: ConsentProof
    readonly marketing: ConsentProof
  }
  readonly createdBy: string | null
  readonly updatedAt: string
  readonly updatedBy: string | null
  readonly transactionSummary: {
    readonly totalTransactions: number
    readonly totalSpent: number
    readonly averageTransaction: number | null
    readonly lastTransaction: string | null
  }
  readonly packageSummary: {
    readonly activePackages: number
    readonly totalPackages: number
    readonly usesLeft: number
    readonly lastPackagePurchase: string | null
  }
  readonly bookingSummary: {
    readonly totalBookings: number
    readonly upcomingBookings: number
    readonly lastBooking: string | null
  }
}

export interface TransactionRow {
  readonly id: string
  readonly receiptNumber: string | null
  readonly source: string
  readonly status: 'completed' | 'refunded' | 'void'
  readonly amount: number
  readonly creditUsed: number
  readonly pointsUsed: number
  readonly pointsEarned: number
  readonly items: readonly { readonly name: string; readonly quantity: number; readonly amount: number }[]
  readonly paymentMethod: string | null
  readonly soldAt: string
  readonly soldBy: string | null
}
/** `totalAmount` is of the completed ones that match. */
export interface TransactionPage {
  readonly total: number
  readonly totalAmount: number
  readonly rows: readonly TransactionRow[]
}

/** `state` is as of today at the counter. */
export interface PackageRow {
  readonly id: string
  readonly packageName: string
  /** Null: as often as one likes. */
  readonly usesTotal: number | null
  readonly usesTaken: number
  readonly usesLeft: number | null
  readonly price: number
  readonly purchasedOn: string
  readonly startsOn: string | null
  readonly expiresOn: string | null
  readonly state: 'active' | 'upcoming' | 'usedUp' | 'expired' | 'cancelled'
}

export interface BookingRow {
  readonly id: string
  readonly resource: string
  readonly startsAt: string
  readonly endsAt: string
  readonly people: number
  readonly status: 'booked' | 'checked_in' | 'completed' | 'cancelled' | 'no_show'
  readonly source: string
  readonly notes: string | null
  readonly packageName: string | null
}

export const noteTypes = ['general', 'preference', 'complaint', 'service', 'payment', 'alert'] as const
export type NoteType = (typeof noteTypes)[number]

export interface NoteRow {
  readonly id: string
  readonly noteType: string
  readonly noteText: string
  readonly isPinned: boolean
  readonly isInternal: boolean
  readonly createdAt: string
  readonly createdBy: string | null
  /** How often it was changed since; `profile.noteHistory` tells how. */
  readonly edits: number
}
/** What a note said before a change, newest first. */
export interface NoteVersion {
  readonly at: string
  readonly by: string | null
  readonly device: string | null
  readonly before: string
  readonly after: string
}

export const contactTypes = ['phone', 'email', 'sms', 'chat', 'visit'] as const
export type ContactType = (typeof contactTypes)[number]
export const contactPurposes = [
  'booking',
  'follow-up',
  'payment',
  'package',
  'complaint',
  'marketing',
  'other',
] as const
export type ContactPurpose = (typeof contactPurposes)[number]

export interface ContactRow {
  readonly id: string
  readonly contactType: ContactType
  /** The number or address used. */
  readonly contactMethod: string | null
  readonly purpose: string | null
  readonly notes: string | null
  readonly successful: boolean
  readonly contactDate: string
  readonly contactedBy: string | null
}

export interface LedgerRow {
  readonly id: string
  readonly kind: LedgerKind
  readonly amount: number
  /** What the customer held of this kind after it. */
  readonly balance: number
  readonly source: string
  readonly sourceId: string | null
  /** The entry it takes back. */
  readonly reversesId: string | null
  readonly occurredAt: string
}

/** One line of the audit trail; the screen puts it into words. `before` and `after` are in column form. */
export interface HistoryRow {
  readonly commandId: string
  readonly action: string
  readonly at: string
  readonly by: string | null
  readonly device: string | null
  readonly reason: string | null
  readonly changes: Readonly<Record<string, { readonly before: ColumnValue; readonly after: ColumnValue }>>
  /** False while only this counter knows of it. */
  readonly isConfirmed: boolean
}

/** Visits and spending of one customer over time, counted in days and hours at the counter. */
export interface CustomerInsights {
  /** The last 24 months, oldest first, YYYY-MM. */
  readonly months: readonly { readonly month: string; readonly visits: number; readonly spend: number }[]
  /** Visits by day of the week, Monday first, and by hour of the day (0 to 23). */
  readonly weekdays: readonly number[]
  readonly hours: readonly number[]
  /** Days between visits, the middle one; null with fewer than three visits. */
  readonly usualGapDays: number | null
  readonly daysSinceLastVisit: number | null
  /** How the present gap stands against their own rhythm; null where there is none yet. */
  readonly rhythm: 'onTime' | 'late' | 'away' | null
}

/** A website profile that may be this person, or that was looked up by hand. */
export interface ProfileCandidate {
  readonly profileId: string
  readonly displayName: string | null
  readonly email: string | null
  readonly phone: string | null
  readonly joinedAt: string | null
  /** 0 to 100 by the scorer of duplicates. */
  readonly score: number
  readonly reasons: readonly import('./lookup.ts').DuplicateReason[]
  /** Whoever it is linked to already. */
  readonly linkedTo: { readonly customerId: string; readonly customerName: string } | null
}
