// The loop around rounds: feeds the machine what happens and does what it says. Timers and dice are given, and the only time
// it knows is time waited, so neither a clock set back nor a week asleep confuses it.
import type { ErrorCode } from '../../shared/errors.ts'
import {
  advance,
  type NudgeReason,
  type SyncEvent,
  type SyncMachine,
  startMachine,
} from '../domain/sync-machine.ts'
import type { Engine } from './engine.ts'

export interface RunnerOptions {
  readonly engine: Engine
  readonly random: () => number
  /** Runs something once after so many milliseconds; answers how to prevent it. */
  readonly schedule: (run: () => void, milliseconds: number) => () => void
  /** Told after every change; `waiting` is how many milliseconds the wait that just began will take, null when none did. */
  readonly onState: (machine: SyncMachine, waiting: number | null) => void
  /** A round failed in a way nobody foresaw. */
  readonly onSurprise?: (error: unknown) => void
}

export interface Runner {
  start(): void
  nudge(reason: NudgeReason): void
  /** To be told whenever something moves during a round. */
  moving(): void
  /** No round begins any more; resolves when the one under way has ended. */
  stop(): Promise<void>
}

/** Makes a runner that has not started yet. */
export function createRunner(options: RunnerOptions): Runner {
  const { engine, random, schedule, onState } = options
  let machine = startMachine()
  let cancelWait: () => void = () => undefined
  let isStopping = false
  let running: Promise<void> = Promise.resolve()

  function feed(event: SyncEvent): void {
    if (isStopping) return
    const before = machine
    const { machine: after, effect } = advance(machine, event, random)
    machine = after
    if (effect.do !== 'carryOn') cancelWait()
    if (effect.do === 'wait') cancelWait = schedule(() => feed({ kind: 'waited' }), effect.milliseconds)
    if (effect.do === 'round') running = runRound()
    if (before !== after || effect.do === 'wait') {
      onState(after, effect.do === 'wait' ? effect.milliseconds : null)
    }
  }

  async function runRound(): Promise<void> {
    const outcome = await engine.round()
    if (outcome.status === 'level') return feed({ kind: 'level' })
    const unforeseen: ErrorCode = 'UNEXPECTED'
    if (outcome.code === unforeseen) options.onSurprise?.(outcome.error)
    feed({ kind: 'failed', code: outcome.code, retryAfter: outcome.retryAfter })
  }

  return {
    start: () => feed({ kind: 'waited' }),
    nudge(reason) {
      if (reason === 'session' || reason === 'person') engine.greetAgain()
      feed({ kind: 'nudge', reason })
    },
    moving: () => feed({ kind: 'moving' }),
    async stop() {
      isStopping = true
      cancelWait()
      await running
    },
  }
}
