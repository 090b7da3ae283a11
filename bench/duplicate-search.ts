// Times the search for duplicates as the app runs it: a large store searched in its thread while a counter looks customers up and
// saves, and the inbox that comes of it.
import { listDuplicates } from '../src/main/db/duplicate-inbox.ts'
import { keepPairs, readPairs } from '../src/main/db/duplicate-pairs.ts'
import { inTransaction } from '../src/main/db/handle.ts'
import { searchCustomers } from '../src/main/db/search.ts'
import { moveToFront } from '../src/main/db/search-index.ts'
import { createDuplicateSearch } from '../src/main/reports/duplicate-search.ts'
import { createDice, percentile, report, round } from './measure.ts'
import type { BenchStore } from './worn-store.ts'

/** Milliseconds between two lookups, as of somebody who types fast; every so many, something is saved. */
const typingEvery = 25
const saveEvery = 20
const idleLookups = 400
/** Pairs that the inbox is timed with, and how often. */
const inboxPairs = 5000
const inboxAsked = 30

interface Times {
  readonly lookups: number[]
  readonly saves: number[]
}

/** Searches the whole store twice: beside a counter that the search knows to be busy, and beside one it takes for quiet. */
export async function timeSearchInThread(store: BenchStore, customers: number) {
  const counter = createCounter(store, customers)
  await counter.workFor(idleLookups)
  const idle = await counter.workFor(idleLookups)
  report('searching beside a busy counter')
  const busy = await searchBeside(store, counter, true, 10_000)
  report('searching beside a quiet counter')
  const quiet = await searchBeside(store, counter, false, Number.POSITIVE_INFINITY)
  const compare = ({ lookups, saves }: Times) => ({
    lookup_p95_ms: round(percentile(lookups, 0.95)),
    lookup_p95_ratio: round(percentile(lookups, 0.95) / percentile(idle.lookups, 0.95)),
    save_p95_ms: round(percentile(saves, 0.95)),
    save_p95_ratio: round(percentile(saves, 0.95) / percentile(idle.saves, 0.95)),
  })
  return {
    idle: compare(idle),
    busy: { ...compare(busy.times), lookups: busy.times.lookups.length },
    quiet: { ...compare(quiet.times), lookups: quiet.times.lookups.length, seconds: round(quiet.seconds) },
    pairs: readPairs(store.db).length,
  }
}

/** A counter that looks up and saves. */
function createCounter({ db }: BenchStore, customers: number) {
  const dice = createDice(11)
  const readPerson = db.prepare(
    'SELECT customer_name AS name, contact_number AS phone FROM customers WHERE key = ?',
  )
  const drawKey = () => 1 + Math.floor(dice() * customers)
  const drawText = (): string => {
    const { name, phone } = readPerson.get(drawKey()) as { name: string; phone: string | null }
    return phone && dice() < 0.5
      ? phone.replaceAll(/\D/g, '').slice(-5)
      : name.slice(0, 3 + Math.floor(dice() * 5))
  }
  const workOnce = (times: Times, number: number) => {
    const text = drawText()
    const begun = performance.now()
    searchCustomers(db, text, 20)
    times.lookups.push(performance.now() - begun)
    if (number % saveEvery !== 0) return
    const saving = performance.now()
    inTransaction(db, () => moveToFront(db, drawKey()))
    times.saves.push(performance.now() - saving)
  }
  return {
    workOnce,
    workFor: async (count: number): Promise<Times> => {
      const times: Times = { lookups: [], saves: [] }
      for (let number = 0; number < count; number++) {
        workOnce(times, number)
        await new Promise((resolve) => setTimeout(resolve, typingEvery))
      }
      return times
    },
  }
}

async function searchBeside(
  { db, folder, key }: BenchStore,
  counter: ReturnType<typeof createCounter>,
  isNoticed: boolean,
  longest: number,
): Promise<{ readonly times: Times; readonly seconds: number }> {
  db.prepare('UPDATE duplicate_search SET is_due = 1').run()
  const begun = performance.now()
  let isRunning = false
  let endedAt: number | null = null
  const search = createDuplicateSearch({
    folder,
    key,
    db,
    worker: new URL('../src/main/reports/worker.ts', import.meta.url),
    isReady: () => true,
    onStatus: ({ search: { state, done, total } }) => {
      if (state === 'idle') endedAt ??= performance.now()
      if (state === 'running' && !isRunning) report(`searching ${total}, ${done} done`)
      isRunning = state === 'running'
    },
    reportFailure: (error) => report(String(error)),
    waits: { begin: 0, ready: 0, failure: 60_000, progress: 250 },
  })
  const times: Times = { lookups: [], saves: [] }
  for (let number = 0; endedAt === null && performance.now() - begun < longest; number++) {
    // Nothing counts before the thread is at work.
    if (isRunning) counter.workOnce(times, number)
    if (isNoticed) search.noteCall()
    await new Promise((resolve) => setTimeout(resolve, typingEvery))
  }
  await search.close()
  return { times, seconds: ((endedAt ?? performance.now()) - begun) / 1000 }
}

/** The inbox with thousands of pairs: opened anew after each change, and turned over page by page. */
export function timeInbox({ db }: BenchStore, customers: number) {
  const ids = db
    .prepare('SELECT id FROM customers WHERE merged_into IS NULL LIMIT ?')
    .pluck()
    .all(customers) as string[]
  const dice = createDice(7)
  const draw = () => ids[Math.floor(dice() * ids.length)] ?? ''
  const pairs = Array.from({ length: inboxPairs }, () => {
    const reasons = [
      { code: 'same-phone', value: '081-234-5678' },
      { code: 'same-name', value: 'มานี ทดสอบ' },
    ] as const
    return { oneId: draw(), otherId: draw(), score: 50 + Math.floor(dice() * 51), reasons }
  }).filter(({ oneId, otherId }) => oneId !== otherId)
  inTransaction(db, () => keepPairs(db, pairs, new Date().toISOString()))
  // Processor time: others may be working too.
  const ask = (search: string | undefined, offset: number) => {
    const begun = process.cpuUsage()
    listDuplicates(db, { offset, limit: 50, ...(search !== undefined && { search }) }, new Date())
    const { user, system } = process.cpuUsage(begun)
    return (user + system) / 1000
  }
  const changed = () => db.prepare('UPDATE duplicate_search SET revision = revision + 1').run()
  const anew: number[] = []
  const turned: number[] = []
  const searched: number[] = []
  for (let number = 0; number < inboxAsked; number++) {
    changed()
    anew.push(ask(undefined, 0))
    turned.push(ask(undefined, 50 * (1 + number)))
    changed()
    searched.push(ask(['081', 'som', 'มา', 'CUS-0'][number % 4], 0))
  }
  return {
    pairs: readPairs(db).length,
    anew_p50_cpu_ms: round(percentile(anew, 0.5)),
    anew_p95_cpu_ms: round(percentile(anew, 0.95)),
    page_p95_cpu_ms: round(percentile(turned, 0.95)),
    searched_p95_cpu_ms: round(percentile(searched, 0.95)),
  }
}
