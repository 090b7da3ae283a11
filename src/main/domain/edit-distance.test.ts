// One slip is told from none and from two, and two from three.
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { isOneEditApart, isWithinTwoEdits } from './edit-distance.ts'

test.each([
  ['somchai', 'somcai', true],
  ['somchai', 'somchaii', true],
  ['somchai', 'sonchai', true],
  ['somchai', 'smochai', true],
  ['somchai', 'somchai', false],
  ['somchai', 'smcohai', false],
  ['somchai', 'somch', false],
  ['ab', 'ba', true],
  ['', 'a', true],
  ['', '', false],
])('%s and %s: %s', (left, right, expected) => {
  expect(isOneEditApart(left, right)).toBe(expected)
  expect(isOneEditApart(right, left)).toBe(expected)
})

test('agrees with a full table of distances on short texts', () => {
  const short = fc.string({ unit: fc.constantFrom('a', 'b', 'c'), maxLength: 6 })
  fc.assert(
    fc.property(short, short, (left, right) => isOneEditApart(left, right) === (distance(left, right) === 1)),
    { numRuns: 2000 },
  )
  fc.assert(
    fc.property(short, short, (left, right) => {
      const slips = distance(left, right)
      return isWithinTwoEdits(left, right) === (slips === 1 || slips === 2)
    }),
    { numRuns: 4000 },
  )
})

/** Optimal string alignment distance by its definition. */
function distance(left: string, right: string): number {
  const table = Array.from({ length: left.length + 1 }, (_, row) =>
    Array.from({ length: right.length + 1 }, (_, column) => (row === 0 ? column : column === 0 ? row : 0)),
  )
  for (let row = 1; row <= left.length; row++) {
    for (let column = 1; column <= right.length; column++) {
      const cost = left[row - 1] === right[column - 1] ? 0 : 1
      let best = Math.min(
        table[row - 1]![column]! + 1,
        table[row]![column - 1]! + 1,
        table[row - 1]![column - 1]! + cost,
      )
      if (
        row > 1 &&
        column > 1 &&
        left[row - 1] === right[column - 2] &&
        left[row - 2] === right[column - 1]
      ) {
        best = Math.min(best, table[row - 2]![column - 2]! + 1)
      }
      table[row]![column] = best
    }
  }
  return table[left.length]![right.length]!
}
