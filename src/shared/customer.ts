// The customer as the whole app speaks of one: field names, limits and the schemas that form, IPC and wire share.
// `customerColumns` is the only mapping between the API's names and the database's.
import * as yup from 'yup'
import { AppError } from './errors.ts'

export const customerSources = [
  'Walk In',
  'Website Booking',
  'Phone Call',
  'Social Media',
  'Referral',
  'Corporate',
  'Event',
  'Marketing Campaign',
  'Mobile App',
  'Others',
] as const
export type CustomerSource = (typeof customerSources)[number]

export const languages = ['th', 'en'] as const
export type Language = (typeof languages)[number]

/** API name -> column name, in the order the columns stand in the store. */
export const customerColumns = {
  fullName: 'customer_name',
  nickname: 'nickname',
  primaryPhone: 'contact_number',
  secondaryPhone: 'secondary_phone',
  email: 'email',
  dateOfBirth: 'date_of_birth',
  addressLine1: 'address',
  addressLine2: 'address_line_2',
  city: 'city',
  postalCode: 'postal_code',
  preferredLanguage: 'preferred_language',
  registrationDate: 'date_joined',
  customerSource: 'customer_source',
  vipTierId: 'vip_tier_id',
  smsConsent: 'sms_pdpa',
  emailConsent: 'email_pdpa',
  marketingConsent: 'marketing_consent',
  linkedProfileId: 'linked_profile_id',
  isActive: 'is_active',
} as const
export type CustomerField = keyof typeof customerColumns
export type CustomerColumn = (typeof customerColumns)[CustomerField]

const fieldsByColumn = new Map(
  Object.entries(customerColumns).map(([field, column]) => [column, field as CustomerField]),
)

/** The API's name of a column. */
export function fieldOfColumn(column: CustomerColumn): CustomerField
export function fieldOfColumn(column: string): CustomerField | undefined
export function fieldOfColumn(column: string): CustomerField | undefined {
  return fieldsByColumn.get(column as CustomerColumn)
}

/** The facts of a customer that people type; phones as typed, dates as YYYY-MM-DD, absent means unknown. */
export interface CustomerFacts {
  readonly fullName: string
  readonly nickname?: string
  readonly primaryPhone?: string
  readonly secondaryPhone?: string
  readonly email?: string
  readonly dateOfBirth?: string
  readonly addressLine1?: string
  readonly addressLine2?: string
  readonly city?: string
  readonly postalCode?: string
  readonly preferredLanguage?: Language
  readonly registrationDate?: string
  readonly customerSource: CustomerSource
  readonly vipTierId?: number
  readonly smsConsent: boolean
  readonly emailConsent: boolean
  readonly marketingConsent: boolean
}

export const identifierKinds = [
  'phone',
  'email',
  'legacy_id',
  'card',
  'profile',
  'stable_hash',
  'alias',
] as const
export type IdentifierKind = (typeof identifierKinds)[number]

/** One thing that points at a person: never unique, kept for ever, `old` once it is no longer theirs to be called on. */
export interface Identifier {
  readonly id: string
  readonly kind: IdentifierKind
  /** As it was typed. */
  readonly value: string
  /** In its normal form: E.164 for a phone, lower case for an e-mail. */
  readonly normalised: string
  readonly status: 'current' | 'old'
}

export const ledgerKinds = ['credit', 'points', 'spend', 'visit'] as const
export type LedgerKind = (typeof ledgerKinds)[number]

export interface CustomerNote {
  readonly id: string
  readonly noteType: string
  readonly noteText: string
  readonly isPinned: boolean
  readonly isInternal: boolean
  readonly createdAt: string
  readonly createdBy: string | null
}

/** A booking that is still to come, or of today. */
export interface UpcomingBooking {
  readonly id: string
  readonly resource: string
  readonly startsAt: string
  readonly endsAt: string
  readonly people: number
  readonly isToday: boolean
}

/** A package that can be used today; null: without an end, or as often as one likes. */
export interface ActivePackage {
  readonly id: string
  readonly packageName: string
  readonly usesLeft: number | null
  readonly expiresOn: string | null
}

/** Everything the counter card shows of one customer; money in satang, moments as ISO 8601. */
export interface CustomerCard extends CustomerFacts {
  readonly id: string
  /** Null only while a device is out of codes: "code follows". */
  readonly customerCode: string | null
  readonly vipTier: { readonly name: string; readonly colour: string } | null
  readonly availableCredit: number
  readonly loyaltyPoints: number
  readonly totalLifetimeValue: number
  readonly totalVisits: number
  readonly lastVisitAt: string | null
  readonly isActive: boolean
  readonly createdAt: string
  readonly identifiers: readonly Identifier[]
  /** Pinned first, then newest first. */
  readonly notes: readonly CustomerNote[]
  /** Since when they hold the tier, YYYY-MM-DD. */
  readonly vipStatusDate: string | null
  /** The next three from today on, the soonest first. */
  readonly upcomingBookings: readonly UpcomingBooking[]
  /** The one that ends first comes first. */
  readonly activePackages: readonly ActivePackage[]
  /** Uses left in all of them that count uses. */
  readonly packageUsesLeft: number
  /** Set when the id asked for was merged away: the card is the survivor's. */
  readonly redirectedFrom: string | null
}

export const limits = {
  nameLength: 255,
  nameLengthMinimum: 2,
  phoneLength: 20,
  emailLength: 255,
  textLength: 255,
  addressLength: 1000,
  postalCodeLength: 20,
  noteLength: 5000,
  reasonLength: 500,
  searchLength: 200,
  /** Ten million baht, in satang: more than any one receipt. */
  moneyMaximum: 1_000_000_000,
  oldestBirthYear: 1900,
} as const

const trimmed = (maximum: number) => yup.string().strict().max(maximum)

/** UUIDs as this app writes them: lower case with hyphens. */
export const uuidSchema = yup
  .string()
  .strict()
  .matches(/^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/, 'must be a UUID')

/** A calendar day, YYYY-MM-DD, that exists. */
export const daySchema = yup
  .string()
  .strict()
  .matches(/^\d{4}-\d{2}-\d{2}$/)
  .test('real-day', 'must be a real calendar day', (day) => {
    if (day === undefined || day === null) return true
    const date = new Date(`${day}T00:00:00Z`)
    return !Number.isNaN(date.getTime()) && date.toISOString().startsWith(day)
  })

/** The shape of the typed facts (types, lengths, enums); `checkFacts` holds the rules in words. */
export const customerFactsSchema = yup
  .object({
    fullName: trimmed(20_000).required(),
    nickname: trimmed(limits.textLength),
    primaryPhone: trimmed(200),
    secondaryPhone: trimmed(200),
    email: trimmed(1000),
    dateOfBirth: trimmed(40),
    addressLine1: trimmed(limits.addressLength),
    addressLine2: trimmed(limits.textLength),
    city: trimmed(limits.textLength),
    postalCode: trimmed(limits.postalCodeLength),
    preferredLanguage: yup.mixed<Language>().oneOf(languages),
    registrationDate: daySchema,
    customerSource: yup.mixed<CustomerSource>().oneOf(customerSources).required(),
    vipTierId: yup.number().strict().integer().min(1),
    smsConsent: yup.boolean().strict().required(),
    emailConsent: yup.boolean().strict().required(),
    marketingConsent: yup.boolean().strict().required(),
  })
  .strict()
  .noUnknown()

/** What everybody should be able to see the why of later: who somebody is, how they are reached, what they may get and agreed to. */
export const sensitiveFields = [
  'fullName',
  'primaryPhone',
  'secondaryPhone',
  'email',
  'dateOfBirth',
  'vipTierId',
  'smsConsent',
  'emailConsent',
  'marketingConsent',
] as const satisfies readonly (keyof CustomerFacts)[]

/** Fails with NOT_FOUND in the seed's words. */
export function customerNotFound(): AppError {
  return new AppError(
    'CUSTOMER_NOT_FOUND',
    'This customer is not in the directory. Search again by name or phone.',
  )
}
