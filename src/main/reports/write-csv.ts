// Writes an export as CSV: UTF-8 with a mark so that spreadsheets read Thai, one line after another as the rows are read.
import fs from 'node:fs'
import { writeRow } from '../domain/csv-row.ts'
import type { ExportCell } from './export-cells.ts'

/** Writes the head and the rows to `path`. */
export function writeCsv(
  path: string,
  head: readonly string[],
  batches: Iterable<readonly (readonly ExportCell[])[]>,
): void {
  const file = fs.openSync(path, 'w', 0o600)
  try {
    fs.writeFileSync(file, `\ufeff${writeRow(head)}`)
    for (const rows of batches) {
      fs.writeFileSync(file, rows.map((cells) => writeRow(cells.map(toText))).join(''))
    }
  } finally {
    fs.closeSync(file)
  }
}

function toText(cell: ExportCell): string {
  if (cell === null) return ''
  return cell.kind === 'money' ? (cell.value / 100).toFixed(2) : String(cell.value)
}
