// Times the import of sales receipts against raw better-sqlite3 inserts of the rows it writes into the same kind of encrypted
// file, turn by turn: all of them; those of the receipts alone (sales and ledger); one row a receipt. Usage: npm run bench:sales -- [--customers FILE --sales FILE] [--rounds N]. Without files, receipts
// are generated. The last line of standard output is one JSON object.
import { randomBytes, randomUUID } from 'node:crypto'
import fs from 'node:fs'
import path from 'node:path'
import { setImmediate as nextTurn } from 'node:timers/promises'
import { statement, type WriteDb } from '../src/main/db/handle.ts'
import { type InspectedFile, inspectFile } from '../src/main/import/inspect-file.ts'
import { openTable } from '../src/main/import/read-table.ts'
import { runImport } from '../src/main/import/run-import.ts'
import { runSales } from '../src/main/import/run-sales.ts'
import type { SalesReport } from '../src/shared/importing.ts'
import { localDay } from '../src/shared/local-day.ts'
import { createDice, numberArgument, percentile, report, round } from './measure.ts'
import { openEmptyStore } from './worn-store.ts'

const rounds = numberArgument('rounds', 5)
const generated = { customers: 18_000, receipts: 25_000 } as const
const today = localDay(new Date())
const copied = {
  customer_transactions: "source = 'import'",
  customer_ledger: "source = 'import'",
  audit_log: "action = 'customer.importSales'",
  outbox: "kind = 'customer.importSales'",
} as const
type Copied = keyof typeof copied

const folder = fs.mkdtempSync(path.join(fs.realpathSync(process.env.TMPDIR ?? '/tmp'), 'regulars-sales-'))
const files = { customers: fileArgument('customers'), sales: fileArgument('sales') }
if (!files.customers || !files.sales) writeGenerated()
try {
  const times = { ours: [] as number[], all: [] as number[], sales: [] as number[], receipts: [] as number[] }
  let last: SalesReport | null = null
  let rowCounts = {}
  for (let turn = 0; turn < rounds; turn++) {
    const store = openEmptyStore()
    try {
      await importCustomers(store.db)
      const inspected = inspectFile(files.sales ?? '', today)
      const begun = performance.now()
      last = await importReceipts(store.db, inspected)
      times.ours.push(performance.now() - begun)
      checkSums(store.db, last)
      const rows = readRows(store.db)
      rowCounts = Object.fromEntries(rows.map(({ table, rows }) => [table, rows.length]))
      times.all.push(await insertRaw(rows))
      times.sales.push(await insertRaw(rows, ['customer_transactions', 'customer_ledger']))
      times.receipts.push(await insertRaw(rows, ['customer_transactions']))
    } finally {
      store.remove()
    }
    report(
      `round ${turn + 1}: ${JSON.stringify(Object.values(times).map((all) => Math.round(all.at(-1) ?? 0)))} ms`,
    )
  }
  const middle = (all: readonly number[]) => percentile(all, 0.5)
  console.log(
    JSON.stringify({
      receipts: last?.created,
      customers: last?.customers,
      rows: rowCounts,
      import_ms: round(middle(times.ours)),
      receipts_per_s: Math.round((last?.created ?? 0) / (middle(times.ours) / 1000)),
      raw_ms: round(middle(times.all)),
      raw_sales_and_ledger_ms: round(middle(times.sales)),
      raw_receipts_ms: round(middle(times.receipts)),
      ratio: round(middle(times.all) / middle(times.ours)),
      ratio_sales_and_ledger: round(middle(times.sales) / middle(times.ours)),
      ratio_receipts: round(middle(times.receipts) / middle(times.ours)),
    }),
  )
} finally {
  fs.rmSync(folder, { recursive: true, force: true })
}

function fileArgument(name: string): string | null {
  const place = process.argv.indexOf(`--${name}`)
  return place < 0 ? null : (process.argv[place + 1] ?? null)
}

/** Customers by their number, receipts in order of their day; some customers buy often, most once or twice. */
function writeGenerated(): void {
  const dice = createDice(11)
  const people = Array.from(
    { length: generated.customers },
    (_, index) => `${index + 1},Customer ${index + 1}`,
  )
  const receipts = Array.from({ length: generated.receipts }, (_, index) => {
    const customer = 1 + Math.floor(dice() ** 1.3 * generated.customers)
    const day = new Date(Date.UTC(2024, 0, 1) + Math.floor((index / generated.receipts) * 900) * 86_400_000)
    const satang = 10_000 + Math.floor(dice() * 300_000)
    return `R${index + 1},${customer},${day.toISOString().slice(0, 10)},${Math.floor(satang / 100)}.${String(satang % 100).padStart(2, '0')}`
  })
  files.customers = path.join(folder, 'customers.csv')
  files.sales = path.join(folder, 'sales.csv')
  fs.writeFileSync(files.customers, `id,customer_name\n${people.join('\n')}\n`)
  fs.writeFileSync(files.sales, `receipt,customer_id,date,amount\n${receipts.join('\n')}\n`)
}

/** The run of an import without its window: nobody waits, nobody cancels. */
function runOf(db: WriteDb, file: string, inspected: InspectedFile) {
  const { kind, mappings, dateOrders, rowCount } = inspected
  return {
    kind,
    mappings,
    reading: { dateOrders, today },
    run: {
      context: {
        db,
        actor: null,
        deviceId: randomUUID(),
        now: () => new Date(),
        randomBytes: (count: number) => randomBytes(count),
      },
      table: openTable(file, today),
      fileToken: 'bench',
      total: rowCount,
      dryRun: false,
      onProgress: () => undefined,
      isCancelled: () => false,
      isTurnWanted: () => false,
      pause: () => nextTurn(),
    },
  }
}

async function importCustomers(db: WriteDb): Promise<void> {
  const { run, reading, mappings } = runOf(
    db,
    files.customers ?? '',
    inspectFile(files.customers ?? '', today),
  )
  await runImport({ ...run, reading: { ...reading, mapping: mappings.customers } })
}

/** Reads the file, finds whose each receipt is, and writes rows, sums, audit lines and the outbox; as the worker does. */
async function importReceipts(db: WriteDb, inspected: InspectedFile): Promise<SalesReport> {
  const { run, reading, mappings, kind } = runOf(db, files.sales ?? '', inspected)
  if (kind !== 'sales') throw new Error('the file of receipts was not taken for one')
  const { report: told } = await runSales({ ...run, reading: { ...reading, mapping: mappings.sales } })
  return told
}

function checkSums(db: WriteDb, { amount, created, refused }: SalesReport): void {
  const sums = statement(
    db,
    'SELECT sum(total_lifetime_value) AS amount, sum(total_visits) AS visits FROM customers',
  ).get() as { amount: number; visits: number }
  if (refused > 0 || sums.amount !== amount || sums.visits !== created)
    throw new Error('the sums are not those of the file')
}

type RawRows = readonly { readonly table: Copied; readonly sql: string; readonly rows: unknown[][] }[]

/** The rows as they were written; those of receipts in the order of the file. */
function readRows(db: WriteDb): RawRows {
  return (Object.keys(copied) as Copied[]).map((table) => {
    const select = db.prepare(`SELECT * FROM ${table} WHERE ${copied[table]}`)
    const columns = select.columns().map(({ name }) => name)
    const rows = select.raw().all() as unknown[][]
    const place = columns.findIndex((column) => column === 'occurred_at' || column === 'sold_at')
    if (place >= 0) rows.sort((one, other) => (String(one[place]) < String(other[place]) ? -1 : 1))
    const marks = columns.map(() => '?').join(', ')
    return { table, rows, sql: `INSERT INTO ${table} (${columns.join(', ')}) VALUES (${marks})` }
  })
}

/** These tables' rows through one prepared statement each in one transaction. */
async function insertRaw(
  tables: RawRows,
  chosen: readonly Copied[] = Object.keys(copied) as Copied[],
): Promise<number> {
  const store = openEmptyStore()
  try {
    await importCustomers(store.db)
    const begun = performance.now()
    store.db
      .transaction(() => {
        for (const { table, sql, rows } of tables) {
          if (!chosen.includes(table)) continue
          const insert = store.db.prepare(sql)
          for (const row of rows) insert.run(...row)
        }
      })
      .immediate()
    return performance.now() - begun
  } finally {
    store.remove()
  }
}
