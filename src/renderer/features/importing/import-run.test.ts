import { expect, test } from 'vitest'
import type { ImportPlan } from '../../../shared/importing.ts'
import { assignColumn, isComplete } from './import-run.ts'

test('a field has one column and a column one field', () => {
  const plan: ImportPlan = { kind: 'customers', mapping: { fullName: 1, primaryPhone: 2 } }
  const given = (column: number, field: Parameters<typeof assignColumn>[2]) =>
    assignColumn(plan, column, field).mapping
  expect(given(3, 'fullName')).toEqual({ fullName: 3, primaryPhone: 2 })
  expect(given(2, 'secondaryPhone')).toEqual({ fullName: 1, secondaryPhone: 2 })
  expect(given(2, null)).toEqual({ fullName: 1 })
  expect(given(1, 'primaryPhone')).toEqual({ primaryPhone: 1 })
})

test('customers can be imported once rows get a name', () => {
  const isReady = (mapping: object) => isComplete({ kind: 'customers', mapping })
  expect(isReady({})).toBe(false)
  expect(isReady({ primaryPhone: 0 })).toBe(false)
  expect(isReady({ firstName: 0 })).toBe(true)
  expect(isReady({ fullName: 0 })).toBe(true)
})

test('receipts can be imported once each has a number, a customer, a date and an amount', () => {
  const whole = { receiptNumber: 0, customerRef: 1, soldAt: 2, amount: 3 }
  expect(isComplete({ kind: 'sales', mapping: whole })).toBe(true)
  for (const field of Object.keys(whole))
    expect(isComplete({ kind: 'sales', mapping: { ...whole, [field]: undefined } })).toBe(false)
})
