// When to sync next, decided without a clock: what happened goes in, the next thing to do comes out. Whoever drives it
// measures the waiting with a clock that never jumps, so neither a week asleep nor a wrong date confuses it.
import type { ErrorCode } from '../../shared/errors.ts'
import type { SyncState } from '../../shared/sync.ts'
import { backoffDelay } from './backoff.ts'

/**
 * Why to look again: a save here, a person who asks, the network or the computer that came back, a word from the server, or
 * another person signed in.
 */
export type NudgeReason = 'saved' | 'person' | 'network' | 'resume' | 'poke' | 'session'

export interface SyncMachine {
  readonly state: SyncState
  /** What keeps it from `online`. */
  readonly problem: ErrorCode | null
  readonly phase: 'waiting' | 'working' | 'stopped'
  /** Failures in a row. */
  readonly failures: number
  /** Something is known to wait: one more round follows the one under way, or a short wait after a poke. */
  readonly isNudged: boolean
  /** A person acted while a round was under way: that it ends barred says nothing of how it stands now. */
  readonly isMended: boolean
}

export type SyncEvent =
  | { readonly kind: 'nudge'; readonly reason: NudgeReason }
  /** The wait that was asked for is over. */
  | { readonly kind: 'waited' }
  /** The server answered and something moves. */
  | { readonly kind: 'moving' }
  | { readonly kind: 'level' }
  | { readonly kind: 'failed'; readonly code: ErrorCode; readonly retryAfter: number | null }

/** `wait` replaces any wait before it; `rest` waits for a nudge alone; `carryOn` changes nothing. */
export type SyncEffect =
  | { readonly do: 'round' }
  | { readonly do: 'wait'; readonly milliseconds: number }
  | { readonly do: 'rest' }
  | { readonly do: 'carryOn' }

/**
 * Milliseconds: between two looks when nothing happens; when only a person is likely to mend what is wrong; and after a poke,
 * a little spread out, so that all counters of a venue do not ask in the same instant and several pokes cost one look.
 */
export const pace = { poll: 15_000, slow: 5 * 60_000, pokeLeast: 10, pokeSpread: 90 } as const

/** What a failure means: the state shown, and whether to try again with backoff, at slow pace, or not until a person acts. */
export interface FailureKind {
  readonly state: Extract<SyncState, 'offline' | 'behind' | 'stopped'>
  readonly retry: 'backoff' | 'slow' | 'never'
}

const unreachable: FailureKind = { state: 'offline', retry: 'backoff' }
const struggling: FailureKind = { state: 'behind', retry: 'backoff' }
const misplaced: FailureKind = { state: 'offline', retry: 'slow' }
const unfit: FailureKind = { state: 'behind', retry: 'slow' }
const barred: FailureKind = { state: 'stopped', retry: 'never' }

const failureKinds: Partial<Record<ErrorCode, FailureKind>> = {
  SERVER_UNREACHABLE: unreachable,
  OFFLINE: unreachable,
  SERVER_FAILED: struggling,
  SERVER_BUSY: struggling,
  STORE_FULL: struggling,
  STORE_BUSY: struggling,
  STORE_READ_ONLY: struggling,
  STORE_DAMAGED: unfit,
  // A captive portal or a mistyped address: the server itself was not met.
  SERVER_NOT_REGULARS: misplaced,
  SERVER_WRONG_ADDRESS: misplaced,
  SERVER_TLS_FAILED: misplaced,
  SERVER_TOO_OLD: unfit,
  SERVER_TOO_NEW: unfit,
  NOT_SIGNED_IN: barred,
  SESSION_EXPIRED: barred,
  STAFF_UNKNOWN: barred,
  STAFF_DEACTIVATED: barred,
  DEVICE_NOT_REGISTERED: barred,
  DEVICE_REVOKED: barred,
}

/** What a failure of a round means; a code that no one foresaw is tried again with backoff and shown. */
export function kindOfFailure(code: ErrorCode): FailureKind {
  return failureKinds[code] ?? struggling
}

/** A machine that has not met its server yet. */
export function startMachine(): SyncMachine {
  return { state: 'offline', problem: null, phase: 'waiting', failures: 0, isNudged: false, isMended: false }
}

/** The machine after an event, and what to do now. `random` is from 0 up to but not including 1, for the jitter. */
export function advance(
  machine: SyncMachine,
  event: SyncEvent,
  random: () => number,
): { readonly machine: SyncMachine; readonly effect: SyncEffect } {
  switch (event.kind) {
    case 'nudge':
      return nudge(machine, event.reason, random)
    case 'waited':
      return machine.phase === 'waiting' ? begin(machine) : { machine, effect: carryOn }
    case 'moving':
      if (machine.phase !== 'working') return { machine, effect: carryOn }
      return { machine: { ...machine, state: 'busy', problem: null }, effect: carryOn }
    case 'level':
      return finish(machine)
    case 'failed':
      return fail(machine, event.code, event.retryAfter, random)
  }
}

type Advanced = ReturnType<typeof advance>
const carryOn: SyncEffect = { do: 'carryOn' }

function begin(machine: SyncMachine): Advanced {
  const working: SyncMachine = { ...machine, phase: 'working', isNudged: false, isMended: false }
  return { machine: working, effect: { do: 'round' } }
}

function nudge(machine: SyncMachine, reason: NudgeReason, random: () => number): Advanced {
  // A save gives no reason to think that the server is back; everything else does.
  const failures = reason === 'saved' ? machine.failures : 0
  const isMending = reason === 'person' || reason === 'session'
  if (machine.phase === 'working') {
    const isMended = machine.isMended || isMending
    return { machine: { ...machine, failures, isNudged: true, isMended }, effect: carryOn }
  }
  if (machine.phase === 'stopped') {
    return isMending ? begin({ ...machine, failures }) : { machine, effect: carryOn }
  }
  if (reason === 'saved') return machine.problem === null ? begin(machine) : { machine, effect: carryOn }
  if (reason === 'poke') return poke(machine, random)
  return begin({ ...machine, failures })
}

function poke(machine: SyncMachine, random: () => number): Advanced {
  // A server that struggles says when to come back; that it also pokes is no invitation.
  const isUnwelcome = machine.isNudged || (machine.problem !== null && machine.state !== 'offline')
  if (isUnwelcome) return { machine, effect: carryOn }
  const milliseconds = pace.pokeLeast + Math.floor(random() * pace.pokeSpread)
  return { machine: { ...machine, failures: 0, isNudged: true }, effect: { do: 'wait', milliseconds } }
}

function finish(machine: SyncMachine): Advanced {
  const level: SyncMachine = { ...machine, state: 'online', problem: null, phase: 'waiting', failures: 0 }
  if (machine.isNudged) return begin({ ...level, state: machine.state === 'busy' ? 'busy' : 'online' })
  return { machine: level, effect: { do: 'wait', milliseconds: pace.poll } }
}

function fail(
  machine: SyncMachine,
  code: ErrorCode,
  retryAfter: number | null,
  random: () => number,
): Advanced {
  const { state, retry } = kindOfFailure(code)
  const failures = machine.failures + 1
  const failed: SyncMachine = {
    state,
    problem: code,
    phase: 'waiting',
    failures,
    isNudged: false,
    isMended: false,
  }
  if (retry === 'never') {
    if (machine.isMended) return begin(failed)
    return { machine: { ...failed, phase: 'stopped' }, effect: { do: 'rest' } }
  }
  const backoff = backoffDelay(failures, retryAfter, random())
  const milliseconds = retry === 'slow' ? Math.max(pace.slow, backoff) : backoff
  return { machine: failed, effect: { do: 'wait', milliseconds } }
}
