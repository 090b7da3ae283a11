// The rows of everybody who matches, however many: only those in sight are drawn. The grid has the focus and names the
// row the keys act on, so that rows may come and go while somebody scrolls.
import {
  type CSSProperties,
  type KeyboardEvent,
  type MouseEvent,
  useCallback,
  useEffect,
  useRef,
  useState,
} from 'react'
import { useTranslation } from 'react-i18next'
import type { ListColumn } from '../../../shared/customer-list.ts'
import type { Onward } from '../../ui/inline-edit/use-inline-edit.ts'
import { focusSearchBox } from '../../ui/search-box-focus.ts'
import { type CellPlace, cellAfter, factOfColumn, firstCell } from './list-edit.ts'

import { headHeight, ListHead } from './list-head.tsx'
import { gridOf, shownColumns, useListModel } from './list-model.ts'
import { columnAt, nextRow, samePages, scrollToRow } from './list-moves.ts'
import { rowHeight, rowId } from './list-row.tsx'
import { ListRows } from './list-rows.tsx'
import { useList } from './list-state.ts'
import { openPage } from './open-page.ts'
import { type ListQuestion, useRows } from './use-rows.ts'
import { type Selection, useSelection } from './use-selection.ts'
import { useStable, useStableHandler } from './use-stable.ts'

/** Browsers cannot lay out a list of tens of millions of pixels; beyond this many, search finds people sooner anyway. */
const mostRows = 400_000

/** The id of the grid, for the search field to hand the focus on to. */
export const listGridId = 'customer-list'

interface ListTableProps {
  readonly question: ListQuestion
  readonly total: number
  readonly inView: boolean
}

/** The list itself. */
export function ListTable({ question, total, inView }: ListTableProps) {
  const { t } = useTranslation()
  const [scroller, setScroller] = useState<HTMLDivElement | null>(null)
  const widths = useList((state) => state.widths)
  const count = Math.min(total, mostRows)
  const [said, say] = useState('')
  const [at, setCurrent] = useState(0)
  const current = Math.min(at, Math.max(0, count - 1))
  const [sight, setSight] = useState({ from: 0, to: 0 })
  const onSight = useCallback((from: number, to: number) => {
    setSight((known) => (samePages(known, { from, to }) ? known : { from, to }))
  }, [])
  const loaded = useRows(question, count, sight.from, sight.to)
  const table = useListModel(loaded.rows)
  const model = table.getRowModel().rows
  const rowAt = useCallback((index: number) => model[loaded.placeOf(index) ?? -1], [model, loaded])
  const selection = useSelection(question, count, (index) => rowAt(index)?.id)
  const selected = useList((state) => state.selected)
  const { template, least } = gridOf(table, widths)
  const columns = useStable(shownColumns(table))

  // Another question starts at its top; the same one, shown again after a profile, stays where it was.
  const listed = useRef(question)
  // biome-ignore lint/correctness/useExhaustiveDependencies: only another question moves the list
  useEffect(() => {
    if (listed.current === question) return
    listed.current = question
    scroller?.scrollTo(0, 0)
    setCurrent(0)
    selection.forget()
  }, [question])

  // A row that is still on its way is opened when it comes, unless somebody went on meanwhile.
  const [awaited, awaitRow] = useState<{ readonly index: number; readonly asPage: boolean } | null>(null)
  const open = (index: number, asPage: boolean) => {
    const id = rowAt(index)?.id
    if (id === undefined) awaitRow({ index, asPage })
    else openPage(id, asPage)
  }
  const awaitedId = awaited === null ? undefined : rowAt(awaited.index)?.id
  useEffect(() => {
    if (awaited === null || awaitedId === undefined) return
    awaitRow(null)
    openPage(awaitedId, awaited.asPage)
  }, [awaited, awaitedId])
  const [edited, setEdited] = useState<CellPlace | null>(null)
  const pressed = useRef<ListColumn | null>(null)
  const endEdit = useStableHandler((onward: Onward) => {
    const next = edited && cellAfter(edited, onward, columns, count)
    setEdited(next)
    if (next) go(next.index)
    else scroller?.querySelector<HTMLElement>(`#${listGridId}`)?.focus()
  })
  const go = (index: number) => {
    setCurrent(index)
    scrollToRow(scroller, index)
  }
  const onKeyDown = (event: KeyboardEvent) => {
    // The head has keys of its own.
    if (event.target !== event.currentTarget) return
    awaitRow(null)
    const rows = Math.floor(((scroller?.clientHeight ?? 0) - headHeight) / rowHeight) - 1
    const next = nextRow(event.code, current, Math.max(1, rows), count)
    if (next !== null && !event.ctrlKey && !event.altKey) {
      event.preventDefault()
      go(next)
      if (event.shiftKey) selection.extend(next, current)
      else selection.forget()
    } else if (event.code === 'F2') {
      event.preventDefault()
      setEdited(firstCell(current, columns))
    } else actOn(event, selection, current, open)
  }
  const onClick = (event: MouseEvent) => {
    const target = event.target as HTMLElement
    const index = Number(target.closest<HTMLElement>('[data-row]')?.dataset.row ?? Number.NaN)
    if (Number.isNaN(index)) return
    setCurrent(index)
    // The panel that the first click opened may have moved the cells: the double click is about the cell it began on.
    const column = event.detail === 2 ? pressed.current : columnAt(target)
    pressed.current = column
    if (event.detail === 2 && column !== null && column !== 'fullName' && factOfColumn(column)) {
      return setEdited({ index, column })
    }
    if (event.shiftKey) selection.extend(index, current)
    else if (event.ctrlKey || event.metaKey || target.closest('[data-select]')) selection.toggle(index)
    else open(index, event.detail === 2)
  }
  return (
    <div
      ref={setScroller}
      onScroll={({ currentTarget }) => {
        currentTarget.toggleAttribute('data-scrolled', currentTarget.scrollLeft > 0)
      }}
      className="min-h-0 flex-1 overflow-auto border-t border-line bg-surface"
    >
      <p id="list-head-keys" className="sr-only">
        {t('list.headKeys')}
      </p>
      <table
        id={listGridId}
        // biome-ignore lint/a11y/noNoninteractiveElementToInteractiveRole: a table that keys move and select in is a grid
        role="grid"
        aria-label={t('nav.customers')}
        aria-describedby="list-keys"
        aria-multiselectable
        data-answers={JSON.stringify(question)}
        aria-rowcount={count + 1}
        aria-colcount={columns.length + 1}
        aria-activedescendant={count > 0 ? rowId(current) : undefined}
        tabIndex={count > 0 ? 0 : -1}
        onKeyDown={onKeyDown}
        onClick={onClick}
        className="group/grid block outline-none"
        style={{ '--list-columns': template, minWidth: least } as CSSProperties}
      >
        <ListHead
          table={table}
          inView={inView}
          isAllSelected={selected.size > 0 && selected.size >= count}
          onSelectAll={selection.toggleAll}
          say={say}
        />
        <ListRows
          scroller={scroller}
          count={count}
          rowAt={rowAt}
          columns={columns}
          selected={selected}
          current={current}
          edited={edited}
          onEdited={endEdit}
          onSight={onSight}
        />
      </table>
      <p id="list-keys" className="sr-only">
        {t('list.rowKeys')}
      </p>
      <p role="status" className="sr-only">
        {said}
      </p>
    </div>
  )
}

function actOn(
  event: KeyboardEvent,
  selection: Selection,
  current: number,
  open: (index: number, asPage: boolean) => void,
): void {
  const { code, ctrlKey, metaKey, altKey } = event
  if (code === 'Enter' || code === 'NumpadEnter') open(current, altKey)
  else if (code === 'Space') selection.toggle(current)
  else if (code === 'KeyA' && (ctrlKey || metaKey)) selection.toggleAll()
  else if (code === 'Escape') {
    if (useList.getState().selected.size > 0) selection.clear()
    else focusSearchBox()
  } else return
  event.preventDefault()
}
