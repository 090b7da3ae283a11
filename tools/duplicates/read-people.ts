// Reads a customer file for comparing its rows: columns are guessed as the import does, but a row that an import would refuse
// still takes part with what can be read of it.
import { type DateOrder, readDay } from '../../src/main/domain/import-dates.ts'
import { isBlank, isPlaceholderPhone, readEmails, readPhones } from '../../src/main/domain/import-values.ts'
import { createNameReader } from '../../src/main/domain/pair-name-words.ts'
import { type PreparedCandidate, prepareCandidate } from '../../src/main/domain/prepare-candidate.ts'
import { inspectFile } from '../../src/main/import/inspect-file.ts'
import { openTable } from '../../src/main/import/read-table.ts'
import type { ImportField, ImportMapping } from '../../src/shared/importing.ts'

/** The people of a file, and by what the file calls each: its id, or the line it stands on. */
export interface FilePeople {
  readonly ids: readonly string[]
  readonly people: readonly PreparedCandidate[]
  /** Rows that could not be cut into cells. */
  readonly malformed: number
}

/** Reads everybody in a file; `today` is YYYY-MM-DD. Throws what an import would say of a file that is none. */
export function readPeople(file: string, today: string): FilePeople {
  const { mappings, dateOrders } = inspectFile(file, today)
  const mapping = mappings.customers
  const readWords = createNameReader()
  const ids: string[] = []
  const people: PreparedCandidate[] = []
  let malformed = 0
  for (const { line, cells, malformed: isMalformed } of openTable(file, today).rows()) {
    if (isMalformed) {
      malformed += 1
      continue
    }
    const cell = (field: ImportField) => readCell(cells, mapping, field)
    const orderOf = dateOrders[mapping.dateOfBirth ?? -1] ?? 'day-first'
    const address = [cell('addressLine1'), cell('addressLine2'), cell('city'), cell('postalCode')]
    ids.push(cell('legacyId') || `line ${line}`)
    people.push(
      prepareCandidate(
        {
          fullName: cell('fullName') || [cell('firstName'), cell('lastName')].join(' '),
          nickname: cell('nickname'),
          phones: [cell('primaryPhone'), cell('secondaryPhone')].flatMap(readNumbers),
          emails: readEmails(cell('email')) ?? [],
          dateOfBirth: readBirthDate(cell('dateOfBirth'), orderOf, today),
          address: address.filter((part) => part !== '').join(', '),
        },
        readWords,
      ),
    )
  }
  return { ids, people, malformed }
}

function readCell(cells: readonly string[], mapping: ImportMapping, field: ImportField): string {
  const column = mapping[field]
  const text = column === undefined ? '' : (cells[column] ?? '')
  return isBlank(text, field === 'fullName' || field === 'nickname') ? '' : text.trim()
}

function readNumbers(text: string): { readonly value: string }[] {
  if (text === '' || isPlaceholderPhone(text)) return []
  return (readPhones(text)?.phones ?? []).map((value) => ({ value }))
}

/** A day that no calendar has (1945-11-64) still tells which day was meant. */
function readBirthDate(text: string, order: DateOrder, today: string): string {
  return readDay(text, order, today)?.day ?? text
}
