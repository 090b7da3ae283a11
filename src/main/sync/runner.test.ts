import { expect, it, vi } from 'vitest'
import { pace, type SyncMachine } from '../domain/sync-machine.ts'
import type { RoundOutcome } from './engine.ts'
import { createRunner } from './runner.ts'

const level: RoundOutcome = { status: 'level' }
const failed = (code: 'SERVER_UNREACHABLE' | 'SESSION_EXPIRED' | 'UNEXPECTED'): RoundOutcome => ({
  status: 'failed',
  code,
  retryAfter: null,
  error: new TypeError('x'),
})

/** A runner on a clock that only moves when told, with rounds that end as listed. */
function makeRunner(outcomes: (RoundOutcome | Promise<RoundOutcome>)[]) {
  const waits: { run: () => void; milliseconds: number; isCancelled: boolean }[] = []
  const states: { state: SyncMachine['state']; waiting: number | null }[] = []
  const round = vi.fn(async () => (await outcomes.shift()) ?? level)
  const greetAgain = vi.fn()
  const onSurprise = vi.fn()
  const runner = createRunner({
    engine: { round, greetAgain },
    random: () => 0.5,
    schedule(run, milliseconds) {
      const wait = { run, milliseconds, isCancelled: false }
      waits.push(wait)
      return () => {
        wait.isCancelled = true
      }
    },
    onState: ({ state }, waiting) => states.push({ state, waiting }),
    onSurprise,
  })
  const settle = () => new Promise((resolve) => setImmediate(resolve))
  const pending = () => waits.filter((wait) => !wait.isCancelled)
  return { runner, round, greetAgain, onSurprise, states, pending, waits, settle }
}

it('does a round at the start and every 15 seconds after', async () => {
  const { runner, round, pending, settle } = makeRunner([])
  runner.start()
  await settle()
  expect(round).toHaveBeenCalledOnce()
  expect(pending().map(({ milliseconds }) => milliseconds)).toEqual([pace.poll])
  pending()[0]?.run()
  await settle()
  expect(round).toHaveBeenCalledTimes(2)
})

it('has one wait in force at a time, whatever comes in between', async () => {
  const { runner, round, waits, settle } = makeRunner([])
  runner.start()
  await settle()
  for (const reason of ['poke', 'poke', 'saved', 'network'] as const) runner.nudge(reason)
  await settle()
  await settle()
  expect(round).toHaveBeenCalledTimes(3)
  expect(waits.filter((wait) => !wait.isCancelled)).toHaveLength(1)
})

it('drains after failures without any new save, and says when it tries next', async () => {
  const down = failed('SERVER_UNREACHABLE')
  const { runner, round, states, waits, settle } = makeRunner([down, down, down, level])
  runner.start()
  for (let turn = 0; turn < 3; turn += 1) {
    await settle()
    waits.at(-1)?.run()
  }
  await settle()
  expect(round).toHaveBeenCalledTimes(4)
  expect(states.filter(({ waiting }) => waiting !== null)).toEqual([
    { state: 'offline', waiting: 500 },
    { state: 'offline', waiting: 1_000 },
    { state: 'offline', waiting: 2_000 },
    { state: 'online', waiting: pace.poll },
  ])
})

it('waits for nothing once only a person can help, and greets again when one did', async () => {
  const { runner, round, greetAgain, pending, settle } = makeRunner([failed('SESSION_EXPIRED')])
  runner.start()
  await settle()
  expect(pending()).toEqual([])
  runner.nudge('session')
  await settle()
  expect(greetAgain).toHaveBeenCalledOnce()
  expect(round).toHaveBeenCalledTimes(2)
})

it('survives what nobody foresaw, and tells of it', async () => {
  const { runner, onSurprise, pending, settle } = makeRunner([failed('UNEXPECTED')])
  runner.start()
  await settle()
  expect(onSurprise).toHaveBeenCalledWith(expect.any(TypeError))
  expect(pending()).toHaveLength(1)
})

it('stops after the round under way, and begins none afterwards', async () => {
  const round = Promise.withResolvers<RoundOutcome>()
  const { runner, round: begun, settle } = makeRunner([round.promise])
  runner.start()
  let isStopped = false
  const stopped = runner.stop().then(() => {
    isStopped = true
  })
  await settle()
  expect(isStopped).toBe(false)
  round.resolve(level)
  await stopped
  runner.nudge('person')
  await settle()
  expect(begun).toHaveBeenCalledOnce()
})
