// The rows an import refused, kept by line number and reason only: their text stays in the file they came from.
import type { RowProblem } from '../domain/import-row.ts'

/** Refused rows in the order of the file; reason `reasons[index]` of `kinds` belongs to line `lines[index]`. */
export interface RefusedRows {
  readonly lines: Uint32Array
  readonly reasons: Uint8Array
  readonly kinds: readonly RowProblem[]
}

export interface RefusedCollector {
  readonly add: (line: number, problem: RowProblem) => void
  readonly count: () => number
  readonly collect: () => RefusedRows
}

/** Collects refused rows in five bytes each, so that a file of a million refusals needs no more than megabytes. */
export function createRefusedCollector(): RefusedCollector {
  const lines: number[] = []
  const reasons: number[] = []
  const kinds: RowProblem[] = []
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
    collect: () => ({ lines: Uint32Array.from(lines), reasons: Uint8Array.from(reasons), kinds }),
  }
}
