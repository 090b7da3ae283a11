// Kills more often than the tests do: node tests/crash/run.ts [--kills N] [--seed N] [--only WORDS]
import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { parseArgs } from 'node:util'
import { makeRandom } from '../fixtures/fill-store.ts'
import { scenarios } from './scenarios.ts'

const { values } = parseArgs({
  options: { kills: { type: 'string' }, seed: { type: 'string' }, only: { type: 'string' } },
})
const kills = Number(values.kills ?? 50)
const seed = Number(values.seed ?? Date.now() % 1_000_000)
console.log(`${kills} kills a scenario, seed ${seed}`)
for (const [name, scenario] of Object.entries(scenarios)) {
  if (values.only && !name.includes(values.only)) continue
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'regulars-crash-'))
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
