import fc from 'fast-check'
import { expect, test } from 'vitest'
import { clusterPairs, gradeOf, groupsOf, hasGroup, type ScoredPair } from './duplicate-clusters.ts'

const pair = (left: number, right: number, score: number): ScoredPair => ({ left, right, score, groups: 0 })

test('pairs that hang together are one cluster, the best cluster first', () => {
  const pairs = [pair(3, 4, 99), pair(1, 2, 90), pair(2, 5, 70), pair(6, 7, 99)]
  expect(clusterPairs(pairs)).toEqual([
    { score: 99, people: [3, 4], pairs: [pairs[0]] },
    { score: 99, people: [6, 7], pairs: [pairs[3]] },
    { score: 90, people: [1, 2, 5], pairs: [pairs[1], pairs[2]] },
  ])
  expect(clusterPairs([])).toEqual([])
})

test('two are in one cluster exactly when a way of pairs leads from one to the other', () => {
  const person = fc.integer({ min: 0, max: 9 })
  const someone = fc.tuple(person, person).filter(([one, other]) => one !== other)
  fc.assert(
    fc.property(fc.array(someone, { maxLength: 14 }), (drawn) => {
      const pairs = drawn.map(([one, other]) => pair(one, other, 60))
      const reach = (from: number): string => {
        const reached = new Set([from])
        for (const person of reached) {
          for (const { left, right } of pairs) {
            if (left === person) reached.add(right)
            if (right === person) reached.add(left)
          }
        }
        return [...reached].sort().join('')
      }
      const wanted = new Set(pairs.map(({ left }) => reach(left)))
      const clusters = clusterPairs(pairs)
      expect(clusters.map(({ people }) => people.join('')).sort()).toEqual([...wanted].sort())
      expect(clusters.flatMap((cluster) => cluster.pairs)).toHaveLength(pairs.length)
    }),
  )
})

test('a chain of ten thousand people is one cluster', () => {
  const pairs = Array.from({ length: 10_000 }, (_, number) => pair(number, number + 1, 80))
  const [cluster, ...others] = clusterPairs(pairs.toReversed())
  expect([cluster?.people.length, others]).toEqual([10_001, []])
})

test('reasons belong to groups; what speaks against one person belongs to none', () => {
  const groups = groupsOf([
    { code: 'same-phone-old', value: '1' },
    { code: 'same-nickname', value: 'Nok' },
    { code: 'different-birth-date', value: '1990-01-01' },
  ])
  expect(hasGroup(groups, 'phone')).toBe(true)
  expect(hasGroup(groups, 'name')).toBe(true)
  expect(hasGroup(groups, 'birthDate')).toBe(false)
  expect([gradeOf(80), gradeOf(79)]).toEqual(['likely', 'possible'])
})
