// On a line too slow for a full page within the time a call may take, smaller ones get through where large ones never would.
import { RemoteError } from './remote.ts'

/** By how many halvings pages and batches are smaller than they may be. */
export interface Slowness {
  shift: number
}

const smallest = 5

/** Makes one call; the next is half as large when this one broke off or was too large, and twice as large when it did not. */
export async function shrinkOnFailure<Result>(
  slowness: Slowness,
  call: () => Promise<Result>,
): Promise<Result> {
  try {
    const result = await call()
    slowness.shift = Math.max(0, slowness.shift - 1)
    return result
  } catch (error) {
    const isSize =
      error instanceof RemoteError &&
      (error.code === 'SERVER_UNREACHABLE' ||
        error.code === 'SERVER_BUSY' ||
        error.code === 'PAYLOAD_TOO_LARGE')
    if (isSize) slowness.shift = Math.min(smallest, slowness.shift + 1)
    throw error
  }
}
