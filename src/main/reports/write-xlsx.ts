// Writes an export as a workbook with typed cells: days are days and money is numbers, whatever a spreadsheet would guess.
import fs from 'node:fs'
import writeExcelFile, { type Cell } from 'write-excel-file/node'
import type { ExportCell } from './export-cells.ts'

const formats = { day: 'yyyy-mm-dd', moment: 'yyyy-mm-dd hh:mm', money: '#,##0.00' } as const

/** Writes the head and the rows to `path`; `widths` are in characters. */
export async function writeXlsx(
  path: string,
  sheet: string,
  head: readonly string[],
  widths: readonly number[],
  batches: Iterable<readonly (readonly ExportCell[])[]>,
): Promise<void> {
  const data: Cell[][] = [head.map((value) => ({ value, fontWeight: 'bold' }))]
  for (const rows of batches) for (const cells of rows) data.push(cells.map(toCell))
  const columns = widths.map((width) => ({ width }))
  const written = await writeExcelFile(data, { sheet, columns, stickyRowsCount: 1 }).toBuffer()
  fs.writeFileSync(path, written, { mode: 0o600 })
}

function toCell(cell: ExportCell): Cell {
  if (cell === null) return null
  switch (cell.kind) {
    case 'text':
      return { value: cell.value, type: String, format: '@' }
    case 'number':
      return cell.value
    case 'money':
      return { value: cell.value / 100, type: Number, format: formats.money }
    case 'day':
      return { value: new Date(`${cell.value}T00:00:00Z`), type: Date, format: formats.day }
    case 'moment':
      // A workbook knows no time zones: what it shows is what stood on the counter's wall.
      return { value: new Date(`${cell.value.replace(' ', 'T')}:00Z`), type: Date, format: formats.moment }
  }
}
