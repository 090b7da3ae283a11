import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type ErrorCode, errorCodes } from '../../shared/errors.ts'
import {
  advance,
  kindOfFailure,
  pace,
  type SyncEffect,
  type SyncEvent,
  type SyncMachine,
  startMachine,
} from './sync-machine.ts'

const half = () => 0.5

function play(events: readonly SyncEvent[], from: SyncMachine = startMachine()) {
  let machine = from
  const effects: SyncEffect[] = []
  for (const event of events) {
    const next = advance(machine, event, half)
    machine = next.machine
    effects.push(next.effect)
  }
  return { machine, effects, last: effects.at(-1) }
}

const waited: SyncEvent = { kind: 'waited' }
const level: SyncEvent = { kind: 'level' }
const saved: SyncEvent = { kind: 'nudge', reason: 'saved' }
const person: SyncEvent = { kind: 'nudge', reason: 'person' }
const poke: SyncEvent = { kind: 'nudge', reason: 'poke' }
const failed = (code: ErrorCode, retryAfter: number | null = null): SyncEvent => ({
  kind: 'failed',
  code,
  retryAfter,
})

describe('when all is well', () => {
  it('looks every 15 seconds and at once after a save', () => {
    const idle = play([waited, level])
    expect(idle.last).toEqual({ do: 'wait', milliseconds: pace.poll })
    expect(idle.machine).toMatchObject({ state: 'online', problem: null })
    expect(play([saved], idle.machine).last).toEqual({ do: 'round' })
  })

  it('does one more round for whatever happened during one, and only one', () => {
    const { effects } = play([waited, saved, saved, poke, level, level])
    expect(effects).toEqual([
      { do: 'round' },
      { do: 'carryOn' },
      { do: 'carryOn' },
      { do: 'carryOn' },
      { do: 'round' },
      { do: 'wait', milliseconds: pace.poll },
    ])
  })

  it('answers several pokes with one look, soon but not at the same instant as everybody else', () => {
    const { effects } = play([waited, level, poke, poke, poke, waited])
    expect(effects.slice(2)).toEqual([
      { do: 'wait', milliseconds: pace.pokeLeast + pace.pokeSpread / 2 },
      { do: 'carryOn' },
      { do: 'carryOn' },
      { do: 'round' },
    ])
  })

  it('is busy only while something moves', () => {
    const moving = play([waited, { kind: 'moving' }])
    expect(moving.machine.state).toBe('busy')
    expect(play([level], moving.machine).machine.state).toBe('online')
    expect(play([waited, level, { kind: 'moving' }]).machine.state).toBe('online')
  })
})

describe('when the server does not answer', () => {
  const down = [waited, failed('SERVER_UNREACHABLE')]

  it('is offline and waits longer each time', () => {
    const { effects, machine } = play([...down, ...down, ...down, ...down])
    expect(effects.filter((effect) => effect.do === 'wait')).toEqual(
      [500, 1_000, 2_000, 4_000].map((milliseconds) => ({ do: 'wait', milliseconds })),
    )
    expect(machine).toMatchObject({ state: 'offline', problem: 'SERVER_UNREACHABLE', failures: 4 })
  })

  it('is not hurried by saves, but by a person, the network, waking up or a poke', () => {
    const { machine } = play([...down, ...down, ...down])
    expect(play([saved], machine).last).toEqual({ do: 'carryOn' })
    for (const reason of ['person', 'network', 'resume', 'session'] as const) {
      const next = play([{ kind: 'nudge', reason }], machine)
      expect(next.last).toEqual({ do: 'round' })
      expect(next.machine.failures).toBe(0)
    }
    expect(play([poke], machine).last).toEqual({ do: 'wait', milliseconds: 55 })
  })

  it('begins with the shortest wait again once a round succeeded', () => {
    const { last } = play([...down, ...down, ...down, waited, level, ...down])
    expect(last).toEqual({ do: 'wait', milliseconds: 500 })
  })
})

describe('when the server struggles', () => {
  it('is behind, waits as long as it asked, and takes no poke for an invitation', () => {
    const busy = play([waited, failed('SERVER_BUSY', 90_000)])
    expect(busy.machine.state).toBe('behind')
    expect(busy.last).toEqual({ do: 'wait', milliseconds: 90_000 })
    expect(play([poke], busy.machine).last).toEqual({ do: 'carryOn' })
    expect(play([person], busy.machine).last).toEqual({ do: 'round' })
  })

  it('tries again after a full disk', () => {
    const full = play([waited, failed('STORE_FULL')])
    expect(full.machine).toMatchObject({ state: 'behind', problem: 'STORE_FULL' })
    expect(play([waited], full.machine).last).toEqual({ do: 'round' })
  })
})

describe('when only a person can help', () => {
  it.each([
    ['SERVER_NOT_REGULARS', 'offline'],
    ['SERVER_WRONG_ADDRESS', 'offline'],
    ['SERVER_TLS_FAILED', 'offline'],
    ['SERVER_TOO_OLD', 'behind'],
    ['SERVER_TOO_NEW', 'behind'],
  ] as const)('%s is tried every five minutes and by hand', (code, state) => {
    const { machine, last } = play([waited, failed(code)])
    expect(machine).toMatchObject({ state, problem: code })
    expect(last).toEqual({ do: 'wait', milliseconds: pace.slow })
    expect(play([person], machine).last).toEqual({ do: 'round' })
  })

  it.each(['SESSION_EXPIRED', 'DEVICE_REVOKED', 'DEVICE_NOT_REGISTERED', 'STAFF_DEACTIVATED'] as const)(
    '%s stops it until somebody acts',
    (code) => {
      const { machine, last } = play([waited, failed(code)])
      expect(machine).toMatchObject({ state: 'stopped', problem: code, phase: 'stopped' })
      expect(last).toEqual({ do: 'rest' })
      for (const event of [saved, poke, waited]) {
        expect(play([event], machine).last).toEqual({ do: 'carryOn' })
      }
      expect(play([person], machine).last).toEqual({ do: 'round' })
      expect(play([{ kind: 'nudge', reason: 'session' }], machine).last).toEqual({ do: 'round' })
    },
  )

  it('a sign-in while a round is on its way to being barred has another one follow, and a save has not', () => {
    const session = { kind: 'nudge', reason: 'session' } as const
    const { machine, last } = play([waited, session, failed('SESSION_EXPIRED')])
    expect(last).toEqual({ do: 'round' })
    expect(play([failed('SESSION_EXPIRED')], machine).last).toEqual({ do: 'rest' })
    expect(play([waited, saved, failed('SESSION_EXPIRED')]).last).toEqual({ do: 'rest' })
  })
})

it('never gets stuck: after any events there is a round under way, a wait running, or it was stopped for a reason', () => {
  const event = fc.oneof(
    fc.constantFrom<SyncEvent>(waited, level, { kind: 'moving' }, saved, person, poke),
    fc.constantFrom(...errorCodes).map((code) => failed(code)),
  )
  fc.assert(
    fc.property(fc.array(event, { maxLength: 60 }), (events) => {
      let machine = startMachine()
      // What a driver keeps: the effect in force.
      let running = false
      let waiting = true
      for (const next of events) {
        const isRoundEvent = next.kind === 'level' || next.kind === 'failed' || next.kind === 'moving'
        if (isRoundEvent !== running && next.kind !== 'nudge') continue
        const advanced = advance(machine, next, half)
        if (next.kind === 'level' || next.kind === 'failed') running = false
        if (next.kind === 'waited') waiting = false
        machine = advanced.machine
        if (advanced.effect.do === 'round') {
          expect(running).toBe(false)
          running = true
          waiting = false
        }
        if (advanced.effect.do === 'wait') waiting = true
        if (advanced.effect.do === 'rest') waiting = false
        const isStopped = machine.problem !== null && kindOfFailure(machine.problem).retry === 'never'
        expect(running || waiting || (isStopped && machine.phase === 'stopped')).toBe(true)
      }
    }),
  )
})
