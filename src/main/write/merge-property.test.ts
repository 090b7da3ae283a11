// Random merges and undos come to nothing: `npm run merges` plays ten thousand sequences, here are a few of them.
import { expect, test } from 'vitest'
import { playSequences } from '../../../tests/merges/sequences.ts'
import { makeTemplate } from '../../../tests/sim/gate.ts'

test('whatever was merged and undone in whatever order, the directory is what it was, row for row', () => {
  const report = playSequences(150, 1, makeTemplate())
  expect(report.violations).toEqual([])
  expect(report.merges).toBeGreaterThan(150)
  expect(report.undos).toBeGreaterThanOrEqual(report.merges)
  expect(report.refused).toBeGreaterThan(0)
})
