import { expect, it } from 'vitest'
import { fitSlices, type Slowness, sliceLimits } from './slowness.ts'

it('makes slices smaller while they take too long, and larger again when they do not, within its limits', () => {
  const slowness: Slowness = { shift: 0, sliceRows: sliceLimits.most }
  const sizes = [30, 90, 30, 200, 200, 10, 1, 1, 1, 1, 1].map((milliseconds) => {
    fitSlices(slowness, [milliseconds])
    return slowness.sliceRows
  })
  expect(sizes).toEqual([250, 125, 62, 50, 50, 50, 100, 200, 400, 500, 500])
})

it('goes by what most slices take, and by none where a page had no whole one', () => {
  const slowness: Slowness = { shift: 0, sliceRows: 250 }
  const sizes = [[8, 300, 9, 120, 10], [], [300, 2, 90, 3, 4], [30, 40, 2, 3, 50]].map((times) => {
    fitSlices(slowness, times)
    return slowness.sliceRows
  })
  expect(sizes).toEqual([250, 250, 500, 250])
})
