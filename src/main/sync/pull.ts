// Pull: every row the server changed since the last pull, page by page. The next page travels while this one is applied, and
// this one is applied in short transactions, so that nobody at the counter waits for long.
import { feedTables } from '../../shared/feed.ts'
import { type PullReply, type PullRequest, protocolVersion } from '../../shared/wire.ts'
import { applySlice, pageSlices } from '../db/apply-feed.ts'
import { finishPull, missesTables } from '../db/finish-pull.ts'
import { beginReset, readSyncPoint } from '../db/sync-state.ts'
import type { EngineContext } from './engine-context.ts'
import { pushAll } from './push.ts'
import { fitSlices, shrinkOnFailure } from './slowness.ts'

/** Rows asked for at once, on a line that is not slow. */
export const pullLimits = { page: 4_000 } as const

/**
 * One pull, from its beginning or from where the last one broke off. `level`: it began now and took one page; `more`: it took
 * long enough that there may be news; `reset`: the server's history is another one, everything has to come anew.
 */
export async function pullOnce(context: EngineContext): Promise<'level' | 'more' | 'reset'> {
  const { db, now, pause, onMoving, onChanged, slowness, elapsed } = context
  const point = readSyncPoint(db)
  if (missesTables(point.feedTables)) {
    // An older app pulled up to here and knew nothing of some of the tables.
    await pause('begin reset')
    beginReset(db, 'expired')
    return 'reset'
  }
  const isResumed = point.to !== null
  let pages = 0
  let lastSeq = isResumed ? point.toLastSeq : null
  // The beginning of everything is taken from whatever history the server tells.
  const epoch = point.from === null && !isResumed ? null : point.epoch
  await pause('pull')
  let coming = askPage(context, {
    p_epoch: epoch,
    p_from: point.from,
    p_to: point.to,
    p_after: point.position,
  })
  for (;;) {
    const page = await coming
    if (page.reset !== null) {
      await pause('begin reset')
      beginReset(db, page.reset)
      return 'reset'
    }
    pages += 1
    // Only what the first page's snapshot held counts as arrived: later pages may be newer.
    lastSeq ??= page.lastSeq
    const reply: PullReply = { ...page, lastSeq }
    const { next } = reply
    if (next !== null) {
      await pause('pull')
      coming = askPage(context, {
        p_epoch: reply.epoch,
        p_from: point.from,
        p_to: reply.to,
        p_after: next,
      })
      // Whoever awaits it below hears of a failure; until then it must not count as unheard.
      coming.catch(() => undefined)
    }
    const size = slowness.sliceRows
    const times: number[] = []
    for (const slice of pageSlices(reply, size)) {
      await pause('apply slice')
      const begun = elapsed()
      const { customerIds } = applySlice(db, { reply, ...slice })
      if (slice.rows.length === size) times.push(elapsed() - begun)
      onMoving()
      if (customerIds.length > 0) onChanged(customerIds)
    }
    fitSlices(slowness, times)
    // A long pull does not keep what is saved meanwhile from the other counters; another history shows in the next page, too.
    if (next !== null) await pushAll(context)
    else {
      await pause('finish pull')
      const isWhole = !isResumed && pages === 1
      const { customerIds } = finishPull(db, reply, now(), isWhole)
      if (customerIds.length > 0) onChanged(customerIds)
      return isWhole ? 'level' : 'more'
    }
  }
}

type Place = Pick<PullRequest, 'p_epoch' | 'p_from' | 'p_to' | 'p_after'>

function askPage({ remote, deviceId, slowness, elapsed }: EngineContext, place: Place): Promise<PullReply> {
  return shrinkOnFailure(slowness, elapsed, () =>
    remote.pull({
      p_device: deviceId,
      p_protocol: protocolVersion,
      ...place,
      p_tables: feedTables,
      p_limit: pullLimits.page >> slowness.shift,
    }),
  )
}
