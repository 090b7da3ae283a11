// Works through something long in steps: in transactions so short that a save at the counter hardly waits, with a pause
// after each, in which others write and a wish to stop is heard.
import { inTransaction, type WriteDb } from '../db/handle.ts'

/** What a run gives way to. */
export interface Courtesy {
  readonly isCancelled: () => boolean
  /** Whether somebody waits to save: the transaction ends after the step in hand. */
  readonly isTurnWanted: () => boolean
  /** Lets others write, and hears what is said meanwhile, between two transactions. */
  readonly pause: () => Promise<void>
}

/** How long a transaction goes on when nobody waits: few commits, yet little to do again after a power cut. */
const sliceMilliseconds = 250
/** A slow machine takes at least this many steps, since every commit costs what some fifty rows do. */
const sliceSteps = 128

/** The clock is asked now and then only: steps may be shorter than asking. */
function isOver(steps: number, until: number): boolean {
  return steps >= sliceSteps && steps % 16 === 0 && performance.now() >= until
}

/**
 * Takes steps until one answers false; `db` null takes them outside any transaction. True when it was cancelled before the
 * end. `onSlice` hears of every slice, and whether it was the last.
 */
export async function runSlices(
  courtesy: Courtesy,
  db: WriteDb | null,
  takeStep: () => boolean,
  onSlice: (isLast: boolean) => void,
): Promise<boolean> {
  const takeSteps = (): boolean => {
    const until = performance.now() + sliceMilliseconds
    let steps = 0
    do {
      if (!takeStep()) return false
      steps++
    } while (!isOver(steps, until) && !courtesy.isTurnWanted())
    return true
  }
  while (!courtesy.isCancelled()) {
    const hasMore = db === null ? takeSteps() : inTransaction(db, takeSteps)
    onSlice(!hasMore)
    if (!hasMore) return false
    await courtesy.pause()
  }
  return true
}
