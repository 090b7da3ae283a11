// The rows an import refused, kept by line number and reason only: their text stays in the file they came from.
import type {
  ImportField,
  ImportPlan,
  RefusedRow,
  RowProblemCode,
  SalesField,
} from '../../shared/importing.ts'
import type { TableRow } from './read-table.ts'

/** Why a row of either kind of file was refused, and the field at fault. */
export interface RowRefusal {
  readonly field: ImportField | SalesField | null
  readonly problem: RowProblemCode
}

/** Refused rows in the order of the file; reason `reasons[index]` of `kinds` belongs to line `lines[index]`. */
export interface RefusedRows {
  readonly lines: Uint32Array
  readonly reasons: Uint8Array
  readonly kinds: readonly RowRefusal[]
}

export interface RefusedCollector {
  readonly add: (line: number, problem: RowRefusal) => void
  readonly count: () => number
  readonly collect: () => RefusedRows
}

/** Collects refused rows in five bytes each, so that a file of a million refusals needs no more than megabytes. */
export function createRefusedCollector(): RefusedCollector {
  const lines: number[] = []
  const reasons: number[] = []
  const kinds: RowRefusal[] = []
  return {
    add: (line, problem) => {
      let kind = kinds.findIndex(
        (known) => known.field === problem.field && known.problem === problem.problem,
      )
      if (kind < 0) kind = kinds.push({ field: problem.field, problem: problem.problem }) - 1
      lines.push(line)
      reasons.push(kind)
    },
    count: () => lines.length,
    collect: () => {
      const order = [...lines.keys()].sort((one, other) => (lines[one] ?? 0) - (lines[other] ?? 0))
      return {
        lines: Uint32Array.from(order, (index) => lines[index] ?? 0),
        reasons: Uint8Array.from(order, (index) => reasons[index] ?? 0),
        kinds,
      }
    },
  }
}

/** How many refused rows a report shows; the file to download has them all. */
export const sampledRefusals = 200
const shownCharacters = 500

/** A refused row as the report shows it; very long cells are cut, the file to download has them whole. */
export function describeRefusal(
  row: TableRow,
  { field, problem }: RowRefusal,
  mapping: ImportPlan['mapping'],
): RefusedRow {
  const column = field === null ? undefined : (mapping as Readonly<Record<string, number>>)[field]
  const value = column === undefined ? '' : (row.cells[column] ?? '')
  const shorten = (text: string) => text.slice(0, shownCharacters)
  return { line: row.line, field, problem, value: shorten(value), cells: row.cells.map(shorten) }
}
