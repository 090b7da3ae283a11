// Website profiles that may be a customer: who is suggested and why, and who is not.
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { makeId, openProfileStore, type ProfileStore } from '../../../tests/fixtures/profile-store.ts'
import { makeProfileKeys } from './profile-keys.ts'
import { searchProfiles, suggestProfiles } from './profile-links.ts'

let store: ProfileStore
let customerId: string
beforeEach(() => {
  store = openProfileStore()
  customerId = store.create({
    fullName: 'สมชาย วรโชติสกุล',
    nickname: 'ชาย',
    primaryPhone: '081-234-5678',
    email: 'somchai.w@example.com',
  })
  for (let number = 0; number < 40; number += 1) {
    store.create({ fullName: `Filler Person${number}`, primaryPhone: `06${String(10_000_000 + number)}` })
  }
})
afterEach(() => store.close())

const addProfile = (
  number: number,
  display_name: string | null,
  email: string | null,
  phone_number: string | null,
) => {
  const id = makeId('e', number)
  store.insert('website_profiles', {
    id,
    display_name,
    email,
    phone_number,
    joined_at: '2026-01-01T00:00:00.000Z',
  })
  return id
}
const suggest = async () => {
  await makeProfileKeys(store.db)
  return suggestProfiles(store.db, { customerId })
}
const search = async (text: string) => {
  await makeProfileKeys(store.db)
  return searchProfiles(store.db, { customerId, search: text })
}

test('the right profile comes first with its reasons, however phone, e-mail and name are written', async () => {
  const right = addProfile(1, 'Somchai Worachotsakul', 'Somchai.W@example.com', '+66 81 234 5678')
  addProfile(2, 'Malee Worachotsakul', null, '0812345678')
  addProfile(3, 'Somchai Jaidee', 'somchai.j@example.com', '0898887777')
  const [best] = await suggest()
  expect(best?.profileId).toBe(right)
  expect(best?.score).toBeGreaterThanOrEqual(90)
  expect(best?.reasons.map(({ code }) => code)).toEqual(
    expect.arrayContaining(['same-phone', 'same-email', 'same-name-other-script']),
  )
})

test('a shared phone alone suggests nobody', async () => {
  addProfile(1, null, null, '0812345678')
  addProfile(2, 'John Smith', 'john@example.com', '0812345678')
  expect(await suggest()).toEqual([])
})

test('the name in the other script alone finds a profile that has nothing else to compare', async () => {
  const id = addProfile(1, 'Somchai Worachotsakul', null, null)
  expect((await suggest()).map((one) => one.profileId)).toEqual([id])
})

test('at most five are suggested, best first, never the one they have', async () => {
  const ids = Array.from({ length: 8 }, (_, number) =>
    addProfile(number, 'สมชาย วรโชติสกุล', number % 2 ? 'somchai.w@example.com' : null, null),
  )
  const suggested = await suggest()
  expect(suggested).toHaveLength(5)
  const scores = suggested.map((one) => one.score)
  expect(scores).toEqual(scores.toSorted((left, right) => right - left))
  const own = suggested[0]?.profileId ?? ''
  store.db.prepare('UPDATE customers SET linked_profile_id = ? WHERE id = ?').run(own, customerId)
  const others = (await suggest()).map((one) => one.profileId)
  expect(others).not.toContain(own)
  expect(ids).toEqual(expect.arrayContaining(others))
})

test('a profile that another living customer has says so; one of whoever was folded away does not', async () => {
  const profile = addProfile(1, 'Somchai Worachotsakul', 'somchai.w@example.com', null)
  const other = store.create({ fullName: 'Somchai Other', primaryPhone: '0855555555' })
  store.db.prepare('UPDATE customers SET linked_profile_id = ? WHERE id = ?').run(profile, other)
  expect((await suggest())[0]?.linkedTo).toEqual({ customerId: other, customerName: 'Somchai Other' })
  store.db.prepare('UPDATE customers SET merged_into = ? WHERE id = ?').run(customerId, other)
  expect((await suggest())[0]?.linkedTo).toBeNull()
})

test('a profile written anew is met by what it says now', async () => {
  const id = addProfile(1, 'Somebody Else', null, null)
  expect(await suggest()).toEqual([])
  store.db
    .prepare('INSERT OR REPLACE INTO website_profiles (id, display_name, email) VALUES (?, ?, ?)')
    .run(id, 'Somchai Worachotsakul', 'somchai.w@example.com')
  expect((await suggest()).map((one) => one.profileId)).toEqual([id])
  expect(await search('Somebody')).toEqual([])
})

describe('a search by hand', () => {
  test.each(['somchai', 'WORA som', 'example.com', '081-234', '+66 81 234', '๐๘๑๒', '5678'])(
    'finds a profile by %s, with how well it fits',
    async (text) => {
      const id = addProfile(1, 'Somchai Worachotsakul', 'somchai.w@example.com', '+66812345678')
      addProfile(2, 'John Smith', 'john@elsewhere.org', '0611112222')
      const found = await search(text)
      expect(found.map((one) => one.profileId)).toEqual([id])
      expect(found[0]?.score).toBeGreaterThan(60)
    },
  )
  test('finds who does not fit at all, too, and nobody by nothing', async () => {
    const id = addProfile(1, 'John Smith', 'john@elsewhere.org', '0611112222')
    const [found] = await search('john')
    expect([found?.profileId, (found?.score ?? 100) < 30]).toEqual([id, true])
    expect(await search('   ')).toEqual([])
    expect(await search("%_' OR 1=1 --")).toEqual([])
  })
})
