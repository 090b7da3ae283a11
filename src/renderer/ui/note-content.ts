// A note as it is being written: its kinds, and how an alert and a pin go together.
import { type NoteType, noteTypes } from '../../shared/profile.ts'
import type { NoteContent } from '../recent-action.ts'

/** What a new note starts as. */
export const emptyNote: NoteContent = { noteText: '', noteType: 'general', isPinned: false, isInternal: true }

/** A stored note as far as people write it; a kind this version does not know counts as general. */
export function noteContentOf(note: {
  readonly noteText: string
  readonly noteType: string
  readonly isPinned: boolean
  readonly isInternal: boolean
}): NoteContent {
  const noteType = noteTypes.find((one) => one === note.noteType) ?? 'general'
  return { noteText: note.noteText, noteType, isPinned: note.isPinned, isInternal: note.isInternal }
}

/** Choosing the kind: an alert is meant for the counter, so it is pinned. */
export function withType<Content extends NoteContent>(content: Content, noteType: NoteType): Content {
  return { ...content, noteType, isPinned: content.isPinned || noteType === 'alert' }
}

/** Pinning: what is pinned alerts the counter, so a general note becomes an alert, and back. */
export function withPin<Content extends NoteContent>(content: Content, isPinned: boolean): Content {
  const { noteType } = content
  if (isPinned) return { ...content, isPinned, noteType: noteType === 'general' ? 'alert' : noteType }
  return { ...content, isPinned, noteType: noteType === 'alert' ? 'general' : noteType }
}

/** The parts of a note that a change touches. */
export function noteChanges(before: NoteContent, after: NoteContent): Partial<NoteContent> {
  const names = Object.keys(after).filter(
    (name) => before[name as keyof NoteContent] !== after[name as keyof NoteContent],
  )
  return Object.fromEntries(names.map((name) => [name, after[name as keyof NoteContent]]))
}
