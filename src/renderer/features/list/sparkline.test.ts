import { expect, test } from 'vitest'
import { pointsOf } from './sparkline.tsx'

test('the line rises from the bottom left to the top right', () => {
  expect(pointsOf([0, 5, 10])).toBe('1,14 22,8 43,2')
})

test('unknown months are left out, and fewer than two known ones draw nothing', () => {
  expect(pointsOf([null, 4, null, 8])).toBe('15,14 43,2')
  expect(pointsOf([null, 4])).toBe('')
  expect(pointsOf([])).toBe('')
})

test('what never changed is a level line', () => {
  expect(pointsOf([3, 3])).toBe('1,8 43,8')
})
