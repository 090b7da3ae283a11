// What a lookup asks and answers.
import type { IdentifierKind } from './customer.ts'

export type MatchedField = 'name' | 'nickname' | 'code' | 'address' | IdentifierKind

/** Why a row is here: the text as shown and the parts of it that matched (UTF-16 offsets, end exclusive). */
export interface LookupMatch {
  readonly field: MatchedField
  readonly text: string
  /** An identifier that is no longer current: the screen marks it "old". */
  readonly old: boolean
  readonly ranges: readonly (readonly [start: number, end: number])[]
}

/** How the row was found: as typed, by sound across scripts, by the other keyboard layout, or by forgiving one typo. */
export type MatchedBy = 'exact' | 'sound' | 'layout' | 'typo'

/** One row of results; money in satang, moments as ISO 8601. */
export interface LookupHit {
  readonly id: string
  readonly customerCode: string | null
  readonly fullName: string
  readonly nickname: string | null
  /** The current phone in the grouping people say it in. */
  readonly phone: string | null
  readonly email: string | null
  readonly vipTier: { readonly name: string; readonly colour: string } | null
  readonly availableCredit: number
  readonly loyaltyPoints: number
  readonly lastVisitAt: string | null
  readonly isActive: boolean
  readonly hasAlert: boolean
  readonly matchedBy: MatchedBy
  readonly matches: readonly LookupMatch[]
}

export interface LookupResult {
  readonly hits: readonly LookupHit[]
  /** More than the limit match. */
  readonly hasMore: boolean
  /** Set when the hits answer another reading of what was typed (the other keyboard layout): what was understood. */
  readonly readAs: string | null
  /** The query is one whole phone number and more than one person holds it: the screen asks which. */
  readonly sharedPhone: string | null
}

/** From this score on a match is likely the same person and deserves a warning; below it, it is a mere mention. */
export const likelyScore = 60

/** A likely duplicate of what is being typed: how sure (0–100) and why. */
export interface DuplicateMatch {
  readonly customer: LookupHit
  readonly score: number
  readonly reasons: readonly DuplicateReason[]
}

/** Reasons are codes with the stored value they rest on; the renderer says them in words. */
export type DuplicateReason =
  | { readonly code: 'same-phone' | 'same-phone-old' | 'similar-phone'; readonly value: string }
  | { readonly code: 'same-email' | 'similar-email'; readonly value: string }
  | {
      readonly code:
        | 'same-name'
        | 'same-name-other-script'
        | 'similar-name'
        | 'swapped-name'
        | 'same-nickname'
      readonly value: string
    }
  | {
      readonly code: 'same-birth-date' | 'birth-date-swapped' | 'similar-birth-date' | 'different-birth-date'
      readonly value: string
    }
  | { readonly code: 'same-address' | 'similar-address'; readonly value: string }
