// A file somebody chose to import: what main remembers of it, and what the page is told.
import fs from 'node:fs'
import path from 'node:path'
import { AppError } from '../../shared/errors.ts'
import { type FileInspection, type ImportPlan, importFields, salesFields } from '../../shared/importing.ts'
import { missingSalesFields } from '../domain/sales-mapping.ts'
import type { InspectedFile } from './inspect-file.ts'
import type { RefusedRows } from './refused-rows.ts'

/** A chosen file as main remembers it; its path never leaves main. */
export interface ChosenFile {
  readonly path: string
  /** Size and time when it was inspected: a file that changed since then is another file. */
  readonly stamp: string
  readonly inspected: InspectedFile
  refused: RefusedRows | null
  /** The local keys of the customers that its last import made or changed. */
  touched: ReadonlySet<number>
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
    kind: inspected.kind,
    mappings: inspected.mappings,
    rowCount: inspected.rowCount,
  }
}

/** Throws IMPORT_MAPPING_INCOMPLETE where something needed has no column, INVALID_ARGUMENTS for columns or fields there are not. */
export function checkPlan(plan: ImportPlan, { headers }: InspectedFile): void {
  const fields: readonly string[] = plan.kind === 'sales' ? salesFields : importFields
  if (Object.keys(plan.mapping).some((field) => !fields.includes(field))) {
    throw new AppError('INVALID_ARGUMENTS', 'A file of this kind has no such field.')
  }
  if (plan.kind === 'sales') {
    const [missing] = missingSalesFields(plan.mapping)
    if (missing) {
      const message = 'Say which columns hold the receipt, the customer, the date and the amount.'
      throw new AppError('IMPORT_MAPPING_INCOMPLETE', message, { field: missing })
    }
  } else {
    const { fullName, firstName, lastName } = plan.mapping
    if ((fullName ?? firstName ?? lastName) === undefined) {
      throw new AppError('IMPORT_MAPPING_INCOMPLETE', 'Say which column holds the name.', {
        field: 'fullName',
      })
    }
  }
  if (Object.values(plan.mapping).some((column) => column >= headers.length)) {
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
