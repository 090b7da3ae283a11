// A file somebody chose to import: what main remembers of it, and what the page is told.
import fs from 'node:fs'
import path from 'node:path'
import { AppError } from '../../shared/errors.ts'
import type { FileInspection, ImportMapping } from '../../shared/importing.ts'
import type { InspectedFile } from './inspect-file.ts'
import type { RefusedRows } from './refused-rows.ts'

/** A chosen file as main remembers it; its path never leaves main. */
export interface ChosenFile {
  readonly path: string
  /** Size and time when it was inspected: a file that changed since then is another file. */
  readonly stamp: string
  readonly inspected: InspectedFile
  refused: RefusedRows | null
}

const columnSamples = 3
const sampleCharacters = 100

/** What the page is told of a file. */
export function describeFile(fileToken: string, filePath: string, inspected: InspectedFile): FileInspection {
  const rows = inspected.sampleRows.filter((row) => !row.malformed)
  const samplesOf = (column: number) => {
    const filled = rows.map((row) => row.cells[column]?.trim() ?? '').filter((cell) => cell !== '')
    return filled.slice(0, columnSamples).map((cell) => cell.slice(0, sampleCharacters))
  }
  return {
    fileToken,
    fileName: path.basename(filePath),
    encoding: inspected.encoding,
    delimiter: inspected.delimiter,
    columns: inspected.headers.map((header, column) => ({ header, samples: samplesOf(column) })),
    mapping: inspected.mapping,
    rowCount: inspected.rowCount,
  }
}

/** Throws IMPORT_MAPPING_INCOMPLETE without a name, INVALID_ARGUMENTS for columns the file has not. */
export function checkMapping(mapping: ImportMapping, { headers }: InspectedFile): void {
  const hasName = [mapping.fullName, mapping.firstName, mapping.lastName].some(
    (column) => column !== undefined,
  )
  if (!hasName) {
    throw new AppError('IMPORT_MAPPING_INCOMPLETE', 'Say which column holds the name.', { field: 'fullName' })
  }
  if (Object.values(mapping).some((column) => column >= headers.length)) {
    throw new AppError('INVALID_ARGUMENTS', 'The file has no such column.')
  }
}

/** Size and time of a file: what changes when somebody saves it again. */
export function stampOf(filePath: string): string {
  const { size, mtimeMs } = fs.statSync(filePath, { throwIfNoEntry: false }) ?? { size: -1, mtimeMs: 0 }
  return `${size} ${mtimeMs}`
}

/** Throws FILE_UNREADABLE when the file is not the one that was inspected. */
export function refuseChanged(file: ChosenFile): void {
  if (stampOf(file.path) === file.stamp) return
  throw new AppError('FILE_UNREADABLE', 'This file was changed or moved meanwhile. Choose it again.')
}
