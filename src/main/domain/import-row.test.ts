import { describe, expect, test } from 'vitest'
import type { ImportField } from '../../shared/importing.ts'
import { readRow } from './import-row.ts'

const today = '2026-03-15'
/** Reads a row given by field. */
function read(cells: Partial<Record<ImportField, string>>) {
  const fields = Object.keys(cells) as ImportField[]
  const mapping = Object.fromEntries(fields.map((field, column) => [field, column]))
  return readRow(Object.values(cells), { mapping, dateOrders: {}, today })
}
function accepted(cells: Partial<Record<ImportField, string>>) {
  const result = read({ fullName: 'Somchai Jaidee', ...cells })
  if (!result.ok) throw new Error(`refused: ${result.problem}`)
  return result.row
}
const refusal = (cells: Partial<Record<ImportField, string>>) => {
  const result = read({ fullName: 'Somchai Jaidee', ...cells })
  return result.ok ? null : [result.field, result.problem]
}

describe('bad input is refused with its field and reason', () => {
  test.each<[Partial<Record<ImportField, string>>, ImportField, string]>([
    [{ primaryPhone: '081' }, 'primaryPhone', 'PHONE_INVALID'],
    [{ primaryPhone: '0812345678'.repeat(4) }, 'primaryPhone', 'PHONE_INVALID'],
    [{ primaryPhone: '08x-call-me' }, 'primaryPhone', 'PHONE_INVALID'],
    [{ primaryPhone: '8.12E+08' }, 'primaryPhone', 'PHONE_INVALID'],
    [{ secondaryPhone: '12' }, 'secondaryPhone', 'PHONE_INVALID'],
    [{ email: 'somchai.example.com' }, 'email', 'EMAIL_INVALID'],
    [{ dateOfBirth: '2030-01-01' }, 'dateOfBirth', 'DATE_IN_FUTURE'],
    [{ dateOfBirth: '1850-05-05' }, 'dateOfBirth', 'DATE_TOO_OLD'],
    [{ dateOfBirth: '05/05/2393' }, 'dateOfBirth', 'DATE_TOO_OLD'],
    [{ dateOfBirth: '31/02/1990' }, 'dateOfBirth', 'DATE_INVALID'],
    [{ fullName: '', city: 'Bangkok' }, 'fullName', 'NAME_MISSING'],
    [{ fullName: '-' }, 'fullName', 'NAME_MISSING'],
    [{ fullName: '\u200b\u200b' }, 'fullName', 'NAME_MISSING'],
    [{ fullName: 'A' }, 'fullName', 'NAME_TOO_SHORT'],
    [{ fullName: 'ก'.repeat(10_000) }, 'fullName', 'NAME_TOO_LONG'],
    [{ availableCredit: '-50' }, 'availableCredit', 'AMOUNT_NEGATIVE'],
    [{ availableCredit: 'lots' }, 'availableCredit', 'AMOUNT_INVALID'],
    [{ loyaltyPoints: '3.5' }, 'loyaltyPoints', 'AMOUNT_INVALID'],
    [{ nickname: 'n'.repeat(256) }, 'nickname', 'TEXT_TOO_LONG'],
    [{ notes: 'n'.repeat(5001) }, 'notes', 'TEXT_TOO_LONG'],
  ])('%o', (cells, field, problem) => {
    expect(refusal(cells)).toEqual([field, problem])
  })

  test('a row of blanks', () => {
    expect(readRow(['', ' '], { mapping: { fullName: 0 }, dateOrders: {}, today })).toEqual({
      ok: false,
      field: null,
      problem: 'ROW_EMPTY',
    })
  })
})

describe('strange but harmless text is kept', () => {
  test.each([
    "Robert'); DROP TABLE customers;--",
    '<script>alert(1)</script>',
    'สมชาย 😀',
    'שלום עולם',
    'Zoë Åström',
    '=1+1 Ltd',
  ])('%s', (fullName) => {
    expect(accepted({ fullName }).facts.fullName).toBe(fullName.normalize('NFC'))
  })

  test('invisible marks go, the name stays', () => {
    expect(accepted({ fullName: '\u202eสม\u200bชาย\u0000  ใจดี\ufeff' }).facts.fullName).toBe('สมชาย ใจดี')
    expect(accepted({ fullName: 'Zoe\u0308 A\u030a' }).facts.fullName).toBe('Zoë Å')
  })

  test('a person called Nan is not a missing value', () => {
    expect(accepted({ nickname: 'Nan' }).facts.nickname).toBe('Nan')
    expect(accepted({ city: 'NULL', nickname: 'NULL' }).facts).not.toHaveProperty('nickname')
  })

  test('the apostrophe of the refused rows file goes again', () => {
    expect(accepted({ fullName: "'=Somchai" }).facts.fullName).toBe('=Somchai')
    expect(accepted({ fullName: "'Otto" }).facts.fullName).toBe("'Otto")
  })
})

describe('phones', () => {
  test('a lost leading zero is mended and said', () => {
    const row = accepted({ primaryPhone: '812345678' })
    expect(row.facts.primaryPhone).toBe('0812345678')
    expect(row.mends).toEqual(['LEADING_ZERO_RESTORED'])
    expect(accepted({ primaryPhone: '812345678.0' }).facts.primaryPhone).toBe('0812345678')
  })

  test('Thai digits are mended and said', () => {
    const row = accepted({ primaryPhone: '๐๘๑-๒๓๔-๕๖๗๘' })
    expect(row.facts.primaryPhone).toBe('0812345678')
    expect(row.mends).toEqual(['THAI_DIGITS'])
  })

  test.each([
    '0812345678, 0899999999',
    '081-234-5678/089-999-9999',
    '081 234 5678\n089 999 9999',
    '081-234-5678 หรือ 089-999-9999',
    '0812345678 0899999999',
  ])('two phones in one cell: %s', (primaryPhone) => {
    const { facts } = accepted({ primaryPhone })
    expect([facts.primaryPhone, facts.secondaryPhone].map((phone) => phone?.replace(/\D/g, ''))).toEqual([
      '0812345678',
      '0899999999',
    ])
  })

  test('a third phone still points at the person', () => {
    const row = accepted({ primaryPhone: '0812345678;0899999999;021234567' })
    expect(row.identifiers).toEqual([{ kind: 'phone', value: '021234567' }])
  })

  test('numbers are kept as they were typed', () => {
    for (const primaryPhone of ['1 (11) 500 555-0162', '245-555-0173', '+44 20 7946 0018']) {
      expect(accepted({ primaryPhone }).facts.primaryPhone).toBe(primaryPhone)
    }
  })

  test('zeros typed for want of a number are left out and counted', () => {
    const row = accepted({ primaryPhone: '000-000-0000' })
    expect(row.facts.primaryPhone).toBeUndefined()
    expect(row.mends).toEqual(['BAD_OPTIONAL_VALUE_LEFT_OUT'])
  })

  test('neither a phone nor an e-mail is needed', () => {
    expect(accepted({}).facts.fullName).toBe('Somchai Jaidee')
  })
})

describe('the other columns', () => {
  test('first and last name make the name', () => {
    const result = read({ firstName: 'สมชาย', lastName: 'ใจดี' })
    expect(result.ok && result.row.facts.fullName).toBe('สมชาย ใจดี')
  })

  test.each(['true', '1', 'YES', 'y', 't', 'ใช่', 'ยินยอม'])('%s is a consent', (smsConsent) => {
    expect(accepted({ smsConsent }).facts.smsConsent).toBe(true)
  })

  test('words that are neither yes nor no are no consent, and are counted', () => {
    const row = accepted({ smsConsent: 'maybe', emailConsent: 'ไม่' })
    expect([row.facts.smsConsent, row.facts.emailConsent]).toEqual([false, false])
    expect(row.mends).toEqual(['BAD_OPTIONAL_VALUE_LEFT_OUT'])
  })

  test('sources find their place', () => {
    const sources = ['', 'walk_in', 'Facebook', 'เพื่อนแนะนำ', 'Website', 'billboard']
    expect(sources.map((customerSource) => accepted({ customerSource }).facts.customerSource)).toEqual([
      'Walk In',
      'Walk In',
      'Social Media',
      'Referral',
      'Website Booking',
      'Others',
    ])
  })

  test('balances open the ledger under the legacy id', () => {
    const row = accepted({ legacyId: '77', availableCredit: '฿1,250.50', loyaltyPoints: '๓๔๐' })
    expect(row.openings).toEqual([
      { kind: 'credit', amount: 125_050, sourceId: '77' },
      { kind: 'points', amount: 340, sourceId: '77' },
    ])
    expect(accepted({ availableCredit: '0.00', loyaltyPoints: '' }).openings).toEqual([])
  })

  test('Buddhist years are mended and said; 1900 is a year', () => {
    expect(accepted({ dateOfBirth: '08/04/2528' }).mends).toEqual(['BUDDHIST_YEAR'])
    expect(accepted({ dateOfBirth: '1900-04-08' }).facts.dateOfBirth).toBe('1900-04-08')
    expect(accepted({ dateOfBirth: '0000-00-00' }).facts.dateOfBirth).toBeUndefined()
  })

  test('ids, cards and hashes point at the person', () => {
    expect(accepted({ legacyId: '11000', memberCard: 'M-1', stableHashId: 'ab12' }).identifiers).toEqual([
      { kind: 'legacy_id', value: '11000' },
      { kind: 'card', value: 'M-1' },
      { kind: 'stable_hash', value: 'ab12' },
    ])
  })
})
