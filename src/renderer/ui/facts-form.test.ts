import { expect, test } from 'vitest'
import type { CustomerFacts } from '../../shared/customer.ts'
import { changesBetween, checkForm, emptyForm, formOf, readFacts } from './facts-form.ts'

const today = '2026-03-20'
const stored: CustomerFacts = {
  fullName: 'Mali Testperson',
  primaryPhone: '1 (11) 500 555-0162',
  dateOfBirth: '1987-03-12',
  customerSource: 'Referral',
  smsConsent: true,
  emailConsent: false,
  marketingConsent: false,
}

test('a form holds what is stored and means the same', () => {
  for (const calendar of ['gregorian', 'buddhist'] as const) {
    expect(readFacts(formOf(stored, calendar))).toEqual(stored)
    expect(changesBetween(stored, formOf(stored, calendar), calendar)).toEqual({ changes: {}, seen: {} })
  }
})

test('only what changed is sent, with the stored value that was seen; emptied fields become null', () => {
  const form = { ...formOf(stored, 'buddhist'), nickname: ' Mai ', dateOfBirth: '', smsConsent: false }
  expect(changesBetween(stored, form, 'buddhist')).toEqual({
    changes: { nickname: 'Mai', dateOfBirth: null, smsConsent: false },
    seen: { nickname: null, dateOfBirth: '1987-03-12', smsConsent: true },
  })
})

test('spaces around a value are no change', () => {
  const form = { ...formOf(stored, 'gregorian'), fullName: '  Mali  Testperson ' }
  expect(changesBetween(stored, form, 'gregorian').changes).toEqual({})
})

test('each field names its own problem', () => {
  const form = emptyForm({
    fullName: 'A',
    primaryPhone: '123',
    secondaryPhone: 'call wife',
    email: 'nobody',
    dateOfBirth: '1/1/1850',
    note: 'x'.repeat(5001),
  })
  expect(checkForm(form, today, true)).toEqual({
    fullName: 'name-too-short',
    primaryPhone: 'phone-too-short',
    secondaryPhone: 'phone-letters',
    email: 'email-format',
    dateOfBirth: 'date-too-old',
    note: 'note-too-long',
  })
  expect(checkForm(emptyForm({ fullName: 'Mali' }), today, true)).toEqual({ primaryPhone: 'contact-missing' })
  expect(checkForm(emptyForm({ fullName: 'Mali' }), today, false)).toEqual({})
  expect(
    checkForm(emptyForm({ fullName: 'Mali', email: 'm@example.com', dateOfBirth: '31/2/2000' }), today, true),
  ).toEqual({
    dateOfBirth: 'date-format',
  })
})
