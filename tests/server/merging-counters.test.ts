// Merges and undos between counters with their real threads, and a real PostgreSQL between them: apart, opposite ways, days later.
import { afterAll, afterEach, beforeAll, expect, it } from 'vitest'
import { listMergesOf } from '../../src/main/db/merge-history.ts'
import { previewUndo } from '../../src/main/db/undo-preview.ts'
import { usualStrategy } from '../../src/shared/merging.ts'
import { directoryId } from '../../src/shared/wire.ts'
import { type LocalSupabase, startLocalSupabase } from '../../tools/local-supabase/start.ts'
import type { SyncCounter } from '../fixtures/sync-counter.ts'
import { converge, startCounter } from './real-counters.ts'

let backend: LocalSupabase
const open: SyncCounter[] = []

beforeAll(async () => {
  backend = await startLocalSupabase()
})
afterAll(() => backend.stop())
afterEach(async () => {
  await backend.goOnline()
  for (const counter of open.splice(0)) await counter.stop()
})

const start = (name: string) => startCounter(backend, open, name)

/** What the directory holds at a counter, as far as a merge touches it. */
function readAll({ db }: SyncCounter): Record<string, unknown[]> {
  const all = (sql: string) => db.prepare(sql).all()
  return {
    customers: all(
      `SELECT id, customer_code, customer_name, nickname, contact_number, email, city, is_active, merged_into, available_credit,
         available_point, total_visits, total_lifetime_value, last_visit_at, sms_pdpa FROM customers ORDER BY id`,
    ),
    identifiers: all(
      `SELECT i.id, c.id AS customer, kind, value, status FROM customer_identifiers i JOIN customers c ON c.key = customer_key
       ORDER BY i.id`,
    ),
    notes: all(
      'SELECT n.id, c.id AS customer, note_text FROM customer_notes n JOIN customers c ON c.key = customer_key ORDER BY n.id',
    ),
    redirects: all('SELECT kind, dead_value, customer_id FROM customer_redirects ORDER BY 1, 2'),
  }
}

const merge = (counter: SyncCounter, customerId: string, foldedId: string) =>
  counter.run({
    kind: 'customer.merge',
    customerId,
    foldedIds: [foldedId],
    picks: {},
    strategy: usualStrategy,
    reason: 'One person.',
  })

/** Undoes the newest merge into a customer, everything that came since staying with them. */
function undo(counter: SyncCounter, customerId: string, pieceIds: readonly string[] = []): void {
  const [newest] = listMergesOf(counter.db, { customerId }).filter(({ undoneAt }) => undoneAt === null)
  if (!newest) throw new Error('nothing to undo')
  expect(newest.blocked).toBeNull()
  counter.run({ kind: 'customer.unmerge', customerId, mergeId: newest.id, pieceIds, columns: [] })
}

function makePair(counter: SyncCounter): readonly [string, string] {
  const kept = counter.create({ fullName: 'สมชาย ใจดี', primaryPhone: '0812345678', smsConsent: true })
  const other = counter.create({ fullName: 'Somchai J.', primaryPhone: '0823456789', email: 's@example.com' })
  for (const customerId of [kept, other]) {
    counter.run({ kind: 'customer.recordSale', customerId, amount: 12_345, creditUsed: 0 })
    counter.run({ kind: 'customer.checkIn', customerId })
    counter.run({ kind: 'customer.addNote', customerId, noteText: 'Left-handed.', isPinned: false })
  }
  return [kept, other]
}

it('merged at one counter, undone at a third that was away, every row where it was', async () => {
  const [one, two] = await Promise.all([start('Till 1'), start('Till 2')])
  const [kept, other] = makePair(one)
  await converge([one, two], readAll)
  const before = readAll(one)

  merge(one, kept, other)
  const merged = readAll(one)
  await converge([one, two], readAll)
  // What the counter showed at once is what the server made of it.
  expect(readAll(two).customers).toEqual(merged.customers)
  expect(readAll(two).customers).toMatchObject([
    { total_visits: 2, total_lifetime_value: 24_690 },
    { merged_into: kept },
  ])

  const three = await start('Till 3')
  await converge([one, two, three], readAll)
  await backend.goOffline()
  undo(three, kept)
  // At once, but for the redirects, which are the server's.
  expect({ ...readAll(three), redirects: [] }).toEqual(before)
  await backend.goOnline()
  await converge([one, two, three], readAll)
  expect(readAll(one)).toEqual(before)
})

it('one pair the opposite way while apart: one customer everywhere, one merge to undo, told in the inbox', async () => {
  const [one, two] = await Promise.all([start('Till 4'), start('Till 5')])
  const [kept, other] = makePair(one)
  await converge([one, two], readAll)
  const before = readAll(one)
  await backend.goOffline()
  merge(one, kept, other)
  merge(two, other, kept)
  two.run({ kind: 'customer.addNote', customerId: other, noteText: 'While apart.', isPinned: false })
  await backend.goOnline()
  await converge([one, two], readAll)
  const alive = one.db.prepare(
    `SELECT id, total_visits, total_lifetime_value FROM customers WHERE id IN (?, ?) AND merged_into IS NULL`,
  )
  const survivors = alive.all(kept, other) as { readonly id: string }[]
  expect(survivors).toMatchObject([{ total_visits: 2, total_lifetime_value: 24_690 }])
  const survivor = String(survivors[0]?.id)
  const conflicts = one.db.prepare("SELECT COUNT(*) FROM sync_conflicts WHERE kind = 'merge'").pluck()
  expect(conflicts.get()).toBe(1)
  undo(two, survivor)
  await converge([one, two], readAll)
  const { notes, ...rest } = readAll(one)
  const { notes: earlier, ...restBefore } = before
  expect(rest).toEqual(restBefore)
  expect(notes).toHaveLength(Number(earlier?.length) + 1)
  for (const counter of [one, two]) expect(listMergesOf(counter.db, { customerId: survivor })).toHaveLength(1)
})

it('what came since goes to whom it is said to be; "not the same person" is said once for all', async () => {
  const [one, two] = await Promise.all([start('Till 6'), start('Till 7')])
  const [kept, other] = makePair(one)
  await converge([one, two], readAll)
  merge(one, kept, other)
  await converge([one, two], readAll)
  two.run({ kind: 'customer.addNote', customerId: kept, noteText: 'Theirs.', isPinned: false })
  two.run({ kind: 'customer.recordSale', customerId: kept, amount: 700, creditUsed: 0 })
  await converge([one, two], readAll)
  const [newest] = listMergesOf(one.db, { customerId: kept })
  const { pieces } = previewUndo(one.db, { mergeId: newest?.id ?? '', pieceIds: [], columns: [] })
  expect(pieces.map(({ kind }) => kind).toSorted()).toEqual(['note', 'sale'])
  undo(
    one,
    kept,
    pieces.map(({ id }) => id),
  )
  const parted = readAll(one)
  await converge([one, two], readAll)
  expect(readAll(two)).toEqual({ ...parted, redirects: [] })
  expect(readAll(two).customers).toEqual(
    expect.arrayContaining([
      expect.objectContaining({ id: other, total_lifetime_value: 13_045, total_visits: 1 }),
    ]),
  )
  for (const counter of [one, two]) {
    counter.run({ kind: 'duplicates.dismiss', customerId: directoryId, leftId: kept, rightId: other })
  }
  await converge([one, two], readAll)
  for (const { db } of [one, two]) {
    expect(db.prepare('SELECT is_withdrawn FROM duplicate_dismissals').pluck().all()).toEqual([0])
  }
})
