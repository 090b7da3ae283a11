import { expect, test } from 'vitest'
import { sayRate, shortMoney } from './figure-words.ts'

test.each([
  [0, '฿0'],
  [125_050, '฿1,251'],
  [9_999_900, '฿99,999'],
  [84_200_000, '฿842K'],
  [1_234_567_800, '฿12.3M'],
  [123_456_780_000, '฿1,235M'],
])('%i satang are short as %s', (satang, words) => {
  expect(shortMoney(satang)).toBe(words)
})

test('rates are said in per cent, with one place at most', () => {
  expect(sayRate(0.25)).toBe('25%')
  expect(sayRate(0.3333)).toBe('33.3%')
  expect(sayRate(0)).toBe('0%')
})
