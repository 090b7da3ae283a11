// What staff wrote about a customer, and what each note said before it was changed: the audit trail is its memory.
import type { NoteRow, NoteType, NoteVersion } from '../../shared/profile.ts'
import { normaliseText } from '../../shared/text.ts'
import { type ReadDb, statement } from './handle.ts'
import { findPersonKeys } from './profile-customer.ts'
import { nameDevice, namePerson } from './summaries.ts'

interface StoredNote {
  readonly id: string
  readonly note_type: string
  readonly note_text: string
  readonly is_pinned: number
  readonly is_internal: number
  readonly created_at: string
  readonly created_by: string | null
}

interface StoredEdit {
  readonly note_id: string
  readonly before: string | null
  readonly after: string | null
  readonly actor: string | null
  readonly device_id: string
  readonly at: string
}

export interface NotesArgs {
  readonly customerId: string
  readonly noteType?: NoteType
  /** A piece of the text. */
  readonly search?: string
}

/** The notes that match, pinned first, then newest first. */
export function readNotes(db: ReadDb, { customerId, noteType, search }: NotesArgs): readonly NoteRow[] {
  const [key = 0, ...folded] = findPersonKeys(db, customerId)
  const sql = `SELECT id, note_type, note_text, is_pinned, is_internal, created_at, created_by FROM customer_notes
    WHERE customer_key = ? ORDER BY is_pinned DESC, created_at DESC, id DESC`
  const wanted = normaliseText(search ?? '')
  const notes = (statement(db, sql).all(key) as StoredNote[]).filter(
    (note) =>
      (noteType === undefined || note.note_type === noteType) &&
      (wanted === '' || normaliseText(note.note_text).includes(wanted)),
  )
  const edits = Map.groupBy(readEdits(db, [key, ...folded]), (edit) => edit.note_id)
  return notes.map((note) => ({
    id: note.id,
    noteType: note.note_type,
    noteText: note.note_text,
    isPinned: note.is_pinned === 1,
    isInternal: note.is_internal === 1,
    createdAt: note.created_at,
    createdBy: namePerson(db, note.created_by),
    edits: edits.get(note.id)?.length ?? 0,
  }))
}

/** What a note said before each change of its text, newest first. */
export function readNoteHistory(
  db: ReadDb,
  { customerId, noteId }: { readonly customerId: string; readonly noteId: string },
): readonly NoteVersion[] {
  return readEdits(db, findPersonKeys(db, customerId))
    .filter((edit) => edit.note_id === noteId)
    .sort((left, right) => (left.at < right.at ? 1 : -1))
    .map((edit) => ({
      at: edit.at,
      by: namePerson(db, edit.actor),
      device: nameDevice(db, edit.device_id),
      before: edit.before ?? '',
      after: edit.after ?? '',
    }))
}

/** Every change of a note's text; the line of the audit trail names the note beside it. */
function readEdits(db: ReadDb, keys: readonly number[]): readonly StoredEdit[] {
  const sql = `SELECT coalesce(changes ->> '$.note_id.after', changes ->> '$.note_id.before') AS note_id,
      changes ->> '$.note_text.before' AS before, changes ->> '$.note_text.after' AS after, actor, device_id, at
    FROM audit_log WHERE customer_key = ? AND changes ->> '$.note_id' IS NOT NULL
      AND changes ->> '$.note_text.before' IS NOT NULL`
  return keys.flatMap((key) => statement(db, sql).all(key) as StoredEdit[])
}
