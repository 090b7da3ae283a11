// Reads a chosen file once from end to end before anything is written: how it is spelled, what its columns hold, how many
// rows it has and in which order its dates stand.
import type { FileEncoding, FileInspection, ImportKind } from '../../shared/importing.ts'
import { type DateOrder, type DateVotes, decideDateOrder, voteOnDateOrder } from '../domain/import-dates.ts'
import { guessMapping } from '../domain/import-mapping.ts'
import { guessKind, guessSalesMapping } from '../domain/sales-mapping.ts'
import { openTable, type TableRow } from './read-table.ts'

/** Everything an import needs to know of its file besides the rows. */
export interface InspectedFile {
  readonly encoding: FileEncoding
  readonly delimiter: string
  readonly headers: readonly string[]
  readonly kind: ImportKind
  readonly mappings: FileInspection['mappings']
  readonly rowCount: number
  /** The first rows, for the preview. */
  readonly sampleRows: readonly TableRow[]
  /** Per column index, for columns whose dates may be read two ways. */
  readonly dateOrders: Readonly<Record<number, DateOrder>>
}

const sampleSize = 200

/** Inspects a file; `today` is YYYY-MM-DD. Throws FILE_UNREADABLE, FILE_EMPTY, FILE_NOT_TEXT or FILE_MALFORMED. */
export function inspectFile(path: string, today: string): InspectedFile {
  const table = openTable(path, today)
  const votes: DateVotes[] = table.headers.map(() => ({ dayFirst: 0, monthFirst: 0 }))
  const sampleRows: TableRow[] = []
  let rowCount = 0
  for (const row of table.rows()) {
    rowCount++
    if (sampleRows.length < sampleSize) sampleRows.push(row)
    if (row.malformed) continue
    for (const [column, cell] of row.cells.entries()) {
      const vote = votes[column]
      if (vote && mayBeDate(cell)) voteOnDateOrder(vote, cell)
    }
  }
  const dateOrders = votes.flatMap((vote, column) =>
    vote.dayFirst + vote.monthFirst === 0 ? [] : [[column, decideDateOrder(vote)] as const],
  )
  const samples = sampleRows.filter((row) => !row.malformed).map((row) => row.cells)
  const mappings = {
    customers: guessMapping(table.headers, samples, today),
    sales: guessSalesMapping(table.headers, samples, today),
  }
  return {
    encoding: table.encoding,
    delimiter: table.delimiter,
    headers: table.headers,
    kind: guessKind(table.headers, mappings),
    mappings,
    rowCount,
    sampleRows,
    dateOrders: Object.fromEntries(dateOrders),
  }
}

/** A quick look before the careful one: one or two digits, then something that is no digit. */
function mayBeDate(cell: string): boolean {
  if (cell.length < 6 || cell.length > 30) return false
  const second = cell.charCodeAt(1)
  const third = cell.charCodeAt(2)
  return isDigit(cell.charCodeAt(0)) && (!isDigit(second) || !isDigit(third))
}

function isDigit(code: number): boolean {
  return (code >= 48 && code <= 57) || (code >= 0x0e50 && code <= 0x0e59)
}
