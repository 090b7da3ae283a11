// The list as a TanStack Table: which columns stand where, how wide, sorted how, and who is selected. Rows are fetched,
// filtered and sorted by main; the table holds the ones at hand.
import {
  columnOrderingFeature,
  columnPinningFeature,
  columnResizingFeature,
  columnSizingFeature,
  columnVisibilityFeature,
  createColumnHelper,
  type Header,
  type ReactTable,
  type Row,
  rowSelectionFeature,
  rowSortingFeature,
  tableFeatures,
  type Updater,
  useTable,
} from '@tanstack/react-table'
import { useMemo } from 'react'
import { type ListColumn, type ListRow, type ListSort, listColumns } from '../../../shared/customer-list.ts'
import { type ColumnWidths, columnLooks, isSortable, narrowest, selectWidth, widest } from './list-columns.ts'
import { useList } from './list-state.ts'

const features = tableFeatures({
  columnOrderingFeature,
  columnVisibilityFeature,
  columnPinningFeature,
  columnSizingFeature,
  columnResizingFeature,
  rowSortingFeature,
  rowSelectionFeature,
})
const helper = createColumnHelper<typeof features, ListRow>()
const columns = helper.columns(
  listColumns.map((id) =>
    helper.accessor((row) => row.id, {
      id,
      size: columnLooks[id].width,
      minSize: narrowest,
      maxSize: widest,
      enableSorting: isSortable(id),
      enableHiding: id !== 'fullName',
    }),
  ),
)
const columnPinning = { start: ['fullName'], end: [] }

export type ListTable = ReactTable<typeof features, ListRow>
export type ListModelRow = Row<typeof features, ListRow>
export type ListHeader = Header<typeof features, ListRow, unknown>

const applied = <Value>(updater: Updater<Value>, value: Value): Value =>
  typeof updater === 'function' ? (updater as (value: Value) => Value)(value) : updater

/** The table over the rows at hand. */
export function useListModel(rows: readonly ListRow[]): ListTable {
  const shown = useList((state) => state.columns)
  const widths = useList((state) => state.widths)
  const sort = useList((state) => state.sort)
  const selected = useList((state) => state.selected)
  const { setWidths, setSort, select } = useList.getState()
  const columnOrder = useMemo(() => [...shown, ...listColumns.filter((id) => !shown.includes(id))], [shown])
  const columnVisibility = useMemo(
    () => Object.fromEntries(listColumns.map((id) => [id, shown.includes(id)])),
    [shown],
  )
  const sorting = useMemo(() => (sort ? [{ id: sort.by, desc: sort.order === 'desc' }] : []), [sort])
  const rowSelection = useMemo(
    () => Object.fromEntries([...selected].map((id): [string, true] => [id, true])),
    [selected],
  )
  const columnSizing = widths as Record<string, number>
  return useTable({
    features,
    columns,
    data: rows as ListRow[],
    getRowId: (row) => row.id,
    manualSorting: true,
    enableMultiSort: false,
    sortDescFirst: false,
    columnResizeMode: 'onChange',
    state: { columnOrder, columnVisibility, columnPinning, columnSizing, sorting, rowSelection },
    onColumnSizingChange: (updater) => setWidths(applied(updater, columnSizing) as ColumnWidths),
    onSortingChange: (updater) => setSort(sortOf(applied(updater, sorting))),
    onRowSelectionChange: (updater) => {
      const next = applied(updater, rowSelection)
      select(new Set(Object.keys(next).filter((id) => next[id])))
    },
  })
}

function sortOf(sorting: readonly { readonly id: string; readonly desc: boolean }[]): ListSort {
  const [first] = sorting
  return first && isSortable(first.id) ? { by: first.id, order: first.desc ? 'desc' : 'asc' } : null
}

/** The widths of the columns as a grid; the name takes what is left until somebody gives it a width of its own. */
export function gridOf(table: ListTable, widths: ColumnWidths): { template: string; least: number } {
  const visible = table.getVisibleLeafColumns()
  const tracks = visible.map((column) => {
    const size = column.getSize()
    return column.id === 'fullName' && widths.fullName === undefined ? `minmax(${size}px, 1fr)` : `${size}px`
  })
  const rest = widths.fullName === undefined ? [] : ['minmax(0, 1fr)']
  return {
    template: [`${selectWidth}px`, ...tracks, ...rest].join(' '),
    least: selectWidth + table.getTotalSize(),
  }
}

/** The columns shown, in order. */
export function shownColumns(table: ListTable): readonly ListColumn[] {
  return table.getVisibleLeafColumns().map(({ id }) => id as ListColumn)
}
