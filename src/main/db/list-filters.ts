// Turns the filters of the list into SQL: fixed pieces of text, and every value bound. Folded customers match nothing.
import type { CustomerFilters } from '../../shared/customer-list.ts'
import { startOfDay } from '../../shared/local-day.ts'
import { type ReadDb, statement } from './handle.ts'
import { remember } from './list-memory.ts'
import { isListedSql } from './listed.ts'
import { findAllKeys } from './search.ts'

/** The condition of a WHERE clause over `customers`, and what its question marks stand for. */
export interface Condition {
  readonly where: string
  readonly values: readonly (string | number)[]
}

type Filter = keyof Omit<CustomerFilters, 'search'>
type Piece<Name extends Filter> = (
  value: NonNullable<CustomerFilters[Name]>,
) => readonly [sql: string, ...values: (string | number)[]] | null

const oneOf = (column: string) => (values: readonly (string | number)[]) =>
  values.length === 0
    ? null
    : ([`${column} IN (SELECT value FROM json_each(?))`, JSON.stringify(values)] as const)
const isTrue = (column: string) => (value: boolean) => [`${column} = ?`, Number(value)] as const
const holdsSome = (column: string) => (choice: 'has' | 'none') =>
  [choice === 'has' ? `${column} > 0` : `${column} <= 0`] as const

/** What each filter says; null where its value narrows nothing. Days end where the next one begins at the counter. */
const pieces: { readonly [Name in Filter]: Piece<Name> } = {
  vipStatus: (choice) => [choice === 'vip' ? 'vip_tier_id IS NOT NULL' : 'vip_tier_id IS NULL'],
  vipTierIds: oneOf('vip_tier_id'),
  sources: oneOf('customer_source'),
  registeredFrom: (day) => [
    '(date_joined >= ? OR (date_joined IS NULL AND created_at >= ?))',
    day,
    startOfDay(day),
  ],
  registeredTo: (day) => [
    '(date_joined <= ? OR (date_joined IS NULL AND created_at < ?))',
    day,
    startOfDay(day, 1),
  ],
  lastVisitFrom: (day) => ['last_visit_at >= ?', startOfDay(day)],
  lastVisitTo: (day) => ['last_visit_at < ?', startOfDay(day, 1)],
  neverVisited: (wanted) => (wanted ? ['last_visit_at IS NULL'] : null),
  status: (choice) => ['is_active = ?', Number(choice === 'active')],
  credit: holdsSome('available_credit'),
  points: holdsSome('available_point'),
  smsConsent: isTrue('sms_pdpa'),
  emailConsent: isTrue('email_pdpa'),
  marketingConsent: isTrue('marketing_consent'),
  visitsFrom: (least) => ['total_visits >= ?', least],
  visitsTo: (most) => ['total_visits <= ?', most],
  lifetimeValueFrom: (least) => ['total_lifetime_value >= ?', least],
  lifetimeValueTo: (most) => ['total_lifetime_value <= ?', most],
  birthMonth: (month) => ['substr(date_of_birth, 6, 2) = ?', String(month).padStart(2, '0')],
  hasAlert: (wanted) => [wanted ? `key IN (${pinnedKeys})` : `key NOT IN (${pinnedKeys})`],
  isLinked: (wanted) => [wanted ? 'linked_profile_id IS NOT NULL' : 'linked_profile_id IS NULL'],
}
/** The keys of customers with a pinned note, as a subquery. */
const pinnedKeys = 'SELECT customer_key FROM customer_notes WHERE is_pinned = 1'
const inFound = 'key IN (SELECT value FROM json_each(?))'
/** So many found are looked up one by one; of more, each customer in the list's index is asked (which a sign before the key brings about). */
const soughtAtMost = 3000
const filterNames = Object.keys(pieces) as Filter[]

/** The filters as a condition on `customers`; the search among them is carried out here. */
export function compileFilters(db: ReadDb, filters: CustomerFilters): Condition {
  const parts: string[] = [isListedSql(db)]
  const values: (string | number)[] = []
  const found = findSearched(db, filters)
  if (found) {
    parts.push(found.length > soughtAtMost ? `+${inFound}` : inFound)
    values.push(JSON.stringify(found))
  }
  for (const name of filterNames) {
    const value = filters[name]
    const piece = value === undefined ? null : (pieces[name] as Piece<Filter>)(value as never)
    if (!piece) continue
    const [sql, ...bound] = piece
    parts.push(sql)
    values.push(...bound)
  }
  return { where: parts.join(' AND '), values }
}

/** The keys a search finds, most fitting first; null where nothing is searched for. */
export function findSearched(db: ReadDb, { search }: CustomerFilters): readonly number[] | null {
  if (search === undefined || search.trim() === '') return null
  return remember(db, `found ${search}`, () => findAllKeys(db, search))
}

/** The keys of everybody who matches, in no order. */
export function readMatches(db: ReadDb, filters: CustomerFilters): readonly number[] {
  const { where, values } = compileFilters(db, filters)
  const sql = `SELECT json_group_array(key) FROM customers WHERE ${where}`
  // One text is read several times quicker than as many rows.
  return JSON.parse(
    statement(db, sql)
      .pluck()
      .get(...values) as string,
  ) as number[]
}
