import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { normaliseText, toAsciiDigits } from './text.ts'

describe('normaliseText', () => {
  it('gives ordinary Thai and lower-case ASCII back as they are', () => {
    for (const text of ['สมชาย ใจดี', 'somchai@example.com', 'น้ำฝน', 'cus-004217', '']) {
      expect(normaliseText(text)).toBe(text)
    }
  })

  it.each([
    ['  Somchai\t JAIDEE ', 'somchai jaidee'],
    ['๐๘๑-๒๓๔', '081-234'],
    ['０８１ ٤٢', '081 42'],
    ['สม\u200bชาย\ufeff', 'สมชาย'],
    ['a\u0000b', 'ab'],
    ['Jose\u0301', 'josé'],
    ['เเก้ว', 'แก้ว'],
    ['น้ํา นํ้า', 'น้ำ น้ำ'],
    ['ท่ี', 'ที่'],
    ['\u00a0\u3000', ''],
    ['ÅNGSTRÖM', 'ångström'],
  ])('%j becomes %j', (text, normal) => {
    expect(normaliseText(text)).toBe(normal)
  })

  it('changes nothing the second time', () => {
    const texts = fc.oneof(
      fc.string({ unit: 'binary', maxLength: 40 }),
      fc.string({ unit: fc.constantFrom(...'กเแโไใาำิีึืุูั่้๊๋์ํ๐๙ aA1  \u200b'), maxLength: 20 }),
    )
    fc.assert(
      fc.property(texts, (text) => {
        const once = normaliseText(text)
        expect(normaliseText(once)).toBe(once)
      }),
      { numRuns: 2000 },
    )
  })
})

describe('toAsciiDigits', () => {
  it('reads the digits of every script that people here type', () => {
    expect(toAsciiDigits('๐๑๒๓๔๕๖๗๘๙')).toBe('0123456789')
    expect(toAsciiDigits('٠١٢٣٤٥٦٧٨٩')).toBe('0123456789')
    expect(toAsciiDigits('၀၁၂၃၄၅၆၇၈၉')).toBe('0123456789')
    expect(toAsciiDigits('𝟎𝟗𝟘𝟡')).toBe('0909')
  })
})
