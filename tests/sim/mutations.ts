// Proves that the simulator would notice: breaks the engine, the store or the model at one line, and the seeds must find it.
// node tests/sim/mutations.ts [--seeds N] [--only WORDS] [--jobs N]. Exit code 1 when one of them gets by.
import { execFile } from 'node:child_process'
import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { parseArgs } from 'node:util'
import { type Mutation, mutations, mutationVariable } from './mutation-list.ts'

const { values } = parseArgs({
  options: { seeds: { type: 'string' }, only: { type: 'string' }, jobs: { type: 'string' } },
})
const seeds = Number(values.seeds ?? 1000)
/** Milliseconds; one that never ends is not caught. */
const longestRun = 20 * 60_000
const root = path.join(import.meta.dirname, '..', '..')

interface Verdict {
  readonly isCaught: boolean
  readonly words: string
}

function run(mutation: Mutation): Promise<Verdict> {
  const source = fs.readFileSync(path.join(root, mutation.file), 'utf8')
  if (source.split(mutation.line).length !== 2) {
    const words = 'its line is not there exactly once: bring the mutation up to date'
    return Promise.resolve({ isCaught: false, words })
  }
  const here = (name: string) => path.join(import.meta.dirname, name)
  const args = ['--import', here('mutation-hook.ts'), here('run.ts'), '--seeds', String(seeds), '--stop']
  const env = { ...process.env, [mutationVariable]: JSON.stringify(mutation) }
  return new Promise((resolve) => {
    execFile(
      process.execPath,
      args,
      { env, maxBuffer: 1e8, timeout: longestRun },
      (_error, stdout, stderr) => {
        const first = /^seed (\d+):\n {2}(.*)$/m.exec(stdout)
        if (first) resolve({ isCaught: true, words: `seed ${first[1]}: ${first[2]?.slice(0, 100)}` })
        else resolve({ isCaught: false, words: stderr.trim().split('\n').at(-1) || `not in ${seeds} seeds` })
      },
    )
  })
}

const chosen = mutations.filter(({ name }) => !values.only || name.includes(values.only))
let missed = 0
const queue = [...chosen]
async function work(): Promise<void> {
  for (let mutation = queue.shift(); mutation; mutation = queue.shift()) {
    const { isCaught, words } = await run(mutation)
    if (!isCaught) missed += 1
    console.log(`${isCaught ? 'caught' : 'MISSED'}  ${mutation.name}: ${words}`)
  }
}
const jobs = Number(values.jobs ?? os.availableParallelism())
await Promise.all(Array.from({ length: jobs }, work))
console.log(JSON.stringify({ mutations: chosen.length, missed }))
process.exitCode = missed > 0 || chosen.length === 0 ? 1 : 0
