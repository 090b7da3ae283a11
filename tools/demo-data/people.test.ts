// The generated directory repeats itself exactly, holds unique ids, and has the mixture the benchmarks and screens count on.
import { expect, test } from 'vitest'
import { daySchema, uuidSchema } from '../../src/shared/customer.ts'
import { generatePeople } from './people.ts'

const people = [...generatePeople(10_000)]
const share = (holds: (person: (typeof people)[number]) => boolean) =>
  people.filter(holds).length / people.length

test('the same seed gives the same people, another seed gives others', () => {
  expect([...generatePeople(50, 7)]).toEqual([...generatePeople(50, 7)])
  expect([...generatePeople(50, 7)]).not.toEqual([...generatePeople(50, 8)])
})

test('ids and codes are unique, well formed and ascending', () => {
  const ids = people.map((person) => person.id)
  expect(new Set(ids).size).toBe(people.length)
  expect([...ids].sort()).toEqual(ids)
  for (const id of ids.slice(0, 200)) expect(uuidSchema.isValidSync(id)).toBe(true)
  expect(people[0]?.customerCode).toBe('CUS-001')
  expect(people[9_999]?.customerCode).toBe('CUS-10000')
})

test('scripts, phones, e-mails and histories have the shares that were asked for', () => {
  const thai = share((person) => /[\u0e00-\u0e7f]/.test(person.facts.fullName))
  expect(thai).toBeGreaterThan(0.55)
  expect(thai).toBeLessThan(0.65)
  expect(share((person) => person.facts.email !== undefined)).toBeCloseTo(0.7, 1)
  expect(share((person) => person.identifiers.some((one) => one.status === 'old'))).toBeCloseTo(0.12, 1)
  expect(share((person) => person.identifiers.some((one) => one.kind === 'legacy_id'))).toBeCloseTo(0.7, 1)
  expect(share((person) => person.ledger.length === 0)).toBeCloseTo(0.07, 1)
  const inactive = share((person) => !person.isActive)
  expect(inactive).toBeGreaterThan(0.01)
  expect(inactive).toBeLessThan(0.03)
  expect(new Set(people.map((person) => person.facts.fullName.split(' ').at(-1))).size).toBeGreaterThan(5000)
})

test('families share phones as written, and everybody can be reached somehow', () => {
  const holders = new Map<string, number>()
  for (const { facts } of people) {
    const digits = (facts.primaryPhone ?? '').replace(/[๐-๙]/g, (digit) =>
      String(digit.charCodeAt(0) - 0x0e50),
    )
    const key = digits.replace(/\D/g, '').slice(-8)
    if (key) holders.set(key, (holders.get(key) ?? 0) + 1)
    expect(facts.primaryPhone ?? facts.email).toBeDefined()
  }
  const sharing = [...holders.values()].filter((count) => count > 1).reduce((sum, count) => sum + count, 0)
  expect(sharing / people.length).toBeGreaterThan(0.05)
  expect(sharing / people.length).toBeLessThan(0.13)
})

test('facts stand among the identifiers, days are real, credit never falls below zero, nothing lies in the future', () => {
  for (const person of people.slice(0, 2000)) {
    const values = person.identifiers.filter((one) => one.status === 'current').map((one) => one.value)
    for (const value of [person.facts.primaryPhone, person.facts.secondaryPhone, person.facts.email]) {
      if (value !== undefined) expect(values).toContain(value)
    }
    if (person.facts.dateOfBirth) expect(daySchema.isValidSync(person.facts.dateOfBirth)).toBe(true)
    let credit = 0
    let last = person.createdAt
    for (const entry of person.ledger) {
      if (entry.kind === 'credit') credit += entry.amount
      expect(credit).toBeGreaterThanOrEqual(0)
      expect(entry.occurredAt >= last && entry.occurredAt < '2026-11-21').toBe(true)
      last = entry.occurredAt
    }
  }
})

test('the histories end on the day given', () => {
  const latest = (today: string) =>
    Math.max(...[...generatePeople(300, 1, { today })].map((person) => Date.parse(person.createdAt)))
  expect(new Date(latest('2025-01-15')).toISOString() < '2025-01-16').toBe(true)
})
