import { expect, test } from 'vitest'
import type { LookupHit } from '../../../shared/lookup.ts'
import { firstActive, listOptions, moveActive } from './options.ts'

const hit = { id: 'a', fullName: 'Mali Test', matches: [] } as unknown as LookupHit
const answer = { text: 'mali', hits: [hit], hasMore: false, readAs: null, sharedPhone: null }

test('creating comes last among hits, first when nothing was found, and not among recent customers', () => {
  expect(listOptions(answer).map((option) => option.id)).toEqual(['a', 'create'])
  expect(listOptions({ ...answer, hits: [] }).map((option) => option.id)).toEqual(['create'])
  expect(listOptions({ ...answer, text: '' }).map((option) => option.id)).toEqual(['a'])
})

test('Enter picks the first hit, but nobody among recent customers or people who share a number', () => {
  expect(firstActive(answer)).toBe(0)
  expect(firstActive({ ...answer, text: ' ' })).toBe(-1)
  expect(firstActive({ ...answer, sharedPhone: '081-234-5678' })).toBe(-1)
})

test('arrows go round, pages stop at the ends', () => {
  expect(moveActive('ArrowDown', -1, 3)).toBe(0)
  expect(moveActive('ArrowDown', 2, 3)).toBe(0)
  expect(moveActive('ArrowUp', 0, 3)).toBe(2)
  expect(moveActive('ArrowUp', -1, 3)).toBe(2)
  expect(moveActive('PageDown', 0, 3)).toBe(2)
  expect(moveActive('PageUp', 9, 20)).toBe(1)
  expect(moveActive('KeyA', 0, 3)).toBeNull()
  expect(moveActive('ArrowDown', -1, 0)).toBeNull()
})
