import { expect, test } from 'vitest'
import { cellAfter, firstCell } from './list-edit.ts'

const columns = ['fullName', 'customerCode', 'primaryPhone', 'totalVisits', 'email'] as const

test('Tab goes over the cells that can be changed, and on to the row below', () => {
  expect(firstCell(3, columns)).toEqual({ index: 3, column: 'fullName' })
  expect(firstCell(3, ['totalVisits'])).toBeNull()
  expect(cellAfter({ index: 3, column: 'fullName' }, 'next', columns, 9)).toEqual({
    index: 3,
    column: 'primaryPhone',
  })
  expect(cellAfter({ index: 3, column: 'email' }, 'next', columns, 9)).toEqual({
    index: 4,
    column: 'fullName',
  })
  expect(cellAfter({ index: 3, column: 'fullName' }, 'previous', columns, 9)).toEqual({
    index: 2,
    column: 'email',
  })
})

test('the ends of the list are ends, and staying goes nowhere', () => {
  expect(cellAfter({ index: 8, column: 'email' }, 'next', columns, 9)).toBeNull()
  expect(cellAfter({ index: 0, column: 'fullName' }, 'previous', columns, 9)).toBeNull()
  expect(cellAfter({ index: 3, column: 'email' }, 'stay', columns, 9)).toBeNull()
})
