import { expect, test } from 'vitest'
import { assignColumn, hasName } from './import-run.ts'

test('a field has one column and a column one field', () => {
  const mapping = { fullName: 1, primaryPhone: 2 }
  expect(assignColumn(mapping, 3, 'fullName')).toEqual({ fullName: 3, primaryPhone: 2 })
  expect(assignColumn(mapping, 2, 'secondaryPhone')).toEqual({ fullName: 1, secondaryPhone: 2 })
  expect(assignColumn(mapping, 2, null)).toEqual({ fullName: 1 })
  expect(assignColumn(mapping, 1, 'primaryPhone')).toEqual({ primaryPhone: 1 })
})

test('a file can be imported once rows get a name', () => {
  expect(hasName({})).toBe(false)
  expect(hasName({ primaryPhone: 0 })).toBe(false)
  expect(hasName({ firstName: 0 })).toBe(true)
  expect(hasName({ fullName: 0 })).toBe(true)
})
