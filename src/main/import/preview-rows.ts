// Shows the first rows of a file as they would arrive, with what would be mended or refused. Pure.
import type { IdentifierKind } from '../../shared/customer.ts'
import type { ImportField, ImportMapping, PreviewRow } from '../../shared/importing.ts'
import { formatSatang } from '../../shared/money.ts'
import { type ImportRow, type RowReading, readRow } from '../domain/import-row.ts'
import type { TableRow } from './read-table.ts'

/** Reads rows for the preview table; a refused row shows its cells as they stand in the file. */
export function previewRows(rows: readonly TableRow[], reading: RowReading): readonly PreviewRow[] {
  return rows.map((row) => {
    if (row.malformed)
      return { line: row.line, values: { fullName: row.cells[0] ?? '' }, problem: 'ROW_MALFORMED', mends: [] }
    const read = readRow(row.cells, reading)
    if (!read.ok)
      return { line: row.line, values: rawValues(row, reading.mapping), problem: read.problem, mends: [] }
    return {
      line: row.line,
      values: readValues(read.row, reading.mapping),
      problem: null,
      mends: read.row.mends,
    }
  })
}

const shownCharacters = 200

function fieldsOf(mapping: ImportMapping): readonly ImportField[] {
  return Object.keys(mapping) as ImportField[]
}

function rawValues(row: TableRow, mapping: ImportMapping): PreviewRow['values'] {
  const entries = fieldsOf(mapping).map((field) => [field, row.cells[mapping[field] ?? -1] ?? ''] as const)
  return Object.fromEntries(entries.map(([field, value]) => [field, value.slice(0, shownCharacters)]))
}

function readValues(row: ImportRow, mapping: ImportMapping): PreviewRow['values'] {
  const entries = fieldsOf(mapping)
    .map((field) => [field, shownValue(row, field)] as const)
    .filter(([, value]) => value !== '')
  // First and last name arrive as one.
  if (mapping.fullName === undefined) entries.unshift(['fullName', row.facts.fullName])
  return Object.fromEntries(entries.map(([field, value]) => [field, value.slice(0, shownCharacters)]))
}

function shownValue(row: ImportRow, field: ImportField): string {
  const identifier = (kind: IdentifierKind) =>
    row.identifiers.find((given) => given.kind === kind)?.value ?? ''
  const opening = (kind: 'credit' | 'points') =>
    row.openings.find((balance) => balance.kind === kind)?.amount ?? 0
  switch (field) {
    case 'legacyId':
      return identifier('legacy_id')
    case 'memberCard':
      return identifier('card')
    case 'stableHashId':
      return identifier('stable_hash')
    case 'availableCredit':
      return formatSatang(opening('credit'))
    case 'loyaltyPoints':
      return String(opening('points'))
    case 'notes':
      return row.note
    case 'firstName':
    case 'lastName':
      return ''
    default:
      return String(row.facts[field] ?? '')
  }
}
