// The search for duplicates beside a counter that goes on working: broken off anywhere, begun again, overtaken by changes.
import path from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { openProfileStore, type ProfileStore } from '../../../tests/fixtures/profile-store.ts'
import type { CustomerFacts } from '../../shared/customer.ts'
import { removeCustomer } from '../db/customer-rows.ts'
import { findStoredDuplicates } from '../db/duplicate-candidates.ts'
import { keepPairs, postponePairs, readKeptPairs, readPairs } from '../db/duplicate-pairs.ts'
import { isAnybodyNoted, isSearchDue, readModel, readSearchedAt } from '../db/duplicate-search-state.ts'
import { inTransaction, type WriteDb } from '../db/handle.ts'
import { openSyncConnection } from '../db/open.ts'
import { usualModel } from '../domain/duplicate-chances.ts'
import { type DuplicateWork, workOnDuplicates } from './search-duplicates.ts'

let store: ProfileStore
let searcher: WriteDb
let progress: (readonly [done: number, total: number])[]

beforeEach(() => {
  store = openProfileStore()
  searcher = openSyncConnection({ folder: path.dirname(store.db.name), key: Buffer.alloc(32, 5) })
  progress = []
})
afterEach(() => {
  searcher.close()
  store.close()
})

const ann = { fullName: 'Ann Suksai', primaryPhone: '081-111-2222', dateOfBirth: '1990-02-03' }
const bob = { fullName: 'Bob Jaidee', primaryPhone: '089-555-6666', dateOfBirth: '1971-08-09' }
const create = (facts: Partial<CustomerFacts>) => store.create(facts)
const pairs = () => readPairs(store.db)
const isDue = () => isSearchDue(store.db)

/** Works to the end, or until the step of that number. */
function work(more: Partial<DuplicateWork> = {}): Promise<void> {
  return workOnDuplicates({
    db: searcher,
    isStopped: () => false,
    rest: async () => undefined,
    giveWay: () => undefined,
    now: store.now,
    onProgress: (...told) => progress.push(told),
    ...more,
  })
}
const workUntil = (step: number) => {
  let steps = 0
  return work({ rest: async () => void steps++, isStopped: () => steps >= step })
}

describe('a search of the whole directory', () => {
  it('is due at first, finds whoever may be one, and is done', async () => {
    const [one, other] = [create(ann), create(ann)]
    create(bob)
    expect([isDue(), readSearchedAt(store.db)]).toEqual([true, null])
    await work()
    expect(pairs()).toEqual([[one, other]])
    expect([isDue(), readSearchedAt(store.db)]).toEqual([false, store.now().toISOString()])
    expect(progress.at(-1)).toEqual([3, 3])
    expect(progress.map(([done]) => done)).toEqual(progress.map(([done]) => done).sort((a, b) => a - b))
    progress = []
    await work()
    expect(progress).toEqual([])
  })

  it('broken off at any step leaves what was found before, and begins again', async () => {
    const [one, other] = [create(ann), create(ann)]
    await work()
    const [third, fourth] = [create(bob), create(bob)]
    store.db.prepare('UPDATE duplicate_search SET is_due = 1').run()
    let step = 0
    do {
      expect(isDue()).toBe(true)
      expect(pairs()).toContainEqual([one, other])
      step += 1
      await workUntil(step)
    } while (isDue())
    expect(step).toBeGreaterThan(4)
    await work()
    expect(pairs()).toEqual([
      [one, other],
      [third, fourth],
    ])
    expect(isAnybodyNoted(store.db)).toBe(false)
  })

  it('forgets what is not found any more, and keeps what was put off', async () => {
    const [one, other, third] = [create(ann), create(ann), create(bob)]
    const reasons = [{ code: 'same-phone', value: '081' }] as const
    keepPairs(store.db, [{ oneId: one, otherId: third, score: 90, reasons }], store.now().toISOString())
    await work()
    postponePairs(store.db, [{ leftId: one, rightId: other }], '2027-01-01T00:00:00.000Z')
    store.db.prepare('UPDATE duplicate_search SET is_due = 1').run()
    await work()
    expect(pairs()).toEqual([[one, other]])
    expect(readKeptPairs(store.db)).toMatchObject([{ postponedUntil: '2027-01-01T00:00:00.000Z' }])
  })

  it('overtaken by a change still says in the end what is true', async () => {
    const [one, other] = [create(ann), create(ann)]
    create(bob)
    for (const overtakenAt of [1, 2, 3, 4, 5, 6]) {
      store.db.prepare('UPDATE duplicate_search SET is_due = 1').run()
      const isAlike = overtakenAt % 2 === 0
      const [from, to] = isAlike ? [bob, ann] : [ann, bob]
      let steps = 0
      const rest = async () => {
        steps += 1
        if (steps !== overtakenAt) return
        const changes = { fullName: to.fullName, primaryPhone: to.primaryPhone, dateOfBirth: to.dateOfBirth }
        store.run({ kind: 'customer.update', customerId: other, changes, seen: from })
      }
      await work({ rest })
      const isFound = pairs().some(([left, right]) => left === one && right === other)
      expect([overtakenAt, steps >= overtakenAt, isFound]).toEqual([overtakenAt, true, isAlike])
    }
  })

  it('takes the usual model where an older app learned another', () => {
    expect(readModel(store.db)).toBe(usualModel)
    const learned = { ...usualModel, swappedOrder: 0.1 }
    const keep = store.db.prepare('UPDATE duplicate_search SET model = ?')
    keep.run(JSON.stringify(learned))
    expect(readModel(store.db)).toEqual(learned)
    keep.run(JSON.stringify({ ...learned, word: {} }))
    expect(readModel(store.db)).toBe(usualModel)
  })

  it('is due again when many have changed', async () => {
    create(ann)
    await work()
    inTransaction(store.db, () => {
      for (let number = 0; number < 199; number++) create({ ...bob, fullName: `Bob ${number}` })
    })
    expect(isDue()).toBe(false)
    create(bob)
    expect(isDue()).toBe(true)
  })
})

describe('whoever changed', () => {
  beforeEach(async () => {
    await work()
  })

  it('is compared again, and nobody for a visit', async () => {
    const one = create(ann)
    await work()
    expect(isAnybodyNoted(store.db)).toBe(false)
    store.run({ kind: 'customer.checkIn', customerId: one })
    store.run({ kind: 'customer.setActive', customerId: one, isActive: false, reason: 'Moved' })
    expect(isAnybodyNoted(store.db)).toBe(false)
    const other = create(ann)
    expect(isAnybodyNoted(store.db)).toBe(true)
    await work()
    expect(pairs()).toEqual([[one, other]])
    store.run({ kind: 'customer.update', customerId: other, changes: bob, seen: ann })
    await work()
    expect(pairs()).toEqual([])
  })

  // No index finds a name of single letters; the address does.
  it('keeps whom only a search of the whole directory finds', async () => {
    const home = { addressLine1: '99/123 Moo 4 Soi Ladprao 71', city: 'Bangkok' }
    const facts = { primaryPhone: undefined, dateOfBirth: undefined, ...home }
    const one = create({ ...facts, fullName: 'Q Z', email: 'one@example.com' })
    const other = create({ ...facts, fullName: 'Q Z', email: 'other@example.org' })
    store.db.prepare('UPDATE duplicate_search SET is_due = 1').run()
    await work()
    const found = pairs()
    expect(findStoredDuplicates(store.db, one)).toEqual([])
    store.run({ kind: 'customer.update', customerId: one, changes: { nickname: 'Nok' }, seen: {} })
    await work()
    expect([found, pairs()]).toEqual([[[one, other]], [[one, other]]])
  })

  it('is out of it once folded away or removed, and back once on their own again', async () => {
    const [one, other] = [create(ann), create(ann)]
    await work()
    const fold = store.db.prepare('UPDATE customers SET merged_into = ? WHERE id = ?')
    fold.run(one, other)
    expect(pairs()).toEqual([])
    await work()
    expect(pairs()).toEqual([])
    fold.run(null, other)
    await work()
    expect(pairs()).toEqual([[one, other]])
    removeCustomer(store.db, other)
    expect(pairs()).toEqual([])
    await work()
    expect(isAnybodyNoted(store.db)).toBe(false)
  })

  it('is one short transaction each, and a stop leaves the rest for later', async () => {
    create(ann)
    create(ann)
    create(bob)
    await workUntil(1)
    expect(isAnybodyNoted(store.db)).toBe(true)
    let turns = 0
    await work({ giveWay: () => void turns++ })
    expect(turns).toBe(2)
    expect(pairs()).toHaveLength(1)
  })
})
