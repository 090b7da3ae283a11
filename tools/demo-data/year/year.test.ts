// The demo's year repeats itself, and ledger, receipts, visits, packages and bookings of everybody say the same.
import { expect, test } from 'vitest'
import { viewDefinitionSchema } from '../../../src/shared/customer-list.ts'
import type { DirectoryRecord } from '../../../src/shared/directory-record.ts'
import { noteTypes } from '../../../src/shared/profile.ts'
import { generatePeople } from '../people.ts'
import { generateYear } from './year.ts'

const now = Date.parse('2026-11-20T08:00:00Z')
const year = generateYear(2000, { now })
const people = [...year.people]
const venue = year.venue()
const moment = new Date(now).toISOString()
const all = <Item>(read: (person: DirectoryRecord) => readonly Item[] | undefined) =>
  people.flatMap((person) => read(person) ?? [])
const sum = (numbers: readonly number[]) => numbers.reduce((total, number) => total + number, 0)

test('the same seed and moment give the same year, another seed another', () => {
  const make = (seed: number) => {
    const made = generateYear(60, { now, seed })
    return [[...made.people], made.venue()]
  }
  expect(make(5)).toEqual(make(5))
  expect(make(5)).not.toEqual(make(6))
})

test('the people are those of the generator, with their names and numbers', () => {
  const plain = [...generatePeople(2000, 1, { today: '2026-11-19' })]
  expect(people.map(({ facts: { vipTierId: _, ...facts }, id }) => [id, facts])).toEqual(
    plain.map(({ facts: { vipTierId: _, ...facts }, id }) => [id, facts]),
  )
})

test('what everybody spent is what their completed receipts come to, points and credit too', () => {
  for (const { ledger, transactions = [] } of people) {
    const completed = transactions.filter(({ status }) => status === 'completed')
    const held = (kind: string, holds: (amount: number) => boolean = () => true) =>
      sum(ledger.filter((one) => one.kind === kind && holds(one.amount)).map(({ amount }) => amount))
    expect(sum(completed.map(({ amount }) => amount))).toBe(held('spend'))
    expect(sum(completed.map(({ pointsEarned }) => pointsEarned))).toBe(held('points', (one) => one > 0))
    expect(sum(completed.map(({ pointsUsed }) => pointsUsed))).toBe(-held('points', (one) => one < 0) + 0)
    expect(sum(completed.map(({ creditUsed }) => creditUsed))).toBe(-held('credit', (one) => one < 0) + 0)
    for (const { amount, items } of transactions) expect(sum(items.map((item) => item.amount))).toBe(amount)
  }
})

test('ledgers stand in order, no balance ever falls below nothing, and nothing was done after the moment', () => {
  for (const { ledger, transactions = [], notes, contacts = [] } of people) {
    const held = { credit: 0, points: 0, spend: 0, visit: 0 }
    let last = ''
    for (const { kind, amount, occurredAt } of ledger) {
      held[kind] += amount
      expect(held[kind]).toBeGreaterThanOrEqual(0)
      expect(occurredAt >= last && occurredAt <= moment).toBe(true)
      last = occurredAt
    }
    for (const { soldAt } of transactions) expect(soldAt <= moment).toBe(true)
    for (const { createdAt } of notes) expect(createdAt <= moment).toBe(true)
    for (const { contactDate } of contacts) expect(contactDate <= moment).toBe(true)
  }
})

test('ids and receipt numbers are nobody else’s', () => {
  const ids = [
    ...all((person) => person.transactions?.map(({ id }) => id)),
    ...all((person) => person.packages?.map(({ id }) => id)),
    ...all((person) => person.bookings?.map(({ id }) => id)),
    ...all((person) => person.contacts?.map(({ id }) => id)),
    ...venue.profiles.map(({ id }) => id),
  ]
  expect(new Set(ids).size).toBe(ids.length)
  const numbers = all((person) => person.transactions?.map(({ receiptNumber }) => receiptNumber))
  expect(new Set(numbers).size).toBe(numbers.length)
})

test('packages are used as often as they may be, within their days; some are used up, expired, active, cancelled', () => {
  const today = moment.slice(0, 10)
  const states = new Set(
    all((person) => person.packages).map(({ usesTotal, usedAt, purchasedOn, expiresOn, status }) => {
      expect(usedAt.length).toBeLessThanOrEqual(usesTotal ?? 1000)
      for (const use of usedAt) expect(use.slice(0, 10) >= purchasedOn.slice(0, 8)).toBe(true)
      if (status === 'cancelled') return 'cancelled'
      if (usedAt.length === usesTotal) return 'used up'
      return (expiresOn ?? '9999') < today ? 'expired' : 'active'
    }),
  )
  expect([...states].sort()).toEqual(['active', 'cancelled', 'expired', 'used up'])
})

test('bookings: past ones ended somehow, some are today, some ahead, and their packages are the customer’s', () => {
  const bookings = all((person) => person.bookings)
  for (const { packages = [], bookings: own = [] } of people) {
    const held = new Set(packages.map(({ id }) => id))
    for (const { packageId } of own) if (packageId !== null) expect(held.has(packageId)).toBe(true)
  }
  for (const { startsAt, endsAt, status } of bookings) {
    expect(endsAt > startsAt).toBe(true)
    if (status === 'booked') expect(startsAt >= moment).toBe(true)
    if (status === 'completed' || status === 'no_show') expect(startsAt <= moment).toBe(true)
  }
  const ahead = bookings.filter(({ status }) => status === 'booked')
  expect(ahead.length).toBeGreaterThan(20)
  expect(ahead.some(({ startsAt }) => startsAt.startsWith('2026-11-20'))).toBe(true)
  expect(new Set(bookings.map(({ status }) => status))).toContain('cancelled')
})

test('tiers are earned, notes are of every kind, contacts in both languages', () => {
  for (const { facts, vipStatusDate, createdAt } of people) {
    expect(vipStatusDate === undefined).toBe(facts.vipTierId === undefined)
    if (vipStatusDate) expect(vipStatusDate >= createdAt.slice(0, 7)).toBe(true)
  }
  expect(new Set(people.map(({ facts }) => facts.vipTierId))).toEqual(new Set([undefined, 1, 2, 3]))
  expect(new Set(all((person) => person.notes).map(({ noteType }) => noteType))).toEqual(new Set(noteTypes))
  const said = all((person) => person.contacts).map(({ notes }) => notes)
  expect(said.some((text) => /[\u0e00-\u0e7f]/.test(text))).toBe(true)
  expect(said.some((text) => /^[ -~]+$/.test(text))).toBe(true)
})

test('website profiles: some linked to whoever they are, some to be found, some strangers; addresses nobody can own', () => {
  const profiles = new Map(venue.profiles.map((profile) => [profile.id, profile]))
  const linked = people.filter(({ profileLink }) => profileLink !== undefined)
  expect(linked.length).toBeGreaterThan(10)
  expect(profiles.size).toBeGreaterThan(linked.length * 2)
  for (const { profileLink, identifiers } of linked) {
    expect(profiles.has(profileLink?.profileId ?? '')).toBe(true)
    expect(identifiers).toContainEqual({ kind: 'profile', value: profileLink?.profileId, status: 'current' })
  }
  for (const { email } of profiles.values()) if (email) expect(email).toMatch(/\.example$/)
})

test('views can be opened, two of them by everybody; of three notices one asks for something', () => {
  for (const { definition } of venue.views) expect(viewDefinitionSchema.isValidSync(definition)).toBe(true)
  expect(venue.views.filter(({ isShared }) => isShared)).toHaveLength(2)
  expect(venue.notices).toHaveLength(3)
  expect(venue.notices.filter(({ actionRequired }) => actionRequired)).toHaveLength(1)
})
