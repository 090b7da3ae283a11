// What was typed and not saved yet: newcomers, edits, notes and contact entries, each with when it was written.
// Kept as it is typed, so that neither a closed dialog nor a closed window loses it (see draft-memory.ts).
import { create } from 'zustand'
import type { CustomerFacts } from '../shared/customer.ts'
import type { ContactPurpose, ContactType, NoteType } from '../shared/profile.ts'
import { newId } from './new-id.ts'
import { emptyForm, type FactsForm } from './ui/facts-form.ts'
import type { Fix } from './ui/refused-form.ts'
import { splitTypedText } from './ui/typed-facts.ts'

/** A newcomer being typed: ids are made once so that saving twice makes one customer. */
export interface NewcomerDraft {
  readonly commandId: string
  readonly customerId: string
  readonly form: FactsForm
  /** ISO 8601; null while it holds nothing but what it was started from. */
  readonly writtenAt: string | null
  /** All the fields are shown, not only the quick ones. */
  readonly isFull: boolean
  /** The refused command this takes the place of. */
  readonly fixes?: string
}

/** The website profile chosen in an edit: whom to link, or null to unlink. */
export interface LinkChoice {
  readonly profileId: string | null
  readonly displayName: string | null
  readonly confidence: number | null
  readonly method: 'suggested' | 'manual'
}

/** An edit being typed, with the facts as they were seen when it began. */
export interface EditDraft {
  readonly customerName: string
  readonly form: FactsForm
  readonly seen: CustomerFacts
  readonly link: LinkChoice | null
  readonly writtenAt: string
}

/** A note being written, or one being changed when it has a `noteId`. */
export interface NoteDraft {
  readonly customerId: string
  readonly customerName: string
  readonly noteId: string | null
  /** What the note said when the change began; empty for a new one. */
  readonly seenText: string
  readonly text: string
  readonly noteType: NoteType
  readonly isPinned: boolean
  readonly isInternal: boolean
  readonly writtenAt: string
}

/** A contact being logged. */
export interface ContactDraft {
  readonly customerName: string
  readonly contactType: ContactType
  readonly contactMethod: string
  readonly purpose: ContactPurpose | ''
  readonly notes: string
  readonly successful: boolean
  /** Day and time as typed; empty for now. */
  readonly day: string
  readonly time: string
  readonly writtenAt: string
}

/** Everything half done, by what it is about. */
export interface Drafts {
  /** By the search text each was started from, so that no draft hides another. */
  readonly newcomers: Readonly<Record<string, NewcomerDraft>>
  /** By customer. */
  readonly edits: Readonly<Record<string, EditDraft>>
  /** By `noteKey`. */
  readonly notes: Readonly<Record<string, NoteDraft>>
  /** By customer. */
  readonly contacts: Readonly<Record<string, ContactDraft>>
}

type EditFix = Extract<Fix, { kind: 'edit' }>

interface DraftsState extends Drafts {
  /** Refused edits being fixed, by customer. */
  readonly fixes: Readonly<Record<string, EditFix>>
}

export const noDrafts: Drafts = { newcomers: {}, edits: {}, notes: {}, contacts: {} }

/** What is being typed, for the forms that hold it and for the places that say it waits. */
export const useDrafts = create<DraftsState>()(() => ({ ...noDrafts, fixes: {} }))

type Kind = keyof DraftsState

function setEntry<Of extends Kind>(kind: Of, key: string, value: DraftsState[Of][string] | null): void {
  useDrafts.setState((state) => {
    const { [key]: _dropped, ...rest } = state[kind] as Record<string, unknown>
    return { [kind]: value === null ? rest : { ...rest, [key]: value } } as Partial<DraftsState>
  })
}

/** Keeps a newcomer as typed so far; null when they are saved or given up. */
export const keepNewcomer = (startedFrom: string, draft: NewcomerDraft | null) =>
  setEntry('newcomers', startedFrom, draft)
/** Keeps an edit as typed so far; null when it is saved or given up. */
export const keepEdit = (customerId: string, draft: EditDraft | null) => setEntry('edits', customerId, draft)
/** Keeps a note as written so far; null when it is added or given up. */
export const keepNote = (key: string, draft: NoteDraft | null) => setEntry('notes', key, draft)
/** Keeps a contact as logged so far; null when it is saved or given up. */
export const keepContact = (customerId: string, draft: ContactDraft | null) =>
  setEntry('contacts', customerId, draft)
/** Begins or ends the fixing of a refused edit. */
export const keepFix = (customerId: string, fix: EditFix | null) => setEntry('fixes', customerId, fix)

/** The key of the draft of a note: one for a customer's next note, and one for each note being changed. */
export function noteKey(customerId: string, noteId: string | null): string {
  return noteId === null ? customerId : `${customerId} ${noteId}`
}

/** A new draft with ids of its own, filled in with what the typed text says. */
export function startNewcomer(typed: string): NewcomerDraft {
  return {
    commandId: newId(),
    customerId: newId(),
    form: emptyForm(splitTypedText(typed)),
    writtenAt: null,
    isFull: false,
  }
}

/** Takes up the draft that the same text started before, or begins one. */
export function beginNewcomer(typed: string): void {
  keepNewcomer(typed, useDrafts.getState().newcomers[typed] ?? startNewcomer(typed))
}

/** Begins the draft in which a refused newcomer is fixed, unless there is one. */
export function beginNewcomerFix({ refusedId, form }: Extract<Fix, { kind: 'new' }>): void {
  const draft = { ...startNewcomer(''), form, fixes: refusedId }
  keepNewcomer(refusedId, useDrafts.getState().newcomers[refusedId] ?? draft)
}
