// On a line too slow for a full page within the time a call may take, smaller ones get through where large ones never would.
import { RemoteError } from './remote.ts'

/** By how many halvings pages and batches are smaller than they may be. */
export interface Slowness {
  shift: number
}

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
