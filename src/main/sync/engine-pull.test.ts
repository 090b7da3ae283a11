// Pulls of many pages, other histories and drift: the real engine on a real store against the model server.
import { describe, expect, it } from 'vitest'
import { expectLevel, openBusyVenue } from '../../../tests/fixtures/busy-venue.ts'
import { openVenue } from '../../../tests/fixtures/scripted-server.ts'
import type { PullRequest } from '../../shared/wire.ts'
import { readSyncPoint } from '../db/sync-state.ts'
import { engineLimits } from './engine.ts'
import { RemoteError } from './remote.ts'
import { slownessLimits } from './slowness.ts'

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
