// After a first pull the texts people search wait for their index: it is built here in short transactions, so that the
// counter is of use meanwhile, and what is saved meanwhile still reaches the server. Website profiles get their keys here.
import { createIndexBuilder, type IndexBuilder } from '../db/build-index.ts'
import { makeSomeProfileKeys } from '../db/profile-keys.ts'
import { readSyncPoint } from '../db/sync-state.ts'
import type { EngineContext } from './engine-context.ts'
import { pushAll } from './push.ts'

/** Milliseconds one transaction may take (it ends early when somebody waits to write), and between two looks at what is unsent. */
const stepLimits = { transaction: 50, push: 1_000 } as const

/** Builds until nothing is left; at once done when nothing is. `isOnline` says whether unsent commands can go meanwhile. */
export async function buildIndex(context: EngineContext, isOnline: boolean): Promise<void> {
  const { db, turn, pause, elapsed, onChanged } = context
  // While rows are still coming, building would index some of them twice.
  if (readSyncPoint(db).from === null) return
  const builder: IndexBuilder = createIndexBuilder(db, turn)
  // Without another thread that could wait, short transactions would serve nobody.
  const longest = turn === undefined ? Number.POSITIVE_INFINITY : stepLimits.transaction
  let pushAt = elapsed() + stepLimits.push
  let isBuilding = false
  while (builder.step(longest) !== null) {
    isBuilding = true
    await pause('index')
    if (!isOnline || elapsed() < pushAt) continue
    await pushAll(context)
    pushAt = elapsed() + stepLimits.push
  }
  if (isBuilding) onChanged(null)
  while (makeSomeProfileKeys(db)) await pause('index')
}
