// The last thing done at this counter, with what taking it back needs. It is offered where it was done, for ten seconds.
import type { NoteType } from '../shared/profile.ts'
import type { LinkChoice } from './drafts.ts'
import type { FactValues } from './ui/facts-form.ts'

/** What a note may be changed in. */
export interface NoteContent {
  readonly noteText: string
  readonly noteType: NoteType
  readonly isPinned: boolean
  readonly isInternal: boolean
}

/** What was done, by whom it was done to; `before` is what an undo goes back to, `after` what it expects to find. */
export type RecentAction = {
  readonly customerId: string
  readonly commandId: string
  readonly at: number
} & (
  | { readonly kind: 'checkIn' }
  | { readonly kind: 'sale'; readonly amount: number; readonly creditUsed: number }
  | { readonly kind: 'created' }
  | {
      readonly kind: 'updated'
      readonly before: FactValues
      readonly after: FactValues
      /** The website profile that was linked before, where that was changed. */
      readonly formerLink?: LinkChoice
    }
  | { readonly kind: 'noteAdded'; readonly noteId: string | null }
  | {
      readonly kind: 'noteEdited'
      readonly noteId: string
      readonly before: NoteContent
      readonly after: NoteContent
    }
  | { readonly kind: 'contactLogged' }
  | { readonly kind: 'deactivated' }
  | { readonly kind: 'revived' }
  | { readonly kind: 'merged'; readonly foldedIds: readonly string[] }
  /** Parted from somebody again; the action is about whoever was the survivor. */
  | { readonly kind: 'parted' }
  | { readonly kind: 'takenBack' }
)

/** How long the undo stays in place, in milliseconds. */
export const undoTime = 10_000
