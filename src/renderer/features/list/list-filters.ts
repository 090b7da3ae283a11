// The filters as the screen holds them: those of the contract, with days that may be counted back from the present one.
// Pure: today is always an argument.
import type { CustomerFilters, QuickRange } from '../../../shared/customer-list.ts'
import { localDay } from '../../../shared/local-day.ts'

/** What narrows the list on the screen. */
export interface ListFilters extends CustomerFilters {
  readonly lastVisitRange?: QuickRange
  readonly registeredRange?: QuickRange
}
/** Changes to filters; `undefined` takes one away. */
export type FilterChanges = { readonly [Key in keyof ListFilters]?: ListFilters[Key] | undefined }

/** The parts of the filters that a person sets and takes away as one. */
export const filterParts = {
  status: ['status'],
  vipStatus: ['vipStatus'],
  vipTiers: ['vipTierIds'],
  sources: ['sources'],
  lastVisit: ['lastVisitFrom', 'lastVisitTo', 'lastVisitRange', 'neverVisited'],
  registered: ['registeredFrom', 'registeredTo', 'registeredRange'],
  birthMonth: ['birthMonth'],
  credit: ['credit'],
  points: ['points'],
  visits: ['visitsFrom', 'visitsTo'],
  lifetimeValue: ['lifetimeValueFrom', 'lifetimeValueTo'],
  smsConsent: ['smsConsent'],
  emailConsent: ['emailConsent'],
  marketingConsent: ['marketingConsent'],
  hasAlert: ['hasAlert'],
  isLinked: ['isLinked'],
} as const satisfies Readonly<Record<string, readonly (keyof ListFilters)[]>>
export type FilterPart = keyof typeof filterParts

const partNames = Object.keys(filterParts) as FilterPart[]

/** The parts that narrow the list, in the order they are said; the search is none of them. */
export function activeParts(filters: ListFilters): readonly FilterPart[] {
  return partNames.filter((part) => filterParts[part].some((key) => filters[key] !== undefined))
}

/** The filters with some changed; what is `undefined` or an empty list is gone. */
export function changeFilters(filters: ListFilters, changes: FilterChanges): ListFilters {
  const all = Object.entries({ ...filters, ...changes })
  return Object.fromEntries(
    all.filter(([, value]) => value !== undefined && !(Array.isArray(value) && value.length === 0)),
  )
}

/** The filters without one part. */
export function withoutPart(filters: ListFilters, part: FilterPart): ListFilters {
  return changeFilters(filters, Object.fromEntries(filterParts[part].map((key) => [key, undefined])))
}

/** The first day of a quick range; its last is always today. */
export function firstDayOf(range: QuickRange, today: string): string {
  const [year = 0, month = 1, day = 1] = today.split('-').map(Number)
  const back = { today: 0, days7: 7, days30: 30, days90: 90 } as const
  if (range === 'thisMonth') return localDay(new Date(year, month - 1, 1))
  if (range === 'thisYear') return localDay(new Date(year, 0, 1))
  return localDay(new Date(year, month - 1, day - back[range]))
}

/** The filters as the contract takes them, quick ranges turned into days. */
export function resolveFilters(filters: ListFilters, today: string): CustomerFilters {
  const { lastVisitRange, registeredRange, search, ...rest } = filters
  return {
    ...rest,
    ...(search?.trim() ? { search: search.trim() } : {}),
    ...(lastVisitRange ? { lastVisitFrom: firstDayOf(lastVisitRange, today), lastVisitTo: today } : {}),
    ...(registeredRange ? { registeredFrom: firstDayOf(registeredRange, today), registeredTo: today } : {}),
  }
}

/** Whether two sets of filters narrow alike, in whatever order they were set. */
export function sameFilters(one: ListFilters, other: ListFilters): boolean {
  const plain = (filters: ListFilters) =>
    JSON.stringify(
      Object.entries(filters)
        .filter(([, value]) => value !== undefined && value !== '')
        .map(([key, value]): [string, unknown] => [key, Array.isArray(value) ? [...value].sort() : value])
        .sort(([a], [b]) => (a < b ? -1 : 1)),
    )
  return plain(one) === plain(other)
}

/** A list with one entry put in or taken out. */
export function toggleEntry<Value>(entries: readonly Value[] | undefined, entry: Value): readonly Value[] {
  const known = entries ?? []
  return known.includes(entry) ? known.filter((one) => one !== entry) : [...known, entry]
}
