// What the Duplicates place remembers between visits: its tab, its filters, where one was, and what was just decided.
import { create } from 'zustand'
import type { PairArgs } from '../../../shared/duplicate-methods.ts'
import { type ClusterState, clusterStates, type DuplicateFilters } from '../../../shared/duplicates.ts'
import type { ImportedFile } from '../../store.ts'

export const inboxTabs = [...clusterStates, 'dismissed', 'merged'] as const
export type InboxTab = (typeof inboxTabs)[number]

/** The last decision, which can be taken back until the next one. */
export type InboxNews =
  | { readonly kind: 'dismissed'; readonly pairs: readonly PairArgs[]; readonly reason?: string | undefined }
  | { readonly kind: 'postponed'; readonly pairs: readonly PairArgs[] }
  /** Asked about again; null: everything that was put off. */
  | { readonly kind: 'resumed'; readonly pairs: readonly PairArgs[] | null }
  | { readonly kind: 'merged'; readonly customerId: string; readonly foldedIds: readonly string[] }
  | { readonly kind: 'parted' }
  | { readonly kind: 'takenBack' }
  | { readonly kind: 'failed'; readonly error: unknown }

/** Where one is among the clusters of one state. */
interface Place {
  /** How many clusters stand before the first one shown. */
  readonly offset: number
  readonly currentId: string | null
}

interface InboxState {
  readonly tab: InboxTab
  readonly filters: DuplicateFilters
  /** The file that the filter by an import is about. */
  readonly importedFile: string
  /** How many of the wishes to see an import's duplicates were carried out. */
  readonly followed: number
  readonly places: Readonly<Record<ClusterState, Place>>
  /** The cluster whose people the merge screen shows. */
  readonly mergingId: string | null
  /** Clusters that were decided, and when: an answer older than that still holds them. */
  readonly decided: ReadonlyMap<string, number>
  readonly news: InboxNews | null
  showTab(tab: InboxTab): void
  filter(filters: DuplicateFilters): void
  /** Shows what waits of an import, as was asked. */
  showImport(file: ImportedFile, asked: number): void
  goTo(state: ClusterState, offset: number): void
  choose(state: ClusterState, clusterId: string): void
  beginMerge(clusterId: string): void
  decide(clusterId: string, news: InboxNews): void
  /** The cluster in the merge screen was made one. */
  endMerge(news: InboxNews): void
  tell(news: InboxNews | null): void
}

const beginnings = { waiting: { offset: 0, currentId: null }, postponed: { offset: 0, currentId: null } }

/** The state of the place. */
export const useInbox = create<InboxState>()((set) => ({
  tab: 'waiting',
  filters: {},
  importedFile: '',
  followed: 0,
  places: beginnings,
  mergingId: null,
  decided: new Map(),
  news: null,
  showTab: (tab) => set({ tab, news: null }),
  filter: (filters) => set({ filters, places: beginnings }),
  showImport: ({ fileToken, fileName }, followed) =>
    set({
      tab: 'waiting',
      filters: { importToken: fileToken },
      importedFile: fileName,
      followed,
      places: beginnings,
      news: null,
    }),
  goTo: (state, offset) =>
    set(({ places }) => ({ places: { ...places, [state]: { offset, currentId: null } } })),
  choose: (state, currentId) =>
    set(({ places }) => ({ places: { ...places, [state]: { ...places[state], currentId } } })),
  beginMerge: (mergingId) => set({ mergingId }),
  decide: (clusterId, news) =>
    set(({ decided }) => ({ decided: new Map(decided).set(clusterId, Date.now()), news })),
  endMerge: (news) =>
    set(({ decided, mergingId }) => ({
      decided: mergingId === null ? decided : new Map(decided).set(mergingId, Date.now()),
      mergingId: null,
      news,
    })),
  tell: (news) => set({ news }),
}))
