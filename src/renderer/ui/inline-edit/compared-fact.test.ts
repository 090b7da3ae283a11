import { expect, test } from 'vitest'
import { editableFacts, emptyForm } from '../facts-form.ts'
import { comparedAs } from './compared-fact.ts'

const typed = emptyForm({ fullName: 'Ann', primaryPhone: '0811111111', secondaryPhone: '0822222222' })

test('what tells people apart is compared as it is typed, among the customer’s other facts', () => {
  for (const field of [
    'fullName',
    'nickname',
    'primaryPhone',
    'email',
    'dateOfBirth',
    'addressLine1',
  ] as const) {
    expect(comparedAs(field, typed)).toEqual({ form: typed, watched: [field] })
  }
})

test('a second phone is compared as the phone', () => {
  const { form, watched } = comparedAs('secondaryPhone', typed)
  expect([form.fullName, form.primaryPhone, watched]).toEqual(['Ann', '0822222222', ['primaryPhone']])
})

test('of everything else nobody is asked', () => {
  const quiet = editableFacts.filter((field) => comparedAs(field, typed).watched.length === 0)
  expect(quiet).toEqual([
    'addressLine2',
    'city',
    'postalCode',
    'preferredLanguage',
    'smsConsent',
    'emailConsent',
    'marketingConsent',
    'customerSource',
    'vipTierId',
  ])
})
