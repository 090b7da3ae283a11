// What every run over a file tells on its way: how far it is, and what had to be mended.
import type { ImportProgress, RowMendCode } from '../../shared/importing.ts'

const progressMilliseconds = 100

/** Tells how far a run is, a few times a second and at its end. */
export function createAnnouncer(run: {
  readonly fileToken: string
  readonly total: number
  readonly dryRun: boolean
  readonly onProgress: (progress: ImportProgress) => void
}): (done: number, isLast: boolean) => void {
  let announcedAt = 0
  return (done, isLast) => {
    const now = performance.now()
    if (now - announcedAt < progressMilliseconds && !isLast) return
    announcedAt = now
    run.onProgress({
      fileToken: run.fileToken,
      done,
      total: Math.max(done, run.total),
      dryRun: run.dryRun,
    })
  }
}

/** How often each thing was mended. */
export interface MendCounts {
  readonly counts: Record<RowMendCode, number>
  readonly add: (mends: readonly RowMendCode[]) => void
}

/** Counts of nothing yet. */
export function countMends(): MendCounts {
  const counts: Record<RowMendCode, number> = {
    LEADING_ZERO_RESTORED: 0,
    THAI_DIGITS: 0,
    BUDDHIST_YEAR: 0,
    BAD_OPTIONAL_VALUE_LEFT_OUT: 0,
  }
  const add = (mends: readonly RowMendCode[]) => {
    for (const code of mends) counts[code]++
  }
  return { counts, add }
}
