// What the parts of one run share: time, chance, trouble, the server, and a record of what was promised to people.
import type { Faults } from './faults.ts'
import type { Random } from './random.ts'
import type { Record } from './record.ts'
import type { ServerModel } from './server-model.ts'
import type { Timeline } from './timeline.ts'

export interface World {
  readonly random: Random
  readonly timeline: Timeline
  readonly faults: Faults
  readonly server: ServerModel
  readonly record: Record
  /** Half the runs do without the comparing of hashes, which would mend what the rest of sync had spoilt. */
  readonly hasHashes: boolean
  /** In most runs people merge customers and part them; in the others nobody is made one with anybody but by the server. */
  readonly hasMerges: boolean
  /** Says what happens, for whoever reads the trace of a run that failed. */
  readonly say: (who: string, what: string) => void
}

export const seconds = 1000
export const minutes = 60 * seconds
export const hours = 60 * minutes
