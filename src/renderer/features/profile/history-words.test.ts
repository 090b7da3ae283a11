import { expect, test } from 'vitest'
import { historyKinds, kindOfLine, spokenChanges } from './history-words.ts'

test.each([
  ['customer.update', 'details'],
  ['customer.editNote', 'notes'],
  ['customer.logContact', 'contacts'],
  ['customer.recordSale', 'money'],
  ['customer.setActive', 'status'],
  ['customer.linkProfile', 'links'],
  ['conflict.settle', 'merges'],
  ['merge', 'merges'],
  ['customer.somethingNewer', 'details'],
] as const)('%s is a change of %s', (action, kind) => {
  expect(kindOfLine({ action })).toBe(kind)
  expect(historyKinds).toContain(kind)
})

test('what says nothing to a person is no row of before and after', () => {
  const change = { before: null, after: 'x' }
  const changes = {
    customer_name: change,
    note: change,
    customer_code: change,
    name_key: change,
    visit: change,
  }
  expect(spokenChanges({ changes }).map(([column]) => column)).toEqual(['customer_name'])
})
