// The state of a note being written: kept as it is typed, saved once, and never over a change nobody here has seen.
import { useQueryClient } from '@tanstack/react-query'
import { useRef, useState } from 'react'
import type { CustomerCard, CustomerNote } from '../../../shared/customer.ts'
import { methodQuery, replyOf, useCommand } from '../../api.ts'
import { keepNote, noteKey, useDrafts } from '../../drafts.ts'
import { newId } from '../../new-id.ts'
import type { NoteContent } from '../../recent-action.ts'
import { useInterface } from '../../store.ts'
import { useErrorWords } from '../../ui/error-words.ts'
import { emptyNote, noteChanges, noteContentOf } from '../../ui/note-content.ts'

export interface NoteDraftControl {
  readonly content: NoteContent
  readonly change: (content: NoteContent) => void
  readonly save: () => void
  readonly isBusy: boolean
  readonly problem: string | null
  /** What the note says now, where somebody changed it meanwhile. */
  readonly theirs: string | null
  readonly takeTheirs: () => void
  /** When the draft this began with was written; null when it began afresh. */
  readonly resumedFrom: string | null
}

/** Takes up or begins the draft of a customer's next note, or of a change to `note`. */
export function useNoteDraft(
  card: CustomerCard,
  note: CustomerNote | null,
  onDone: () => void,
): NoteDraftControl {
  const client = useQueryClient()
  const sayError = useErrorWords()
  // Whoever it began about: a merge under an open note moves the note, not what is being written.
  const [key] = useState(noteKey(card.id, note?.id ?? null))
  const kept = useDrafts((state) => state.notes[key])
  const [resumedFrom] = useState(kept?.writtenAt ?? null)
  const [seen, setSeen] = useState<NoteContent>(() =>
    note ? { ...noteContentOf(note), noteText: kept?.seenText ?? note.noteText } : emptyNote,
  )
  const [theirs, setTheirs] = useState<NoteContent | null>(null)
  const commandId = useRef(newId())
  const add = useCommand('customer.addNote')
  const edit = useCommand('customer.editNote')
  const content: NoteContent = kept
    ? {
        noteText: kept.text,
        noteType: kept.noteType,
        isPinned: kept.isPinned,
        isInternal: kept.isInternal,
      }
    : seen

  const change = ({ noteText, ...settings }: NoteContent) => {
    const isAsBefore = Object.keys(noteChanges(seen, { noteText, ...settings })).length === 0
    const draft = {
      customerId: card.id,
      customerName: card.fullName,
      noteId: note?.id ?? null,
      seenText: seen.noteText,
      text: noteText,
      ...settings,
      writtenAt: new Date().toISOString(),
    }
    keepNote(key, isAsBefore ? null : draft)
  }
  const finish = () => {
    keepNote(key, null)
    onDone()
  }
  const { setRecentAction } = useInterface.getState()
  const about = () => ({ customerId: card.id, commandId: commandId.current, at: Date.now() })

  const addNote = async () => {
    const known = new Set(card.notes.map(({ id }) => id))
    const saved = await add.mutateAsync({ commandId: commandId.current, customerId: card.id, ...content })
    const noteId = saved.notes.find(({ id }) => !known.has(id))?.id ?? null
    setRecentAction({ kind: 'noteAdded', noteId, ...about() })
  }
  const editNote = async (noteId: string) => {
    const changes = noteChanges(seen, content)
    if (Object.keys(changes).length === 0) return
    const saved = await edit.mutateAsync({
      commandId: commandId.current,
      customerId: card.id,
      noteId,
      seenText: seen.noteText,
      ...changes,
    })
    const now = saved.notes.find(({ id }) => id === noteId)
    const after = now ? noteContentOf(now) : content
    setRecentAction({ kind: 'noteEdited', noteId, before: seen, after, ...about() })
  }
  const save = async () => {
    if (add.isPending || edit.isPending) return
    try {
      await (note ? editNote(note.id) : addNote())
      finish()
    } catch (error) {
      commandId.current = newId()
      if (!note || replyOf(error).code !== 'CHANGED_MEANWHILE') return
      const now = await client.fetchQuery({
        ...methodQuery('customers.card', { customerId: card.id }),
        staleTime: 0,
      })
      const found = now.notes.find(({ id }) => id === note.id)
      if (!found) return
      // Saving again is then a decision: what is there now has been seen.
      setTheirs(noteContentOf(found))
      setSeen(noteContentOf(found))
      change(content)
    }
  }
  const takeTheirs = () => {
    setTheirs(null)
    keepNote(key, null)
  }
  const error = add.error ?? edit.error
  return {
    content,
    change,
    save: () => void save(),
    isBusy: add.isPending || edit.isPending,
    problem: error && !theirs ? sayError(error) : null,
    theirs: theirs?.noteText ?? null,
    takeTheirs,
    resumedFrom,
  }
}
