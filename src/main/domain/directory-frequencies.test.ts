// How common phones, e-mails and names are among people held in memory, the one who is compared left out.
import { expect, test } from 'vitest'
import { compareWriters, countDirectory } from './directory-frequencies.ts'
import { readNameWords } from './pair-name-words.ts'
import { type DuplicateCandidate, prepareCandidate } from './prepare-candidate.ts'

const count = (people: readonly DuplicateCandidate[]) =>
  countDirectory(people.map((one) => prepareCandidate(one)))
const phones = [{ value: '02-123-4567' }]
const emails = ['office@company.example']

test('a phone or e-mail counts its other holders, somebody written down twice once', () => {
  const frequencies = count([
    { fullName: 'Anna Weber', phones, emails, dateOfBirth: '1985-03-12' },
    { fullName: 'Ana Weber', phones, emails, dateOfBirth: '1985-03-12' },
    { fullName: 'Weber Anna', phones, emails },
    { fullName: 'Boris Novak', phones, emails },
    { fullName: 'Chai Boonmee', phones },
  ])
  expect(frequencies.customers).toBe(5)
  expect(frequencies.holders('phone', '+6621234567')).toBe(2)
  expect(frequencies.holders('email', 'office@company.example')).toBe(1)
  expect(frequencies.holders('phone', '+66899999999')).toBe(1)
})

test('a name counts its spelling, and what sounds like it in whatever script, nicknames too', () => {
  const frequencies = count([
    { fullName: 'Somchai Jaidee' },
    { fullName: 'Somchai Rakthai' },
    { fullName: 'สมชาย แสงทอง' },
    { fullName: 'Malee Jaidee', nickname: 'Somchai' },
  ])
  expect(frequencies.holders('spelling', 'somchai')).toBe(2)
  expect(frequencies.holders('sound', 'somchai')).toBe(3)
  expect(frequencies.holders('spelling', 'rakthai')).toBe(1)
})

test('namesakes are expected where few surnames go with a name, not where one person was written down often', () => {
  const families = ['Kim', 'Park', 'Choi']
  const koreans = Array.from({ length: 30 }, (_, place) => ({ fullName: `${families[place % 3]} Minjun` }))
  const others = Array.from({ length: 30 }, (_, place) => ({
    fullName: `Anna ${'abcdefghij'[place % 10]}${place}ova`,
  }))
  const twice = Array.from({ length: 12 }, (_, place) => ({
    fullName: place < 6 ? 'Dara Novak' : `Dara Nov${place}`,
    dateOfBirth: place < 6 ? '1985-03-12' : `19${60 + place}-03-12`,
  }))
  const frequencies = count([...koreans, ...others, ...twice])
  expect(frequencies.namesakes?.(readNameWords('Kim Minjun'))).toBeGreaterThan(5)
  expect(frequencies.namesakes?.(readNameWords('Anna Silva'))).toBe(0)
  expect(frequencies.namesakes?.(readNameWords('Dara Novak'))).toBe(0)
})

test('a script counts by how many write in it beside those who write in the other', () => {
  const { writing } = count([
    ...Array.from({ length: 8 }, () => ({ fullName: 'สมชาย แสงทอง' })),
    ...Array.from({ length: 4 }, () => ({ fullName: 'Somchai Jaidee' })),
  ])
  expect(writing?.(true)).toBe(1)
  expect(writing?.(false)).toBeCloseTo(0.5)
  expect([compareWriters(0, false), compareWriters(0, true), compareWriters(1, true)]).toEqual([1, 0.1, 1])
})
