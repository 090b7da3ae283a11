// Times the list of customers on an encrypted, worn store through the path a screen's question takes, beside the same
// questions written by hand over a bare table in the same file. Usage: npm run bench:list -- --customers N
// Progress goes to standard error; the last line of standard output is one JSON object.
import fs from 'node:fs'
import path from 'node:path'
import { readTrends } from '../src/main/db/list-trends.ts'
import { createDispatch, type Handlers } from '../src/main/ipc/dispatch.ts'
import { createListPlace } from '../src/main/ipc/list-place.ts'
import type { CustomerReports } from '../src/main/reports/reports.ts'
import { runReport } from '../src/main/reports/run-report.ts'
import type { WriteContext } from '../src/main/write/run-command.ts'
import type { ArgsOf, MethodName } from '../src/shared/contract.ts'
import { exportFormats, listColumns } from '../src/shared/customer-list.ts'
import { startOfDay } from '../src/shared/local-day.ts'
import {
  bareCounts,
  bareKpis,
  bareList,
  fillBareTable,
  filterQuestions,
  sortBy,
  sortQuestions,
} from './list-questions.ts'
import { numberArgument, percentile, report, round } from './measure.ts'
import { fillStore, openEmptyStore, warmFile, wearStore } from './worn-store.ts'

const customers = numberArgument('customers', 100_000)
const rounds = numberArgument('rounds', 3)
const pageSize = 100
const today = '2026-11-20'
const month = '2026-11-01'
const active = startOfDay('2026-08-22')

const store = openEmptyStore()
const { db } = store
const context = { db, now: () => new Date(`${today}T05:00:00Z`) } as unknown as WriteContext
const ignore = () => undefined
const nothing = { filters: {}, offset: 0, limit: 1 }
const handlers = createListPlace({
  write: context,
  reports: {} as CustomerReports,
  announceMany: ignore,
  onTagProgress: ignore,
  logExport: ignore,
}) as unknown as Handlers
const dispatch = createDispatch(handlers, (method, error) => report(`${method} failed: ${String(error)}`))

async function ask<Name extends MethodName>(method: Name, args: ArgsOf<Name>): Promise<void> {
  const reply = await dispatch({ isTrusted: true, role: 'manager' }, method, args)
  if (!reply.ok) throw new Error(`${method}: ${reply.error.code}`)
}

try {
  fillStore(db, customers)
  wearStore(db, customers)
  const bytesBefore = sizeOf('customers_listed') + sizeOf('customers_by_name')
  fillBareTable(db)
  warmFile(store.folder)
  const page = (filters = {}, sort: ReturnType<typeof sortBy> = null, offset = 0) =>
    ask('customers.list', { filters, sort, offset, limit: pageSize })

  const firstPage = await compare(
    Array.from({ length: 10 }, () => null),
    () => page(),
    () => bareList(db, 'TRUE', 'last_visit_at DESC', 0, pageSize),
    'changed',
  )
  report(`first page ${JSON.stringify(firstPage)}`)
  const sorts = sortQuestions.flatMap(([by, column]) =>
    (['asc', 'desc'] as const).map((order) => ({ by, column, order })),
  )
  const sortChange = await compare(
    sorts,
    ({ by, order }) => page({}, sortBy(by, order)),
    ({ column, order }) => bareList(db, 'TRUE', `${column} ${order}`, 0, pageSize),
    'changed',
  )
  report(`sort change ${JSON.stringify(sortChange)}`)
  const filterChange = await compare(
    filterQuestions,
    ({ filters }) => page(filters, sortBy('fullName', 'asc')),
    ({ where }) => bareList(db, where, 'customer_name', 0, pageSize),
  )
  report(`filter change ${JSON.stringify(filterChange)}`)
  const kpis = await compare(
    filterQuestions,
    ({ filters }) => ask('customers.kpis', { filters }),
    ({ where }) => bareKpis(db, where, month, active),
  )
  report(`kpis ${JSON.stringify(kpis)}`)
  const counts = await compare(
    filterQuestions,
    ({ filters }) => ask('customers.filterCounts', { filters }),
    ({ where }) => bareCounts(db, where),
  )
  report(`counts ${JSON.stringify(counts)}`)
  const everything = await compare(
    filterQuestions,
    async ({ filters }) => {
      await Promise.all([
        page(filters, sortBy('lifetimeValue', 'desc')),
        ask('customers.kpis', { filters }),
        ask('customers.filterCounts', { filters }),
      ])
    },
    ({ where }) => {
      bareList(db, where, 'total_lifetime_value DESC', 0, pageSize)
      bareKpis(db, where, month, active)
      bareCounts(db, where)
    },
    'changed',
  )
  report(`list, figures and counts after a change ${JSON.stringify(everything)}`)
  const scroll = await compare(
    Array.from({ length: 50 }, (_, index) => Math.floor((index * customers) / 50)),
    (offset) => page({}, sortBy('fullName', 'asc'), offset),
    (offset) => bareList(db, 'TRUE', 'customer_name', offset, pageSize),
    'still',
  )
  report(`scrolling ${JSON.stringify(scroll)}`)
  const search = await compare(
    ['somchai', 'สมชาย', '081', 'กมล 08', 'CUS-0042', 'example.com'],
    (text) => page({ search: text }),
    (text) =>
      bareList(db, `customer_name LIKE '%${text}%' OR contact_number LIKE '%${text}%'`, 'id', 0, pageSize),
    'changed',
  )
  report(`search ${JSON.stringify(search)}`)
  const trends = await compare(
    filterQuestions.slice(0, 4),
    async ({ filters }) => readTrends(db, filters, today),
    () =>
      db
        .prepare(
          `SELECT substr(occurred_at, 1, 7) AS month, kind, sum(amount), count(DISTINCT customer_key) FROM customer_ledger
           GROUP BY month, kind`,
        )
        .all(),
  )
  report(`trends ${JSON.stringify(trends)}`)
  console.log(
    JSON.stringify({
      customers,
      first_page: firstPage,
      sort_change: sortChange,
      filter_change: filterChange,
      kpis,
      filter_counts: counts,
      list_kpis_and_counts_after_a_change: everything,
      scrolling: scroll,
      search,
      trends,
      export: await measureExports(),
      index_bytes_per_customer: round(bytesBefore / customers),
    }),
  )
} finally {
  store.remove()
}

/**
 * Before each question: nothing happened (`still`), only the order by name was asked for since the directory changed (a
 * person's next filter is another one: the order may serve again, an earlier answer may not), or it has just `changed`.
 */
type Before = 'still' | 'ordered' | 'changed'

/** Asks each question of us and of the bare table, turn by turn. */
async function compare<Question>(
  questions: readonly Question[],
  ours: (question: Question) => Promise<unknown>,
  bare: (question: Question) => unknown,
  before: Before = 'ordered',
) {
  const own: Spent[] = []
  const other: Spent[] = []
  for (let turn = 0; turn <= rounds; turn++) {
    for (const question of questions) {
      if (before !== 'still') touchDirectory(turn)
      if (before === 'ordered') await ask('customers.list', { ...nothing, sort: sortBy('fullName', 'asc') })
      const spent = [await measure(() => ours(question)), await measure(() => bare(question))] as const
      // The first turn is the warming up.
      if (turn === 0) continue
      own.push(spent[0])
      other.push(spent[1])
    }
  }
  const share = (p: number, of: keyof Spent, all: readonly Spent[]) =>
    round(
      percentile(
        all.map((one) => one[of]),
        p,
      ),
    )
  const ratio = (p: number, of: keyof Spent) =>
    round(
      percentile(
        own.map((one, index) => one[of] / (other[index]?.[of] || one[of])),
        p,
      ),
    )
  return {
    p50_ms: share(0.5, 'ms', own),
    p95_ms: share(0.95, 'ms', own),
    bare_p50_ms: share(0.5, 'ms', other),
    bare_p95_ms: share(0.95, 'ms', other),
    ratio_p50: ratio(0.5, 'ms'),
    ratio_p95: ratio(0.95, 'ms'),
    // What it takes of the processor, whoever else is busy on the machine meanwhile.
    cpu_p50_ms: share(0.5, 'cpu', own),
    cpu_p95_ms: share(0.95, 'cpu', own),
    cpu_ratio_p50: ratio(0.5, 'cpu'),
    cpu_ratio_p95: ratio(0.95, 'cpu'),
  }
}

/** Milliseconds on the clock and of the processor. */
interface Spent {
  readonly ms: number
  readonly cpu: number
}

async function measure(work: () => unknown): Promise<Spent> {
  const used = process.cpuUsage()
  const begun = performance.now()
  await work()
  const ms = performance.now() - begun
  const { user, system } = process.cpuUsage(used)
  return { ms, cpu: (user + system) / 1000 }
}

function touchDirectory(turn: number): void {
  db.prepare(`INSERT OR REPLACE INTO settings (name, value) VALUES ('bench', ?)`).run(`${turn}`)
}

/** Files of everybody with every column, through the worker, beside reading the bare rows and writing them as lines. */
async function measureExports() {
  const figures: Record<string, unknown> = {}
  for (const format of exportFormats) {
    const target = path.join(store.folder, `export.${format}`)
    const wanted = { filters: {}, sort: sortBy('fullName', 'asc'), columns: listColumns, format }
    let begun = performance.now()
    await runReport(new URL('../src/main/reports/worker.ts', import.meta.url), 'export', {
      store: { folder: store.folder, key: store.key },
      wanted,
      language: 'en',
      target,
    })
    const seconds = (performance.now() - begun) / 1000
    begun = performance.now()
    const lines: string[] = []
    for (const row of db.prepare('SELECT * FROM bare_customers ORDER BY customer_name').raw().iterate()) {
      lines.push((row as unknown[]).join(','))
    }
    fs.writeFileSync(path.join(store.folder, 'bare.csv'), lines.join('\n'))
    const bareSeconds = (performance.now() - begun) / 1000
    figures[format] = {
      seconds: round(seconds),
      rows_per_s: Math.round(customers / seconds),
      megabytes: round(fs.statSync(target).size / 1e6),
      bare_seconds: round(bareSeconds),
      ratio: round(seconds / bareSeconds),
    }
    report(`export ${format} ${JSON.stringify(figures[format])}`)
  }
  return figures
}

function sizeOf(index: string): number {
  return db.prepare('SELECT sum(pgsize) FROM dbstat WHERE name = ?').pluck().get(index) as number
}
