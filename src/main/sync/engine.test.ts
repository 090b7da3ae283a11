// Rounds of the real engine on a real store against the model server, with every call and every step failing in turn.
import { describe, expect, it } from 'vitest'
import { expectLevel, openBusyVenue } from '../../../tests/fixtures/busy-venue.ts'
import type { Venue } from '../../../tests/fixtures/scripted-server.ts'
import type { ErrorCode } from '../../shared/errors.ts'
import { countCodesLeft } from '../db/customer-codes.ts'
import { countUnsent } from '../db/outbox.ts'
import { engineLimits } from './engine.ts'
import { RemoteError } from './remote.ts'

function countLogged({ server }: Venue): number {
  return server.database.entries('command_log').length
}

describe('a round', () => {
  it('brings what each counter did to the other', async () => {
    const { venue, other, counter } = await openBusyVenue()
    expectLevel(venue, counter, await counter.makeEngine().round())
    expectLevel(venue, other, await other.makeEngine().round())
    expect(countLogged(venue)).toBe(5)
    expect(countCodesLeft(counter.db)).toBe(engineLimits.codesClaimed)
  })

  it('asks only for what is due', async () => {
    const { counter } = await openBusyVenue()
    const engine = counter.makeEngine({ elapsed: () => 1_000_000 })
    await engine.round()
    counter.calls.length = 0
    await engine.round()
    expect(counter.calls.map(({ name }) => name)).toEqual(['pull'])
    engine.greetAgain()
    await engine.round()
    expect(counter.calls.map(({ name }) => name)).toEqual(['pull', 'hello', 'pull'])
  })

  it('goes on without codes where the server says that there are enough', async () => {
    const { venue, counter } = await openBusyVenue()
    counter.meddle = (name, _request, carryOut) => {
      if (name === 'claimCodes') throw new RemoteError('NOT_ALLOWED')
      return carryOut()
    }
    expectLevel(venue, counter, await counter.makeEngine().round())
    expect(countCodesLeft(counter.db)).toBe(0)
  })

  it('pushes 1,000 edits in 2 requests and catches up on as many in 1', async () => {
    const { venue, other, counter } = await openBusyVenue()
    await counter.makeEngine().round()
    const engine = other.makeEngine()
    await engine.round()
    const id = other.create({ fullName: 'Edited Often', primaryPhone: '0899999999' })
    for (let edit = 1; edit < 1_000; edit += 1) other.edit(id, { city: `Bangkok ${edit}` })
    other.calls.length = 0
    counter.calls.length = 0
    expectLevel(venue, other, await engine.round())
    expect(other.calls.filter(({ name }) => name === 'push')).toHaveLength(2)
    expectLevel(venue, counter, await counter.makeEngine().round())
    expect(counter.calls.filter(({ name }) => name === 'pull')).toHaveLength(1)
  })
})

describe('whatever fails', () => {
  const troubles: readonly (readonly [string, ErrorCode, 'before' | 'after'])[] = [
    ['the request is lost', 'SERVER_UNREACHABLE', 'before'],
    ['the reply is lost after the commit', 'SERVER_UNREACHABLE', 'after'],
    ['the server fails', 'SERVER_FAILED', 'before'],
    ['something else answers', 'SERVER_NOT_REGULARS', 'before'],
    ['the tokens ran out', 'SESSION_EXPIRED', 'before'],
  ]
  it.each(troubles)('%s: in any call, nothing is lost or doubled', async (_name, code, when) => {
    for (let failing = 0; ; failing += 1) {
      const { venue, counter } = await openBusyVenue()
      const engine = counter.makeEngine()
      let call = 0
      counter.meddle = (_call, _request, carryOut) => {
        if (call++ !== failing) return carryOut()
        if (when === 'after') carryOut()
        throw new RemoteError(code, 7)
      }
      const outcome = await engine.round()
      if (outcome.status === 'level') {
        expect(failing).toBeGreaterThan(3)
        break
      }
      expect(outcome).toMatchObject({ status: 'failed', code, retryAfter: 7 })
      expectLevel(venue, counter, await engine.round())
      expect(countLogged(venue)).toBe(5)
    }
  })

  it('a crash between any two effects: whoever goes on loses nothing and does nothing twice', async () => {
    for (let crashing = 0; ; crashing += 1) {
      const { venue, counter } = await openBusyVenue()
      let step = 0
      let isDead = false
      const dying = counter.makeEngine({
        async pause() {
          if (step++ === crashing) isDead = true
          if (isDead) await new Promise(() => undefined)
        },
      })
      const settled = new Promise((resolve) => setTimeout(resolve, 15, 'dead'))
      if ((await Promise.race([dying.round(), settled])) !== 'dead') {
        expect(crashing).toBeGreaterThan(8)
        break
      }
      expectLevel(venue, counter, await counter.makeEngine().round())
      expect(countLogged(venue)).toBe(5)
    }
  })

  it('a server older or newer than the app is left alone', async () => {
    const { venue, counter } = await openBusyVenue()
    for (const [versions, code] of [
      [{ protocol: 0, oldestProtocol: 0 }, 'SERVER_TOO_OLD'],
      [{ protocol: 9, oldestProtocol: 8 }, 'SERVER_TOO_NEW'],
    ] as const) {
      counter.meddle = (_name, _request, carryOut) => ({ ...(carryOut() as object), ...versions })
      expect(await counter.makeEngine().round()).toMatchObject({ code })
    }
    expect(counter.calls.map(({ name }) => name)).toEqual(['hello', 'hello'])
    counter.meddle = (_name, _request, carryOut) => carryOut()
    expectLevel(venue, counter, await counter.makeEngine().round())
  })

  it('a server that contradicts itself for ever is given up for this time', async () => {
    const { counter } = await openBusyVenue()
    counter.meddle = (name, _request, carryOut) =>
      name === 'push' ? { ...(carryOut() as object), status: 'renumber', results: [] } : carryOut()
    expect(await counter.makeEngine().round()).toMatchObject({ code: 'SERVER_FAILED' })
    counter.meddle = (name, _request, carryOut) =>
      name === 'pull' ? { ...(carryOut() as object), reset: 'behind' } : carryOut()
    expect(await counter.makeEngine().round()).toMatchObject({ code: 'SERVER_FAILED' })
    expect(countUnsent(counter.db)).toBeGreaterThan(0)
  })
})

describe('a device', () => {
  it.each([
    ['unknown', 'DEVICE_NOT_REGISTERED'],
    ['revoked', 'DEVICE_REVOKED'],
  ] as const)('that is %s sends nothing and keeps what is unsent', async (status, code) => {
    const { counter } = await openBusyVenue()
    counter.meddle = (_name, _request, carryOut) => ({
      ...(carryOut() as object),
      device: { status, name: null },
    })
    expect(await counter.makeEngine().round()).toMatchObject({ code })
    expect(counter.calls.map(({ name }) => name)).toEqual(['hello'])
    expect(countUnsent(counter.db)).toBe(2)
  })

  it('that is revoked in the middle greets first the next time', async () => {
    const { counter } = await openBusyVenue()
    const engine = counter.makeEngine({ elapsed: () => 1_000_000 })
    await engine.round()
    counter.meddle = (name, _request, carryOut) => {
      if (name === 'pull') throw new RemoteError('DEVICE_REVOKED')
      return carryOut()
    }
    counter.calls.length = 0
    await engine.round()
    await engine.round()
    expect(counter.calls.map(({ name }) => name)).toEqual(['pull', 'hello', 'pull'])
  })
})
