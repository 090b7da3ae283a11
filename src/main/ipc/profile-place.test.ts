// Every query of a profile, as the page asks it: nobody is refused with a code, and whoever was folded into somebody else
// leads to them.
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { makeId, openProfileStore, type ProfileStore } from '../../../tests/fixtures/profile-store.ts'
import { AppError } from '../../shared/errors.ts'
import { createProfilePlace } from './profile-place.ts'

let store: ProfileStore
beforeEach(() => {
  store = openProfileStore()
})
afterEach(() => store.close())

describe('every query of the profile', () => {
  const queries = (customerId: string): readonly (() => unknown)[] => {
    const place = createProfilePlace({ db: store.db, now: store.now })
    return [
      () => place['profile.get']({ customerId }),
      () => place['profile.transactions']({ customerId, offset: 0, limit: 10 }),
      () => place['profile.packages']({ customerId }),
      () => place['profile.bookings']({ customerId }),
      () => place['profile.notes']({ customerId }),
      () => place['profile.noteHistory']({ customerId, noteId: makeId('d', 1) }),
      () => place['profile.contacts']({ customerId }),
      () => place['profile.ledger']({ customerId }),
      () => place['profile.history']({ customerId }),
      () => place['profile.insights']({ customerId }),
      () => place['profile.suggestLinks']({ customerId }),
      () => place['profile.searchProfiles']({ customerId, search: 'x' }),
    ]
  }
  test('refuses whoever is not here, with a code', async () => {
    for (const ask of queries(makeId('b', 404))) {
      const failure = await Promise.resolve()
        .then(ask)
        .catch((error: unknown) => error)
      expect(failure).toBeInstanceOf(AppError)
      expect((failure as AppError).code).toBe('CUSTOMER_NOT_FOUND')
    }
  })
  test('answers for a merged customer what it answers for the survivor', async () => {
    const survivor = store.create()
    const folded = store.create({ fullName: 'มานี สอง', primaryPhone: '089-999-9999' })
    store.run({ kind: 'customer.checkIn', customerId: survivor })
    store.run({ kind: 'customer.addNote', customerId: survivor, noteText: 'Left-handed', isPinned: true })
    store.db.prepare('UPDATE customers SET merged_into = ? WHERE id = ?').run(survivor, folded)
    const asked = queries(survivor)
    for (const [place, ask] of queries(folded).entries()) {
      const [answer, expected] = await Promise.all([ask(), asked[place]?.()])
      if (place === 0) expect(answer).toEqual({ ...(expected as object), redirectedFrom: folded })
      else expect(answer).toEqual(expected)
    }
  })
})
