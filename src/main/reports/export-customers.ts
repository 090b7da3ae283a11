// Writes the customers of a list to a file, just as the list shows them: who matches, in its order, its columns. The file
// is written under another name beside it and takes its place when it is whole, so a failure leaves nothing behind.
import fs from 'node:fs'
import { AppError } from '../../shared/errors.ts'
import { readListKeys, readNamedKeys } from '../db/customer-list.ts'
import type { WriteDb } from '../db/handle.ts'
import { readRows } from '../db/list-rows.ts'
import { cellOf, columnKinds, type ExportCell } from './export-cells.ts'
import { exportWords } from './export-words.ts'
import type { Reports } from './jobs.ts'
import { writeCsv } from './write-csv.ts'
import { writeXlsx } from './write-xlsx.ts'

const rowsAtOnce = 500
const widths = { text: 22, day: 12, moment: 17, number: 10, money: 14 } as const

/** Writes the file and answers how many customers are in it. Throws FILE_UNWRITABLE. */
export async function exportCustomers(
  db: WriteDb,
  { wanted, language, target }: Reports['export']['asks'],
  onProgress: (done: number, total: number) => void,
): Promise<{ rows: number }> {
  const words = exportWords[language]
  const { columns, format, customerIds } = wanted
  const partial = `${target}.part`
  const head = columns.map((column) => words.columns[column])
  // Known before anything is read: nobody waits for a file that cannot be written.
  createFile(partial)
  // One view of the directory from the first row to the last, whatever is saved meanwhile.
  db.exec('BEGIN')
  try {
    const keys = customerIds ? readNamedKeys(db, wanted, customerIds) : readListKeys(db, wanted)
    const batches = readBatches(db, keys, onProgress, (row) =>
      columns.map((column) => cellOf(row, column, words)),
    )
    if (format === 'csv') writeCsv(partial, head, batches)
    else {
      const columnWidths = columns.map((column) => widths[columnKinds[column]])
      await writeXlsx(partial, words.sheet, head, columnWidths, batches)
    }
    fs.renameSync(partial, target)
    return { rows: keys.length }
  } catch (error) {
    fs.rmSync(partial, { force: true })
    throw isFileError(error) ? unwritable() : error
  } finally {
    db.exec('COMMIT')
  }
}

function* readBatches(
  db: WriteDb,
  keys: Int32Array,
  onProgress: (done: number, total: number) => void,
  toCells: (row: ReturnType<typeof readRows>[number]) => readonly ExportCell[],
): Generator<readonly (readonly ExportCell[])[]> {
  for (let begin = 0; begin < keys.length; begin += rowsAtOnce) {
    yield readRows(db, keys.subarray(begin, begin + rowsAtOnce)).map(toCells)
    onProgress(Math.min(begin + rowsAtOnce, keys.length), keys.length)
  }
}

function createFile(path: string): void {
  try {
    fs.closeSync(fs.openSync(path, 'w', 0o600))
  } catch {
    throw unwritable()
  }
}

/** Failures of the system that name a call; the store's own have codes that begin with SQLITE. */
function isFileError(error: unknown): boolean {
  return typeof (error as NodeJS.ErrnoException).syscall === 'string'
}

function unwritable(): AppError {
  return new AppError(
    'FILE_UNWRITABLE',
    'The file cannot be written there. Choose another folder, or free some space.',
  )
}
