import { expect, it } from 'vitest'
import { createChangeTeller, tellingLimits } from './change-teller.ts'

function makeTeller() {
  let now = 0
  const queue: { at: number; run: () => void }[] = []
  const told: { at: number; ids: readonly string[] | null }[] = []
  const teller = createChangeTeller({
    tell: (ids) => told.push({ at: now, ids }),
    schedule: (run, milliseconds) => queue.push({ at: now + milliseconds, run }),
    elapsed: () => now,
  })
  const passTime = (until: number) => {
    for (;;) {
      queue.sort((a, b) => a.at - b.at)
      const next = queue[0]
      if (next === undefined || next.at > until) break
      queue.shift()
      now = next.at
      next.run()
    }
    now = until
  }
  return { teller, told, passTime }
}

it('tells a few together, each once', () => {
  const { teller, told, passTime } = makeTeller()
  teller.add(['a', 'b'])
  teller.add(['b', 'c'])
  passTime(100)
  expect(told).toEqual([{ at: tellingLimits.gather, ids: ['a', 'b', 'c'] }])
})

it('says "many" instead of a long list, and that at most once a second', () => {
  const { teller, told, passTime } = makeTeller()
  for (let at = 0; at < 3_000; at += 10) {
    teller.add(Array.from({ length: 500 }, (_, index) => `${at}-${index}`))
    passTime(at)
  }
  expect(told.every(({ ids }) => ids === null)).toBe(true)
  expect(told.map(({ at }) => at)).toEqual([20, 1020, 2020])
})

it('keeps nothing back at the end', () => {
  const { teller, told } = makeTeller()
  teller.add(['a'])
  teller.flush()
  teller.flush()
  expect(told).toEqual([{ at: 0, ids: ['a'] }])
})
