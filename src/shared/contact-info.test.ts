import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  checkPhone,
  formatPhone,
  normaliseEmail,
  normalisePhone,
  phoneQueryReadings,
  splitPhones,
} from './contact-info.ts'

const mobile = fc
  .tuple(fc.constantFrom('6', '8', '9'), fc.stringMatching(/^\d{8}$/))
  .map(([kind, rest]) => kind + rest)
const thaiDigits = (text: string) => text.replace(/\d/g, (digit) => '๐๑๒๓๔๕๖๗๘๙'.charAt(Number(digit)))

describe('normalisePhone', () => {
  it('reads every writing of one Thai mobile as one number', () => {
    fc.assert(
      fc.property(mobile, (national) => {
        const groups = `${national.slice(0, 2)}-${national.slice(2, 5)}-${national.slice(5)}`
        const writings = [
          `0${national}`,
          `0${groups}`,
          `(0${national.slice(0, 2)}) ${national.slice(2)}`,
          `0${groups.replaceAll('-', '.')}`,
          national,
          `66${national}`,
          `+66${national}`,
          `+66 (0)${groups}`,
          `+660${national}`,
          `0066 ${groups}`,
          `001 66 ${groups}`,
          `009-66-${groups}`,
          thaiDigits(`0${groups}`),
          `0${national} ต่อ 12`,
          `0${national} ext. 7`,
          `โทร. 0${groups}`,
          `\u200b0${national}\u200b`,
        ]
        const expected = { e164: `+66${national}`, digits: `0${national}` }
        for (const writing of writings) expect(normalisePhone(writing), writing).toMatchObject(expected)
      }),
      { numRuns: 200 },
    )
  })

  it.each([
    ['02-123-4567', '+6621234567', '021234567'],
    ['02 123 4567 ต่อ 12', '+6621234567', '021234567'],
    ['02-123-4567-8', '+6621234567', '021234567'],
    ['053 123 456', '+6653123456', '053123456'],
    ['21234567', '+6621234567', '021234567'],
    ['+1 415 555 0123', '+14155550123', '14155550123'],
    ['001 1 415 555 0123', '+14155550123', '14155550123'],
    ['0044 20 7946 0958', '+442079460958', '442079460958'],
    ['+44 (0)20 7946 0958', '+442079460958', '442079460958'],
    ['61 412 345 678', '+61412345678', '61412345678'],
    ['+852 2123 4567', '+85221234567', '85221234567'],
    ['1 (11) 500 555-0162', '1115005550162', '1115005550162'],
    ['1 11 500 5550162', '1115005550162', '1115005550162'],
    ['245-555-0173', '2455550173', '2455550173'],
    ['2455550173', '2455550173', '2455550173'],
    ['+600000000000', '600000000000', '600000000000'],
    ['+4900000', '4900000', '4900000'],
  ])('reads %s as %s, looked up as %s', (text, e164, digits) => {
    expect(normalisePhone(text)).toMatchObject({ e164, digits })
  })

  it('takes a normal form back as it is', () => {
    fc.assert(
      fc.property(fc.stringMatching(/^\+?\d{7,15}$/), (text) => {
        const phone = normalisePhone(text)
        if (phone === null) return
        expect(normalisePhone(phone.e164)).toEqual(phone)
        expect(normalisePhone(phone.display)?.e164).toBe(phone.e164)
      }),
      { numRuns: 1000 },
    )
  })

  it('never fails, and is null exactly when the check refuses', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 40 }), (text) => {
        expect(normalisePhone(text) !== null).toBe(checkPhone(text).ok)
      }),
      { numRuns: 1000 },
    )
  })
})

describe('checkPhone', () => {
  it.each([
    ['812345678', 'LEADING_ZERO_RESTORED'],
    ['๐๘๑๒๓๔๕๖๗๘', 'THAI_DIGITS'],
    ['0812345678', null],
    ['+66812345678', null],
  ])('%s is a phone, mended: %s', (text, mended) => {
    expect(checkPhone(text)).toMatchObject({ ok: true, mended })
  })

  it.each([
    ['', 'TOO_SHORT'],
    ['123', 'TOO_SHORT'],
    ['081-abc-5678', 'LETTERS'],
    ['1'.repeat(40), 'TOO_LONG'],
    ["'; DROP TABLE", 'LETTERS'],
  ])('%j is none: %s', (text, problem) => {
    expect(checkPhone(text)).toEqual({ ok: false, problem })
  })
})

describe('phoneQueryReadings', () => {
  it.each([
    ['+66 81', ['6681', '081']],
    ['0066 81', ['006681', '081']],
    ['๐๘๑', ['081']],
    ['081-234', ['081234']],
    ['(081)', ['081']],
    ['66812345678', ['66812345678', '0812345678']],
    ['+1 415', ['1415']],
    ['+44 (0)20 79', ['4402079', '442079']],
    ['+66', ['66']],
    ['668', ['668']],
    ['abc', []],
    ['081a', []],
    ['', []],
    ['-', []],
  ])('%j is looked for as %j', (text, readings) => {
    expect(phoneQueryReadings(text)).toEqual(readings)
  })

  it('finds a number by any three or more digits as they were typed', () => {
    const written = fc.oneof(
      mobile.map((rest) => `0${rest}`),
      fc.stringMatching(/^1 \(11\) 500 555-01\d{2}$/),
      fc.stringMatching(/^[2-57-9]\d{2}-555-01\d{2}$/),
    )
    fc.assert(
      fc.property(written, fc.nat(12), (text, at) => {
        const typed = text.replace(/\D/g, '').slice(at, at + 3)
        if (typed.length < 3) return
        const digits = normalisePhone(text)?.digits ?? ''
        expect(phoneQueryReadings(typed).some((reading) => digits.includes(reading))).toBe(true)
      }),
    )
  })

  it('finds a Thai number by any beginning of its international writings', () => {
    fc.assert(
      fc.property(
        mobile,
        fc.constantFrom('+66', '0066', '+66 (0)', '00166'),
        fc.integer({ min: 1, max: 9 }),
        (national, prefix, length) => {
          const readings = phoneQueryReadings(prefix + national.slice(0, length))
          expect(readings.some((reading) => `0${national}`.startsWith(reading))).toBe(true)
        },
      ),
    )
  })
})

describe('formatPhone', () => {
  it.each([
    ['0812345678', '081-234-5678'],
    ['021234567', '02-123-4567'],
    ['053123456', '053-123-456'],
    ['14155550123', '+1 415 555 0123'],
    ['+442079460958', '+44 20 7946 0958'],
    ['2455550173', '245-555-0173'],
    ['12', '12'],
  ])('%s is said %s', (digits, said) => {
    expect(formatPhone(digits)).toBe(said)
  })
})

describe('splitPhones', () => {
  it.each([
    ['081-234-5678', ['081-234-5678']],
    ['081-234-5678, 02-123-4567', ['081-234-5678', '02-123-4567']],
    ['081-234-5678/02-123-4567', ['081-234-5678', '02-123-4567']],
    ['081-234-5678/9', ['081-234-5678', '081-234-5679']],
    ['0812345678 0898765432', ['0812345678', '0898765432']],
    ['081 234 5678', ['081 234 5678']],
    ['081-234-5678 หรือ 089-876-5432', ['081-234-5678', '089-876-5432']],
    ['1 (11) 500 555-0162', ['1 (11) 500 555-0162']],
    [' ', []],
  ])('%j holds %j', (cell, phones) => {
    expect(splitPhones(cell)).toEqual(phones)
  })
})

describe('normaliseEmail', () => {
  it.each([
    [' Somchai@Example.CO.TH ', 'somchai@example.co.th'],
    ['<a@b.io>', 'a@b.io'],
    ['mailto:a@b.io', 'a@b.io'],
    ['no-at-sign', null],
    ['a@b', null],
    ['a b@c.de', null],
    ['a@b..c', null],
    ['a@@b.c', null],
    [`${'a'.repeat(300)}@b.io`, null],
  ])('%j becomes %j', (text, email) => {
    expect(normaliseEmail(text)).toBe(email)
  })
})
