import { expect, test } from 'vitest'
import type { CustomerFacts } from '../../shared/customer.ts'
import { meetChanges } from './edit-base.ts'
import { changesBetween, formOf } from './facts-form.ts'

const seen: CustomerFacts = {
  fullName: 'Mali Testperson',
  primaryPhone: '081-111-2222',
  city: 'Bangkok',
  customerSource: 'Referral',
  smsConsent: true,
  emailConsent: false,
  marketingConsent: false,
}
const typed = { ...formOf(seen, 'gregorian'), nickname: 'Mai', primaryPhone: '089-999-8888' }
const meet = (now: CustomerFacts) => meetChanges(seen, now, typed, 'gregorian')

test('where nothing changed there, nothing happens', () => {
  expect(meet(seen)).toEqual({ seen, adopted: {}, adoptedFields: [], clashing: [] })
})

test('a field nobody touched here takes the new value, an emptied one too', () => {
  const { city: _city, ...rest } = seen
  const met = meet({ ...rest, email: 'mali@example.com' })
  expect(met.adopted).toEqual({ email: 'mali@example.com', city: '' })
  expect(met.clashing).toEqual([])
  const { changes } = changesBetween(met.seen, { ...typed, ...met.adopted }, 'gregorian')
  expect(changes).toEqual({ nickname: 'Mai', primaryPhone: '089-999-8888' })
})

test('a field both changed is left to the person, and what it was based on stays', () => {
  const met = meet({ ...seen, primaryPhone: '02-555-1234' })
  expect(met.clashing).toEqual(['primaryPhone'])
  expect(met.seen.primaryPhone).toBe('081-111-2222')
})

test('the same value typed on both sides is no clash and no change any more', () => {
  const met = meet({ ...seen, primaryPhone: '089-999-8888' })
  expect(met.clashing).toEqual([])
  const { changes } = changesBetween(met.seen, typed, 'gregorian')
  expect(changes).toEqual({ nickname: 'Mai' })
})
