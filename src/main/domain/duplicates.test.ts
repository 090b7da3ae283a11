// The situations of a front desk that are easily confused: one person written twice, and two people who share something.
import { describe, expect, test } from 'vitest'
import { likelyScore } from '../../shared/lookup.ts'
import { type DirectoryFrequencies, scorePair } from './duplicates.ts'
import type { DuplicateCandidate } from './prepare-candidate.ts'

const phone = (value: string, old = false) => [{ value, old }]
const codes = (typed: DuplicateCandidate, stored: DuplicateCandidate, frequencies?: DirectoryFrequencies) =>
  scorePair(typed, stored, frequencies).reasons.map((reason) => reason.code)
const score = (typed: DuplicateCandidate, stored: DuplicateCandidate, frequencies?: DirectoryFrequencies) =>
  scorePair(typed, stored, frequencies).score

const somchai: DuplicateCandidate = {
  fullName: 'สมชาย แสงทอง',
  nickname: 'ชาย',
  phones: phone('081-234-5678'),
  emails: ['somchai.s@mail.example'],
  dateOfBirth: '1985-03-12',
  address: '99/12 ซอยสุขุมวิท 22 ถนนสุขุมวิท',
}

describe('one person', () => {
  test('the same phone in another writing and the name in the other script', () => {
    const typed = { fullName: 'Somchai Saengthong', phones: phone('+66 81 234 5678') }
    expect(score(typed, somchai)).toBeGreaterThanOrEqual(95)
    expect(codes(typed, somchai)).toEqual(expect.arrayContaining(['same-phone', 'same-name-other-script']))
  })
  test('an honorific changes nothing', () => {
    const plain = { fullName: 'สมชาย แสงทอง', phones: phone('๐๘๑๒๓๔๕๖๗๘') }
    expect(score({ ...plain, fullName: 'คุณสมชาย แสงทอง' }, somchai)).toBe(score(plain, somchai))
    expect(score(plain, somchai)).toBeGreaterThanOrEqual(95)
  })
  test('a changed phone with a rare name', () => {
    const typed = { fullName: 'สมชาย แสงทอง', phones: phone('0999999999') }
    const rare: DirectoryFrequencies = { customers: 100_000, holders: (kind) => (kind !== 'phone' ? 20 : 1) }
    expect(score(typed, somchai, rare)).toBeGreaterThanOrEqual(likelyScore)
  })
  test('a changed phone with the birth date, the e-mail, or the old number', () => {
    const typed = { fullName: 'Somchai Sangthong', phones: phone('0999999999') }
    expect(score({ ...typed, dateOfBirth: '1985-03-12' }, somchai)).toBeGreaterThanOrEqual(likelyScore)
    expect(score({ ...typed, emails: ['Somchai.S@mail.example'] }, somchai)).toBeGreaterThanOrEqual(
      likelyScore,
    )
    const moved = { ...somchai, phones: [...phone('0812345678', true), ...phone('0877777777')] }
    const returned = { fullName: 'สมชาย แสงทอง', phones: phone('0812345678') }
    expect(score(returned, moved)).toBeGreaterThanOrEqual(likelyScore)
    expect(codes(returned, moved)).toContain('same-phone-old')
  })
  test('first and last name swapped', () => {
    const typed = { fullName: 'แสงทอง สมชาย', phones: phone('0812345678') }
    expect(score(typed, somchai)).toBeGreaterThanOrEqual(90)
    expect(codes(typed, somchai)).toContain('swapped-name')
  })
  test('no gap between first and last name', () => {
    expect(score({ fullName: 'สมชายแสงทอง', phones: phone('0812345678') }, somchai)).toBeGreaterThanOrEqual(
      90,
    )
  })
  test('only the first name, or the beginning of it, on the known phone', () => {
    for (const fullName of ['สมชาย', 'สม', 'สมชาย แ']) {
      expect(score({ fullName, phones: phone('0812345678') }, somchai)).toBeGreaterThanOrEqual(likelyScore)
    }
  })
  test('the nickname in place of the name', () => {
    const typed = { fullName: 'ชาย แสงทอง', phones: phone('0812345678') }
    expect(score(typed, somchai)).toBeGreaterThanOrEqual(likelyScore)
    expect(codes(typed, somchai)).toContain('same-nickname')
  })
  test('day and month of birth swapped', () => {
    const typed = { fullName: 'สมชาย แสงทอง', dateOfBirth: '1985-12-03' }
    expect(score(typed, somchai)).toBeGreaterThanOrEqual(likelyScore)
    expect(codes(typed, somchai)).toContain('birth-date-swapped')
  })
  test('a Buddhist year of birth', () => {
    expect(codes({ fullName: 'สมชาย แสงทอง', dateOfBirth: '2528-03-12' }, somchai)).toContain(
      'same-birth-date',
    )
  })
  test('one wrong digit in the phone and one wrong letter in the name', () => {
    const typed = { fullName: 'สมชาย แสงทวง', phones: phone('0812345679') }
    expect(score(typed, somchai)).toBeGreaterThanOrEqual(likelyScore)
    expect(codes(typed, somchai)).toEqual(expect.arrayContaining(['similar-phone', 'similar-name']))
  })
  test('Latin names turned round, with another phone and the birth date', () => {
    const typed = { fullName: 'Weber Anna', phones: phone('0999999999'), dateOfBirth: '1985-03-12' }
    const stored = { fullName: 'Anna Weber', phones: phone('0812345678'), dateOfBirth: '1985-03-12' }
    expect(score(typed, stored)).toBeGreaterThanOrEqual(90)
    expect(codes(typed, stored)).toContain('swapped-name')
  })
  test('a name typed with other gaps and a slip', () => {
    const typed = { fullName: 'Soph Ie Snel', dateOfBirth: '1985-03-12' }
    expect(score(typed, { fullName: 'Sophie Snell', dateOfBirth: '1985-03-12' })).toBeGreaterThanOrEqual(
      likelyScore,
    )
  })
  test('one company, however its name is dressed', () => {
    const stored = { fullName: 'บริษัท ไทยยนต์ จำกัด (มหาชน)', phones: phone('02-123-4567') }
    for (const fullName of ['ไทยยนต์', 'บริษัทไทยยนต์จำกัด', 'บมจ. ไทยยนต์']) {
      expect(score({ fullName, phones: phone('02-123-4567') }, stored)).toBeGreaterThanOrEqual(likelyScore)
    }
  })
  test('hardly anything given on one side: name and address, or name and e-mail', () => {
    const { address, emails } = somchai
    expect(score({ fullName: 'Somchai Saengthong', address }, somchai)).toBeGreaterThanOrEqual(likelyScore)
    expect(score({ fullName: 'สมชาย', emails }, somchai)).toBeGreaterThanOrEqual(likelyScore)
  })
  test('another name they are known by', () => {
    const stored = { ...somchai, fullName: 'ธนกร แสงทอง', aliases: ['สมชาย แสงทอง'] }
    const typed = { fullName: 'สมชาย แสงทอง', phones: phone('0812345678') }
    expect(score(typed, stored)).toBeGreaterThanOrEqual(95)
  })
  test('a married name, with phone and birth date', () => {
    const typed = { fullName: 'Malee Jaidee', phones: phone('0812345678'), dateOfBirth: '1990-07-01' }
    const stored = { fullName: 'Malee Thongdee', phones: phone('0812345678'), dateOfBirth: '1990-07-01' }
    expect(score(typed, stored)).toBeGreaterThanOrEqual(likelyScore)
  })
})

describe('two people', () => {
  test('a phone alone is a mention, and not for a number that many hold', () => {
    const typed = { fullName: '', phones: phone('0812345678') }
    expect(score(typed, somchai)).toBeGreaterThan(30)
    expect(score(typed, somchai)).toBeLessThan(likelyScore)
    const switchboard: DirectoryFrequencies = {
      customers: 10_000,
      holders: (kind) => (kind === 'phone' ? 25 : null),
    }
    expect(score(typed, somchai, switchboard)).toBeLessThan(10)
  })
  test('a relative on the family phone, surname and address included', () => {
    const typed = { fullName: 'มาลี แสงทอง', phones: phone('0812345678'), address: somchai.address }
    expect(score(typed, somchai)).toBeLessThan(20)
    const friend = { fullName: 'Malee Boonmee', phones: phone('0812345678') }
    expect(score(friend, somchai)).toBeLessThan(5)
  })
  test('namesakes with the address that their common name makes, born apart', () => {
    const emails = ['hiroshi.sato@mail.example']
    const typed = { fullName: 'Hiroshi Sato', phones: phone('0999999999'), emails }
    const stored = {
      fullName: 'Hiroshi Sato',
      phones: phone('0812345678'),
      emails,
      dateOfBirth: '1984-12-06',
    }
    const common: DirectoryFrequencies = {
      customers: 100_000,
      holders: (kind) => (kind === 'email' ? 1 : 500),
    }
    expect(score({ ...typed, dateOfBirth: '1981-11-26' }, stored, common)).toBeLessThan(likelyScore)
    expect(score(typed, stored, common)).toBeGreaterThanOrEqual(likelyScore)
  })
  test('namesakes in the script that few write in are less of a surprise', () => {
    const typed = { fullName: 'Piya Inkul', phones: phone('0999999999') }
    const stored = { fullName: 'Piya Inkul', phones: phone('0812345678') }
    const counted = { customers: 100_000, holders: () => 60 }
    const mostlyThai = { ...counted, writing: (thai: boolean) => (thai ? 1 : 0.4) }
    expect(score(typed, stored, counted)).toBeGreaterThanOrEqual(likelyScore)
    expect(score(typed, stored, mostlyThai)).toBeLessThan(likelyScore)
  })
  test('father and son of one name and one phone, born apart', () => {
    const typed = { fullName: 'สมชาย แสงทอง', phones: phone('0812345678'), dateOfBirth: '2010-08-30' }
    expect(score(typed, somchai)).toBeLessThan(likelyScore)
    expect(codes(typed, somchai)).toContain('different-birth-date')
  })
  test('twins at one address', () => {
    const typed = { ...somchai, fullName: 'สมศักดิ์ แสงทอง', nickname: 'ศักดิ์', emails: [] }
    expect(score(typed, { ...somchai, emails: [] })).toBeLessThan(likelyScore)
  })
  test('colleagues on a switchboard, with one booking address', () => {
    const company = { phones: phone('02-123-4567'), emails: ['booking@company.example'] }
    const typed = { fullName: 'Ananya Rao', ...company }
    expect(score(typed, { fullName: 'Kenji Tanaka', ...company })).toBeLessThan(10)
  })
  test('twins of one birthday, phone and home, whose names differ in more than a slip', () => {
    const home = { phones: phone('0812345678'), dateOfBirth: '2012-06-01', address: somchai.address }
    for (const [one, other] of [
      ['Anna Weber', 'Lena Weber'],
      ['ธนา ใจดี', 'วิภา ใจดี'],
      ['Kanya Jaidee', 'มาลี ใจดี'],
    ] as const) {
      expect(score({ fullName: one, ...home }, { fullName: other, ...home })).toBeLessThan(likelyScore)
    }
  })
  test('father and son of one name at one address, one of whom gave a birth date of another generation', () => {
    const father = {
      fullName: 'John Weber',
      dateOfBirth: '1958-02-11',
      address: '12 Rama IV Road, Bangkok 10330',
    }
    expect(score({ ...father, dateOfBirth: '1991-09-24', phones: phone('0899999999') }, father)).toBeLessThan(
      likelyScore,
    )
  })
  test('guests booked by one agency, one of them with the given name of another', () => {
    const agency: DirectoryFrequencies = {
      customers: 10_000,
      holders: (kind) => (kind === 'email' ? 30 : kind === 'phone' ? 1 : null),
    }
    const emails = ['booking@agency.example']
    const stored = { fullName: 'Kenji Tanaka', emails, phones: phone('0812345678') }
    expect(
      score({ fullName: 'Kenji Watanabe', emails, phones: phone('0899999999') }, stored, agency),
    ).toBeLessThan(likelyScore)
    expect(
      score({ fullName: 'Kenji Tanaka', emails, phones: phone('0899999999') }, stored, agency),
    ).toBeGreaterThan(90)
  })
  test('two companies with one secretary', () => {
    const office = { phones: phone('02-123-4567'), emails: ['office@company.example'] }
    for (const [one, other] of [
      ['บริษัท ไทยยนต์ จำกัด', 'บริษัท เรืองกิจ จำกัด'],
      ['Siam Motors Co., Ltd.', 'Lanna Foods Co., Ltd.'],
    ] as const) {
      expect(score({ fullName: one, ...office }, { fullName: other, ...office })).toBeLessThan(30)
    }
  })
  test('e-mails that are the same name with another number, or nearly the same name, are no agreement', () => {
    const typed = { fullName: 'Karl Shen', emails: ['karl2@mail.example'] }
    expect(codes(typed, { fullName: 'Carl Shen', emails: ['carl2@mail.example'] })).not.toContain(
      'similar-email',
    )
    expect(codes(typed, { fullName: 'Karl Boonmee', emails: ['karl5@mail.example'] })).not.toContain(
      'similar-email',
    )
    const slip = { fullName: 'Karl Shen', emails: ['golfre2@mail.example'] }
    expect(codes(slip, { fullName: 'Karl Shen', emails: ['golfer2@mail.example'] })).toContain(
      'similar-email',
    )
  })
  test('a common name and nothing else', () => {
    const common: DirectoryFrequencies = {
      customers: 100_000,
      holders: (kind) => (kind !== 'phone' ? 900 : 1),
    }
    const typed = { fullName: 'สมชาย แสงทอง', phones: phone('0999999999') }
    expect(score(typed, somchai, common)).toBeLessThan(25)
  })
  test('half a name, half a phone, or nothing says nothing', () => {
    expect(score({ fullName: 'สม' }, somchai)).toBeLessThan(5)
    expect(score({ fullName: 'Som', phones: phone('081') }, somchai)).toBeLessThan(5)
    expect(score({ fullName: '' }, somchai)).toBeLessThan(5)
    expect(scorePair({ fullName: '' }, { fullName: '' })).toEqual({ score: 0, reasons: [] })
  })
  test('a phone still being typed does not speak against', () => {
    const name = { fullName: 'Somchai Saengthong' }
    expect(score({ ...name, phones: phone('08123456') }, somchai)).toBe(score(name, somchai))
  })
})

test('rare names weigh more than common ones, and a larger directory asks for more', () => {
  const typed = { fullName: 'สมชาย แสงทอง' }
  const withHolders = (customers: number, holders: number): DirectoryFrequencies => ({
    customers,
    holders: (kind) => (kind !== 'phone' ? holders : 1),
  })
  expect(score(typed, somchai, withHolders(10_000, 3))).toBeGreaterThan(
    score(typed, somchai, withHolders(10_000, 100)),
  )
})

test('the strongest reason comes first, what speaks against comes last', () => {
  const typed = { fullName: 'Somchai Saengthong', phones: phone('0812345678'), dateOfBirth: '1999-01-30' }
  expect(codes(typed, somchai)).toEqual(['same-phone', 'same-name-other-script', 'different-birth-date'])
})
