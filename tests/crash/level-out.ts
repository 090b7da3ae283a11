// Lets a counter sync until nothing is left to do, as the app's loop does, without waiting between two tries.
import { countUnsent } from '../../src/main/db/outbox.ts'
import type { EngineCounter } from './engine-counter.ts'

const roundLimit = 12
/** The server still works on what a killed counter asked for, or has just let go of it. */
const passing = new Set(['SERVER_BUSY', 'SERVER_UNREACHABLE'])

/** Rejects with what keeps the counter from being level with its server. */
export async function levelOut({ db, engine }: EngineCounter): Promise<void> {
  for (let round = 1; round <= roundLimit; round += 1) {
    const outcome = await engine.round()
    if (outcome.status === 'level') {
      if (countUnsent(db) === 0) return
      continue
    }
    if (!passing.has(outcome.code)) throw new Error(`a round ended ${outcome.code}`, { cause: outcome.error })
  }
  throw new Error(`${countUnsent(db)} commands are unsent after ${roundLimit} rounds`)
}
