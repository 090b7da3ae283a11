// Plays many sequences of merges and undos: node tests/merges/run.ts [--sequences N] [--seed FIRST]. The last line of stdout is
// {"sequences", "merges", "undos", "refused", "violations"}; the exit code is 1 when a directory did not come back.
import { parseArgs } from 'node:util'
import { makeTemplate } from '../sim/gate.ts'
import { playSequences } from './sequences.ts'

const { values } = parseArgs({ options: { sequences: { type: 'string' }, seed: { type: 'string' } } })
const { violations, ...report } = playSequences(
  Number(values.sequences ?? 10_000),
  Number(values.seed ?? 1),
  makeTemplate(),
)
for (const violation of violations.slice(0, 20)) console.log(violation)
console.log(JSON.stringify({ ...report, violations: violations.length }))
process.exitCode = violations.length > 0 ? 1 : 0
