// A venue at work: many counters, each looking somebody up, making somebody new and editing them every few seconds, against
// one development backend in a process of its own. Reports failures, latencies, and what the server costs.
// Usage: npm run bench:crowd -- --counters N --seconds S --customers N. The last line is one JSON object.
import { type ChildProcess, spawn } from 'node:child_process'
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { countUnsent } from '../src/main/db/outbox.ts'
import { searchCustomers } from '../src/main/db/search.ts'
import { openSyncCounter, type SyncCounter } from '../tests/fixtures/sync-counter.ts'
import type { StaffMember } from '../tools/local-supabase/staff.ts'
import { numberArgument, percentile, report, round } from './measure.ts'

const counters = numberArgument('counters', 20)
const seconds = numberArgument('seconds', 300)
const customers = numberArgument('customers', 2_000)
/** Between two cycles of one counter, in milliseconds. */
const cycle = 5_000

interface Facts {
  readonly url: string
  readonly anonKey: string
  readonly staff: readonly StaffMember[]
}

const folder = mkdtempSync(join(tmpdir(), 'regulars-crowd-'))
const factsFile = join(folder, 'facts.json')
const backend = spawn(
  process.execPath,
  [
    'tools/local-supabase/backend.ts',
    '--data',
    join(folder, 'data'),
    '--demo',
    String(customers),
    '--facts',
    factsFile,
  ],
  { stdio: ['ignore', 'ignore', 'inherit'] },
)
try {
  const facts = await readFacts(backend)
  report(`a backend with ${customers} customers; ${counters} counters sign in`)
  const problems = new Map<string, number>()
  const open: SyncCounter[] = []
  for (let number = 1; number <= counters; number += 1) open.push(await openCounter(facts, number, problems))
  await Promise.all(open.map(untilLevel))
  report(`everybody is level; ${seconds} seconds of work`)

  const figures = { search: [] as number[], save: [] as number[], level: [] as number[] }
  // Before signing in nobody was.
  problems.clear()
  const cpuBefore = cpuSeconds(backend)
  const begun = performance.now()
  const end = begun + seconds * 1000
  await Promise.all(open.map((counter, index) => work(counter, index, end, figures)))
  const took = (performance.now() - begun) / 1000
  const cpu = cpuSeconds(backend) - cpuBefore
  await Promise.all(open.map(untilLevel))
  for (const counter of open) await counter.stop()
  const tell = (values: number[]) => [round(percentile(values, 0.5)), round(percentile(values, 0.95))]
  const [searchP50, searchP95] = tell(figures.search)
  const [saveP50, saveP95] = tell(figures.save)
  const [levelP50, levelP95] = tell(figures.level)
  const result = {
    counters,
    seconds,
    cycles: figures.level.length,
    problems: Object.fromEntries(problems),
    server_cpu_share: round(cpu / took),
    search_p50_ms: searchP50,
    search_p95_ms: searchP95,
    save_p50_ms: saveP50,
    save_p95_ms: saveP95,
    saved_to_acknowledged_p50_ms: levelP50,
    saved_to_acknowledged_p95_ms: levelP95,
  }
  console.log(JSON.stringify(result))
} finally {
  backend.kill('SIGTERM')
  await new Promise((resolve) => (backend.exitCode === null ? backend.once('exit', resolve) : resolve(null)))
  rmSync(folder, { recursive: true, force: true })
}

async function readFacts(child: ChildProcess): Promise<Facts> {
  for (;;) {
    if (child.exitCode !== null) throw new Error('the backend ended before it was ready')
    try {
      return JSON.parse(readFileSync(factsFile, 'utf8')) as Facts
    } catch {
      await wait(100)
    }
  }
}

async function openCounter(
  facts: Facts,
  number: number,
  problems: Map<string, number>,
): Promise<SyncCounter> {
  const manager = facts.staff.find(({ role }) => role === 'manager')
  if (!manager) throw new Error('the backend has no manager')
  const note = (problem: string) => problems.set(problem, (problems.get(problem) ?? 0) + 1)
  const counter = openSyncCounter({
    onStatus: ({ problem }) => {
      if (problem) note(problem)
    },
    reportFailure: () => note('THROWN'),
  })
  await counter.signIn(
    { url: facts.url, key: facts.anonKey },
    manager.email,
    manager.password,
    `Till ${number}`,
  )
  return counter
}

async function untilLevel(counter: SyncCounter): Promise<void> {
  while (counter.host.status().state !== 'online' || countUnsent(counter.db) > 0) await wait(20)
}

async function work(
  counter: SyncCounter,
  index: number,
  end: number,
  figures: { search: number[]; save: number[]; level: number[] },
): Promise<void> {
  await wait((index / counters) * cycle)
  for (let turn = 0; performance.now() < end; turn += 1) {
    const begun = performance.now()
    searchCustomers(counter.db, String(100 + ((index * 37 + turn * 11) % 900)), 20)
    const found = performance.now()
    figures.search.push(found - begun)
    const phone = `08${String(10_000_000 + index * 100_000 + turn)}`
    const id = counter.create({ fullName: `Crowd ${index} Number ${turn}`, primaryPhone: phone })
    const created = performance.now()
    counter.edit(id, { nickname: `N${turn}` })
    const edited = performance.now()
    figures.save.push(created - found, edited - created)
    while (countUnsent(counter.db) > 0) await wait(10)
    figures.level.push(performance.now() - edited)
    await wait(Math.max(0, cycle - (performance.now() - begun)))
  }
}

/** Processor time of the backend and of every process it started, in seconds. Linux only; 0 elsewhere. */
function cpuSeconds(child: ChildProcess): number {
  if (process.platform !== 'linux') return 0
  const all = readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .flatMap((name) => {
      try {
        const stat = readFileSync(`/proc/${name}/stat`, 'utf8')
        const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
        const ticks = Number(fields[11]) + Number(fields[12])
        return [{ id: Number(name), parent: Number(fields[1]), ticks }]
      } catch {
        return []
      }
    })
  const family = new Set([child.pid])
  for (let size = 0; size !== family.size; ) {
    size = family.size
    for (const { id, parent } of all) if (family.has(parent)) family.add(id)
  }
  return all.filter(({ id }) => family.has(id)).reduce((sum, { ticks }) => sum + ticks, 0) / 100
}
