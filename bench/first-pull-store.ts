// Times what the store does with a first pull, without a network: pages of generated people applied in slices to the
// encrypted file, then the search index built in steps.
// Usage: node bench/first-pull-store.ts --customers N [--slice N]. The last line of standard output is one JSON object.
import { randomUUID } from 'node:crypto'
import { applySlice, pageSlices } from '../src/main/db/apply-feed.ts'
import { createIndexBuilder } from '../src/main/db/build-index.ts'
import { finishPull } from '../src/main/db/finish-pull.ts'
import type { WriteDb } from '../src/main/db/handle.ts'
import { openSyncConnection } from '../src/main/db/open.ts'
import { normaliseIdentifier } from '../src/main/domain/plan-identifiers.ts'
import type { DirectoryRecord } from '../src/shared/directory-record.ts'
import { type FeedValue, feedColumns, type IdentifierRow } from '../src/shared/feed.ts'
import type { PullReply } from '../src/shared/wire.ts'
import { generatePeople } from '../tools/demo-data/people.ts'
import { numberArgument, percentile, report, round } from './measure.ts'
import { openEmptyStore } from './worn-store.ts'

const customers = numberArgument('customers', 100_000)
const sliceSize = numberArgument('slice', 500)
const pageSize = 4000
const stepMilliseconds = 100

const pages = makePages()
const identifiers = pages.reduce((sum, page) => sum + countIdentifiers(page), 0)
const store = openEmptyStore()
const db = openSyncConnection({ folder: store.folder, key: store.key })
try {
  const apply = timeEach(() => applyAll(db))
  report(`applied: ${Math.round(customers / apply.seconds)} customers/s`)
  const build = timeEach(() => buildAll(db))
  report(`index built: ${Math.round(customers / build.seconds)} customers/s`)
  console.log(
    JSON.stringify({
      customers,
      identifiers,
      applied_per_s: Math.round(customers / apply.seconds),
      indexed_per_s: Math.round(customers / (apply.seconds + build.seconds)),
      slice_p95_ms: round(percentile(apply.times, 0.95)),
      step_p95_ms: round(percentile(build.times, 0.95)),
      step_longest_ms: round(Math.max(...build.times)),
    }),
  )
} finally {
  db.close()
  store.remove()
}

function applyAll(target: WriteDb): number[] {
  const times: number[] = []
  for (const reply of pages) {
    for (const slice of pageSlices(reply, sliceSize)) {
      const begun = performance.now()
      applySlice(target, { reply, ...slice })
      times.push(performance.now() - begun)
    }
    if (reply.next === null) finishPull(target, reply, new Date())
  }
  return times
}

function buildAll(target: WriteDb): number[] {
  const times: number[] = []
  const builder = createIndexBuilder(target)
  for (let more = true; more; ) {
    const begun = performance.now()
    more = builder.step(stepMilliseconds) !== null
    times.push(performance.now() - begun)
  }
  return times
}

function timeEach(run: () => number[]): { readonly seconds: number; readonly times: readonly number[] } {
  const begun = performance.now()
  const times = run()
  return { seconds: (performance.now() - begun) / 1000, times }
}

/** The pages a server would send: customers only, as one JSON text parsed anew each. */
function makePages(): PullReply[] {
  const rows = Array.from(generatePeople(customers), makeRow)
  const made: PullReply[] = []
  for (let from = 0; from < rows.length; from += pageSize) {
    const page = rows.slice(from, from + pageSize)
    const isLast = from + pageSize >= rows.length
    const reply = {
      protocol: 1,
      epoch: 'e',
      reset: null,
      serverTime: new Date().toISOString(),
      to: '100:100:',
      lastSeq: 0,
      parts: [{ table: 'customers', columns: ['changed_xid', ...feedColumns.customers], rows: page }],
      next: isLast ? null : { table: 'customers', xid: '5', id: String(page.at(-1)?.[1]) },
      remaining: rows.length - from - page.length,
    }
    made.push(JSON.parse(JSON.stringify(reply)) as PullReply)
  }
  return made
}

function makeRow(record: DirectoryRecord): FeedValue[] {
  const { facts } = record
  const pointers = record.identifiers.map(
    ({ kind, value, status }): IdentifierRow => [
      randomUUID(),
      kind,
      value,
      normaliseIdentifier(kind, value),
      status,
    ],
  )
  const visits = record.ledger.filter(({ kind }) => kind === 'visit')
  const known: Record<string, FeedValue> = {
    id: record.id,
    customer_code: record.customerCode,
    customer_name: facts.fullName,
    nickname: facts.nickname ?? null,
    contact_number: facts.primaryPhone ?? null,
    email: facts.email ?? null,
    date_of_birth: facts.dateOfBirth ?? null,
    city: facts.city ?? null,
    customer_source: facts.customerSource,
    sms_pdpa: Number(facts.smsConsent),
    email_pdpa: Number(facts.emailConsent),
    marketing_consent: Number(facts.marketingConsent),
    is_active: Number(record.isActive),
    name_key: 'somchai|thai|somchai',
    available_credit: 0,
    available_point: 0,
    total_lifetime_value: 0,
    total_visits: visits.length,
    last_visit_at: visits.at(-1)?.occurredAt ?? null,
    created_at: record.createdAt,
    updated_at: record.createdAt,
    identifiers: pointers.toSorted((left, right) => (left[0] < right[0] ? -1 : 1)),
  }
  return ['5', ...feedColumns.customers.map((column) => known[column] ?? null)]
}

function countIdentifiers(page: PullReply): number {
  const rows = page.parts[0]?.rows ?? []
  return rows.reduce((sum, row) => sum + (row.at(-1) as readonly IdentifierRow[]).length, 0)
}
