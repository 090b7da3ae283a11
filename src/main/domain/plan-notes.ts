// Notes: writing one, and changing one that is there. What a note said before stands in the audit line, which names the note.
import { limits } from '../../shared/customer.ts'
import { cleanText } from '../../shared/customer-rules.ts'
import { AppError } from '../../shared/errors.ts'
import type { NoteType } from '../../shared/profile.ts'
import type { ColumnValue, Operation } from '../../shared/wire.ts'
import type { CommandOf, PlanContext, Steps, StoredCustomer } from './commands.ts'

interface NoteWish {
  readonly noteText: string
  readonly isPinned: boolean
  readonly noteType?: NoteType
  readonly isInternal?: boolean
}

/** A note, or none when its text is empty once cleaned; throws when it is longer than a note may be. */
export function appendNote(customerId: string, wish: NoteWish, context: PlanContext): readonly Operation[] {
  const noteText = cleanLines(wish.noteText, 'noteText')
  if (noteText === '') return []
  const values = {
    note_type: wish.noteType ?? (wish.isPinned ? 'alert' : 'general'),
    note_text: noteText,
    is_pinned: Number(wish.isPinned),
    is_internal: Number(wish.isInternal ?? true),
    created_at: context.now,
    created_by: context.actor,
  }
  return [{ op: 'append', table: 'customer_notes', id: context.newId(), customerId, values }]
}

/** Cleans text of several lines; throws INVALID_ARGUMENTS for the field when it is longer than a note may be. */
export function cleanLines(text: string, field: string): string {
  const cleaned = text.split('\n').map(cleanText).join('\n').trim()
  if (cleaned.length > limits.noteLength) {
    const message = `A note holds at most ${limits.noteLength} characters. Shorten it, or make two of it.`
    throw new AppError('INVALID_ARGUMENTS', message, { field })
  }
  return cleaned
}

function refuseEmpty(): AppError {
  return new AppError('INVALID_ARGUMENTS', 'Write the note first.', { field: 'noteText' })
}

/** Plans a new note; throws INVALID_ARGUMENTS for one without text. */
export function planNote(
  command: CommandOf<'customer.addNote'>,
  context: PlanContext,
  stored: StoredCustomer,
): Steps {
  const operations = appendNote(stored.id, command, context)
  if (operations.length === 0) throw refuseEmpty()
  return { operations }
}

/** Plans changes of a note; throws CHANGED_MEANWHILE when its text is no longer what the person saw. */
export function planNoteEdit(
  command: CommandOf<'customer.editNote'>,
  context: PlanContext,
  stored: StoredCustomer,
): Steps {
  const { named: note } = context
  const { noteId, noteText, seenText, noteType, isPinned, isInternal } = command
  if (!note) throw changedMeanwhile('This note is not there any more.', 'noteText')
  if (noteText !== undefined && note.note_text !== seenText) {
    throw changedMeanwhile('Somebody changed this note meanwhile. Look at it, then save again.', 'noteText')
  }
  const text = noteText === undefined ? undefined : cleanLines(noteText, 'noteText')
  if (text === '') throw refuseEmpty()
  const changes = changedValues(note, {
    note_text: text,
    note_type: noteType,
    is_pinned: isPinned === undefined ? undefined : Number(isPinned),
    is_internal: isInternal === undefined ? undefined : Number(isInternal),
  })
  if (Object.keys(changes).length === 0) return { operations: [] }
  return {
    operations: [{ op: 'patch', table: 'customer_notes', id: noteId, customerId: stored.id, changes }],
    changes: { note_id: { before: null, after: noteId }, ...describeValues(changes) },
  }
}

/** Fails with CHANGED_MEANWHILE. */
export function changedMeanwhile(message: string, field?: string): AppError {
  return new AppError('CHANGED_MEANWHILE', message, field === undefined ? {} : { field })
}

type Changes = Extract<Operation, { op: 'patch' }>['changes']

/** What of the wanted values is another than the row's; what is undefined is not wanted. */
export function changedValues(
  row: Readonly<Record<string, ColumnValue>>,
  wanted: Readonly<Record<string, ColumnValue | undefined>>,
): Changes {
  const entries = Object.entries(wanted).flatMap(([column, value]) => {
    const base = row[column] ?? null
    return value === undefined || value === base ? [] : [[column, { base, value }] as const]
  })
  return Object.fromEntries(entries)
}

/** The same changes as the audit line says them. */
export function describeValues(
  changes: Changes,
): Readonly<Record<string, { before: ColumnValue; after: ColumnValue }>> {
  return Object.fromEntries(
    Object.entries(changes).map(([column, { base, value }]) => [column, { before: base, after: value }]),
  )
}
