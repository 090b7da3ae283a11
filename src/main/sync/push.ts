// Push: what was saved here goes to the server in order, and its answers are kept. A reply that is lost costs nothing: the
// server answers the same commands once more with the results it stored.
import { protocolVersion, pushLimits } from '../../shared/wire.ts'
import { readPushBatch } from '../db/outbox.ts'
import { saveResults } from '../db/push-results.ts'
import { readSyncPoint } from '../db/sync-state.ts'
import type { EngineContext } from './engine-context.ts'
import { RemoteError } from './remote.ts'
import { shrinkOnFailure } from './slowness.ts'

/** How often in a row the server may say that the numbers are wrong before it counts as broken. */
const contradictionLimit = 3

/** Pushes until nothing is unsent; `reset` when the server tells another history than this device knows. */
export async function pushAll(context: EngineContext): Promise<'done' | 'reset'> {
  const { db, remote, deviceId, now, pause, onMoving, onChanged, slowness, elapsed } = context
  let contradictions = 0
  for (;;) {
    const commands = readPushBatch(db, {
      commands: Math.max(1, pushLimits.commands >> slowness.shift),
      bytes: pushLimits.bytes >> slowness.shift,
    })
    const first = commands[0]
    if (first === undefined) return 'done'
    await pause('push')
    const reply = await shrinkOnFailure(slowness, elapsed, () =>
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
    const { customerIds } = saveResults(db, reply, now())
    onMoving()
    if (customerIds.length > 0) onChanged(customerIds)
    if (reply.status === 'done') continue
    // Numbers the server never saw, or saw for other commands (a restored backup on either side): they were set right.
    contradictions += 1
    if (contradictions > contradictionLimit) throw new RemoteError('SERVER_FAILED')
  }
}
