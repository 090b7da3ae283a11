import { expect, test } from 'vitest'
import { type CustomerFacts, limits } from './customer.ts'
import { checkFacts, checkOpeningCredit, factsFormSchema, findFactProblems } from './customer-rules.ts'

const today = '2026-03-20'
const sound: CustomerFacts = {
  fullName: 'มานี ทดสอบ',
  primaryPhone: '081-234-5678',
  addressLine1: '99/1 ถนนทดสอบ',
  postalCode: '10110',
  preferredLanguage: 'th',
  vipTierId: 2,
  customerSource: 'Walk In',
  smsConsent: true,
  emailConsent: false,
  marketingConsent: false,
}
const find = (facts: object, contactRequired = true) =>
  findFactProblems({ ...sound, ...facts } as CustomerFacts, today, contactRequired)

test('sound facts have no problem', () => {
  expect(find({})).toEqual({})
  expect(factsFormSchema(today, true).isValidSync(sound)).toBe(true)
})

test('postal codes of any country are taken, anything else is not', () => {
  for (const postalCode of ['10110', '๑๐๑๑๐', 'SW1A 1AA', '12345-6789', 'K1A 0B1']) {
    expect(find({ postalCode }), postalCode).toEqual({})
  }
  for (const postalCode of ['1', '10', '1'.repeat(21), '!!!', '10 ', '-10110', '101  10']) {
    expect(find({ postalCode }), postalCode).toEqual({ postalCode: 'postal-code-format' })
  }
})

test('lengths are those of the server’s columns', () => {
  const long = (length: number) => 'x'.repeat(length + 1)
  expect(
    find({
      nickname: long(limits.textLength),
      addressLine1: long(limits.addressLength),
      addressLine2: long(limits.textLength),
      city: long(limits.textLength),
    }),
  ).toEqual({
    nickname: 'text-too-long',
    addressLine1: 'text-too-long',
    addressLine2: 'text-too-long',
    city: 'text-too-long',
  })
})

test('the shape that calls are checked by is part of the schema: what is no choice is told at its field', () => {
  expect(find({ customerSource: 'Elsewhere', preferredLanguage: 'xx', vipTierId: 0 })).toEqual({
    customerSource: 'not-a-choice',
    preferredLanguage: 'not-a-choice',
    vipTierId: 'not-a-choice',
  })
})

test('of several problems of a field the rule in words comes first', () => {
  expect(find({ primaryPhone: `x${'0'.repeat(300)}` })).toEqual({ primaryPhone: 'phone-letters' })
})

test('forms ask for a phone or an e-mail, files need neither', () => {
  expect(find({ primaryPhone: undefined })).toEqual({ primaryPhone: 'contact-missing' })
  expect(find({ primaryPhone: undefined }, false)).toEqual({})
  expect(checkFacts({ fullName: 'มานี' }, today, false)).toEqual([])
})

test('opening credit is an amount, not below nothing and not beyond any receipt', () => {
  expect(checkOpeningCredit(0)).toBeNull()
  expect(checkOpeningCredit(limits.moneyMaximum)).toBeNull()
  expect(checkOpeningCredit(null)).toBe('credit-format')
  expect(checkOpeningCredit(-1)).toBe('credit-negative')
  expect(checkOpeningCredit(limits.moneyMaximum + 1)).toBe('credit-too-much')
})
