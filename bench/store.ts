// Times the store against raw better-sqlite3 in the same run: bulk load, size of the search index, one save, opening.
// Usage: npm run bench:store -- --customers N. The last line of standard output is one JSON object.
import { execFileSync } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import Database from 'better-sqlite3'
import { loadDirectory } from '../src/main/db/bulk-load.ts'
import { closeStore } from '../src/main/db/open.ts'
import { runCommand, type WriteContext } from '../src/main/write/run-command.ts'
import type { DirectoryRecord } from '../src/shared/directory-record.ts'
import { makeUuid } from '../src/shared/uuid.ts'
import { generatePeople } from '../tools/demo-data/people.ts'
import { numberArgument, percentile, report, round } from './measure.ts'
import { insertBareCustomer, makeBareTable } from './raw-customers.ts'
import { openEmptyStore } from './worn-store.ts'

const customers = numberArgument('customers', 100_000)
const rounds = numberArgument('rounds', 3)
const saves = 300
const openings = 5

const people = () => generatePeople(customers)
const imported = Array.from(people(), withoutHistory)

const rates = { raw: [] as number[], load: [] as number[] }
let store = openEmptyStore()
for (let turn = 0; turn < rounds; turn++) {
  rates.raw.push(loadRaw())
  store.remove()
  store = openEmptyStore()
  rates.load.push(loadOurs(imported))
  report(
    `round ${turn + 1}: ${JSON.stringify(Object.values(rates).map((all) => Math.round(all.at(-1) ?? 0)))} customers/s`,
  )
}
try {
  const raw = percentile(rates.raw, 0.5)
  const searchShare = measureSearchShare()
  const save = measureSaves()
  const open = measureOpening()
  const withHistory = loadWithHistory()
  console.log(
    JSON.stringify({
      customers,
      load: {
        raw_per_s: Math.round(raw),
        ours_per_s: Math.round(percentile(rates.load, 0.5)),
        ratio: round(percentile(rates.load, 0.5) / raw),
        with_history_per_s: Math.round(withHistory),
        with_history_ratio: round(withHistory / raw),
      },
      search_share_of_file: searchShare,
      save,
      open_to_first_answer_ms: open,
    }),
  )
} finally {
  store.remove()
}

/** A customer with everything that points at them and nothing they did yet. */
function withoutHistory(record: DirectoryRecord): DirectoryRecord {
  return { ...record, ledger: [] }
}

function perSecond(load: () => void): number {
  const begun = performance.now()
  load()
  return customers / ((performance.now() - begun) / 1000)
}

/** Bare customer rows with their two unique indexes, one prepared statement, one transaction, no cipher. */
function loadRaw(): number {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'regulars-raw-'))
  const db = new Database(path.join(folder, 'raw.db'))
  try {
    db.pragma('journal_mode = WAL')
    db.pragma('synchronous = FULL')
    makeBareTable(db)
    const insert = insertBareCustomer(db)
    return perSecond(() => {
      db.transaction(() => {
        for (const record of imported) insert(record)
      })()
    })
  } finally {
    db.close()
    fs.rmSync(folder, { recursive: true })
  }
}

function loadOurs(source: readonly DirectoryRecord[]): number {
  return perSecond(() => loadDirectory(store.db, source))
}

/** The same customers with all they ever did (some five ledger entries each), once. */
function loadWithHistory(): number {
  const records = Array.from(people())
  const other = openEmptyStore()
  try {
    return perSecond(() => loadDirectory(other.db, records))
  } finally {
    other.remove()
  }
}

/** Bytes of the search tables among all bytes of the file, 0 to 1. */
function measureSearchShare(): number {
  const sizes = store.db.prepare('SELECT name, sum(pgsize) AS bytes FROM dbstat GROUP BY name').all()
  let search = 0
  let all = 0
  for (const { name, bytes } of sizes as { name: string; bytes: number }[]) {
    all += bytes
    if (name.startsWith('search_')) search += bytes
  }
  return round(search / all)
}

/**
 * A new customer, and then a fact of theirs changed, through the write path (rows, audit, outbox, search) beside a bare row
 * committed to the same encrypted file, turn by turn.
 */
function measureSaves() {
  const { db } = store
  const context: WriteContext = {
    db,
    actor: 'bench',
    deviceId: 'bench',
    now: () => new Date(),
    randomBytes: (count) => randomBytes(count),
  }
  makeBareTable(db, 'bare_customers')
  const insert = insertBareCustomer(db, 'bare_customers')
  const newId = () => makeUuid(Date.now(), randomBytes(10))
  const times = { create: [] as number[], edit: [] as number[], bare: [] as number[] }
  for (const [index, record] of Array.from(generatePeople(saves, 99)).entries()) {
    let begun = performance.now()
    db.transaction(() => insert(record)).immediate()
    times.bare.push(performance.now() - begun)
    const customerId = newId()
    begun = performance.now()
    runCommand(context, {
      kind: 'customer.create',
      commandId: newId(),
      customerId,
      facts: { ...record.facts, primaryPhone: record.facts.primaryPhone ?? `0899${100_000 + index}` },
    })
    times.create.push(performance.now() - begun)
    begun = performance.now()
    const changes = { city: `Bangkok ${index}` }
    runCommand(context, { kind: 'customer.update', commandId: newId(), customerId, changes, seen: {} })
    times.edit.push(performance.now() - begun)
  }
  const create = percentile(times.create, 0.5)
  const edit = percentile(times.edit, 0.5)
  const bare = percentile(times.bare, 0.5)
  return {
    edit_p50_ms: round(edit),
    create_p50_ms: round(create),
    bare_p50_ms: round(bare),
    edit_ratio: round(edit / bare),
    create_ratio: round(create / bare),
  }
}

/** The store opened in fresh processes, up to the first answer; milliseconds at the median. */
function measureOpening(): number {
  const script = fileURLToPath(new URL('open-once.ts', import.meta.url))
  const text = imported[Math.floor(customers / 2)]?.facts.fullName ?? ''
  closeStore(store.db)
  const times = Array.from({ length: openings }, () =>
    Number(execFileSync(process.execPath, [script, store.folder, store.key.toString('hex'), text])),
  )
  return round(percentile(times, 0.5))
}
