// How many customers each choice of a filter would leave, given all the other filters. Choices nobody has made are counted
// together; a filter that narrows already is counted once more without itself.
import type { CustomerSource } from '../../shared/customer.ts'
import type { CustomerFilters, FilterCounts } from '../../shared/customer-list.ts'
import { type ReadDb, statement } from './handle.ts'
import { compileFilters } from './list-filters.ts'

/** Sums over customers of one source and one tier. */
interface Group {
  readonly customer_source: CustomerSource
  readonly vip_tier_id: number | null
  readonly customers: number
  readonly active: number
  readonly credit: number
  readonly points: number
  readonly sms: number
  readonly email: number
  readonly marketing: number
  readonly never: number
  readonly linked: number
}

const groupSql = (
  where: string,
) => `SELECT customer_source, vip_tier_id, count(*) AS customers, sum(is_active) AS active,
    sum(available_credit > 0) AS credit, sum(available_point > 0) AS points, sum(sms_pdpa) AS sms,
    sum(email_pdpa) AS email, sum(marketing_consent) AS marketing, sum(last_visit_at IS NULL) AS never,
    count(linked_profile_id) AS linked
  FROM customers WHERE ${where} GROUP BY customer_source, vip_tier_id`

/** Counts every choice of every filter. */
export function countChoices(db: ReadDb, filters: CustomerFilters): FilterCounts {
  const all = readGroups(db, filters)
  const without = (name: keyof CustomerFilters): readonly Group[] =>
    filters[name] === undefined ? all : readGroups(db, { ...filters, [name]: undefined })
  const yesOrNo = (name: keyof CustomerFilters, column: Column) => {
    const [yes, no] = parts(without(name), column)
    return { yes, no }
  }
  const hasOrNone = (name: keyof CustomerFilters, column: Column) => {
    const [has, none] = parts(without(name), column)
    return { has, none }
  }
  const vips = without('vipStatus')
  const [active, inactive] = parts(without('status'), 'active')
  return {
    vipStatus: {
      vip: sum(
        vips.filter((group) => group.vip_tier_id !== null),
        'customers',
      ),
      'non-vip': sum(
        vips.filter((group) => group.vip_tier_id === null),
        'customers',
      ),
    },
    vipTiers: tally(without('vipTierIds'), (group) => group.vip_tier_id),
    sources: tally(without('sources'), (group) => group.customer_source),
    status: { active, inactive },
    credit: hasOrNone('credit', 'credit'),
    points: hasOrNone('points', 'points'),
    smsConsent: yesOrNo('smsConsent', 'sms'),
    emailConsent: yesOrNo('emailConsent', 'email'),
    marketingConsent: yesOrNo('marketingConsent', 'marketing'),
    neverVisited: sum(without('neverVisited'), 'never'),
    hasAlert: countMatches(db, { ...filters, hasAlert: true }),
    isLinked: sum(without('isLinked'), 'linked'),
  }
}

function countMatches(db: ReadDb, filters: CustomerFilters): number {
  const { where, values } = compileFilters(db, filters)
  return statement(db, `SELECT count(*) FROM customers WHERE ${where}`)
    .pluck()
    .get(...values) as number
}

type Column = keyof Omit<Group, 'customer_source' | 'vip_tier_id'>

function readGroups(db: ReadDb, filters: CustomerFilters): readonly Group[] {
  const { where, values } = compileFilters(db, filters)
  return statement(db, groupSql(where)).all(...values) as Group[]
}

function sum(groups: readonly Group[], column: Column): number {
  return groups.reduce((total, group) => total + group[column], 0)
}

/** How many are counted in a column, and how many are not. */
function parts(groups: readonly Group[], column: Column): readonly [counted: number, others: number] {
  const counted = sum(groups, column)
  return [counted, sum(groups, 'customers') - counted]
}

function tally(
  groups: readonly Group[],
  nameOf: (group: Group) => string | number | null,
): Record<string, number> {
  const counts: Record<string, number> = {}
  for (const group of groups) {
    const name = nameOf(group)
    if (name !== null) counts[name] = (counts[name] ?? 0) + group.customers
  }
  return counts
}
