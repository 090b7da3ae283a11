// What main and the sync worker say to each other: plain data, since it crosses threads. Tokens travel here and nowhere else.
import type { ErrorCode } from '../../shared/errors.ts'
import type { SyncState } from '../../shared/sync.ts'
import type { HelloReply } from '../../shared/wire.ts'
import type { NudgeReason } from '../domain/sync-machine.ts'
import type { RemoteSession } from './remote.ts'

/** Where a server is, and its public key. */
export interface ServerPlace {
  readonly url: string
  readonly key: string
}

/** Who signed in with a password, and what the server said about staff and this device. */
export interface SignedIn {
  readonly session: RemoteSession
  readonly hello: HelloReply
}

/** What the worker is started with. */
export interface WorkerStart {
  readonly folder: string
  readonly key: Uint8Array
  /** Where the counter's connection says that it waits to write. */
  readonly turn: SharedArrayBuffer
  readonly deviceId: string
  readonly appVersion: string
  readonly server: ServerPlace | null
  readonly carrier: { readonly staffId: string; readonly session: RemoteSession } | null
}

/** Every question by name: what it is given and what it answers. */
export interface Questions {
  /** Checks a server and uses it from now on. */
  readonly connect: { readonly asks: ServerPlace; readonly answers: null }
  readonly signIn: {
    readonly asks: { readonly email: string; readonly password: string }
    readonly answers: SignedIn
  }
  readonly registerDevice: { readonly asks: { readonly name: string }; readonly answers: HelloReply }
  readonly endSession: { readonly asks: { readonly session: RemoteSession }; readonly answers: null }
}
export type QuestionName = keyof Questions
/** A question as it is handed over. */
export type Question = {
  readonly [Name in QuestionName]: { readonly name: Name; readonly asks: Questions[Name]['asks'] }
}[QuestionName]

export type ToWorker =
  | { readonly kind: 'nudge'; readonly reason: NudgeReason }
  | { readonly kind: 'carrier'; readonly staffId: string | null; readonly session: RemoteSession | null }
  | { readonly kind: 'ask'; readonly id: number; readonly question: Question }
  | { readonly kind: 'close' }

/** How the loop stands; counts are read by main itself. */
export interface LoopStatus {
  readonly state: SyncState
  readonly problem: ErrorCode | null
  readonly nextTryAt: string | null
  readonly isRealtimeOpen: boolean
}

export type FromWorker =
  | { readonly kind: 'status'; readonly status: LoopStatus }
  /** Null means many, or all. */
  | { readonly kind: 'changed'; readonly customerIds: readonly string[] | null }
  /** The lists of staff and devices were saved anew. */
  | { readonly kind: 'greeted' }
  | { readonly kind: 'refreshed'; readonly staffId: string; readonly session: RemoteSession }
  | { readonly kind: 'expired'; readonly staffId: string }
  | { readonly kind: 'barred'; readonly staffId: string }
  | { readonly kind: 'answer'; readonly id: number; readonly answer: Questions[QuestionName]['answers'] }
  | {
      readonly kind: 'refused'
      readonly id: number
      readonly code: ErrorCode
      readonly retryAfter: number | null
    }
  /** Something went wrong that nobody foresaw: the name of the error and the places in the code, none of its words. */
  | { readonly kind: 'surprise'; readonly name: string; readonly frames: string }
