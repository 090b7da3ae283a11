// Sums of what befell many runs, and which kinds of trouble hardly came up: a fault that never fires proves nothing.
import { type FaultKind, faultKinds } from './faults.ts'

type Tally = Readonly<Record<FaultKind, number>>

/** Nothing happened yet. */
export function noFaults(): Tally {
  return Object.fromEntries(faultKinds.map((kind) => [kind, 0])) as Record<FaultKind, number>
}

/** The sum of two tallies. */
export function addFaults(left: Tally, right: Tally): Tally {
  return Object.fromEntries(faultKinds.map((kind) => [kind, left[kind] + right[kind]])) as Record<
    FaultKind,
    number
  >
}

/** The kinds that came up less than a hundred times in 10,000 seeds, or than that share of fewer; once at least from 500 on. */
export function missingFaults(tally: Tally, seeds: number): readonly FaultKind[] {
  const least = seeds >= 10_000 ? 100 : Math.max(seeds >= 500 ? 1 : 0, Math.floor(seeds / 100))
  return faultKinds.filter((kind) => tally[kind] < least)
}
