// Kills more often than the tests do: node tests/crash/run.ts [--kills N] [--seed N] [--only WORDS]
import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { parseArgs } from 'node:util'
import { makeRandom } from '../fixtures/fill-store.ts'
import { type CrashRun, scenarios } from './scenarios.ts'
import { pullScenarios, pushScenarios } from './sync-scenarios.ts'
import { createVictims } from './victims.ts'
import { startWorld } from './world.ts'

const { values } = parseArgs({
  options: { kills: { type: 'string' }, seed: { type: 'string' }, only: { type: 'string' } },
})
const kills = Number(values.kills ?? 50)
const seed = Number(values.seed ?? Date.now() % 1_000_000)
console.log(`${kills} kills a scenario, seed ${seed}`)

function makeFolder(): string {
  return fs.mkdtempSync(path.join(os.tmpdir(), 'regulars-crash-'))
}

async function tell(name: string, scenario: (run: CrashRun) => Promise<void>): Promise<void> {
  const folder = makeFolder()
  const startedAt = performance.now()
  try {
    await scenario({ folder, kills, random: makeRandom(seed) })
    fs.rmSync(folder, { recursive: true, force: true })
    console.log(`ok    killed ${name}, ${((performance.now() - startedAt) / 1000).toFixed(0)} s`)
  } catch (error) {
    process.exitCode = 1
    console.log(`FAILED killed ${name}; what is left lies in ${folder}`)
    console.log(error)
  }
}

const isWanted = ([name]: readonly [string, unknown]) => !values.only || name.includes(values.only)
for (const [name, scenario] of Object.entries(scenarios).filter(isWanted)) await tell(name, scenario)

const syncing = Object.entries({ ...pushScenarios, ...pullScenarios }).filter(isWanted)
if (syncing.length > 0) {
  const victims = createVictims('./sync-victim.ts')
  // A server of its own for each, or the last would have all that the others left to pull.
  for (const [name, scenario] of syncing) {
    const folder = makeFolder()
    const world = await startWorld(folder)
    await tell(name, (run) => scenario({ ...run, world, victims }))
    await world.stop()
    fs.rmSync(folder, { recursive: true, force: true })
  }
  victims.close()
}
