// Rounds of the real engine on a real store against the model server, with every call and every step failing in turn.
import { describe, expect, it } from 'vitest'
import { openVenue, type TestCounter, type Venue } from '../../../tests/fixtures/scripted-server.ts'
import type { ErrorCode } from '../../shared/errors.ts'
import type { PullRequest } from '../../shared/wire.ts'
import { countCodesLeft } from '../db/customer-codes.ts'
import { countUnsent } from '../db/outbox.ts'
import { readSyncPoint } from '../db/sync-state.ts'
import { engineLimits, type RoundOutcome } from './engine.ts'
import { RemoteError } from './remote.ts'
import { slownessLimits } from './slowness.ts'

function expectLevel(venue: Venue, counter: TestCounter, outcome: RoundOutcome): void {
  expect(outcome).toEqual({ status: 'level' })
  expect(counter.db.prepare('SELECT count(*) FROM outbox').pluck().get()).toBe(0)
  expect(counter.db.prepare('SELECT count(*) FROM base_rows').pluck().get()).toBe(0)
  const { here, there } = venue.rowsOf(counter)
  expect(here).toEqual(there)
}

/** A counter with work to push and work of another to pull. */
async function openBusyVenue() {
  const venue = openVenue()
  const other = venue.addCounter('Till 1')
  const first = other.create({ fullName: 'สมชาย ใจดี', primaryPhone: '0812345678' })
  other.create({ fullName: 'Anan Srisuk', primaryPhone: '0823456789' })
  other.edit(first, { city: 'Bangkok' })
  expectLevel(venue, other, await other.makeEngine().round())
  const counter = venue.addCounter('Till 2')
  const mine = counter.create({ fullName: 'Malee Wong', primaryPhone: '0834567890' })
  counter.edit(mine, { nickname: 'Lee' })
  return { venue, other, counter }
}

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

/** Answers pulls in pages of so many rows. */
const paged =
  (rows: number, before: (request: PullRequest) => void = () => undefined) =>
  (name: string, request: unknown, carryOut: () => unknown) => {
    if (name !== 'pull') return carryOut()
    const asked = request as { p_limit: number } & PullRequest
    before(asked)
    asked.p_limit = Math.min(asked.p_limit, rows)
    return carryOut()
  }

describe('a pull of many pages', () => {
  async function openLargeVenue() {
    const venue = openVenue()
    const other = venue.addCounter('Till 1')
    for (let person = 0; person < 12; person += 1) {
      other.create({ fullName: `Person ${person}`, primaryPhone: `08123456${10 + person}` })
    }
    await other.makeEngine().round()
    return { venue, other, counter: venue.addCounter('Till 2') }
  }

  it('goes on where it broke off, wherever that was', async () => {
    const { venue, counter } = await openLargeVenue()
    let pages = 0
    for (let round = 0; ; round += 1) {
      let asked = 0
      counter.meddle = paged(2, (request) => {
        if (asked === 0 && round > 0) {
          expect(request.p_after).toEqual(readSyncPoint(counter.db).position)
          expect(request.p_to).toBe(readSyncPoint(counter.db).to)
        }
        if (++asked > 2) throw new RemoteError('SERVER_UNREACHABLE')
        pages += 1
      })
      const outcome = await counter.makeEngine({ elapsed: () => 0 }).round()
      if (outcome.status === 'level') {
        expectLevel(venue, counter, outcome)
        break
      }
      expect(round).toBeLessThan(50)
    }
    expect(pages).toBeLessThan(40)
  })

  it('asks for the next page before this one is applied, and sends what is saved meanwhile', async () => {
    const { venue, counter } = await openLargeVenue()
    const events: string[] = []
    counter.meddle = paged(5, () => events.push('ask'))
    const outcome = await counter
      .makeEngine({
        async pause(step) {
          if (step !== 'apply slice' && step !== 'push') return
          if (events.filter((event) => event === 'apply slice').length === 1 && step === 'apply slice') {
            counter.create({ fullName: 'Somebody Waiting', primaryPhone: '0877777777' })
          }
          events.push(step)
        },
      })
      .round()
    expect(events.slice(0, 3)).toEqual(['ask', 'ask', 'apply slice'])
    expect(events.indexOf('push')).toBeLessThan(events.lastIndexOf('ask'))
    expectLevel(venue, counter, outcome)
  })

  it('takes smaller pages on a line too slow for large ones', async () => {
    const { venue, counter } = await openLargeVenue()
    const limits: number[] = []
    let elapsed = 0
    let isAway = true
    counter.meddle = paged(4_000, ({ p_limit }) => {
      limits.push(p_limit)
      if (!isAway && p_limit > 500) elapsed += slownessLimits.slowAfter
      if (isAway || p_limit > 500) throw new RemoteError('SERVER_UNREACHABLE')
    })
    const engine = counter.makeEngine({ elapsed: () => elapsed })
    await engine.round()
    isAway = false
    for (let round = 0; round < 3; round += 1) await engine.round()
    expectLevel(venue, counter, await engine.round())
    // A server that is away is no slow line.
    expect(limits.slice(0, 5)).toEqual([4_000, 4_000, 2_000, 1_000, 500])
  })
})

describe('another history', () => {
  it('makes everything come again first; then what is unsent goes', async () => {
    const { venue, counter } = await openBusyVenue()
    await counter.makeEngine().round()
    const mine = counter.create({ fullName: 'Unsent Person', primaryPhone: '0866666666' })
    counter.edit(mine, { city: 'Chiang Mai' })
    venue.server.changeSettings({ epoch: 'another-epoch' })
    counter.calls.length = 0
    expectLevel(venue, counter, await counter.makeEngine().round())
    const names = counter.calls.map(({ name }) => name)
    expect(names.indexOf('pull')).toBeLessThan(names.indexOf('push'))
    expect(readSyncPoint(counter.db).epoch).toBe('another-epoch')
  })

  it('is noticed by a push as well, between two greetings', async () => {
    const { venue, counter } = await openBusyVenue()
    const engine = counter.makeEngine({ elapsed: () => 1_000_000 })
    await engine.round()
    counter.create({ fullName: 'Unsent Person', primaryPhone: '0866666666' })
    venue.server.changeSettings({ epoch: 'another-epoch' })
    expectLevel(venue, counter, await engine.round())
  })

  it('is pulled in pages that name it', async () => {
    const { venue, counter } = await openBusyVenue()
    await counter.makeEngine().round()
    venue.server.changeSettings({ epoch: 'another-epoch' })
    const epochs = new Set<string | null>()
    counter.meddle = paged(2, ({ p_epoch }) => epochs.add(p_epoch))
    expectLevel(venue, counter, await counter.makeEngine().round())
    expect([...epochs]).toEqual([null, 'another-epoch'])
  })
})

describe('drift', () => {
  it('that no cursor shows is found by hashes and mended', async () => {
    const { venue, counter } = await openBusyVenue()
    await counter.makeEngine().round()
    const [row] = venue.server.database.committed.all('customers')
    if (!row) throw new Error('no customer')
    venue.server.database.poke('customers', row.id, { ...row.values, city: 'Behind its back' })
    counter.calls.length = 0
    expectLevel(venue, counter, await counter.makeEngine().round())
    expect(counter.calls.filter(({ name }) => name === 'bucketRows')).toHaveLength(1)
  })

  it('is not looked for again before a day is over', async () => {
    const { counter } = await openBusyVenue()
    let elapsed = 1
    const engine = counter.makeEngine({ elapsed: () => elapsed })
    const compared = () => counter.calls.filter(({ name }) => name === 'hashes').length
    await engine.round()
    elapsed += engineLimits.compareEvery - 1
    await engine.round()
    expect(compared()).toBe(1)
    elapsed += 1
    await engine.round()
    expect(compared()).toBe(2)
  })
})
