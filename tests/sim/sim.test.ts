// The simulator in small: hundreds of runs of several counters and one server with everything going wrong, half of them on
// each of two processes; and the promise that a seed always plays the same. `npm run sim` plays as many as one likes.
import { execFile } from 'node:child_process'
import path from 'node:path'
import { promisify } from 'node:util'
import { describe, expect, it } from 'vitest'
import type { FaultKind } from './faults.ts'
import { makeTemplate } from './gate.ts'
import { simulate } from './simulate.ts'
import { addFaults, missingFaults, noFaults } from './tally.ts'

const seedsInAll = 500
const halves = [1, 1 + seedsInAll / 2]

interface Summary {
  readonly violations: number
  readonly faults: Readonly<Record<FaultKind, number>>
}

async function play(first: number): Promise<{ summary: Summary; words: string }> {
  const args = [
    path.join(import.meta.dirname, 'run.ts'),
    '--seeds',
    String(seedsInAll / 2),
    '--seed',
    String(first),
  ]
  const words = await promisify(execFile)(process.execPath, args, { maxBuffer: 1e8 }).then(
    ({ stdout }) => stdout,
    (failure: { stdout?: string; stderr?: string }) => failure.stdout || String(failure.stderr),
  )
  return { summary: JSON.parse(words.trim().split('\n').at(-1) ?? '') as Summary, words }
}

describe('counters and a server through days of trouble', () => {
  it('keep every promise, whatever happens', async () => {
    const played = await Promise.all(halves.map(play))
    for (const { summary, words } of played) expect(summary.violations, words).toBe(0)
    const faults = played.reduce((sum, { summary }) => addFaults(sum, summary.faults), noFaults())
    expect(missingFaults(faults, seedsInAll)).toEqual([])
  })

  it('play alike whenever the seed is the same', async () => {
    const template = makeTemplate()
    const [one, other] = [await simulate(7, template), await simulate(7, template)]
    expect(other.trace).toEqual(one.trace)
    expect(one.commands).toBeGreaterThan(10)
  })
})
