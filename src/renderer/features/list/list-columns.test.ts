import { expect, test } from 'vitest'
import { defaultColumns, listColumns } from '../../../shared/customer-list.ts'
import { cleanColumns, columnLooks, moveColumn, readListMemory, toggleColumn } from './list-columns.ts'

test('every column has a look', () => {
  expect(Object.keys(columnLooks).sort()).toEqual([...listColumns].sort())
})

test('what is remembered never brings back what there is not', () => {
  expect(readListMemory(null).columns).toEqual(defaultColumns)
  expect(readListMemory('{{').columns).toEqual(defaultColumns)
  const kept = { columns: ['email', 'shoeSize', 'email'], widths: { email: 300, city: 9999, shoeSize: 90 } }
  expect(readListMemory(JSON.stringify(kept))).toEqual({
    columns: ['fullName', 'email'],
    widths: { email: 300 },
    figuresOpen: true,
  })
  expect(readListMemory('{"figuresOpen":false}').figuresOpen).toBe(false)
})

test('the name is always there and always first', () => {
  expect(cleanColumns(['email', 'fullName'])).toEqual(['fullName', 'email'])
  expect(toggleColumn(['fullName', 'email'], 'fullName')).toEqual(['fullName', 'email'])
  expect(moveColumn(['fullName', 'email', 'city'], 'city', 0)).toEqual(['fullName', 'city', 'email'])
  expect(moveColumn(['fullName', 'email', 'city'], 'fullName', 2)).toEqual(['fullName', 'email', 'city'])
})

test('columns move one place or many, and stop at the ends', () => {
  const columns = ['fullName', 'email', 'city', 'status'] as const
  expect(moveColumn(columns, 'email', 2)).toEqual(['fullName', 'city', 'email', 'status'])
  expect(moveColumn(columns, 'email', 99)).toEqual(['fullName', 'city', 'status', 'email'])
  expect(moveColumn(columns, 'status', 1)).toEqual(['fullName', 'status', 'email', 'city'])
  expect(toggleColumn(columns, 'nickname').at(-1)).toBe('nickname')
})
