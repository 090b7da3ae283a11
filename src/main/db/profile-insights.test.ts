// Months, weekdays, hours and rhythm, each against what SQL says of the same ledger in the counter's local time.
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { makeRandom } from '../../../tests/fixtures/fill-store.ts'
import { makeId, openProfileStore, type ProfileStore } from '../../../tests/fixtures/profile-store.ts'
import { readInsights } from './profile-insights.ts'

const now = new Date('2026-11-28T05:00:00.000Z')
const day = 86_400_000
let store: ProfileStore
let customerId: string
let customer_key: number
let entries: number
beforeEach(() => {
  store = openProfileStore()
  customerId = store.create()
  customer_key = store.keyOf(customerId)
  entries = 0
})
afterEach(() => store.close())

function append(
  kind: 'visit' | 'spend',
  amount: number,
  daysAgo: number,
  reverses_id: string | null = null,
): string {
  entries += 1
  const id = makeId('d', entries)
  const occurred_at = new Date(now.getTime() - daysAgo * day).toISOString()
  store.insert('customer_ledger', {
    customer_key,
    id,
    kind,
    amount,
    source: 'test',
    reverses_id,
    occurred_at,
  })
  return id
}
const insights = () => readInsights(store.db, { customerId }, now)

test('counts a year and more as SQL does, and nothing of what was taken back', () => {
  const random = makeRandom(4)
  for (let number = 0; number < 400; number += 1) {
    const daysAgo = random() * 900
    append('visit', 1, daysAgo)
    append('spend', 1 + Math.floor(random() * 100_000), daysAgo)
  }
  for (const kind of ['visit', 'spend'] as const) append(kind, -5, 3, append(kind, 5, 4))
  const standing = `FROM customer_ledger WHERE customer_key = ? AND reverses_id IS NULL AND NOT EXISTS
    (SELECT 1 FROM customer_ledger undo WHERE undo.reverses_id = customer_ledger.id)`
  const count = (format: string, kind: string) =>
    new Map(
      store.db
        .prepare(
          `SELECT strftime('${format}', occurred_at, 'localtime'), sum(amount) ${standing} AND kind = '${kind}' GROUP BY 1`,
        )
        .raw()
        .all(customer_key) as [string, number][],
    )
  const found = insights()
  expect(found.months).toHaveLength(24)
  expect([found.months[0]?.month, found.months.at(-1)?.month]).toEqual(['2024-12', '2026-11'])
  const visits = count('%Y-%m', 'visit')
  const spend = count('%Y-%m', 'spend')
  for (const month of found.months) {
    expect(month).toEqual({
      month: month.month,
      visits: visits.get(month.month) ?? 0,
      spend: spend.get(month.month) ?? 0,
    })
  }
  const weekdays = count('%w', 'visit')
  expect(found.weekdays).toEqual([1, 2, 3, 4, 5, 6, 0].map((weekday) => weekdays.get(String(weekday)) ?? 0))
  const hours = count('%H', 'visit')
  expect(found.hours).toEqual(
    Array.from({ length: 24 }, (_, hour) => hours.get(String(hour).padStart(2, '0')) ?? 0),
  )
})

describe('the rhythm', () => {
  test('is not told from fewer than three days, however many visits they held', () => {
    expect(insights()).toMatchObject({ usualGapDays: null, daysSinceLastVisit: null, rhythm: null })
    for (const daysAgo of [10, 10, 10, 5]) append('visit', 1, daysAgo)
    expect(insights()).toMatchObject({ usualGapDays: null, daysSinceLastVisit: 5, rhythm: null })
  })
  test.each([
    [15, 'onTime'],
    [16, 'late'],
    [30, 'late'],
    [31, 'away'],
  ] as const)('of every ten days: after %i days they are %s', (since, rhythm) => {
    for (const before of [0, 10, 20, 50]) append('visit', 1, since + before)
    expect(insights()).toEqual(
      expect.objectContaining({ usualGapDays: 10, daysSinceLastVisit: since, rhythm }),
    )
  })
  test('forgets a visit that was taken back', () => {
    for (const daysAgo of [40, 30, 20]) append('visit', 1, daysAgo)
    append('visit', -1, 1, append('visit', 1, 1))
    expect(insights()).toMatchObject({ usualGapDays: 10, daysSinceLastVisit: 20, rhythm: 'late' })
  })
})
