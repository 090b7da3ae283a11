// How the arrows move through a grid of choices: rows of cells some of which cannot be chosen. Pure.

/** One row: its name, and the names of the cells that can be chosen, by column; null where there is nothing to choose. */
export interface ChoiceRow {
  readonly key: string
  readonly cells: readonly (string | null)[]
}

export interface CellPlace {
  readonly row: string
  readonly cell: string
}

/** The first cell that can be chosen. */
export function firstPlace(rows: readonly ChoiceRow[]): CellPlace | null {
  for (const { key, cells } of rows) {
    const cell = cells.find((each) => each !== null)
    if (cell) return { row: key, cell }
  }
  return null
}

/** The choosable cell of a row that is nearest to a column. */
function nearest({ key, cells }: ChoiceRow, column: number): CellPlace | null {
  const choosable = cells.flatMap((cell, index) => (cell === null ? [] : [{ cell, index }]))
  const [best] = choosable.toSorted(
    (one, other) => Math.abs(one.index - column) - Math.abs(other.index - column),
  )
  return best ? { row: key, cell: best.cell } : null
}

/** The cell after a key; null for keys that do not move, and at the edges. */
export function movePlace(rows: readonly ChoiceRow[], from: CellPlace, code: string): CellPlace | null {
  const index = rows.findIndex(({ key }) => key === from.row)
  const row = rows[index]
  if (!row) return null
  const column = row.cells.indexOf(from.cell)
  const inRow = (cells: readonly (string | null)[]) => {
    const cell = cells.find((each) => each !== null)
    return cell ? { row: row.key, cell } : null
  }
  const inRows = (others: readonly ChoiceRow[]) => {
    for (const other of others) {
      const place = nearest(other, column)
      if (place) return place
    }
    return null
  }
  switch (code) {
    case 'ArrowRight':
      return inRow(row.cells.slice(column + 1))
    case 'ArrowLeft':
      return inRow(row.cells.slice(0, column).toReversed())
    case 'Home':
      return inRow(row.cells)
    case 'End':
      return inRow(row.cells.toReversed())
    case 'ArrowDown':
      return inRows(rows.slice(index + 1))
    case 'ArrowUp':
      return inRows(rows.slice(0, index).toReversed())
    default:
      return null
  }
}
