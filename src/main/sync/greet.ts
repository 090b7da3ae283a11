// The greeting: who works here, how this device stands, which history the server tells, how far the clocks are apart.
import { protocolVersion } from '../../shared/wire.ts'
import { beginReset, readSyncPoint, saveHello } from '../db/sync-state.ts'
import type { EngineContext } from './engine-context.ts'
import { RemoteError } from './remote.ts'

/**
 * Greets the server and keeps what it says; `reset` when its history is another than the one known here. Rejects with
 * RemoteError when this device may not go on.
 */
export async function greet(context: EngineContext): Promise<'same' | 'reset'> {
  const { db, remote, deviceId, appVersion, now, pause, onHello } = context
  await pause('hello')
  const hello = await remote.hello({
    p_device: deviceId,
    p_protocol: protocolVersion,
    p_app_version: appVersion,
  })
  checkProtocol(hello)
  await pause('save hello')
  const { epoch } = readSyncPoint(db)
  saveHello(db, hello, now())
  onHello(hello)
  if (hello.device.status === 'unknown') throw new RemoteError('DEVICE_NOT_REGISTERED')
  if (hello.device.status === 'revoked') throw new RemoteError('DEVICE_REVOKED')
  if (epoch === null || hello.epoch === epoch) return 'same'
  await pause('begin reset')
  beginReset(db, 'epoch')
  return 'reset'
}

/** Throws SERVER_TOO_OLD or SERVER_TOO_NEW for a server that does not speak this app's protocol. */
export function checkProtocol(server: { readonly protocol: number; readonly oldestProtocol: number }): void {
  if (server.protocol < protocolVersion) throw new RemoteError('SERVER_TOO_OLD')
  if (server.oldestProtocol > protocolVersion) throw new RemoteError('SERVER_TOO_NEW')
}
