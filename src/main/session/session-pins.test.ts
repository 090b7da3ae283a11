// Taking over by PIN: offline, counted, waited for, and gone after ten wrong ones.
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import {
  clerk,
  idOf,
  manager,
  openTestCounter,
  type TestCounter,
} from '../../../tests/fixtures/test-counter.ts'
import type { ErrorCode } from '../../shared/errors.ts'
import { readStaff } from '../db/staff.ts'

let counter: TestCounter
beforeEach(() => {
  counter = openTestCounter()
})
afterEach(() => counter.close())

const failure = (code: ErrorCode, details?: object) =>
  expect.objectContaining({ code, ...(details && { details }) })

describe('a PIN', () => {
  it('swaps people offline, each with their own role, and survives a restart', async () => {
    await counter.openCounter(manager, clerk)
    counter.fake.state.isOnline = false
    counter.session.lock()
    expect([counter.session.role(), counter.session.actor()]).toEqual([null, null])
    await counter.enter(manager)
    expect([counter.session.role(), counter.session.actor()]).toEqual(['manager', manager.id])
    await counter.enter(clerk)
    expect([counter.session.role(), counter.session.actor()]).toEqual(['staff', clerk.id])
    counter.restart()
    expect(counter.session.role()).toBe(null)
    expect(counter.session.get().people.map((person) => person.name)).toEqual([
      'Nok Kaew',
      'Malee Suk',
      'Anong Dee',
    ])
    await counter.enter(clerk)
    expect(counter.session.role()).toBe('staff')
  })

  it('is refused when too easy, and none is set by a locked screen', async () => {
    await counter.openCounter()
    await expect(counter.session.setPin({ pin: '1234' })).rejects.toMatchObject({
      code: 'PIN_TOO_WEAK',
      field: 'pin',
    })
    counter.session.lock()
    await expect(counter.session.setPin({ pin: '4071' })).rejects.toEqual(failure('NOT_SIGNED_IN'))
  })

  it('wrong: counts, waits longer and longer, survives restarts, and is gone after ten', async () => {
    await counter.openCounter(clerk)
    counter.session.lock()
    for (let tries = 1; tries <= 5; tries += 1) {
      const details = { triesLeft: 10 - tries, waitSeconds: tries === 5 ? 30 : 0 }
      await expect(counter.enter(clerk, '9999')).rejects.toEqual(failure('PIN_WRONG', details))
    }
    await expect(counter.enter(clerk)).rejects.toEqual(failure('PIN_WAIT', { waitSeconds: 30 }))
    counter.restart()
    counter.turnClock(10_000)
    await expect(counter.enter(clerk)).rejects.toEqual(failure('PIN_WAIT', { waitSeconds: 20 }))
    const waits: unknown[] = []
    for (let tries = 6; tries <= 9; tries += 1) {
      counter.turnClock(24 * 3600_000)
      await counter.enter(clerk, '9999').catch((error) => waits.push(error.details.waitSeconds))
    }
    expect(waits).toEqual([60, 120, 300, 600])
    counter.turnClock(10 * 365 * 24 * 3600_000)
    await expect(counter.enter(clerk, '9999')).rejects.toEqual(failure('PIN_BLOCKED'))
    await expect(counter.enter(clerk)).rejects.toEqual(failure('PIN_BLOCKED'))
    expect(counter.session.get().people.find((person) => person.id === clerk.id)?.hasPin).toBe(false)
    await counter.signIn('nok')
    await counter.session.setPin({ pin: '8264' })
    counter.session.lock()
    expect((await counter.enter(clerk, '8264')).current?.id).toBe(clerk.id)
  })

  it('right forgives the wrong ones before', async () => {
    await counter.openCounter(clerk)
    for (let tries = 0; tries < 4; tries += 1) await counter.enter(clerk, '9999').catch(() => undefined)
    await counter.enter(clerk)
    await expect(counter.enter(clerk, '9999')).rejects.toEqual(
      failure('PIN_WRONG', { triesLeft: 9, waitSeconds: 0 }),
    )
  })

  it('is tried one at a time, so that many at once are no more than the tries', async () => {
    await counter.openCounter(clerk)
    const guesses = Array.from({ length: 12 }, (_, index) => counter.enter(clerk, String(1000 + index)))
    const codes = (await Promise.allSettled(guesses)).map((result) =>
      result.status === 'rejected' ? result.reason.code : 'in',
    )
    expect(codes).toEqual([...Array(5).fill('PIN_WRONG'), ...Array(7).fill('PIN_WAIT')])
  })

  it('is not waited for longer because the clock was set back', async () => {
    await counter.openCounter(clerk)
    for (let tries = 0; tries < 5; tries += 1) await counter.enter(clerk, '9999').catch(() => undefined)
    counter.turnClock(-365 * 24 * 3600_000)
    await expect(counter.enter(clerk)).rejects.toEqual(failure('PIN_WAIT', { waitSeconds: 30 }))
    counter.turnClock(30_000)
    expect((await counter.enter(clerk)).current?.id).toBe(clerk.id)
  })

  it('counts a try that the app did not live to see the end of', async () => {
    await counter.openCounter(clerk)
    const trying = counter.enter(clerk, '9999').catch(() => undefined)
    await Promise.resolve()
    await new Promise(setImmediate)
    expect(readStaff(counter.db, clerk.id)?.wrongTries).toBe(1)
    await trying
  })

  it('of nobody known is refused', async () => {
    await counter.openCounter()
    await expect(counter.enter({ id: idOf(9) }, '4071')).rejects.toEqual(failure('STAFF_UNKNOWN'))
  })
})
