// How long to wait before trying a server again: exponential with full jitter, so that counters which lost it together
// do not come back together.

/** Milliseconds; the ceiling doubles from the first to the longest with each failure in a row. */
export const backoffLimits = {
  first: 1_000,
  longest: 5 * 60_000,
  shortest: 200,
  longestAsked: 10 * 60_000,
} as const

/**
 * Milliseconds to wait after so many failures in a row (1 for the first). `random` is from 0 up to but not including 1.
 * What the server asked for is waited at least, up to ten minutes.
 */
export function backoffDelay(failures: number, retryAfter: number | null, random: number): number {
  const { first, longest, shortest, longestAsked } = backoffLimits
  // Beyond 30 doublings the power would leave the range of exact integers long after the ceiling is reached.
  const ceiling = Math.min(longest, first * 2 ** Math.min(30, Math.max(0, failures - 1)))
  const jittered = Math.max(shortest, Math.floor(random * ceiling))
  return Math.max(jittered, Math.min(longestAsked, Math.max(0, retryAfter ?? 0)))
}
