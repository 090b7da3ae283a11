// Every filter alone and in pairs, every order, every figure and count, against the same worked out by hand.
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import {
  bangkokDay,
  figuresByHand,
  isLeft,
  type Known,
  knowPeople,
  sortByHand,
} from '../../../tests/fixtures/list-by-hand.ts'
import { directories, fillListed, type ListedPerson } from '../../../tests/fixtures/listed-people.ts'
import { type CustomerFilters, sortableColumns } from '../../shared/customer-list.ts'
import { listCustomers, listIds } from './customer-list.ts'
import type { WriteDb } from './handle.ts'
import { countChoices } from './list-counts.ts'
import { compileFilters } from './list-filters.ts'
import { readKpis } from './list-kpis.ts'
import { closeStore, openStore } from './open.ts'
import { findAllKeys } from './search.ts'

const today = '2026-11-10'
/** Each filter with the values tried. */
const choices: readonly CustomerFilters[] = [
  { vipStatus: 'vip' },
  { vipStatus: 'non-vip' },
  { vipTierIds: [1, 3] },
  { vipTierIds: [] },
  { sources: ['Walk In', 'Phone Call'] },
  { sources: ['Corporate'] },
  { registeredFrom: '2026-09-10' },
  { registeredTo: '2026-10-20' },
  { lastVisitFrom: '2026-09-01' },
  { lastVisitTo: '2026-10-15' },
  { neverVisited: true },
  { neverVisited: false },
  { status: 'active' },
  { status: 'inactive' },
  { credit: 'has' },
  { credit: 'none' },
  { points: 'has' },
  { points: 'none' },
  { smsConsent: true },
  { emailConsent: false },
  { marketingConsent: true },
  { visitsFrom: 1 },
  { visitsTo: 2 },
  { lifetimeValueFrom: 10_000 },
  { lifetimeValueTo: 12_345 },
  { birthMonth: 11 },
  { birthMonth: 1 },
  { hasAlert: true },
  { hasAlert: false },
  { isLinked: true },
  { isLinked: false },
]
const pairs = choices.flatMap((one, index) => choices.slice(index).map((other) => ({ ...one, ...other })))

interface Directory {
  readonly db: WriteDb
  readonly folder: string
  readonly people: readonly ListedPerson[]
  readonly known: readonly Known[]
}
let made: readonly Directory[] = []

beforeAll(() => {
  vi.stubEnv('TZ', 'Asia/Bangkok')
  made = fc.sample(directories, { seed: 20_261_120, numRuns: 5 }).map((people) => {
    const folder = mkdtempSync(join(tmpdir(), 'regulars-list-'))
    const { db } = openStore({ folder, key: Buffer.alloc(32, 7) })
    fillListed(db, people)
    return { db, folder, people, known: knowPeople(people) }
  })
})
afterAll(() => {
  for (const { db, folder } of made) {
    closeStore(db)
    rmSync(folder, { recursive: true })
  }
  vi.unstubAllEnvs()
})

const idsOf = (rows: readonly { readonly id: string }[]) => rows.map(({ id }) => id)
const list = (
  db: WriteDb,
  filters: CustomerFilters,
  sort: Parameters<typeof listCustomers>[1]['sort'] = null,
) => listCustomers(db, { filters, sort, offset: 0, limit: 500 })

describe('filters', () => {
  test.each([
    ['alone', choices],
    ['in pairs', pairs],
  ])('%s leave who they should', (_, tried) => {
    for (const { db, known } of made) {
      for (const filters of tried) {
        const left = known.filter((one) => isLeft(one, filters))
        const page = list(db, filters)
        expect(idsOf(page.rows).sort(), JSON.stringify(filters)).toEqual(idsOf(left).sort())
        expect(page.total).toBe(left.length)
      }
    }
  })

  test('nobody and everybody', () => {
    for (const { db, known } of made) {
      expect(list(db, { visitsFrom: 900 })).toEqual({ total: 0, rows: [] })
      expect(list(db, { visitsFrom: 0, visitsTo: 1_000_000 }).total).toBe(known.length)
      expect(readKpis(db, { visitsFrom: 900 }, today)).toEqual(figuresByHand([], today))
    }
  })
})

describe('orders', () => {
  test.each(sortableColumns.flatMap((by) => (['asc', 'desc'] as const).map((order) => [by, order] as const)))(
    'by %s %s',
    (by, order) => {
      for (const { db, known } of made) {
        for (const filters of [{}, { status: 'active' }, { smsConsent: true }] as const) {
          const left = known.filter((one) => isLeft(one, filters))
          expect(idsOf(list(db, filters, { by, order }).rows)).toEqual(idsOf(sortByHand(left, by, order)))
        }
      }
    },
  )

  test('without one, whoever came last is first', () => {
    for (const { db, known } of made) {
      const moment = ({ lastVisit, person }: Known) => lastVisit ?? person.record.createdAt
      const byId = new Map(known.map((one) => [one.id, moment(one)]))
      const moments = idsOf(list(db, {}).rows).map((id) => byId.get(id) ?? '')
      expect(moments).toEqual(moments.toSorted().reverse())
      expect(moments).toHaveLength(known.length)
    }
  })
})

test('a search narrows like any filter, in order of fit unless another order is asked for', () => {
  for (const { db, known } of made) {
    const idOf = db.prepare('SELECT id FROM customers WHERE key = ?').pluck()
    for (const search of ['สมชาย', 'anna', '0812345678', 'แก้ว', 'nobody at all']) {
      const fitting = findAllKeys(db, search).map((key) => String(idOf.get(key)))
      const left = known.filter((one) => fitting.includes(one.id) && isLeft(one, { status: 'active' }))
      const byFit = left.toSorted((one, other) => fitting.indexOf(one.id) - fitting.indexOf(other.id))
      const filters = { search, status: 'active' } as const
      expect(idsOf(list(db, filters).rows)).toEqual(idsOf(byFit))
      const sort = { by: 'totalVisits', order: 'desc' } as const
      expect(idsOf(list(db, filters, sort).rows)).toEqual(idsOf(sortByHand(left, 'totalVisits', 'desc')))
      expect(readKpis(db, filters, today)).toEqual(figuresByHand(left, today))
      expect(countChoices(db, filters).status.active).toBe(left.length)
    }
  }
})

test('filters read the index of the list and no row', () => {
  const [first] = made
  for (const filters of choices.filter(({ hasAlert }) => hasAlert === undefined)) {
    const { where, values } = compileFilters(first?.db as WriteDb, filters)
    const plan = first?.db
      .prepare(`EXPLAIN QUERY PLAN SELECT count(*) FROM customers WHERE ${where}`)
      .all(...values)
    expect(JSON.stringify(plan), where).toContain('COVERING INDEX customers_listed')
  }
})

test('pages and ids are parts of one order', () => {
  for (const { db, known } of made) {
    const question = { filters: {}, sort: { by: 'lifetimeValue', order: 'desc' } } as const
    const pages = [0, 7, 14, 21, 28, 35].map((offset) => listCustomers(db, { ...question, offset, limit: 7 }))
    const all = idsOf(pages.flatMap(({ rows }) => rows))
    expect(all).toEqual(listIds(db, question).ids)
    expect(all).toHaveLength(known.length)
  }
})

test('a row shows what is known', () => {
  for (const { db, known } of made) {
    const rows = new Map(list(db, {}).rows.map((row) => [row.id, row]))
    for (const { id, person, ...one } of known) {
      const { facts, ledger, notes, isActive } = person.record
      const visits = ledger.filter(({ kind }) => kind === 'visit').map(({ occurredAt }) => occurredAt)
      expect(rows.get(id)).toMatchObject({
        fullName: facts.fullName,
        customerCode: person.code,
        email: facts.email ?? null,
        lastVisitAt: one.lastVisit,
        firstVisitAt: visits.sort()[0] ?? null,
        totalVisits: one.visits,
        totalLifetimeValue: one.value,
        availableCredit: one.credit,
        loyaltyPoints: one.points,
        isActive,
        customerSource: facts.customerSource,
        registrationDate: one.registered,
        dateOfBirth: facts.dateOfBirth ?? null,
        city: facts.city ?? null,
        smsConsent: facts.smsConsent,
        hasAlert: notes.some((note) => note.isPinned),
      })
      expect(rows.get(id)?.vipTier?.id).toBe(facts.vipTierId)
    }
  }
})

test('the figures are those of whoever is left', () => {
  for (const { db, known } of made) {
    for (const filters of [{}, ...choices]) {
      const left = known.filter((one) => isLeft(one, filters))
      expect(readKpis(db, filters, today), JSON.stringify(filters)).toEqual(figuresByHand(left, today))
    }
  }
})

test('each choice counts whom it would leave beside the other filters', () => {
  for (const { db, known } of made) {
    for (const filters of [{}, ...choices, ...pairs.filter((_, index) => index % 7 === 0)]) {
      const left = (choice: CustomerFilters) =>
        known.filter((one) => isLeft(one, { ...filters, ...choice })).length
      const counts = countChoices(db, filters)
      expect(counts, JSON.stringify(filters)).toMatchObject({
        vipStatus: { vip: left({ vipStatus: 'vip' }), 'non-vip': left({ vipStatus: 'non-vip' }) },
        status: { active: left({ status: 'active' }), inactive: left({ status: 'inactive' }) },
        credit: { has: left({ credit: 'has' }), none: left({ credit: 'none' }) },
        points: { has: left({ points: 'has' }), none: left({ points: 'none' }) },
        smsConsent: { yes: left({ smsConsent: true }), no: left({ smsConsent: false }) },
        emailConsent: { yes: left({ emailConsent: true }), no: left({ emailConsent: false }) },
        marketingConsent: { yes: left({ marketingConsent: true }), no: left({ marketingConsent: false }) },
        neverVisited: left({ neverVisited: true }),
        hasAlert: left({ hasAlert: true }),
        isLinked: left({ isLinked: true }),
      })
      for (const tier of [1, 2, 3]) expect(counts.vipTiers[tier] ?? 0).toBe(left({ vipTierIds: [tier] }))
      for (const source of ['Walk In', 'Phone Call', 'Referral'] as const) {
        expect(counts.sources[source] ?? 0).toBe(left({ sources: [source] }))
      }
    }
  }
})

test('days are those of the counter, not of UTC', () => {
  const late = made.flatMap(({ db, known }) =>
    known
      .filter(({ lastVisit }) => lastVisit !== null && bangkokDay(lastVisit) !== lastVisit.slice(0, 10))
      .map((one) => ({ db, one })),
  )
  expect(late.length).toBeGreaterThan(10)
  for (const { db, one } of late) {
    const day = bangkokDay(one.lastVisit ?? '')
    expect(idsOf(list(db, { lastVisitFrom: day, lastVisitTo: day }).rows)).toContain(one.id)
  }
})

test('a change is seen at once, made here or elsewhere', () => {
  const [first] = made
  if (!first) throw new Error('no directory')
  const { db, folder, known } = first
  const before = list(db, { status: 'active' }).total
  const other = openStore({ folder, key: Buffer.alloc(32, 7) }).db
  const active = known.find(({ person }) => person.record.isActive)
  const set = (connection: WriteDb, value: number) =>
    connection.prepare('UPDATE customers SET is_active = ? WHERE id = ?').run(value, active?.id)
  set(other, 0)
  expect(list(db, { status: 'active' }).total).toBe(before - 1)
  set(db, 1)
  expect(list(db, { status: 'active' }).total).toBe(before)
  other.close()
})
