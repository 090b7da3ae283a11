// The list of customers: what it can be filtered and sorted by, what a row shows, and the figures above it.
// Money in satang, days as YYYY-MM-DD at the counter, moments as ISO 8601.
import * as yup from 'yup'
import { type CustomerSource, customerSources, daySchema, limits } from './customer.ts'
import { integer, object, text } from './method.ts'

/** What narrows the list; everything that is left out does not narrow it. All given parts must hold together. */
export interface CustomerFilters {
  /** Found by the counter's own lookup. */
  readonly search?: string
  readonly vipStatus?: 'vip' | 'non-vip'
  readonly vipTierIds?: readonly number[]
  readonly sources?: readonly CustomerSource[]
  /** Both days included. */
  readonly registeredFrom?: string
  readonly registeredTo?: string
  readonly lastVisitFrom?: string
  readonly lastVisitTo?: string
  /** True: only those who never came. */
  readonly neverVisited?: boolean
  readonly status?: 'active' | 'inactive'
  readonly credit?: 'has' | 'none'
  readonly points?: 'has' | 'none'
  readonly smsConsent?: boolean
  readonly emailConsent?: boolean
  readonly marketingConsent?: boolean
  readonly visitsFrom?: number
  readonly visitsTo?: number
  readonly lifetimeValueFrom?: number
  readonly lifetimeValueTo?: number
  /** 1 to 12. */
  readonly birthMonth?: number
  /** True: with a pinned note; false: without. */
  readonly hasAlert?: boolean
  /** True: linked to a website profile; false: not. */
  readonly isLinked?: boolean
}

const optional = (schema: yup.Schema) => schema.optional()
const flag = yup.boolean().strict()
const amount = integer(0, 1_000_000_000_000)

/** The strict form of the filters, also of those kept in saved views. */
export const customerFiltersSchema = object({
  search: optional(text(limits.searchLength)),
  vipStatus: yup.mixed<'vip' | 'non-vip'>().oneOf(['vip', 'non-vip']),
  vipTierIds: yup.array().strict().of(integer(1, 2_147_483_647).required()).max(50).optional(),
  sources: yup
    .array()
    .strict()
    .of(yup.mixed<CustomerSource>().oneOf(customerSources).required())
    .max(customerSources.length)
    .optional(),
  registeredFrom: daySchema,
  registeredTo: daySchema,
  lastVisitFrom: daySchema,
  lastVisitTo: daySchema,
  neverVisited: flag,
  status: yup.mixed<'active' | 'inactive'>().oneOf(['active', 'inactive']),
  credit: yup.mixed<'has' | 'none'>().oneOf(['has', 'none']),
  points: yup.mixed<'has' | 'none'>().oneOf(['has', 'none']),
  smsConsent: flag,
  emailConsent: flag,
  marketingConsent: flag,
  visitsFrom: integer(0, 1_000_000),
  visitsTo: integer(0, 1_000_000),
  lifetimeValueFrom: amount,
  lifetimeValueTo: amount,
  birthMonth: integer(1, 12),
  hasAlert: flag,
  isLinked: flag,
}) as unknown as yup.Schema<CustomerFilters>

/** What a row can show, in the order the columns stand at first; the ones shown at first are `defaultColumns`. */
export const listColumns = [
  'fullName',
  'customerCode',
  'primaryPhone',
  'email',
  'vipTier',
  'lastVisit',
  'totalVisits',
  'lifetimeValue',
  'status',
  'availableCredit',
  'loyaltyPoints',
  'customerSource',
  'registrationDate',
  'nickname',
  'secondaryPhone',
  'dateOfBirth',
  'city',
  'preferredLanguage',
  'smsConsent',
  'emailConsent',
  'marketingConsent',
  'firstVisit',
] as const
export type ListColumn = (typeof listColumns)[number]
export const defaultColumns: readonly ListColumn[] = [
  'fullName',
  'customerCode',
  'primaryPhone',
  'vipTier',
  'lastVisit',
  'totalVisits',
  'lifetimeValue',
  'status',
]

export const sortableColumns = [
  'fullName',
  'customerCode',
  'primaryPhone',
  'email',
  'vipTier',
  'lastVisit',
  'totalVisits',
  'lifetimeValue',
  'status',
  'availableCredit',
  'loyaltyPoints',
  'customerSource',
  'registrationDate',
  'dateOfBirth',
  'city',
] as const
export type SortableColumn = (typeof sortableColumns)[number]
/** Nothing stands last whichever way round; equal rows by code. `null`: in order of recency, or of fit while searching. */
export type ListSort = { readonly by: SortableColumn; readonly order: 'asc' | 'desc' } | null

export const listSortSchema = object({
  by: yup.mixed<SortableColumn>().oneOf(sortableColumns).required(),
  order: yup.mixed<'asc' | 'desc'>().oneOf(['asc', 'desc']).required(),
})
  .nullable()
  .optional()
  .default(undefined) as unknown as yup.Schema<ListSort>

/** One row with everything any column may show. */
export interface ListRow {
  readonly id: string
  readonly customerCode: string | null
  readonly fullName: string
  readonly nickname: string | null
  /** Grouped the way people say them. */
  readonly primaryPhone: string | null
  readonly secondaryPhone: string | null
  readonly email: string | null
  readonly vipTier: { readonly id: number; readonly name: string; readonly colour: string } | null
  readonly lastVisitAt: string | null
  readonly firstVisitAt: string | null
  readonly totalVisits: number
  readonly totalLifetimeValue: number
  readonly availableCredit: number
  readonly loyaltyPoints: number
  readonly isActive: boolean
  readonly customerSource: CustomerSource
  readonly registrationDate: string | null
  readonly dateOfBirth: string | null
  readonly city: string | null
  readonly preferredLanguage: 'th' | 'en' | null
  readonly smsConsent: boolean
  readonly emailConsent: boolean
  readonly marketingConsent: boolean
  readonly hasAlert: boolean
}

export interface ListPage {
  /** All rows that match, not only these. */
  readonly total: number
  readonly rows: readonly ListRow[]
}

export const kpiNames = [
  'totalCustomers',
  'newThisMonth',
  'vipCustomers',
  'activeCustomers',
  'averageLifetimeValue',
  'totalLifetimeValue',
  'retentionRate',
  'growthRate',
] as const
export type KpiName = (typeof kpiNames)[number]

/**
 * The seed's figures over the customers that match. `newThisMonth`: registered in this calendar month at the counter.
 * `vipCustomers`: of any tier. `activeCustomers`: visited in the last 90 days. `retentionRate`: of those who ever came,
 * the share who came more than once. `growthRate`: registered this month over all registered before it. Rates are
 * fractions (0.25 is 25 %), null where there is nothing to divide by.
 */
export interface CustomerKpis {
  readonly totalCustomers: number
  readonly newThisMonth: number
  readonly vipCustomers: number
  readonly activeCustomers: number
  /** Satang, rounded. */
  readonly averageLifetimeValue: number | null
  readonly totalLifetimeValue: number
  readonly retentionRate: number | null
  readonly growthRate: number | null
}

/** The same figure as it stood at the end of each of the last twelve months, oldest first; null where it cannot be known. */
export interface KpiTrends {
  /** YYYY-MM. */
  readonly months: readonly string[]
  readonly values: Readonly<Record<KpiName, readonly (number | null)[]>>
}

/** How many customers each choice of a filter would leave, given all the other filters. */
export interface FilterCounts {
  readonly vipStatus: Readonly<Record<'vip' | 'non-vip', number>>
  readonly vipTiers: Readonly<Record<string, number>>
  readonly sources: Readonly<Partial<Record<CustomerSource, number>>>
  readonly status: Readonly<Record<'active' | 'inactive', number>>
  readonly credit: Readonly<Record<'has' | 'none', number>>
  readonly points: Readonly<Record<'has' | 'none', number>>
  readonly smsConsent: Readonly<Record<'yes' | 'no', number>>
  readonly emailConsent: Readonly<Record<'yes' | 'no', number>>
  readonly marketingConsent: Readonly<Record<'yes' | 'no', number>>
  readonly neverVisited: number
  readonly hasAlert: number
  readonly isLinked: number
}

/** Days counted back from the present one, so that a view kept today still means the same next month. */
export const quickRanges = ['today', 'days7', 'days30', 'days90', 'thisMonth', 'thisYear'] as const
export type QuickRange = (typeof quickRanges)[number]

/** What a saved view keeps. A quick range stands in for the days of the filter of its name. */
export interface ViewDefinition {
  readonly filters: CustomerFilters
  readonly sort: ListSort
  readonly columns: readonly ListColumn[]
  readonly lastVisitRange?: QuickRange
  readonly registeredRange?: QuickRange
}
export const viewDefinitionSchema = object({
  filters: customerFiltersSchema,
  sort: listSortSchema,
  columns: yup
    .array()
    .strict()
    .of(yup.mixed<ListColumn>().oneOf(listColumns).required())
    .max(listColumns.length)
    .required(),
  lastVisitRange: yup.mixed<QuickRange>().oneOf(quickRanges),
  registeredRange: yup.mixed<QuickRange>().oneOf(quickRanges),
}) as unknown as yup.Schema<ViewDefinition>

export interface SavedView {
  readonly id: string
  readonly name: string
  readonly definition: ViewDefinition
  readonly isShared: boolean
  /** Whether whoever asks made it. */
  readonly isOwn: boolean
  readonly ownerName: string | null
}

export const exportFormats = ['csv', 'xlsx'] as const
export type ExportFormat = (typeof exportFormats)[number]
