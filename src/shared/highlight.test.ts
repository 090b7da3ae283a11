import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { highlightRanges } from './highlight.ts'
import { normaliseText } from './text.ts'

const marked = (text: string, ...fragments: string[]) =>
  highlightRanges(text, fragments).map(([start, end]) => text.slice(start, end))

describe('highlightRanges', () => {
  it.each([
    ['สมชาย ใจดี', ['ชาย', 'ดี'], ['ชาย', 'ดี']],
    ['Somchai  JAIDEE', ['jai', 'som'], ['Som', 'JAI']],
    ['081-234-5678', ['0812'], ['081-2']],
    ['081-234-5678', ['34-56'], ['34-56']],
    ['+66 81 234 5678', ['0812'], ['66 81 2']],
    ['+66 81 234 5678', ['6681'], ['66 81']],
    ['๐๘๑-๒๓๔', ['8123'], ['๘๑-๒๓']],
    ['CUS-004217', ['4217'], ['4217']],
    ['น้ำฝน', ['น'], ['น้ำ', 'น']],
    ['เเก้ว', ['แก'], ['เเก้']],
    ['👨‍👩‍👧 Lee', ['le'], ['Le']],
    ['aaaa', ['aa'], ['aaaa']],
    ['José', ['josé'], ['José']],
    ['Straße', ['x', ''], []],
  ])('in %j, %j marks %j', (text, fragments, expected) => {
    expect(marked(text, ...fragments)).toEqual(expected)
  })

  it('gives sorted ranges that lie apart, inside the text, on whole characters', () => {
    const texts = fc.string({ unit: fc.constantFrom(...'กขสมชิ่ำเโ ab01-+👍'.split(/(?:)/u)), maxLength: 20 })
    fc.assert(
      fc.property(texts, fc.array(texts, { maxLength: 3 }), (text, fragments) => {
        let last = -1
        for (const [start, end] of highlightRanges(text, fragments)) {
          expect(start).toBeGreaterThan(last)
          expect(end).toBeGreaterThan(start)
          expect(end).toBeLessThanOrEqual(text.length)
          expect(text.slice(start, end).isWellFormed()).toBe(true)
          expect(text.slice(end)).not.toMatch(/^[\p{M}ำ]/u)
          last = end
        }
      }),
      { numRuns: 1000 },
    )
  })

  it('marks every piece of a text that is in normal form', () => {
    fc.assert(
      fc.property(
        fc.constantFrom('สมชาย ใจดี', 'somchai', 'ปิ่นแก้ว'),
        fc.nat(8),
        fc.nat(8),
        (text, from, length) => {
          const piece = normaliseText(text.slice(from, from + length))
          if (piece === '') return
          expect(marked(text, piece).length).toBeGreaterThan(0)
        },
      ),
    )
  })
})
