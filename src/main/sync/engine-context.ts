// What a round of sync is given: a store, a server, clocks and pauses, all from outside.
import type { HelloReply } from '../../shared/wire.ts'
import type { WriteDb } from '../db/handle.ts'
import type { Remote } from './remote.ts'
import type { Slowness } from './slowness.ts'

/** The places between two effects: before a call to the server, or before a transaction on the store. */
export type EngineStep =
  | 'hello'
  | 'save hello'
  | 'claim codes'
  | 'save codes'
  | 'push'
  | 'save results'
  | 'pull'
  | 'apply slice'
  | 'finish pull'
  | 'begin reset'
  | 'index'
  | 'hashes'
  | 'bucket rows'
  | 'repair'

export interface EngineOptions {
  readonly db: WriteDb
  readonly remote: Remote
  readonly deviceId: string
  readonly appVersion: string
  readonly now: () => Date
  /** Milliseconds that never run backwards, whatever people do to the clock on the wall. */
  readonly elapsed: () => number
  /** Awaited between any two effects: the worker gives way here, a simulator crashes here. What it rejects with ends the round. */
  readonly pause?: (step: EngineStep) => Promise<void>
  /** The memory in which the counter says that it waits to write; without it nobody else writes. */
  readonly turn?: SharedArrayBuffer
  /** Something moves: told after each answer that brought or took something, so that progress can be shown. */
  readonly onMoving?: () => void
  /** Customers whose rows changed; null means many, or all. */
  readonly onChanged?: (customerIds: readonly string[] | null) => void
  readonly onHello?: (hello: HelloReply) => void
}

/** What the steps of a round share. */
export interface EngineContext extends EngineOptions {
  readonly slowness: Slowness
  readonly pause: (step: EngineStep) => Promise<void>
  readonly onMoving: () => void
  readonly onChanged: (customerIds: readonly string[] | null) => void
  readonly onHello: (hello: HelloReply) => void
}
