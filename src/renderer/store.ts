// Interface state only: which screen, which card, which dialog, what was just done. Nothing here is a fact about a
// customer; what was typed and not saved yet is in drafts.ts.
import { create } from 'zustand'
import type { FileInspection } from '../shared/importing.ts'
import type { ProfileTab } from '../shared/profile.ts'
import { beginNewcomer, beginNewcomerFix, keepFix } from './drafts.ts'
import type { RecentAction } from './recent-action.ts'
import type { Fix } from './ui/refused-form.ts'

export type Screen = 'counter' | 'customers' | 'duplicates' | 'profile' | 'sync' | 'settings'

/** Where a profile was opened from: going back shows that screen as it was, as far down and with the focus where it was. */
export interface Origin {
  readonly screen: Exclude<Screen, 'profile'>
  readonly focus: HTMLElement | null
  readonly scrolled: readonly { readonly element: Element; readonly top: number; readonly left: number }[]
}

/** The parts of the customer form, in their order; an edit may be opened at one of them. */
export const formSections = ['basic', 'contact', 'business', 'link'] as const
export type FormSection = (typeof formSections)[number]

/** The dialog in front, if any. */
export type OpenDialog =
  | { readonly kind: 'new'; readonly startedFrom: string }
  | { readonly kind: 'edit'; readonly customerId: string; readonly section?: FormSection }
  | { readonly kind: 'note'; readonly customerId: string; readonly noteId?: string }
  | { readonly kind: 'contact'; readonly customerId: string }
  | { readonly kind: 'money'; readonly customerId: string; readonly way: 'sale' | 'credit' }
  | { readonly kind: 'deactivate'; readonly customerId: string }
  /** Several customers side by side: why they may be one, and making them one. */
  | { readonly kind: 'merge'; readonly customerIds: readonly string[] }
  /** Whom to compare this customer with. */
  | { readonly kind: 'mergeWith'; readonly customerId: string }
  /** Parting what a merge made one; `customerId` is one of the two. */
  | { readonly kind: 'unmerge'; readonly mergeId: string; readonly customerId: string }
  | { readonly kind: 'import'; readonly waiting: WaitingImport | null }
  | { readonly kind: 'help' }
  | { readonly kind: 'notices' }
  /** Of the guide; null: where whoever works here left off. */
  | { readonly kind: 'guide'; readonly page: string | null }

/** A file that was imported, by the token main knows it by. */
export interface ImportedFile {
  readonly fileToken: string
  readonly fileName: string
}

export interface WaitingImport {
  readonly inspection: FileInspection
  readonly autoStart: boolean
}

/** Enter was pressed before the answer to `text` was here: it is carried out when the answer comes. */
export interface PendingChoice {
  readonly text: string
  readonly mayCreate: boolean
}

interface InterfaceState {
  readonly screen: Screen
  readonly searchText: string
  readonly cardId: string | null
  /** Whose profile the screen 'profile' shows. */
  readonly profileId: string | null
  /** The tab a profile was opened at; null: the one whoever works here chose last. */
  readonly profileTab: ProfileTab | null
  readonly cameFrom: Origin
  /** The saved view the list of customers shows, null for all; `asked` counts how often somebody chose one. */
  readonly listView: { readonly id: string | null; readonly asked: number }
  /** The import whose duplicates were asked for; `asked` counts how often somebody did. */
  readonly askedImport: { readonly of: ImportedFile | null; readonly asked: number }
  readonly dialog: OpenDialog | null
  readonly pendingChoice: PendingChoice | null
  readonly recentAction: RecentAction | null
  readonly noticeDismissed: boolean
  /** Whom the locked screen asks for a PIN first; null: whoever worked here last, 'anyone': it lets people choose. */
  readonly nextPerson: string | null
  showScreen(screen: Screen): void
  setSearchText(text: string): void
  openCard(customerId: string | null): void
  /** Shows the profile as a full page, at a tab where one is named. */
  openProfile(customerId: string, tab?: ProfileTab): void
  closeProfile(): void
  /** Shows the customers of a saved view, or all of them. */
  openView(viewId: string | null): void
  /** Shows the duplicates of whom this import made or changed. */
  openDuplicatesOf(file: ImportedFile): void
  /** The list now stands for this view, without being filled from it again. */
  markView(viewId: string | null): void
  openDialog(dialog: OpenDialog | null): void
  awaitChoice(choice: PendingChoice | null): void
  /** Opens the dialog for a newcomer, taking up the draft that the same text started before. */
  openNewcomer(typed: string): void
  /** Opens the form that a refused command was typed into. */
  openFix(fix: Fix): void
  setRecentAction(action: RecentAction | null): void
  dismissNotice(): void
  awaitPerson(person: string | null): void
}

/** The screen as it stands: what has the focus, and how far each part of it is scrolled. */
function lookAround(screen: Origin['screen']): Origin {
  const scrolled = [...document.querySelectorAll('main *')].flatMap((element) => {
    const { scrollTop: top, scrollLeft: left } = element
    return top > 0 || left > 0 ? [{ element, top, left }] : []
  })
  const focus = document.activeElement instanceof HTMLElement ? document.activeElement : null
  return { screen, focus, scrolled }
}

/** What the screens remember between renders. */
export const useInterface = create<InterfaceState>()((set) => ({
  screen: 'counter',
  searchText: '',
  cardId: null,
  profileId: null,
  profileTab: null,
  cameFrom: { screen: 'counter', focus: null, scrolled: [] },
  listView: { id: null, asked: 0 },
  askedImport: { of: null, asked: 0 },
  dialog: null,
  pendingChoice: null,
  recentAction: null,
  noticeDismissed: false,
  nextPerson: null,
  showScreen: (screen) => set({ screen }),
  setSearchText: (searchText) => set({ searchText }),
  openCard: (cardId) => set({ cardId }),
  openProfile: (profileId, tab) =>
    set(({ screen, cameFrom }) => ({
      screen: 'profile',
      profileId,
      profileTab: tab ?? null,
      cameFrom: screen === 'profile' ? cameFrom : lookAround(screen),
    })),
  closeProfile: () => set(({ cameFrom }) => ({ screen: cameFrom.screen })),
  openView: (id) =>
    set(({ listView }) => ({ screen: 'customers', listView: { id, asked: listView.asked + 1 } })),
  openDuplicatesOf: (of) =>
    set(({ askedImport }) => ({ screen: 'duplicates', askedImport: { of, asked: askedImport.asked + 1 } })),
  markView: (id) => set(({ listView }) => ({ listView: { id, asked: listView.asked } })),
  openDialog: (dialog) => set({ dialog }),
  awaitChoice: (pendingChoice) => set({ pendingChoice }),
  openNewcomer: (typed) => {
    beginNewcomer(typed)
    set({ dialog: { kind: 'new', startedFrom: typed } })
  },
  openFix: (fix) => {
    if (fix.kind === 'edit') keepFix(fix.customerId, fix)
    else beginNewcomerFix(fix)
    set({
      dialog:
        fix.kind === 'edit'
          ? { kind: 'edit', customerId: fix.customerId }
          : { kind: 'new', startedFrom: fix.refusedId },
    })
  },
  setRecentAction: (recentAction) => set({ recentAction }),
  dismissNotice: () => set({ noticeDismissed: true }),
  awaitPerson: (nextPerson) => set({ nextPerson }),
}))
