// The kinds of trouble a run can make and what comes of it, counted as they really happen, and how much of each a seed brings.
import type { Random } from './random.ts'

const troubleKinds = [
  'request dropped',
  'reply lost after commit',
  'request sent twice',
  'request delayed past its timeout',
  'network cut for hours',
  'counter crashed between transactions',
  'counter crashed inside a transaction',
  'worker crashed',
  'worker restarted',
  'clock jumped',
  'disk full',
  'too many requests',
  'server failed',
  'reply was garbage',
  'token expired',
  'server restored',
  'committed late',
  'loaded with triggers off',
  'first pull interrupted',
  'tombstones expired',
  'counter restored from backup',
  'save repeated',
  'save during a round',
] as const
type TroubleKind = (typeof troubleKinds)[number]

/** What nobody rolls dice for: it comes of what people do while counters are apart. */
const meetingKinds = [
  'receipt for a dead id',
  'two made one',
  'three made one',
  'made one twice',
  'made one the opposite way',
  'folded one merged elsewhere',
  'survivor merged elsewhere',
  'folded one taken out of use',
  'merge of a clerk',
  'merge undone',
  'merge undone at once',
  'merge undone elsewhere',
  'undone with pieces',
  'undone with columns',
  'merge that made itself undone',
  'undone twice',
  'undone under a later merge',
  'said to be two',
  'said to be two, taken back',
] as const

export const faultKinds = [...troubleKinds, ...meetingKinds] as const
export type FaultKind = (typeof faultKinds)[number]

export interface Faults {
  readonly counts: Readonly<Record<FaultKind, number>>
  /** Says that it happened. */
  note(kind: FaultKind): void
  /** Rolls the dice; saying that it happened is the caller's, once it did. */
  strikes(kind: TroubleKind): boolean
  /** From here on nothing goes wrong. */
  end(): void
}

/** Chances per occasion: a request, an effect, a save, or a tick of the plan. */
const chances: Readonly<Record<TroubleKind, number>> = {
  'request dropped': 0.04,
  'reply lost after commit': 0.05,
  'request sent twice': 0.05,
  'request delayed past its timeout': 0.03,
  'network cut for hours': 0.06,
  'counter crashed between transactions': 0.008,
  'counter crashed inside a transaction': 0.03,
  'worker crashed': 0.01,
  'worker restarted': 0.01,
  'clock jumped': 0.02,
  'disk full': 0.03,
  'too many requests': 0.02,
  'server failed': 0.03,
  'reply was garbage': 0.02,
  'token expired': 0.03,
  'server restored': 0.004,
  'committed late': 0.15,
  'loaded with triggers off': 0.02,
  'first pull interrupted': 0.05,
  'tombstones expired': 0.02,
  'counter restored from backup': 0.008,
  'save repeated': 0.05,
  'save during a round': 0.05,
}

/** Trouble for one run: each seed leaves some kinds out and brings others more often, so that rare mixtures come up; `without` names kinds to leave out. */
export function createFaults(random: Random, without: readonly string[]): Faults {
  const counts = Object.fromEntries(faultKinds.map((kind) => [kind, 0])) as Record<FaultKind, number>
  const strength = Object.fromEntries(
    troubleKinds.map((kind) => [kind, random.pick([0, 0.5, 1, 1, 2])]),
  ) as Record<TroubleKind, number>
  let isOver = false
  return {
    counts,
    note(kind) {
      counts[kind] += 1
    },
    strikes: (kind) => !isOver && !without.includes(kind) && random.chance(chances[kind] * strength[kind]),
    end() {
      isOver = true
    },
  }
}
