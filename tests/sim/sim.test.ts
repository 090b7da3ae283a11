// The simulator in small: a few hundred runs of several counters and one server with everything going wrong. See run.ts for more.
import { describe, expect, it } from 'vitest'
import { makeTemplate } from './gate.ts'
import { knownSeeds } from './known-seeds.ts'
import { simulate } from './simulate.ts'
import { addFaults, missingFaults, noFaults } from './tally.ts'

const seedsInAll = 500
const seedsAtOnce = 50

describe('counters and a server through days of trouble', () => {
  const template = makeTemplate()
  let faults = noFaults()

  it.each(Array.from({ length: seedsInAll / seedsAtOnce }, (_, index) => 1 + index * seedsAtOnce))(
    'keep every promise from seed %i on',
    async (first) => {
      for (let seed = first; seed < first + seedsAtOnce; seed++) {
        const result = await simulate(seed, template)
        faults = addFaults(faults, result.faults)
        expect(result.violations, `seed ${seed}`).toEqual([])
      }
    },
  )

  it('keep them where they once did not', async () => {
    for (const seed of knownSeeds)
      expect((await simulate(seed, template)).violations, `seed ${seed}`).toEqual([])
  })

  it('met every kind of trouble', () => {
    expect(missingFaults(faults, seedsInAll)).toEqual([])
  })

  it('play alike whenever the seed is the same', async () => {
    const [one, other] = [await simulate(7, template), await simulate(7, template)]
    expect(other.trace).toEqual(one.trace)
  })
})
