// Opens a customer file as a table: finds its encoding, delimiter and header, then yields its rows one by one, so that a
// file of any size needs the memory of one block.
import { AppError } from '../../shared/errors.ts'
import type { FileEncoding } from '../../shared/importing.ts'
import { isKnownHeader, kindOfColumn, kindOfValue } from '../domain/import-mapping.ts'
import { isKnownSalesHeader } from '../domain/sales-mapping.ts'
import { readRecords } from './csv-records.ts'
import { declaredDelimiter, detectDelimiter } from './detect-delimiter.ts'
import { detectTextForm, emptyFile, readUtf8, type TextForm } from './text-encoding.ts'

/** One row below the header: where it begins and its cells; malformed rows carry their raw text as one cell. */
export interface TableRow {
  readonly line: number
  readonly cells: readonly string[]
  readonly malformed: boolean
}

/** A file understood as a table. */
export interface Table {
  readonly encoding: FileEncoding
  readonly delimiter: string
  /** One distinct name per column, made up where the file has none. */
  readonly headers: readonly string[]
  /** Reads the rows from the first, each time it is called. Throws FILE_UNREADABLE. */
  readonly rows: () => Generator<TableRow>
}

const headRows = 50

/** Opens a file. Throws FILE_UNREADABLE, FILE_EMPTY, FILE_NOT_TEXT or FILE_MALFORMED. */
export function openTable(path: string, today: string): Table {
  const form = detectTextForm(path)
  const head = readTextHead(path, form)
  const declared = declaredDelimiter(head)
  const delimiter = declared ?? detectDelimiter(head)
  const allValid = !form.hasBrokenBytes
  const records = () =>
    declared === null
      ? readRecords(readUtf8(path, form), delimiter, { allValid })
      : readRecords(dropFirstLine(readUtf8(path, form)), delimiter, { firstLine: 2, allValid })
  const first = take(records(), headRows)
  if (first.length === 0) throw emptyFile()
  const top = first[0]
  if (!top || top.malformed) {
    const message =
      'The first line of this file has a quote that is never closed. Mend it, then choose the file again.'
    throw new AppError('FILE_MALFORMED', message, { details: { line: top?.line ?? 1 } })
  }
  const below = first.slice(1).filter((row) => !row.malformed)
  const hasHeader = looksLikeHeader(
    top.cells,
    below.map((row) => row.cells),
    today,
  )
  const usual = usualWidth((hasHeader ? below : [top, ...below]).map((row) => row.cells))
  const width = hasHeader ? Math.max(top.cells.length, usual) : usual
  return {
    encoding: form.encoding,
    delimiter,
    headers: nameColumns(hasHeader ? top.cells : [], width),
    rows: () => checkWidths(skip(records(), hasHeader ? 1 : 0), width),
  }
}

function readTextHead(path: string, form: TextForm): string {
  for (const block of readUtf8(path, form)) if (block.length > 0) return block.toString('utf8')
  return ''
}

function* dropFirstLine(blocks: Generator<Buffer>): Generator<Buffer> {
  let isFirst = true
  for (const block of blocks) {
    yield isFirst ? block.subarray(block.indexOf(0x0a) + 1) : block
    isFirst = false
  }
}

function* skip<Item>(items: Generator<Item>, count: number): Generator<Item> {
  let index = 0
  for (const item of items) if (index++ >= count) yield item
}

function take<Item>(items: Generator<Item>, count: number): Item[] {
  const taken: Item[] = []
  for (const item of items) if (taken.push(item) >= count) break
  return taken
}

/** A header has words that name columns, or only words above columns that hold something else. */
function looksLikeHeader(
  top: readonly string[],
  below: readonly (readonly string[])[],
  today: string,
): boolean {
  if (top.some((header) => isKnownHeader(header) || isKnownSalesHeader(header))) return true
  const kinds = top.map((cell) => kindOfValue(cell, today))
  if (kinds.some((kind) => kind !== 'words' && kind !== 'none')) return false
  return top.some((_, column) => {
    const kind = kindOfColumn(
      below.map((row) => row[column] ?? ''),
      today,
    )
    return kind !== 'words' && kind !== 'none'
  })
}

/** How many cells most rows have, blank ones at their end not counted; the fewer when it is a draw. */
function usualWidth(rows: readonly (readonly string[])[]): number {
  const counts = new Map<number, number>()
  for (const cells of rows) {
    const width = cells.findLastIndex((cell) => cell.trim() !== '') + 1
    counts.set(width, (counts.get(width) ?? 0) + 1)
  }
  const ranked = [...counts].sort(
    ([width, count], [otherWidth, other]) => other - count || width - otherWidth,
  )
  return ranked[0]?.[0] ?? 0
}

function nameColumns(header: readonly string[], width: number): readonly string[] {
  const used = new Set<string>()
  return Array.from({ length: width }, (_, column) => {
    const base = header[column]?.trim() || `Column ${column + 1}`
    let name = base
    for (let copy = 2; used.has(name); copy++) name = `${base} (${copy})`
    used.add(name)
    return name
  })
}

/** A row with something in cells beyond the last column was cut in the wrong places: nobody can say which. */
function* checkWidths(rows: Generator<TableRow>, width: number): Generator<TableRow> {
  for (const row of rows) {
    const isTooWide = row.cells.length > width && row.cells.slice(width).some((cell) => cell.trim() !== '')
    yield isTooWide ? { ...row, malformed: true } : row
  }
}
