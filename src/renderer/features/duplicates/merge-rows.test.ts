import { expect, test } from 'vitest'
import type { MergeField, MergePerson } from '../../../shared/merging.ts'
import { choiceRows, chooseFields } from './merge-rows.ts'

const field = (column: string, values: MergeField['values'], rest: Partial<MergeField> = {}) =>
  ({
    column,
    values,
    isEqual: false,
    isFixed: false,
    pickedId: 'a',
    result: values[0] ?? null,
    ...rest,
  }) as MergeField
const people = ['a', 'b'].map((id) => ({ card: { id } }) as MergePerson)
const fields = [
  field('customer_name', ['Mali', 'Malee']),
  field('city', ['Bangkok', 'Bangkok'], { isEqual: true }),
  field('nickname', [null, null], { isEqual: true, isFixed: true }),
  field('email', [null, 'm@example.com'], { isFixed: true }),
  field('sms_pdpa', [1, 0], { isFixed: true }),
]

test('what nobody knows is never shown, what all agree on only when asked for', () => {
  const columns = (withEqual: boolean) =>
    chooseFields({ fields }, withEqual).shown.map(({ column }) => column)
  expect(columns(false)).toEqual(['customer_name', 'email', 'sms_pdpa'])
  expect(columns(true)).toEqual(['customer_name', 'city', 'email', 'sms_pdpa'])
  expect(chooseFields({ fields }, false).equal).toBe(1)
})

test('only facts with a choice have cells to choose, after the row of who lives on', () => {
  expect(choiceRows({ people }, chooseFields({ fields }, true).shown)).toEqual([
    { key: 'survivor', cells: ['a', 'b'] },
    { key: 'customer_name', cells: ['a', 'b'] },
    { key: 'city', cells: [null, null] },
    { key: 'email', cells: [null, null] },
    { key: 'sms_pdpa', cells: [null, null] },
  ])
})

test('of three, whoever knows nothing cannot be chosen', () => {
  const three = ['a', 'b', 'c'].map((id) => ({ card: { id } }) as MergePerson)
  const rows = choiceRows({ people: three }, [field('email', ['x@example.com', null, 'y@example.com'])])
  expect(rows[1]).toEqual({ key: 'email', cells: ['a', null, 'c'] })
})
