import fc from 'fast-check'
import { expect, test } from 'vitest'
import { clusterPairs, gradeOf, groupsOf, hasGroup, type ScoredPair } from './duplicate-clusters.ts'

const pair = (leftId: string, rightId: string, score: number): ScoredPair => ({
  leftId,
  rightId,
  score,
  groups: 0,
})

test('pairs that hang together are one cluster, the best cluster first', () => {
  const pairs = [pair('c', 'd', 99), pair('a', 'b', 90), pair('b', 'e', 70), pair('f', 'g', 99)]
  expect(clusterPairs(pairs)).toEqual([
    { id: 'c', score: 99, ids: ['c', 'd'], pairs: [pairs[0]] },
    { id: 'f', score: 99, ids: ['f', 'g'], pairs: [pairs[3]] },
    { id: 'a', score: 90, ids: ['a', 'b', 'e'], pairs: [pairs[1], pairs[2]] },
  ])
  expect(clusterPairs([])).toEqual([])
})

test('two are in one cluster exactly when a way of pairs leads from one to the other', () => {
  const people = fc.constantFrom(...'abcdefghij')
  const someone = fc.tuple(people, people).filter(([one, other]) => one !== other)
  fc.assert(
    fc.property(fc.array(someone, { maxLength: 14 }), (drawn) => {
      const pairs = drawn.map(([one, other]) => (one < other ? pair(one, other, 60) : pair(other, one, 60)))
      const reach = (from: string): string => {
        const reached = new Set([from])
        for (const id of reached) {
          for (const { leftId, rightId } of pairs) {
            if (leftId === id) reached.add(rightId)
            if (rightId === id) reached.add(leftId)
          }
        }
        return [...reached].sort().join('')
      }
      const wanted = new Set(pairs.map(({ leftId }) => reach(leftId)))
      const clusters = clusterPairs(pairs)
      expect(clusters.map(({ ids }) => [...ids].sort().join('')).sort()).toEqual([...wanted].sort())
      for (const { id, ids } of clusters) expect(id).toBe([...ids].sort()[0])
      expect(clusters.flatMap((cluster) => cluster.pairs)).toHaveLength(pairs.length)
    }),
  )
})

test('a chain of ten thousand people is one cluster', () => {
  const name = (number: number) => String(number).padStart(6, '0')
  const pairs = Array.from({ length: 10_000 }, (_, number) => pair(name(number), name(number + 1), 80))
  expect(clusterPairs(pairs.toReversed())).toMatchObject([{ id: name(0) }])
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
