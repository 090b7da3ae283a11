// The figures at past month ends, against the same worked out by hand from the ledger of each person.
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { bangkokDay, isLeft, type Known, knowPeople } from '../../../tests/fixtures/list-by-hand.ts'
import { directories, fillListed } from '../../../tests/fixtures/listed-people.ts'
import type { CustomerFilters } from '../../shared/customer-list.ts'
import type { WriteDb } from './handle.ts'
import { readTrends } from './list-trends.ts'
import { closeStore, openStore } from './open.ts'

let folder: string
let db: WriteDb
beforeEach(() => {
  vi.stubEnv('TZ', 'Asia/Bangkok')
  folder = mkdtempSync(join(tmpdir(), 'regulars-trends-'))
  db = openStore({ folder, key: Buffer.alloc(32, 7) }).db
})
afterEach(() => {
  closeStore(db)
  rmSync(folder, { recursive: true })
  vi.unstubAllEnvs()
})

const lastDays = [
  ...['2025-12-31', '2026-01-31', '2026-02-28', '2026-03-31', '2026-04-30', '2026-05-31'],
  ...['2026-06-30', '2026-07-31', '2026-08-31', '2026-09-30', '2026-10-31', '2026-11-30'],
]

/** The figures as they stood in the evening of a day. */
function standAt(people: readonly Known[], day: string) {
  const joined = people.filter(({ registered }) => registered <= day)
  const now = joined.filter(({ registered }) => registered.slice(0, 7) === day.slice(0, 7)).length
  const visitsOf = ({ person }: Known) =>
    person.record.ledger.filter(({ kind, occurredAt }) => kind === 'visit' && bangkokDay(occurredAt) <= day)
  const spent = people
    .flatMap(({ person }) => person.record.ledger)
    .reduce(
      (sum, entry) =>
        sum + (entry.kind === 'spend' && bangkokDay(entry.occurredAt) <= day ? entry.amount : 0),
      0,
    )
  const came = people.filter((one) => visitsOf(one).length > 0).length
  const before = joined.length - now
  // The day after is the first of the ninety days' end: a visit that day ninety days ago still counts.
  const from = new Date(Date.parse(day) - 89 * 86_400_000).toISOString().slice(0, 10)
  return {
    totalCustomers: joined.length,
    newThisMonth: now,
    activeCustomers: people.filter((one) =>
      visitsOf(one).some(({ occurredAt }) => bangkokDay(occurredAt) >= from),
    ).length,
    averageLifetimeValue: joined.length === 0 ? null : Math.round(spent / joined.length),
    totalLifetimeValue: spent,
    retentionRate: came === 0 ? null : people.filter((one) => visitsOf(one).length > 1).length / came,
    growthRate: before === 0 ? null : now / before,
  }
}

test('every figure at every month end', () => {
  const [people = []] = fc.sample(directories, { seed: 7, numRuns: 1 })
  fillListed(db, people)
  for (const filters of [{}, { status: 'active' }, { smsConsent: true }] satisfies CustomerFilters[]) {
    const left = knowPeople(people).filter((one) => isLeft(one, filters))
    const { months, values } = readTrends(db, filters, '2026-12-10')
    expect(months).toEqual(lastDays.map((day) => day.slice(0, 7)))
    for (const [index, day] of lastDays.entries()) {
      const { vipCustomers, ...others } = values
      const found = Object.fromEntries(Object.entries(others).map(([name, all]) => [name, all[index]]))
      expect(found, day).toEqual(standAt(left, day))
    }
  }
})

test('tiers are known once the day of each was written down', () => {
  const [people = []] = fc.sample(directories, { seed: 8, numRuns: 1 })
  fillListed(db, people)
  expect(readTrends(db, {}, '2026-12-10').values.vipCustomers).toEqual(lastDays.map(() => null))
  db.prepare("UPDATE customers SET vip_status_date = '2026-09-30' WHERE vip_tier_id = 1").run()
  db.prepare("UPDATE customers SET vip_status_date = '2026-10-01' WHERE vip_tier_id IN (2, 3)").run()
  const known = knowPeople(people)
  const ofTier = (tiers: readonly (number | undefined)[]) =>
    known.filter(({ person }) => tiers.includes(person.record.facts.vipTierId)).length
  expect(readTrends(db, {}, '2026-12-10').values.vipCustomers).toEqual([
    ...Array(9).fill(0),
    ofTier([1]),
    ofTier([1, 2, 3]),
    ofTier([1, 2, 3]),
  ])
})

test('a visit taken back never was', () => {
  const [people = []] = fc.sample(directories, { seed: 9, numRuns: 1 })
  fillListed(
    db,
    people.slice(0, 1).map((one) => ({ ...one, isFolded: false, record: { ...one.record, ledger: [] } })),
  )
  const insert =
    db.prepare(`INSERT INTO customer_ledger (customer_key, id, kind, amount, source, reverses_id, occurred_at)
    VALUES (1, ?, 'visit', ?, 'counter', ?, ?)`)
  insert.run('a', 1, null, '2026-10-20T05:00:00.000Z')
  expect(readTrends(db, {}, '2026-12-10').values.activeCustomers.at(-1)).toBe(1)
  insert.run('b', -1, 'a', '2026-10-20T05:00:09.000Z')
  const { activeCustomers, retentionRate } = readTrends(db, {}, '2026-12-10').values
  expect([activeCustomers.at(-1), retentionRate.at(-1)]).toEqual([0, null])
})

test('nobody', () => {
  const { values } = readTrends(db, {}, '2026-12-10')
  expect(values.totalCustomers).toEqual(lastDays.map(() => 0))
  expect(values.averageLifetimeValue).toEqual(lastDays.map(() => null))
})
