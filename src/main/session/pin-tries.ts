// How many wrong PINs are borne: four freely, then a growing wait, and after the tenth the PIN is gone.
// The tries are counted in the store, so neither a restart nor the computer's clock gives more of them.

/** After so many wrong tries in a row the PIN is gone and the password is needed. */
export const mostTries = 10

/** Seconds to wait after the fifth, sixth… wrong try in a row. */
const waits = [30, 60, 120, 300, 600] as const
const freeTries = mostTries - waits.length - 1

/** Seconds of waiting that so many wrong tries in a row cost; 0 for the first four. */
export function waitAfter(wrongTries: number): number {
  return waits[Math.min(wrongTries - freeTries, waits.length) - 1] ?? 0
}

/**
 * Seconds left until `waitUntil` (ISO 8601), but never more than the tries so far cost: a clock set back must not lock
 * anybody out for longer.
 */
export function secondsLeft(waitUntil: string | null, wrongTries: number, now: Date): number {
  if (waitUntil === null) return 0
  const left = Math.ceil((Date.parse(waitUntil) - now.getTime()) / 1000)
  return Math.max(0, Math.min(left, waitAfter(wrongTries)))
}
