// Runs a whole file through the pass, in transactions so short that a save at the counter hardly waits. What was taken
// stays when it is cancelled or the power goes; running it again completes the rest and doubles nobody.
import type { ImportProgress, ImportReport, RefusedRow, RowMendCode } from '../../shared/importing.ts'
import { inTransaction } from '../db/handle.ts'
import type { RowProblem, RowReading } from '../domain/import-row.ts'
import type { WriteContext } from '../write/run-command.ts'
import { createImportPass } from './import-pass.ts'
import type { Table, TableRow } from './read-table.ts'
import { createRefusedCollector, type RefusedRows } from './refused-rows.ts'
import { createSharedPhoneCount } from './shared-phones.ts'

/** One run over one file. */
export interface ImportRun {
  readonly context: WriteContext
  readonly table: Table
  readonly reading: RowReading
  readonly fileToken: string
  /** Rows of the file, as inspected. */
  readonly total: number
  readonly dryRun: boolean
  readonly onProgress: (progress: ImportProgress) => void
  readonly isCancelled: () => boolean
  /** Whether somebody waits to save: the transaction ends after the row in hand. */
  readonly isTurnWanted: () => boolean
  /** Lets others write, and hears what is said meanwhile, between two transactions. */
  readonly pause: () => Promise<void>
}

/** How long a transaction goes on when nobody waits: few commits, yet little to do again after a power cut. */
const sliceMilliseconds = 40
/** A slow machine takes at least this many rows, since every commit costs what some fifty rows do. */
const sliceRows = 128
const progressMilliseconds = 100
const sampledRefusals = 200
const mendCodes: readonly RowMendCode[] = [
  'LEADING_ZERO_RESTORED',
  'THAI_DIGITS',
  'BUDDHIST_YEAR',
  'BAD_OPTIONAL_VALUE_LEFT_OUT',
]

/** Imports a table, or tries to; answers the report and every refused row. Throws AppError when the store cannot go on. */
export async function runImport(run: ImportRun): Promise<{ report: ImportReport; refused: RefusedRows }> {
  const startedAt = performance.now()
  const pass = createImportPass(run.context, run.reading, run.dryRun)
  const counts = { created: 0, known: 0, completed: 0, refused: 0 }
  const mended = Object.fromEntries(mendCodes.map((code) => [code, 0])) as Record<RowMendCode, number>
  const refused = createRefusedCollector()
  const refusedSample: RefusedRow[] = []
  const sharedPhones = createSharedPhoneCount(run.context.db)
  const rows = run.table.rows()
  let done = 0
  let announcedAt = 0

  const refuse = (row: TableRow, problem: RowProblem) => {
    refused.add(row.line, problem)
    if (refusedSample.length < sampledRefusals) refusedSample.push(describeRefusal(row, problem, run.reading))
  }
  const takeRows = (): boolean => {
    const until = performance.now() + sliceMilliseconds
    const leastDone = done + sliceRows
    do {
      const next = rows.next()
      if (next.done) return false
      const outcome = pass(next.value)
      counts[outcome.kind]++
      done++
      if (outcome.kind === 'refused') refuse(next.value, outcome.problem)
      else for (const code of outcome.mends) mended[code]++
      if (run.dryRun && outcome.kind === 'created') sharedPhones.expect(outcome.phones)
    } while ((done < leastDone || performance.now() < until) && !run.isTurnWanted())
    return true
  }

  let hasMore = true
  while (hasMore && !run.isCancelled()) {
    hasMore = run.dryRun ? takeRows() : inTransaction(run.context.db, takeRows)
    const now = performance.now()
    if (now - announcedAt >= progressMilliseconds || !hasMore) {
      announcedAt = now
      run.onProgress({ fileToken: run.fileToken, done, total: Math.max(done, run.total), dryRun: run.dryRun })
    }
    if (hasMore) await run.pause()
  }
  rows.return(undefined)
  const report: ImportReport = {
    fileToken: run.fileToken,
    rows: done,
    ...counts,
    mended,
    refusedSample,
    sharedPhones: sharedPhones.count(),
    cancelled: hasMore,
    dryRun: run.dryRun,
    seconds: (performance.now() - startedAt) / 1000,
  }
  return { report, refused: refused.collect() }
}

const shownCharacters = 500

/** A refused row as the report shows it; very long cells are cut, the file to download has them whole. */
function describeRefusal(row: TableRow, { field, problem }: RowProblem, reading: RowReading): RefusedRow {
  const column = field === null ? undefined : reading.mapping[field]
  const value = column === undefined ? '' : (row.cells[column] ?? '')
  const shorten = (text: string) => text.slice(0, shownCharacters)
  return { line: row.line, field, problem, value: shorten(value), cells: row.cells.map(shorten) }
}
