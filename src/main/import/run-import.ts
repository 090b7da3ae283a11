// Runs a whole file of customers through the pass, slice by slice. What was taken stays when it is cancelled or the power
// goes; running it again completes the rest and doubles nobody.
import type { CustomersReport, ImportProgress, RefusedRow } from '../../shared/importing.ts'
import { findKey } from '../db/customer-keys.ts'
import type { RowReading } from '../domain/import-row.ts'
import type { WriteContext } from '../write/run-command.ts'
import { createImportPass } from './import-pass.ts'
import type { Table } from './read-table.ts'
import { createRefusedCollector, describeRefusal, type RefusedRows, sampledRefusals } from './refused-rows.ts'
import { countMends, createAnnouncer } from './run-report.ts'
import { type Courtesy, runSlices } from './run-slices.ts'
import { createSharedPhoneCount } from './shared-phones.ts'

/** One run over one file, whatever it holds. */
export interface FileRun<Reading> extends Courtesy {
  readonly context: WriteContext
  readonly table: Table
  readonly reading: Reading
  readonly fileToken: string
  /** Rows of the file, as inspected. */
  readonly total: number
  readonly dryRun: boolean
  readonly onProgress: (progress: ImportProgress) => void
}

/**
 * Imports a table, or tries to; answers the report, every refused row, and the keys of whom it made or changed. Throws AppError
 * when the store cannot go on.
 */
export async function runImport(
  run: FileRun<RowReading>,
): Promise<{ report: CustomersReport; refused: RefusedRows; touched: readonly number[] }> {
  const startedAt = performance.now()
  const pass = createImportPass(run.context, run.reading, run.dryRun)
  const counts = { created: 0, known: 0, completed: 0, refused: 0 }
  const mends = countMends()
  const refused = createRefusedCollector()
  const touched = new Set<number>()
  const refusedSample: RefusedRow[] = []
  const sharedPhones = createSharedPhoneCount(run.context.db)
  const rows = run.table.rows()
  const announce = createAnnouncer(run)
  let done = 0

  const takeRow = (): boolean => {
    const next = rows.next()
    if (next.done) return false
    const outcome = pass(next.value)
    counts[outcome.kind]++
    done++
    if (outcome.kind === 'refused') {
      refused.add(next.value.line, outcome.problem)
      if (refusedSample.length < sampledRefusals)
        refusedSample.push(describeRefusal(next.value, outcome.problem, run.reading.mapping))
    } else mends.add(outcome.mends)
    if ('customerId' in outcome && outcome.customerId !== null) {
      const key = findKey(run.context.db, outcome.customerId)
      if (key !== undefined) touched.add(key)
    }
    if (run.dryRun && outcome.kind === 'created') sharedPhones.expect(outcome.phones)
    return true
  }
  const db = run.dryRun ? null : run.context.db
  const cancelled = await runSlices(run, db, takeRow, (isLast) => announce(done, isLast))
  rows.return(undefined)
  const report: CustomersReport = {
    kind: 'customers',
    fileToken: run.fileToken,
    rows: done,
    ...counts,
    mended: mends.counts,
    refusedSample,
    sharedPhones: sharedPhones.count(touched),
    cancelled,
    dryRun: run.dryRun,
    seconds: (performance.now() - startedAt) / 1000,
  }
  return { report, refused: refused.collect(), touched: [...touched] }
}
