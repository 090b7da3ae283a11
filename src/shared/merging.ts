// What merging and parting customers is made of: the columns a choice can be about, what a merge's line in the history keeps, and
// what the screens of duplicates, merges and undos are told. Money in satang, moments as ISO 8601, days as YYYY-MM-DD.
import type { CustomerCard, CustomerField } from './customer.ts'
import type { Dismissal } from './duplicates.ts'
import type { ColumnValue, LeftPart, MovedTable } from './wire.ts'

/** The columns of which a merge takes one customer's word; a column's companions go with it. */
export const choosableColumns = [
  'customer_name',
  'nickname',
  'contact_number',
  'secondary_phone',
  'email',
  'date_of_birth',
  'address',
  'address_line_2',
  'city',
  'postal_code',
  'preferred_language',
  'date_joined',
  'customer_source',
  'vip_tier_id',
  'linked_profile_id',
] as const
export type ChoosableColumn = (typeof choosableColumns)[number]

/** Columns that say more of another and go where it goes. */
export const companionColumns: Readonly<Record<string, readonly string[]>> = {
  customer_name: ['name_key'],
  vip_tier_id: ['vip_status_date'],
  linked_profile_id: ['profile_link_confidence', 'profile_link_method', 'profile_linked_at'],
}

/** Consents, of which a merge keeps the stricter: withdrawn stands. */
export const consentColumns = ['sms_pdpa', 'email_pdpa', 'marketing_consent'] as const

/** The most customers that one merge makes one of. */
export const mostMerged = 40

/** Some of a customer's own columns, in feed form. */
export type MergeColumns = Readonly<Record<string, ColumnValue>>

/** What a merge's line in the history keeps, so that undoing puts everything back. */
export interface MergeRecord {
  /** The folded customer's columns and the survivor's, as they were: choosable ones, companions, consents, is_active. */
  readonly folded: MergeColumns
  readonly survivor: MergeColumns
  /** What the merge set on the survivor, where that was another value than before. */
  readonly set: MergeColumns
  /** The rows that moved, by table; identifiers the survivor had too stayed. */
  readonly moved: Readonly<Partial<Record<MovedTable, readonly string[]>>>
  /** Identifiers of the survivor that were old and became current again. */
  readonly revived: readonly string[]
  /** Customers folded into the folded one before, who lead to the survivor since. */
  readonly followers: readonly string[]
  readonly left: readonly LeftPart[]
  /** True once personal data in it was erased: it cannot be undone any more. */
  readonly erased?: boolean
}

/** How many rows of each kind somebody has. */
export interface StoryCounts {
  readonly transactions: number
  readonly packages: number
  readonly bookings: number
  readonly notes: number
  readonly contacts: number
  readonly identifiers: number
}

/** One customer as the duplicates inbox and the merge screen show them: the counter's card and what hangs on it. */
export interface MergePerson {
  readonly card: CustomerCard
  readonly counts: StoryCounts
  /** Customers folded into this one before, by code. */
  readonly formerCodes: readonly string[]
}

// Merging -------------------------------------------------------------------------------------------------------------

/** The seed's switches. What is not combined stays with the folded customer and comes back with an undo. */
export interface MergeStrategy {
  readonly keepPrimaryContact: boolean
  readonly combineTransactionHistory: boolean
  readonly combinePackages: boolean
  readonly combineNotes: boolean
}

export const usualStrategy: MergeStrategy = {
  keepPrimaryContact: true,
  combineTransactionHistory: true,
  combinePackages: true,
  combineNotes: true,
}

/** Whose word stands for a column: a customer's id. Left out: the survivor's, or the first of the others who knows. */
export type MergePicks = Readonly<Partial<Record<ChoosableColumn, string>>>

export interface MergePreviewArgs {
  readonly customerIds: readonly string[]
  /** Null: whoever is proposed. */
  readonly survivorId: string | null
  readonly picks: MergePicks
  readonly strategy: MergeStrategy
}

/** Why somebody is proposed to live on. */
export type SurvivorReason = 'most-history' | 'oldest-code' | 'active' | 'chosen'

export interface MergeField {
  readonly column: ChoosableColumn | (typeof consentColumns)[number]
  readonly field: CustomerField
  /** In the order of `people`; null where nothing is known. */
  readonly values: readonly ColumnValue[]
  /** All say the same. */
  readonly isEqual: boolean
  /** Nobody can choose: consents, and where only one side knows anything. */
  readonly isFixed: boolean
  readonly pickedId: string
  readonly result: ColumnValue
}

/** What a merge would make, before anything is done. */
export interface MergePreview {
  readonly survivorId: string
  readonly survivorReasons: readonly SurvivorReason[]
  /** The survivor first. Ids that were folded already stand for whoever they live on as; each once. */
  readonly people: readonly MergePerson[]
  readonly fields: readonly MergeField[]
  readonly result: {
    readonly availableCredit: number
    readonly loyaltyPoints: number
    readonly totalLifetimeValue: number
    readonly totalVisits: number
    readonly lastVisitAt: string | null
    readonly counts: StoryCounts
    /** Codes, ids and cards that will find the survivor from now on. */
    readonly leadingCodes: readonly string[]
    /** What stays with the folded customers by the switches. */
    readonly leftBehind: StoryCounts
  }
  /** Somebody said of two of these that they are not one person. */
  readonly dismissals: readonly Dismissal[]
}

export interface MergeArgs {
  readonly commandId: string
  /** Who lives on. */
  readonly customerId: string
  readonly foldedIds: readonly string[]
  readonly picks: MergePicks
  readonly strategy: MergeStrategy
  readonly reason: string
}

// Undoing -------------------------------------------------------------------------------------------------------------

/** One merge as history tells of it. */
export interface MergeEntry {
  readonly id: string
  readonly survivor: { readonly id: string; readonly name: string; readonly code: string | null }
  readonly folded: { readonly id: string; readonly name: string; readonly code: string | null }
  readonly reason: string | null
  readonly by: string | null
  readonly at: string
  /** Merged by itself: two counters made one person at once. */
  readonly isAutomatic: boolean
  readonly undoneAt: string | null
  readonly undoneBy: string | null
  /** Why it cannot be undone now; null where it can. */
  readonly blocked: UndoBlock | null
  /** How much moved. */
  readonly counts: StoryCounts
}

/** `later-merge`: another merge came on top; undo that first. `survivor-merged`: the survivor lives on as somebody else now. */
export type UndoBlock =
  | { readonly why: 'undone' | 'erased' }
  | {
      readonly why: 'later-merge' | 'survivor-merged'
      readonly mergeId: string
      readonly code: string | null
    }

/** Something that came after the merge; it stays with the survivor unless it is said to be the other's. */
export interface LaterPiece {
  /** Names it in UnmergeArgs. */
  readonly id: string
  readonly kind:
    | 'sale'
    | 'visit'
    | 'credit'
    | 'points'
    | 'note'
    | 'contact'
    | 'booking'
    | 'package'
    | 'identifier'
  readonly at: string | null
  /** A receipt number, the note's text, the booking's resource... */
  readonly label: string | null
  /** Satang, points or visits; null where it is about neither. */
  readonly amount: number | null
}

/** A fact that was changed after the merge. */
export interface LaterChange {
  readonly column: string
  readonly field: CustomerField
  readonly now: ColumnValue
  readonly survivorBefore: ColumnValue
  readonly foldedBefore: ColumnValue
}

export interface UndoSide {
  readonly id: string
  readonly name: string
  readonly code: string | null
  readonly availableCredit: number
  readonly loyaltyPoints: number
  readonly totalLifetimeValue: number
  readonly totalVisits: number
}

/** What undoing would make of the two, before anything is done. */
export interface UndoPreview {
  readonly entry: MergeEntry
  readonly survivor: UndoSide
  readonly folded: UndoSide
  readonly pieces: readonly LaterPiece[]
  readonly changes: readonly LaterChange[]
}

export interface UndoPreviewArgs {
  readonly mergeId: string
  /** Pieces and columns that are the parted customer's. */
  readonly pieceIds: readonly string[]
  readonly columns: readonly string[]
}

export interface UnmergeArgs extends UndoPreviewArgs {
  readonly commandId: string
  readonly customerId: string
  readonly reason?: string
}
