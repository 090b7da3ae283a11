import { describe, expect, it } from 'vitest'
import { formatSatang, parseSatang } from './money.ts'

describe('satang', () => {
  it.each([
    ['1250', 125_000],
    ['฿1,250.50', 125_050],
    ['1,250.5', 125_050],
    ['๑๒๕๐ บาท', 125_000],
    ['-20', -2000],
    ['0', 0],
    ['12.345', null],
    ['1,25', null],
    ['abc', null],
    ['', null],
  ])('reads %s as %s', (text, satang) => {
    expect(parseSatang(text)).toBe(satang)
  })

  it.each([
    [125_000, false, '฿1,250'],
    [125_050, false, '฿1,250.50'],
    [125_000, true, '฿1,250.00'],
    [-5, false, '−฿0.05'],
  ])('writes %s', (satang, always, text) => {
    expect(formatSatang(satang, always)).toBe(text)
  })
})
