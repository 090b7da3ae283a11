import { expect, test } from 'vitest'
import { emptyForm, readFacts } from './facts-form.ts'
import { checkArgsOf, isWorthAsking } from './use-duplicates.ts'

const id = '018f0000-0000-7000-8000-000000000001'
const stored = emptyForm({ fullName: 'Ann Berg', primaryPhone: '0811111111' })
const edited = { id, facts: readFacts(stored) }

test('of a newcomer somebody is looked for from two letters, a phone or an e-mail on', () => {
  expect(isWorthAsking(emptyForm({ fullName: 'A' }), undefined, [])).toBe(false)
  expect(isWorthAsking(emptyForm({ fullName: 'An' }), undefined, [])).toBe(true)
  expect(isWorthAsking(emptyForm({ primaryPhone: '08' }), undefined, [])).toBe(true)
})

test('in an edit only once a fact that is watched was changed', () => {
  const renamed = { ...stored, nickname: 'Nik' }
  expect(isWorthAsking(stored, edited, ['fullName', 'nickname'])).toBe(false)
  expect(isWorthAsking(renamed, edited, ['fullName'])).toBe(false)
  expect(isWorthAsking(renamed, edited, ['nickname'])).toBe(true)
})

test('whoever is edited is left out, and a day that is none is not asked for', () => {
  const args = checkArgsOf({ ...stored, dateOfBirth: '31/2' }, edited)
  expect(args).toMatchObject({ fullName: 'Ann Berg', excludeCustomerId: id })
  expect(args.dateOfBirth).toBeUndefined()
})
