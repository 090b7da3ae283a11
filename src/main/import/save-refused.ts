// Writes the refused rows as a CSV that a person can mend and import again: the columns of the file as they were, then
// the line and the reason. Text comes from the file itself, so nothing of it was kept anywhere meanwhile.
import fs from 'node:fs'
import { AppError } from '../../shared/errors.ts'
import { writeRow } from '../domain/csv-row.ts'
import type { Table } from './read-table.ts'
import { refusalWords } from './refusal-words.ts'
import type { RefusedRows } from './refused-rows.ts'

const flushCharacters = 256 * 1024

/** Writes `refused` rows of `table` to `path` (UTF-8 with mark, commas). Throws FILE_UNWRITABLE or FILE_UNREADABLE. */
export function saveRefused(table: Table, refused: RefusedRows, path: string, language: 'th' | 'en'): void {
  const partial = `${path}.part`
  const file = openForWriting(partial)
  try {
    let text = `\ufeff${writeRow([...table.headers, 'Line', 'Field', 'Reason', 'Explanation', 'Original line'])}`
    const { headers } = table
    let next = 0
    for (const row of table.rows()) {
      if (next >= refused.lines.length) break
      if (row.line !== refused.lines[next]) continue
      const kind = refused.kinds[refused.reasons[next] ?? 0]
      next++
      if (!kind) continue
      // A line nobody could cut into cells stands beside the columns, so that it is not taken for a name next time.
      const cells = headers.map((_, column) => (row.malformed ? '' : (row.cells[column] ?? '')))
      const original = row.malformed ? row.cells.join(table.delimiter) : ''
      const words = refusalWords(kind.problem, language)
      text += writeRow([...cells, String(row.line), kind.field ?? '', kind.problem, words, original])
      if (text.length > flushCharacters) {
        write(file, text)
        text = ''
      }
    }
    write(file, text)
    fs.closeSync(file)
    fs.renameSync(partial, path)
  } catch (error) {
    fs.rmSync(partial, { force: true })
    throw error instanceof AppError ? error : unwritable()
  }
}

function openForWriting(path: string): number {
  try {
    return fs.openSync(path, 'w', 0o600)
  } catch {
    throw unwritable()
  }
}

function write(file: number, text: string): void {
  try {
    fs.writeFileSync(file, text)
  } catch {
    throw unwritable()
  }
}

function unwritable(): AppError {
  return new AppError(
    'FILE_UNWRITABLE',
    'The file cannot be written there. Choose another folder, or free some space.',
  )
}
