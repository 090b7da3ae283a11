import fc from 'fast-check'
import { expect, test } from 'vitest'
import { orderByNumbers, placesIn } from './sort-keys.ts'

test.each([
  ['small whole numbers', fc.integer({ min: -5, max: 5 })],
  ['moments', fc.integer({ min: 0, max: 4_102_444_800_000 })],
  ['any number', fc.double({ noNaN: true, noDefaultInfinity: true })],
])('%s, with some missing and many alike', (_, number) => {
  const item = fc.oneof({ weight: 4, arbitrary: number }, fc.constant(Number.NaN))
  fc.assert(
    fc.property(fc.array(item, { maxLength: 60 }), fc.integer({ min: 0, max: 5 }), (numbers, others) => {
      const keys = numbers.map((_number, index) => index * 3 + 1)
      // Equal ones stand as they do among all, which are not only these.
      const all = [...keys, ...Array.from({ length: others }, (_other, index) => index * 3 + 2)].reverse()
      const expected = keys.toSorted((one, other) => {
        const [left, right] = [numbers[(one - 1) / 3] ?? 0, numbers[(other - 1) / 3] ?? 0]
        if (Number.isNaN(left) !== Number.isNaN(right)) return Number.isNaN(left) ? 1 : -1
        return (left < right ? -1 : left > right ? 1 : 0) || all.indexOf(one) - all.indexOf(other)
      })
      const ordered = orderByNumbers(keys, Float64Array.from(numbers), placesIn(Int32Array.from(all)))
      expect([...ordered]).toEqual(expected)
    }),
    { seed: 5, numRuns: 300 },
  )
})
