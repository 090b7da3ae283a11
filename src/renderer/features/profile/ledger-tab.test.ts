import { expect, test } from 'vitest'
import type { LedgerRow } from '../../../shared/profile.ts'
import { sumLedger, writeAmount } from './ledger-tab.tsx'

const entry = (kind: LedgerRow['kind'], amount: number): LedgerRow => ({
  id: `${kind} ${amount}`,
  kind,
  amount,
  balance: 0,
  source: 'counter',
  sourceId: null,
  reversesId: null,
  occurredAt: '2025-01-01T00:00:00.000Z',
})

test('what came in and what went out are counted apart, each kind by itself', () => {
  const rows = [entry('credit', 10_000), entry('credit', -2_550), entry('points', 40), entry('credit', 50)]
  expect(sumLedger(rows, 'credit')).toEqual({ added: 10_050, taken: -2_550 })
  expect(sumLedger(rows, 'points')).toEqual({ added: 40, taken: 0 })
  expect(sumLedger(rows, 'visit')).toEqual({ added: 0, taken: 0 })
})

test.each([
  ['credit', 12_550, true, '+฿125.50'],
  ['credit', -12_500, true, '−฿125.00'],
  ['spend', 1, false, '฿0.01'],
  ['points', 1_240, true, '+1,240'],
  ['points', -40, true, '−40'],
  ['visit', 1, true, '+1'],
  ['points', 0, true, '0'],
] as const)('%s of %d reads as %s', (kind, amount, signed, words) => {
  expect(writeAmount(kind, amount, signed)).toBe(words)
})
