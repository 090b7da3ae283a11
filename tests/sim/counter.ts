// One counter of a run: the real store, the real write path and the real engine, in processes that can die at any moment.
import type Database from 'better-sqlite3'
import { createEngine } from '../../src/main/sync/engine.ts'
import type { EngineStep } from '../../src/main/sync/engine-context.ts'
import type { WriteContext } from '../../src/main/write/run-command.ts'
import type { PlannedCommand } from '../../src/shared/wire.ts'
import { type Fuse, type Gate, openBytes, openGate, prepareOnce } from './gate.ts'
import { connectLine, type Line } from './network.ts'
import { checkOwnSaves } from './own-saves.ts'
import { hours, minutes, seconds, type World } from './world.ts'

export interface Counter {
  readonly name: string
  readonly deviceId: string
  readonly line: Line
  /** Who works here: the first is a manager. */
  readonly staff: readonly string[]
  /** The store below all processes. */
  store(): Database.Database
  isUp(): boolean
  /** Milliseconds by which its clock is off. */
  clockOff: number
  /** Runs `write` as the process that people use; false when it was not acknowledged. */
  save(actor: string, write: (context: WriteContext) => unknown): boolean
  /** Has the worker do a round soon. */
  nudge(delay?: number): void
  /** The worker starts anew, as it does when its process comes back. */
  restartWorker(): void
  /** Power goes, and comes back after `delay`. */
  crash(delay: number): void
  /** The file is replaced by these bytes. */
  replaceFile(bytes: Buffer): void
  /** How the last round ended; null while one is under way. */
  lastOutcome(): string | null
}

/** Ends a round as a worker does that is told to end. */
class RestartError extends Error {}

interface Process {
  readonly gate: Gate
  isGone: boolean
}

/** Starts a counter with a store made of `template`. `onSlip` may save something while the worker is at work. */
export function startCounter(
  world: World,
  identity: Pick<Counter, 'name' | 'deviceId' | 'staff' | 'line'>,
  template: Buffer,
  onSlip: (counter: Counter) => void,
): Counter {
  const { random, timeline, faults, say } = world
  const { name, deviceId, line } = identity
  let real = openBytes(template)
  let upAgainAt = 0
  let screen: Process
  let worker: Process & { run: () => void }
  let isSlipping = false
  let outcome: string | null = 'none'

  const now = () => new Date(timeline.now() + counter.clockOff)
  const never = () => new Promise<never>(() => undefined)

  function startScreen(): void {
    const gate = openGate(
      real,
      (kind) => noteTrouble(kind, 'screen'),
      () => undefined,
    )
    screen = { gate, isGone: false }
  }

  function noteTrouble(kind: Fuse['kind'], where: string): void {
    faults.note(kind === 'full' ? 'disk full' : 'counter crashed inside a transaction')
    say(name, `${where}: ${kind} inside a transaction`)
    if (kind === 'crash') counter.crash(1 * seconds + random.below(30 * minutes))
  }

  function slip(): void {
    if (isSlipping || !faults.strikes('save during a round')) return
    isSlipping = true
    faults.note('save during a round')
    onSlip(counter)
    isSlipping = false
  }

  function startWorker(): void {
    const gate = openGate(real, (kind) => noteTrouble(kind, 'worker'), slip)
    const own: Process & { run: () => void } = { gate, isGone: false, run: () => undefined }
    worker = own
    const engine = createEngine({
      db: gate.db,
      remote: connectLine(world, line, () => own.isGone),
      deviceId,
      appVersion: '1.0.0',
      now,
      elapsed: timeline.now,
      pause: (step) => pause(own, step),
    })
    let isRunning = false
    own.run = () => {
      if (isRunning || own.isGone || !counter.isUp()) return
      isRunning = true
      outcome = null
      void engine.round().then((ended) => {
        if (own.isGone) return
        isRunning = false
        outcome = ended.status === 'level' ? 'level' : ended.code
        const isOwnDoing = ended.status === 'failed' && ended.error instanceof RestartError
        if (ended.status === 'failed' && ended.code === 'UNEXPECTED' && !isOwnDoing) {
          world.record.violations.push(`${name}: a round broke: ${describe(ended.error)}`)
        }
        say(name, `round: ${outcome}`)
        world.record.violations.push(...checkOwnSaves(world, counter))
        recover(outcome)
      })
    }
  }

  function recover(problem: string): void {
    if (problem === 'SESSION_EXPIRED') line.isTokenGood = true
    if (problem === 'STAFF_DEACTIVATED') line.caller = random.pick(counter.staff)
    counter.nudge(problem === 'level' ? 10 * minutes + random.below(2 * hours) : random.below(40 * minutes))
  }

  async function pause(own: Process, step: EngineStep): Promise<void> {
    if (own.isGone) return never()
    own.gate.arm(null)
    say(name, `step: ${step}`)
    const isFirstPull = step === 'apply slice' && readFrom(real) === null
    if (isFirstPull && faults.strikes('first pull interrupted')) {
      faults.note('first pull interrupted')
      counter.restartWorker()
      return never()
    }
    if (faults.strikes('counter crashed between transactions')) {
      faults.note('counter crashed between transactions')
      say(name, `crash before: ${step}`)
      counter.crash(1 * seconds + random.below(30 * minutes))
      return never()
    }
    if (faults.strikes('worker crashed')) {
      faults.note('worker crashed')
      say(name, `worker crash before: ${step}`)
      counter.restartWorker()
      return never()
    }
    if (faults.strikes('worker restarted')) {
      faults.note('worker restarted')
      timeline.after(0, () => counter.restartWorker())
      throw new RestartError('the worker is told to end')
    }
    if (faults.strikes('counter crashed inside a transaction')) {
      own.gate.arm({ kind: 'crash', statementsLeft: 1 + random.below(25) })
    } else if (faults.strikes('disk full')) {
      own.gate.arm({ kind: 'full', statementsLeft: 1 + random.below(25) })
    }
    if (random.chance(0.1)) await timeline.wait(random.below(2 * seconds))
    return own.isGone ? never() : undefined
  }

  const counter: Counter = {
    ...identity,
    clockOff: 0,
    store: () => real,
    isUp: () => timeline.now() >= upAgainAt,
    save(actor, write) {
      const { gate } = screen
      if (faults.strikes('counter crashed inside a transaction')) {
        gate.arm({ kind: 'crash', statementsLeft: 1 + random.below(12) })
      } else if (faults.strikes('disk full')) {
        gate.arm({ kind: 'full', statementsLeft: 1 + random.below(12) })
      }
      const context = { db: gate.db, actor, deviceId, now, randomBytes: random.bytes }
      try {
        write(context)
        if (gate.isDead()) return false
        gate.arm(null)
        counter.nudge(random.below(5 * seconds))
        return true
      } catch (error) {
        gate.arm(null)
        if (!isExpected(error)) world.record.violations.push(`${name}: a save broke: ${describe(error)}`)
        return false
      }
    },
    nudge(delay = 0) {
      const own = worker
      timeline.after(delay, () => own.run())
    },
    restartWorker() {
      worker.isGone = true
      worker.gate.kill()
      outcome = 'restarted'
      startWorker()
      counter.nudge(random.below(10 * seconds))
    },
    crash(delay) {
      upAgainAt = timeline.now() + delay
      screen.gate.kill()
      screen.isGone = true
      startScreen()
      counter.restartWorker()
      counter.nudge(delay)
    },
    replaceFile(bytes) {
      screen.gate.kill()
      worker.gate.kill()
      worker.isGone = true
      real.close()
      real = openBytes(bytes)
      startScreen()
      startWorker()
      counter.nudge(random.below(minutes))
    },
    lastOutcome: () => outcome,
  }
  startScreen()
  startWorker()
  return counter
}

/** What a person may be told, and troubles that are the simulator's own. */
function isExpected(error: unknown): boolean {
  const name = error instanceof Error ? error.constructor.name : ''
  return name === 'AppError' || name === 'CrashError' || name === 'SqliteError'
}

function describe(error: unknown): string {
  return error instanceof Error
    ? (error.stack ?? error.message).split('\n').slice(0, 4).join(' | ')
    : String(error)
}

/** The snapshot up to which everything is here; null before the first pull has ended. */
export function readFrom(store: Database.Database): string | null {
  return prepareOnce(store, 'SELECT from_snapshot FROM sync_state').pluck().get() as string | null
}

/** A command as the outbox holds it, with the snapshot all of which was here; null when it holds none of this id. */
export function readUnsent(
  store: Database.Database,
  commandId: string,
): { readonly planned: PlannedCommand; readonly seen: string | null } | null {
  const row = prepareOnce(store, 'SELECT payload, seen FROM outbox WHERE command_id = ?').get(commandId)
  if (!row) return null
  const { payload, seen } = row as { payload: string; seen: string | null }
  return { planned: JSON.parse(payload) as PlannedCommand, seen }
}
