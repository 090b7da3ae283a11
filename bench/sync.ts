// Times sync as it runs in the app (worker thread, supabase-js, encrypted store) against a real PostgreSQL on this computer,
// beside what network and decoding alone cost in the same run.
// Usage: npm run bench:sync -- --customers N. The last line of standard output is one JSON object.
import { numberArgument, percentile, report, round } from './measure.ts'
import { measureNetwork, startBenchBackend } from './sync-backend.ts'
import {
  countCatchUp,
  drawQuestions,
  openBenchCounter,
  timeBareCall,
  timeFirstPull,
  timeLookups,
  timePokes,
  timePush,
  workAtCounter,
} from './sync-steps.ts'

const customers = numberArgument('customers', 100_000)
const rounds = numberArgument('rounds', 3)
const delayedCustomers = Math.min(customers, 20_000)
const delay = 30

const figures = { ...(await measureUndelayed()), ...(await measureDelayed()) }
console.log(JSON.stringify({ customers, ...figures }))

async function measureUndelayed() {
  const server = await startBenchBackend(customers)
  try {
    await measureNetwork(server)
    const network: number[] = []
    const pulls = { rows: [] as number[], index: [] as number[] }
    for (let turn = 0; turn < rounds; turn += 1) {
      network.push(await measureNetwork(server))
      const fresh = await openBenchCounter(server, `Round ${turn}`)
      const times = await timeFirstPull(fresh, customers)
      await fresh.counter.stop()
      pulls.rows.push(customers / (times.rows / 1000))
      pulls.index.push(customers / (times.index / 1000))
      report(
        `round ${turn + 1}: network ${Math.round(network.at(-1) ?? 0)} rows/s, pull ${Math.round(pulls.rows.at(-1) ?? 0)}, with index ${Math.round(pulls.index.at(-1) ?? 0)}`,
      )
    }
    const bare = percentile(network, 0.5)
    const work = await measureWork(server)
    return {
      network_rows_per_s: Math.round(bare),
      pull_rows_per_s: Math.round(percentile(pulls.rows, 0.5)),
      pull_ratio: round(percentile(pulls.rows, 0.5) / bare),
      pull_indexed_ratio: round(percentile(pulls.index, 0.5) / bare),
      ...work,
    }
  } finally {
    await server.stop()
  }
}

/** Everything that needs counters which stay: work during a pull, pushing, catching up, pokes. */
async function measureWork(server: Awaited<ReturnType<typeof startBenchBackend>>) {
  const told = { times: 0 }
  const note = () => {
    told.times += 1
  }
  const one = await openBenchCounter(server, 'One')
  const two = await openBenchCounter(server, 'Two', note)
  try {
    await timeFirstPull(one, customers)
    const questions = drawQuestions(one.counter, 2_000)
    timeLookups(one.counter, questions)
    const idle = timeLookups(one.counter, questions)
    report(`idle lookup p95 ${round(percentile(idle, 0.95))} ms`)
    let busy: Awaited<ReturnType<typeof workAtCounter>> = { lookups: [], saves: [] }
    await timeFirstPull(two, customers, async (isOver) => {
      busy = await workAtCounter(two.counter, questions, isOver)
    })
    report(`${busy.lookups.length} lookups and ${busy.saves.length} saves during a pull`)
    const push = await timePush(server, one.counter, 1_000)
    report(`pushed ${push.edits} edits in ${round(push.milliseconds)} ms`)
    const nothing = await timeBareCall(server, push.payloads)
    report(`the same bytes for nothing in ${round(nothing)} ms`)
    const catchUp = await countCatchUp(server, two.counter, 1_000)
    report(`caught up in ${round(catchUp.milliseconds)} ms`)
    const poke = await timePokes(one.counter, two.counter, told, 20)
    return {
      push_ms_per_edit: round(push.milliseconds / push.edits),
      push_requests: push.requests,
      push_bare_ms_per_edit: round(nothing / push.edits),
      catch_up_requests: catchUp.requests,
      catch_up_ms: round(catchUp.milliseconds),
      lookup_p95_idle_ms: round(percentile(idle, 0.95)),
      lookup_p95_pulling_ms: round(percentile(busy.lookups, 0.95)),
      lookup_p99_pulling_ms: round(percentile(busy.lookups, 0.99)),
      save_p95_pulling_ms: round(percentile(busy.saves, 0.95)),
      poke_to_screen_ms: round(poke),
    }
  } finally {
    await one.counter.stop()
    await two.counter.stop()
  }
}

/** The same pull on a line that takes 30 ms a request, beside the same without. */
async function measureDelayed() {
  const server = await startBenchBackend(delayedCustomers)
  try {
    const times: { prompt: number[]; delayed: number[] } = { prompt: [], delayed: [] }
    for (let turn = 0; turn < rounds; turn += 1) {
      for (const kind of ['prompt', 'delayed'] as const) {
        const fresh = await openBenchCounter(server, `${kind} ${turn}`)
        if (kind === 'delayed') {
          server.backend.faults.add('/', { kind: 'delay', milliseconds: delay }, Number.POSITIVE_INFINITY)
        }
        times[kind].push((await timeFirstPull(fresh, delayedCustomers)).rows)
        server.backend.faults.clear()
        await fresh.counter.stop()
      }
    }
    return { pull_delayed_ratio: round(percentile(times.prompt, 0.5) / percentile(times.delayed, 0.5)) }
  } finally {
    await server.stop()
  }
}
