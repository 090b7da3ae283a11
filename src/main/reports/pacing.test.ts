import { beforeEach, expect, test, vi } from 'vitest'
import { createPace, createPaceControl } from './pacing.ts'

const rests: number[] = []
vi.mock('node:timers/promises', () => ({
  setTimeout: async (milliseconds: number) => rests.push(milliseconds),
}))
beforeEach(() => {
  rests.length = 0
})

test('work rests little beside nobody and much beside somebody, each for a while', async () => {
  const control = createPaceControl()
  let clock = 0
  const pace = createPace(control.memory, () => clock)
  const workFor = async (milliseconds: number) => {
    clock += milliseconds
    await pace.rest()
  }
  await workFor(4)
  expect(rests).toEqual([])
  await workFor(6)
  control.noteCall()
  await workFor(10)
  await workFor(1000)
  await workFor(1000)
  expect(rests.map(Math.round)).toEqual([1, 40, 400, 120])
})

test('a stop is heard by the other side', () => {
  const control = createPaceControl()
  const pace = createPace(control.memory)
  expect(pace.isStopped()).toBe(false)
  control.stop()
  expect(pace.isStopped()).toBe(true)
})
