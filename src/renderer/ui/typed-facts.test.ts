import { expect, test } from 'vitest'
import { splitTypedText } from './typed-facts.ts'

test.each([
  ['somchai 0812345678', { fullName: 'somchai', primaryPhone: '0812345678', email: '' }],
  ['081 234-5678 สมชาย ใจดี', { fullName: 'สมชาย ใจดี', primaryPhone: '081 234-5678', email: '' }],
  ['+66 (81) 234 5678', { fullName: '', primaryPhone: '+66 (81) 234 5678', email: '' }],
  ['๐๘๑๒๓๔๕๖๗๘ มะลิ', { fullName: 'มะลิ', primaryPhone: '๐๘๑๒๓๔๕๖๗๘', email: '' }],
  ['Mali mali.j@example.com', { fullName: 'Mali', primaryPhone: '', email: 'mali.j@example.com' }],
  ['somchai0812345678', { fullName: 'somchai', primaryPhone: '0812345678', email: '' }],
  ['  Mary-Ann   O’Hara ', { fullName: 'Mary-Ann O’Hara', primaryPhone: '', email: '' }],
  ['', { fullName: '', primaryPhone: '', email: '' }],
])('"%s"', (typed, facts) => {
  expect(splitTypedText(typed)).toEqual(facts)
})
