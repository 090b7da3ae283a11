import { describe, expect, test } from 'vitest'
import type { CustomerCard } from '../../../shared/customer.ts'
import { compareFact } from './compare-facts.ts'
import { pairsToDismiss } from './use-decisions.ts'

function card(facts: Partial<CustomerCard>, phones: readonly string[] = []): CustomerCard {
  const identifiers = phones.map((value) => ({
    id: value,
    kind: 'phone' as const,
    value,
    normalised: value,
    status: 'current' as const,
  }))
  return { identifiers, ...facts } as CustomerCard
}

describe('facts held against each other', () => {
  test('one phone in common is enough, however it is written', () => {
    const one = card({}, ['081-234-5678', '02 111 2222'])
    expect(compareFact([one, card({}, ['+66812345678'])], 'phone')).toBe('same')
    expect(compareFact([one, card({}, ['0899999999'])], 'phone')).toBe('different')
  })

  test('whoever knows nothing contradicts nobody', () => {
    const known = card({ dateOfBirth: '1987-03-12' })
    expect(compareFact([known, card({})], 'dateOfBirth')).toBe('one')
    expect(compareFact([known, card({}), known], 'dateOfBirth')).toBe('same')
    expect(compareFact([card({}), card({})], 'dateOfBirth')).toBe('none')
  })

  test('of three who know, all must share it', () => {
    const born = (dateOfBirth: string) => card({ dateOfBirth })
    const people = [born('1987-03-12'), born('1987-03-12'), born('1987-12-03')]
    expect(compareFact(people, 'dateOfBirth')).toBe('different')
  })

  test('an address is compared whole and in normal form', () => {
    const one = card({ addressLine1: '12 Sukhumvit', city: 'Bangkok' })
    expect(compareFact([one, card({ addressLine1: '12  sukhumvit', city: 'BANGKOK' })], 'address')).toBe(
      'same',
    )
    expect(compareFact([one, card({ addressLine1: '12 Sukhumvit' })], 'address')).toBe('different')
  })
})

describe('who is said to be somebody else', () => {
  const pair = (leftId: string, rightId: string) => ({ leftId, rightId, score: 80, reasons: [] })
  const cluster = { pairs: [pair('a', 'b'), pair('b', 'c'), pair('c', 'd')] }

  test('with everybody ticked, every pair', () => {
    expect(pairsToDismiss(cluster, new Set())).toHaveLength(3)
  })

  test('with somebody unticked, the pairs between the two sides; among the unticked it stays open', () => {
    expect(pairsToDismiss(cluster, new Set(['c', 'd']))).toEqual([{ leftId: 'b', rightId: 'c' }])
  })
})
