// A counter in one process: the real store, write path and engine, and supabase-js between it and the server. Victims are
// killed as one, and the parent goes on as one with what they leave behind.
import { randomBytes } from 'node:crypto'
import type { WriteDb } from '../../src/main/db/handle.ts'
import { closeStore, openStore } from '../../src/main/db/open.ts'
import type { Command } from '../../src/main/domain/commands.ts'
import { createCarrier } from '../../src/main/sync/carrier.ts'
import { createEngine, type Engine } from '../../src/main/sync/engine.ts'
import type { EngineStep } from '../../src/main/sync/engine-context.ts'
import type { Remote, RemoteSession } from '../../src/main/sync/remote.ts'
import { createRemote } from '../../src/main/sync/remote-calls.ts'
import { connectSupabase } from '../../src/main/sync/supabase-remote.ts'
import { type CommandOutcome, runCommand } from '../../src/main/write/run-command.ts'
import { makeUuid } from '../../src/shared/uuid.ts'

/** Which store, which device and in whose name: all that another process needs to be the same counter. */
export interface Seat {
  readonly folder: string
  /** 32 bytes in hexadecimal. */
  readonly key: string
  readonly deviceId: string
  readonly server: { readonly url: string; readonly key: string }
  readonly staffId: string
  readonly session: RemoteSession
}

/** Where a victim is watched. */
export interface Watch {
  /** Given the connection before anything uses it. */
  readonly store?: (db: WriteDb) => void
  readonly remote?: (remote: Remote) => Remote
  readonly pause?: (step: EngineStep) => Promise<void>
}

export interface EngineCounter {
  readonly db: WriteDb
  readonly engine: Engine
  /** What opening the store had to do. */
  readonly opened: string
  run(command: Command): CommandOutcome
  close(): void
}

/** A new id in order of time, as the app makes them. */
export function newId(): string {
  return makeUuid(Date.now(), randomBytes(10))
}

/** Opens the store of a seat as a start of the app does. */
export function openSeat(seat: Seat, watch: Watch = {}): EngineCounter {
  const { db, notice } = openStore({ folder: seat.folder, key: Buffer.from(seat.key, 'hex') })
  watch.store?.(db)
  const { server, deviceId, staffId } = seat
  const connection = connectSupabase({ ...server, channelToken: () => null })
  const nothing = () => undefined
  const carrier = createCarrier({
    refresh: connection.refresh,
    onRefreshed: nothing,
    onExpired: nothing,
    onBarred: nothing,
  })
  carrier.use(staffId, seat.session)
  const remote = createRemote(connection, carrier)
  const engine = createEngine({
    db,
    remote: watch.remote?.(remote) ?? remote,
    deviceId,
    appVersion: '1.0.0',
    now: () => new Date(),
    elapsed: () => performance.now(),
    // Nobody waits for a turn; with it, long work is done in the short transactions of the app.
    turn: new SharedArrayBuffer(4),
    pause: watch.pause,
  })
  const context = { db, actor: staffId, deviceId, now: () => new Date(), randomBytes }
  return {
    db,
    engine,
    opened: notice.code,
    run: (command) => runCommand(context, command),
    close() {
      connection.close()
      closeStore(db)
    },
  }
}

/**
 * Has a counter never compare hashes with its server: what was lost would be fetched anew, and nobody would see that it had
 * been lost.
 */
export const unrepaired: Watch = {
  remote: (remote) => ({
    ...remote,
    hashes: async (request) => ({ ...(await remote.hashes(request)), hashes: {} }),
  }),
}

/** Opens a counter for one piece of work and closes it cleanly. */
export async function withCounter(
  seat: Seat,
  work: (counter: EngineCounter) => Promise<void>,
  watch: Watch = {},
): Promise<void> {
  const counter = openSeat(seat, watch)
  try {
    await work(counter)
  } finally {
    counter.close()
  }
}
