import { describe, expect, test } from 'vitest'
import { digitsWithOneSlip, findWithOneSlip } from './one-slip.ts'

describe('a word with one slip', () => {
  test.each([
    ['xx somchai yy', 'somchay', 'somchai'],
    ['xx somchai yy', 'smchai', 'somchai'],
    ['xx somchai yy', 'somcchai', 'somchai'],
    ['xx somchai yy', 'osmchai', 'somchai'],
    ['xx somchai yy', 'somhcai', 'somchai'],
    ['xx somchai yy', 'somcahi', 'somchai'],
    ['ใจดี วิชัย', 'วิชย', 'วิชัย'],
  ])('%s holds %s', (text, word, piece) => {
    expect(findWithOneSlip(text, word)).toBe(piece)
  })

  test('two slips are too many, none is none, and no slip reaches into the next fact', () => {
    expect(findWithOneSlip('somchai', 'sumchay')).toBeNull()
    expect(findWithOneSlip('somchai', 'somchai')).toBeNull()
    expect(findWithOneSlip('somch\u001fai', 'somchai')).toBeNull()
  })
})

test('every neighbour of a number, once, and not the number itself', () => {
  const slips = digitsWithOneSlip('012')
  expect(new Set(slips).size).toBe(slips.length)
  expect(slips).toEqual(expect.arrayContaining(['12', '0129', '102', '092', '5012']))
  expect(slips).not.toContain('012')
})
