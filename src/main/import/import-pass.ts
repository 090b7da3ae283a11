// What happens to one row of a file: read, matched, and then created, completed, left alone or refused. A dry pass does
// the same and writes nothing.
import type { LedgerKind } from '../../shared/customer.ts'
import { AppError } from '../../shared/errors.ts'
import type { RowMendCode } from '../../shared/importing.ts'
import { makeUuid } from '../../shared/uuid.ts'
import { type ReadDb, statement } from '../db/handle.ts'
import { planCompletion } from '../domain/import-completion.ts'
import {
  type ImportRow,
  type ReadRow,
  type RowProblem,
  type RowReading,
  readRow,
} from '../domain/import-row.ts'
import { applyCommand, type WriteContext } from '../write/run-command.ts'
import { createFileMemory } from './file-memory.ts'
import { identifiersOfRow, matchCustomer, type RowIdentifier } from './match-customer.ts'
import { createNameIndex } from './name-index.ts'
import type { TableRow } from './read-table.ts'

/**
 * What a row came to, and what had to be mended to take it; a new customer with their phones in normal form. Whoever was made or
 * changed is named, unless the pass is dry.
 */
export type RowOutcome =
  | { readonly kind: 'known'; readonly mends: readonly RowMendCode[] }
  | { readonly kind: 'completed'; readonly mends: readonly RowMendCode[]; readonly customerId: string | null }
  | {
      readonly kind: 'created'
      readonly mends: readonly RowMendCode[]
      readonly phones: readonly string[]
      readonly customerId: string | null
    }
  | { readonly kind: 'refused'; readonly problem: RowProblem }

/** Takes one row after the other, in the order of the file. */
export type ImportPass = (row: TableRow) => RowOutcome

const repeated: RowProblem = { field: 'legacyId', problem: 'REPEATED_IN_FILE' }

/** Begins a pass; unless it is dry, call it inside a transaction on the context's connection. */
export function createImportPass(context: WriteContext, reading: RowReading, dryRun: boolean): ImportPass {
  const { db } = context
  const names = createNameIndex(db)
  const memory = createFileMemory()
  const newId = () => makeUuid(context.now().getTime(), context.randomBytes(10))

  const takeRead = (row: ImportRow): RowOutcome => {
    const identifiers = identifiersOfRow(row)
    const recalled = memory.recallId(row, identifiers)
    if (recalled === 'conflicting') return { kind: 'refused', problem: repeated }
    if (recalled === 'same') return { kind: 'known', mends: row.mends }
    const match = matchCustomer(db, names, row, identifiers)
    if (match.kind === 'other') {
      return { kind: 'refused', problem: { field: 'legacyId', problem: 'ID_BELONGS_TO_OTHER' } }
    }
    if (match.kind === 'new') return create(row, identifiers)
    const { customer } = match
    const balances = memory.recallBalances(customer.id, row)
    if (balances === 'conflicting') return { kind: 'refused', problem: repeated }
    const completion = planCompletion(
      row,
      customer,
      readLedgerKinds(db, customer.id, row),
      readNotes(db, customer.id, row),
    )
    if (!completion) return { kind: 'known', mends: row.mends }
    const { details, note } = completion
    const ids = () => ({ commandId: newId(), customerId: customer.id })
    if (!dryRun) {
      if (details) applyCommand(context, { kind: 'customer.addDetails', ...ids(), ...details })
      if (note !== null)
        applyCommand(context, { kind: 'customer.addNote', ...ids(), noteText: note, isPinned: false })
    }
    return { kind: 'completed', mends: row.mends, customerId: dryRun ? null : customer.id }
  }

  const create = (row: ImportRow, identifiers: readonly RowIdentifier[]): RowOutcome => {
    const customerId = newId()
    const phones = identifiers.filter(({ kind }) => kind === 'phone').map(({ normalised }) => normalised)
    if (dryRun) {
      const recalled = memory.recallPerson(row, identifiers)
      if (recalled === 'unseen') return { kind: 'created', mends: row.mends, phones, customerId: null }
      if (recalled === 'conflicting') return { kind: 'refused', problem: repeated }
      if (recalled === 'same') return { kind: 'known', mends: row.mends }
      return { kind: 'completed', mends: row.mends, customerId: null }
    }
    memory.recallBalances(customerId, row)
    const { facts, openings, note } = row
    applyCommand(context, {
      kind: 'customer.create',
      commandId: newId(),
      customerId,
      facts,
      origin: 'import',
      identifiers: row.identifiers,
      openings,
      note: note === '' ? undefined : note,
    })
    return { kind: 'created', mends: row.mends, phones, customerId }
  }

  return (tableRow) => {
    if (tableRow.malformed) return { kind: 'refused', problem: { field: null, problem: 'ROW_MALFORMED' } }
    const read: ReadRow = readRow(tableRow.cells, reading)
    if (!read.ok) return { kind: 'refused', problem: read }
    try {
      return takeRead(read.row)
    } catch (error) {
      // Commands are planned before they write, so one that is refused has written nothing. A savepoint per row would
      // make the search index flush at every row.
      if (error instanceof AppError) return { kind: 'refused', problem: problemOf(error) }
      throw error
    }
  }
}

/** The write path has the last word on what a customer may be. */
function problemOf(error: AppError): RowProblem {
  if (error.code === 'INVALID_PHONE_FORMAT') return { field: 'primaryPhone', problem: 'PHONE_INVALID' }
  if (error.code === 'INVALID_EMAIL_FORMAT') return { field: 'email', problem: 'EMAIL_INVALID' }
  return { field: null, problem: 'ROW_MALFORMED' }
}

function readLedgerKinds(db: ReadDb, customerId: string, row: ImportRow): ReadonlySet<LedgerKind> {
  if (row.openings.length === 0) return new Set()
  const kinds = statement(
    db,
    `SELECT DISTINCT kind FROM customer_ledger
     WHERE customer_key = (SELECT key FROM customers WHERE id = ?)`,
  ).pluck()
  return new Set(kinds.all(customerId) as LedgerKind[])
}

function readNotes(db: ReadDb, customerId: string, row: ImportRow): readonly string[] {
  if (row.note === '') return []
  const texts = statement(
    db,
    'SELECT note_text FROM customer_notes WHERE customer_key = (SELECT key FROM customers WHERE id = ?)',
  ).pluck()
  return texts.all(customerId) as string[]
}
