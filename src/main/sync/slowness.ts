// On a line too slow for a full page within the time a call may take, smaller ones get through where large ones never would;
// on a slow computer smaller slices keep whoever saves at the counter from waiting long.
import { RemoteError } from './remote.ts'

export interface Slowness {
  /** By how many halvings pages and batches are smaller than they may be. */
  shift: number
  /** Rows applied in one transaction. */
  sliceRows: number
}

/** Rows of a slice at least and at most, and the milliseconds one should mostly take at most; below a third of that it may grow. */
export const sliceLimits = { least: 50, most: 500, milliseconds: 20 } as const

/** Most halvings, and the milliseconds from which on a call that broke off was slow: a server that is away is so at once. */
export const slownessLimits = { halvings: 5, slowAfter: 20_000 } as const

/** Makes one call; the next is half as large when this one was too large or broke off late, and twice as large when it did not. */
export async function shrinkOnFailure<Result>(
  slowness: Slowness,
  elapsed: () => number,
  call: () => Promise<Result>,
): Promise<Result> {
  const begun = elapsed()
  try {
    const result = await call()
    slowness.shift = Math.max(0, slowness.shift - 1)
    return result
  } catch (error) {
    const isLate = elapsed() - begun >= slownessLimits.slowAfter
    if (error instanceof RemoteError && (isLate || error.code === 'PAYLOAD_TOO_LARGE')) {
      slowness.shift = Math.min(slownessLimits.halvings, slowness.shift + 1)
    }
    throw error
  }
}

/**
 * Fits the slices to come to how long those of `sliceRows` took in the middle: now and then one takes long because the log is
 * written back behind its commit, which nobody waits for, and smaller ones would not spare that.
 */
export function fitSlices(slowness: Slowness, times: readonly number[]): void {
  const typical = times.toSorted((left, right) => left - right)[times.length >> 1]
  if (typical === undefined) return
  const { least, most, milliseconds: longest } = sliceLimits
  if (typical > longest) slowness.sliceRows = Math.max(least, slowness.sliceRows >> 1)
  else if (typical < longest / 3) slowness.sliceRows = Math.min(most, slowness.sliceRows * 2)
}
