// Interface state only: which screen, which card, which dialog, and what was typed but not saved yet.
// Nothing here is a fact about a customer.
import { create } from 'zustand'
import type { FileInspection } from '../shared/importing.ts'
import { newId } from './new-id.ts'
import { emptyForm, type FactsForm } from './ui/facts-form.ts'
import type { Fix } from './ui/refused-form.ts'
import { splitTypedText } from './ui/typed-facts.ts'

export type Screen = 'counter' | 'customers' | 'sync' | 'settings'

/** The dialog in front, if any. */
export type OpenDialog =
  | { readonly kind: 'new'; readonly startedFrom: string }
  | { readonly kind: 'edit'; readonly customerId: string }
  | { readonly kind: 'money'; readonly customerId: string; readonly way: 'sale' | 'credit' }
  | { readonly kind: 'deactivate'; readonly customerId: string }
  | { readonly kind: 'import'; readonly waiting: WaitingImport | null }
  | { readonly kind: 'help' }

export interface WaitingImport {
  readonly inspection: FileInspection
  readonly autoStart: boolean
}

/** A newcomer being typed: ids are made once so that saving twice makes one customer. */
export interface NewcomerDraft {
  readonly commandId: string
  readonly customerId: string
  readonly form: FactsForm
  /** Closed once without saving, and opened again. */
  readonly resumed: boolean
  /** The refused command this takes the place of. */
  readonly fixes?: string
}

/** Enter was pressed before the answer to `text` was here: it is carried out when the answer comes. */
export interface PendingChoice {
  readonly text: string
  readonly mayCreate: boolean
}

/** The last thing done in one touch, kept while it can be undone in place. */
export type RecentAction = {
  readonly customerId: string
  readonly commandId: string
  readonly at: number
} & (
  | { readonly kind: 'checkIn' }
  | { readonly kind: 'sale'; readonly amount: number; readonly creditUsed: number }
)

interface InterfaceState {
  readonly screen: Screen
  readonly searchText: string
  readonly cardId: string | null
  readonly dialog: OpenDialog | null
  readonly pendingChoice: PendingChoice | null
  /** By the search text each was started from, so that no draft hides another. */
  readonly newcomers: Readonly<Record<string, NewcomerDraft>>
  readonly edits: Readonly<Record<string, FactsForm>>
  /** Refused edits being fixed, by customer. */
  readonly fixes: Readonly<Record<string, Extract<Fix, { kind: 'edit' }>>>
  readonly noteDrafts: Readonly<Record<string, string>>
  readonly recentAction: RecentAction | null
  readonly noticeDismissed: boolean
  /** Whom the locked screen asks for a PIN first; null: whoever worked here last, 'anyone': it lets people choose. */
  readonly nextPerson: string | null
  showScreen(screen: Screen): void
  setSearchText(text: string): void
  openCard(customerId: string | null): void
  openDialog(dialog: OpenDialog | null): void
  awaitChoice(choice: PendingChoice | null): void
  /** Opens the dialog for a newcomer, taking up the draft that the same text started before. */
  openNewcomer(typed: string): void
  keepNewcomer(startedFrom: string, draft: NewcomerDraft | null): void
  keepEdit(customerId: string, form: FactsForm | null): void
  /** Opens the form that a refused command was typed into. */
  openFix(fix: Fix): void
  endFix(customerId: string): void
  keepNote(customerId: string, text: string): void
  setRecentAction(action: RecentAction | null): void
  dismissNotice(): void
  awaitPerson(person: string | null): void
}

function withEntry<Value>(entries: Readonly<Record<string, Value>>, key: string, value: Value | null) {
  const { [key]: _dropped, ...rest } = entries
  return value === null ? rest : { ...rest, [key]: value }
}

/** A new draft with ids of its own, filled in with what the typed text says. */
export function startNewcomer(typed: string): NewcomerDraft {
  return {
    commandId: newId(),
    customerId: newId(),
    form: emptyForm(splitTypedText(typed)),
    resumed: false,
  }
}

/** What the screens remember between renders. */
export const useInterface = create<InterfaceState>()((set) => ({
  screen: 'counter',
  searchText: '',
  cardId: null,
  dialog: null,
  pendingChoice: null,
  newcomers: {},
  edits: {},
  fixes: {},
  noteDrafts: {},
  recentAction: null,
  noticeDismissed: false,
  nextPerson: null,
  showScreen: (screen) => set({ screen }),
  setSearchText: (searchText) => set({ searchText }),
  openCard: (cardId) => set({ cardId }),
  openDialog: (dialog) => set({ dialog }),
  awaitChoice: (pendingChoice) => set({ pendingChoice }),
  openNewcomer: (typed) =>
    set(({ newcomers }) => ({
      dialog: { kind: 'new', startedFrom: typed },
      newcomers: { ...newcomers, [typed]: newcomers[typed] ?? startNewcomer(typed) },
    })),
  keepNewcomer: (startedFrom, draft) =>
    set(({ newcomers }) => ({ newcomers: withEntry(newcomers, startedFrom, draft) })),
  keepEdit: (customerId, form) => set(({ edits }) => ({ edits: withEntry(edits, customerId, form) })),
  openFix: (fix) =>
    set(({ newcomers, fixes }) => {
      if (fix.kind === 'edit') {
        return {
          dialog: { kind: 'edit', customerId: fix.customerId },
          fixes: { ...fixes, [fix.customerId]: fix },
        }
      }
      const startedFrom = fix.refusedId
      const draft = { ...startNewcomer(''), form: fix.form, fixes: fix.refusedId }
      return {
        dialog: { kind: 'new', startedFrom },
        newcomers: { ...newcomers, [startedFrom]: newcomers[startedFrom] ?? draft },
      }
    }),
  endFix: (customerId) => set(({ fixes }) => ({ fixes: withEntry(fixes, customerId, null) })),
  keepNote: (customerId, text) =>
    set((state) => ({ noteDrafts: { ...state.noteDrafts, [customerId]: text } })),
  setRecentAction: (recentAction) => set({ recentAction }),
  dismissNotice: () => set({ noticeDismissed: true }),
  awaitPerson: (nextPerson) => set({ nextPerson }),
}))
