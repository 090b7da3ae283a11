// What the Customers screen shows and how, for as long as one person works here. Another person starts with their own.
import { create } from 'zustand'
import {
  defaultColumns,
  type ListColumn,
  type ListSort,
  type SavedView,
  type SortableColumn,
  type ViewDefinition,
} from '../../../shared/customer-list.ts'
import { type ColumnWidths, cleanColumns, type ListMemory } from './list-columns.ts'
import { changeFilters, type FilterChanges, type ListFilters, sameFilters } from './list-filters.ts'

interface ListState {
  /** Whose list this is; null until what they left behind was read. */
  readonly person: string | null
  readonly filters: ListFilters
  readonly sort: ListSort
  /** The columns shown, in order. */
  readonly columns: readonly ListColumn[]
  /** The columns outside saved views, which a view gives back. */
  readonly ownColumns: readonly ListColumn[]
  readonly widths: ColumnWidths
  readonly figuresOpen: boolean
  readonly selected: ReadonlySet<string>
  /** How many of the choices of a view were followed. */
  readonly followed: number
  start(person: string, memory: ListMemory): void
  follow(asked: number): void
  /** Shows a saved view, or all customers in one's own columns. */
  showView(view: SavedView | null): void
  filter(changes: FilterChanges): void
  setFilters(filters: ListFilters): void
  setSort(sort: ListSort): void
  setColumns(columns: readonly ListColumn[], inView: boolean): void
  setWidths(widths: ColumnWidths): void
  showFigures(open: boolean): void
  select(ids: ReadonlySet<string>): void
}

const nobody: ReadonlySet<string> = new Set()

/** The state of the list. */
export const useList = create<ListState>()((set) => ({
  person: null,
  filters: {},
  sort: null,
  columns: defaultColumns,
  ownColumns: defaultColumns,
  widths: {},
  figuresOpen: true,
  selected: nobody,
  followed: 0,
  follow: (followed) => set({ followed }),
  start: (person, { columns, widths, figuresOpen }) =>
    set({
      person,
      columns,
      ownColumns: columns,
      widths,
      figuresOpen,
      filters: {},
      sort: null,
      selected: nobody,
    }),
  showView: (view) =>
    set(({ ownColumns }) => {
      if (view === null) return { filters: {}, sort: null, columns: ownColumns, selected: nobody }
      const { columns, sort } = view.definition
      return { filters: filtersOf(view.definition), sort, columns: cleanColumns(columns), selected: nobody }
    }),
  filter: (changes) => set(({ filters }) => ({ filters: changeFilters(filters, changes), selected: nobody })),
  setFilters: (filters) => set({ filters, selected: nobody }),
  setSort: (sort) => set({ sort }),
  setColumns: (columns, inView) => set(inView ? { columns } : { columns, ownColumns: columns }),
  setWidths: (widths) => set({ widths }),
  showFigures: (figuresOpen) => set({ figuresOpen }),
  select: (selected) => set({ selected }),
}))

/** The filters a saved view stands for. */
export function filtersOf({ filters, lastVisitRange, registeredRange }: ViewDefinition): ListFilters {
  return changeFilters(filters, { lastVisitRange, registeredRange })
}

/** What a view made of the list as it stands would keep. */
export function definitionOf(state: Pick<ListState, 'filters' | 'sort' | 'columns'>): ViewDefinition {
  const { lastVisitRange, registeredRange, ...filters } = state.filters
  return {
    filters,
    sort: state.sort,
    columns: state.columns,
    ...(lastVisitRange ? { lastVisitRange } : {}),
    ...(registeredRange ? { registeredRange } : {}),
  }
}

/** Whether the list no longer stands as its view keeps it; without a view, whether there is anything to keep. */
export function isModified(
  state: Pick<ListState, 'filters' | 'sort' | 'columns'>,
  view: SavedView | null,
): boolean {
  const kept: ViewDefinition = view?.definition ?? { filters: {}, sort: null, columns: state.columns }
  return (
    !sameFilters(filtersOf(kept), state.filters) ||
    kept.sort?.by !== state.sort?.by ||
    kept.sort?.order !== state.sort?.order ||
    cleanColumns(kept.columns).join() !== state.columns.join()
  )
}

/** What a column's head sorts by when it is pressed: upwards, then downwards, then not at all. */
export function nextSort(sort: ListSort, by: SortableColumn): ListSort {
  if (sort?.by !== by) return { by, order: 'asc' }
  return sort.order === 'asc' ? { by, order: 'desc' } : null
}
