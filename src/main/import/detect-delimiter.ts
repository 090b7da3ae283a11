// Finds the character that separates the cells of a file: the one that cuts its first lines most evenly, quotes respected.
import { CsvError, parse } from 'csv-parse/sync'

/** The separators customer files use, the likelier first. */
export const delimiters = [',', ';', '\t', '|', ':'] as const
const weights: Readonly<Record<(typeof delimiters)[number], number>> = {
  ',': 1,
  ';': 1,
  '\t': 1.1,
  '|': 1,
  ':': 0.2,
}
const sampleRecords = 100

/** Decides the delimiter from the text a file begins with; a file of one column answers a comma. */
export function detectDelimiter(head: string): string {
  let best: string = ','
  let bestScore = 0
  for (const delimiter of delimiters) {
    const score = scoreDelimiter(head, delimiter) * weights[delimiter]
    if (score > bestScore) {
      best = delimiter
      bestScore = score
    }
  }
  return best
}

/** The delimiter a spreadsheet writes into a first line of its own ("sep=;"), or null. */
export function declaredDelimiter(head: string): string | null {
  return /^"?sep=(.)"?\r?\n/.exec(head)?.[1] ?? null
}

function scoreDelimiter(head: string, delimiter: string): number {
  const widths = readHead(head, delimiter).map((cells) => cells.length)
  const counts = new Map<number, number>()
  for (const width of widths) counts.set(width, (counts.get(width) ?? 0) + 1)
  const [width, count] = [...counts].reduce((most, next) => (next[1] > most[1] ? next : most), [1, 0])
  if (width < 2) return 0
  // A header that is cut differently from the rows was not cut by this character.
  const headerFits = widths[0] === width ? 1 : 0.3
  return (count / widths.length) * headerFits * Math.sqrt(width - 1)
}

function readHead(head: string, delimiter: string): string[][] {
  const records: string[][] = []
  const takeRecord = (cells: string[]): null => {
    records.push(cells)
    return null
  }
  try {
    parse(head, {
      delimiter,
      relax_quotes: true,
      relax_column_count: true,
      skip_empty_lines: true,
      to: sampleRecords,
      on_record: takeRecord,
    })
  } catch (error) {
    if (!(error instanceof CsvError)) throw error
  }
  return records
}
