import { describe, expect, test } from 'vitest'
import { guessMapping } from './import-mapping.ts'

const today = '2026-03-15'
const guess = (headers: string[], rows: string[][] = []) => guessMapping(headers, rows, today)

describe('guesses from headers', () => {
  test('the old till', () => {
    const headers = [
      'id',
      'customer_name',
      'contact_number',
      'email',
      'address',
      'date_of_birth',
      'available_credit',
      'available_point',
      'sms_pdpa',
      'email_pdpa',
      'date_joined',
      'customer_source',
      'stable_hash_id',
    ]
    expect(guess(headers)).toEqual({
      legacyId: 0,
      fullName: 1,
      primaryPhone: 2,
      email: 3,
      addressLine1: 4,
      dateOfBirth: 5,
      availableCredit: 6,
      loyaltyPoints: 7,
      smsConsent: 8,
      emailConsent: 9,
      registrationDate: 10,
      customerSource: 11,
      stableHashId: 12,
    })
  })

  test('Thai headers', () => {
    const headers = ['รหัสลูกค้า', 'ชื่อ', 'นามสกุล', 'ชื่อเล่น', 'เบอร์โทร', 'อีเมล', 'วันเกิด', 'ที่อยู่', 'คะแนน', 'เครดิต']
    expect(guess(headers)).toEqual({
      legacyId: 0,
      firstName: 1,
      lastName: 2,
      nickname: 3,
      primaryPhone: 4,
      email: 5,
      dateOfBirth: 6,
      addressLine1: 7,
      loyaltyPoints: 8,
      availableCredit: 9,
    })
  })

  test('spelling does not matter, and a row number is no identity', () => {
    expect(guess(['Full Name', 'Mobile No.', 'E-Mail', 'ลำดับ'])).toEqual({
      fullName: 0,
      primaryPhone: 1,
      email: 2,
    })
  })

  test('two names for one thing take one column', () => {
    expect(guess(['customer_id', 'id', 'name'])).toEqual({ legacyId: 0, fullName: 2 })
  })

  test('a second phone column is the second phone', () => {
    expect(guess(['Name', 'Phone', 'Phone 2'])).toEqual({ fullName: 0, primaryPhone: 1, secondaryPhone: 2 })
  })
})

describe('guesses from the values', () => {
  test('where headers say nothing', () => {
    const rows = [
      ['A1', 'สมชาย ใจดี', '081-234-5678', 'somchai@example.com', '08/04/1985'],
      ['A2', 'Malee Srisuk', '+66 89 999 9999', '', '25/12/1990'],
      ['A3', 'John Smith', '02-123-4567', 'john@example.com', '1/1/1970'],
    ]
    expect(guess(['a', 'b', 'c', 'd', 'e'], rows)).toMatchObject({
      primaryPhone: 2,
      email: 3,
      dateOfBirth: 4,
    })
  })

  test('a column of names is the name', () => {
    const rows = [
      ['081-234-5678', 'สมชาย ใจดี'],
      ['089-999-9999', 'Malee Srisuk'],
    ]
    expect(guess(['Column 1', 'Column 2'], rows)).toEqual({ primaryPhone: 0, fullName: 1 })
  })
})
