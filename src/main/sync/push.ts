// Push: what was saved here goes to the server in order, and its answers are kept. A reply that is lost costs nothing: the
// server answers the same commands once more with the results it stored.
import { protocolVersion, pushLimits } from '../../shared/wire.ts'
import { readPushBatch, renumberOutbox, saveResults } from '../db/outbox.ts'
import { readSyncPoint } from '../db/sync-state.ts'
import type { EngineContext } from './engine-context.ts'
import { RemoteError } from './remote.ts'
import { shrinkOnFailure } from './slowness.ts'

/** How often one push may be told to number its commands anew before the server counts as broken. */
const renumberLimit = 3

/** Pushes until nothing is unsent; `reset` when the server tells another history than this device knows. */
export async function pushAll(context: EngineContext): Promise<'done' | 'reset'> {
  const { db, remote, deviceId, now, pause, onMoving, onChanged, slowness } = context
  let renumberings = 0
  for (;;) {
    const commands = readPushBatch(db, {
      commands: Math.max(1, pushLimits.commands >> slowness.shift),
      bytes: pushLimits.bytes >> slowness.shift,
    })
    const first = commands[0]
    if (first === undefined) return 'done'
    await pause('push')
    const reply = await shrinkOnFailure(slowness, () =>
      remote.push({
        p_device: deviceId,
        p_protocol: protocolVersion,
        p_epoch: readSyncPoint(db).epoch,
        p_sent_at: now().toISOString(),
        p_first_seq: first.seq,
        p_commands: commands,
      }),
    )
    if (reply.status === 'reset') return 'reset'
    await pause('save results')
    if (reply.status === 'done') {
      const { refused } = saveResults(db, reply, now())
      onMoving()
      if (refused > 0) onChanged(null)
      continue
    }
    // Numbers the server never saw, or saw for other commands (a restored backup on either side): the unsent count on from its last.
    renumberings += 1
    if (renumberings > renumberLimit) throw new RemoteError('SERVER_FAILED')
    renumberOutbox(db, reply.lastSeq)
  }
}
