// Plays many seeds: node tests/sim/run.ts --seeds N [--seed FIRST] [--trace] [--without KIND]... [--stop]. The last line of
// stdout is {"seeds", "violations", "faults"}; the exit code is 1 when a promise was broken or a kind of trouble hardly came up.
import fs from 'node:fs'
import path from 'node:path'
import { parseArgs } from 'node:util'
import { faultKinds } from './faults.ts'
import { makeTemplate } from './gate.ts'
import { knownSeeds } from './known-seeds.ts'
import { simulate } from './simulate.ts'
import { addFaults, missingFaults, noFaults } from './tally.ts'

const { values } = parseArgs({
  options: {
    seeds: { type: 'string' },
    seed: { type: 'string' },
    without: { type: 'string', multiple: true, default: [] },
    trace: { type: 'boolean', default: false },
    stop: { type: 'boolean', default: false },
  },
})
const isReplay = values.seed !== undefined && values.seeds === undefined
const count = Number(values.seeds ?? (isReplay ? 1 : 500))
const first = Number(values.seed ?? 1)
const seeds = Array.from({ length: count }, (_, index) => first + index)
const always = isReplay ? [] : knownSeeds.filter((seed) => seed < first || seed >= first + count)
const failures = path.join(import.meta.dirname, 'failures')

const template = makeTemplate()
let faults = noFaults()
let violations = 0
let commands = 0
const startedAt = performance.now()
for (const [index, seed] of [...always, ...seeds].entries()) {
  const result = await simulate(seed, template, values.without)
  faults = addFaults(faults, result.faults)
  commands += result.commands
  violations += result.violations.length
  if (values.trace) for (const line of result.trace) console.log(line)
  if (result.violations.length > 0) {
    console.log(`seed ${seed}:`)
    for (const violation of result.violations.slice(0, 8)) console.log(`  ${violation}`)
    if (values.stop) break
    fs.mkdirSync(failures, { recursive: true })
    const { violations: found, trace } = result
    fs.writeFileSync(
      path.join(failures, `${seed}.json`),
      JSON.stringify({ seed, violations: found, trace }, null, 1),
    )
  }
  if ((index + 1) % 500 === 0) console.log(`${index + 1} seeds, ${violations} violations`)
}
const took = (performance.now() - startedAt) / 1000
const missing = isReplay ? [] : missingFaults(faults, count).filter((kind) => !values.without.includes(kind))
for (const kind of missing) console.log(`"${kind}" came up only ${faults[kind]} times`)
console.log(
  `${always.length + seeds.length} seeds, ${commands} commands, ${took.toFixed(1)} s, ${faultKinds.length} kinds of trouble`,
)
console.log(JSON.stringify({ seeds: always.length + seeds.length, violations, faults }))
process.exitCode = violations > 0 || missing.length > 0 ? 1 : 0
