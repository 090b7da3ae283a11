import fc from 'fast-check'
import { expect, it } from 'vitest'
import { backoffDelay, backoffLimits } from './backoff.ts'

const random = fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true })

it('doubles its ceiling from one second to five minutes', () => {
  const almost = 1 - 2 ** -40
  expect([1, 2, 3, 4, 9, 10, 1_000].map((failures) => backoffDelay(failures, null, almost))).toEqual([
    999, 1_999, 3_999, 7_999, 255_999, 299_999, 299_999,
  ])
})

it('spreads over the whole range below the ceiling, and never asks at once', () => {
  expect(backoffDelay(4, null, 0)).toBe(backoffLimits.shortest)
  expect(backoffDelay(4, null, 0.5)).toBe(4_000)
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 200 }), random, (failures, dice) => {
      const delay = backoffDelay(failures, null, dice)
      expect(delay).toBeGreaterThanOrEqual(backoffLimits.shortest)
      expect(delay).toBeLessThanOrEqual(backoffLimits.longest)
    }),
  )
})

it('waits at least as long as the server asked, but never more than ten minutes', () => {
  expect(backoffDelay(1, 30_000, 0.9)).toBe(30_000)
  expect(backoffDelay(9, 1_000, 0.5)).toBe(128_000)
  expect(backoffDelay(1, 86_400_000, 0)).toBe(600_000)
  expect(backoffDelay(1, -5, 0)).toBe(backoffLimits.shortest)
})
