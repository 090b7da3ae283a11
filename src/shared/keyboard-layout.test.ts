import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { otherLayout } from './keyboard-layout.ts'

describe('otherLayout', () => {
  it.each([
    ['l,=kp', 'สมชาย'],
    ['สมชาย', 'l,=kp'],
    ['จคๅ/-ภถุึค', '0812345678'],
    ['l,=kp 081', 'สมชาย 081'],
    ['le=kp', 'สำชาย'],
    ['l,L', 'สมศ'],
    ['ดนัื', 'foyn'],
    ['้ำสสน', 'hello'],
    ['fu', 'ดี'],
  ])('the keys of %j write %j', (text, other) => {
    expect(otherLayout(text)).toBe(other)
  })

  it('leaves numbers, mixed scripts and untypable text alone', () => {
    for (const text of ['', '0812345678', '+66 (0)81-234', 'สมชาย john', '๐๘๑', '王小明', '👍']) {
      expect(otherLayout(text)).toBeNull()
    }
  })

  it('knows every key once, both ways', () => {
    const keys = [..."`-=qwertyuiop[]\\asdfghjkl;'zxcvbnm,./ASDFGHJKLQWERTYUIOPZXCVBNM"]
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...keys), { minLength: 1 }), (typed) => {
        const text = `a${typed.join('')}`
        const thai = otherLayout(text)
        expect(thai === null ? null : otherLayout(thai)).toBe(text)
      }),
    )
  })
})
