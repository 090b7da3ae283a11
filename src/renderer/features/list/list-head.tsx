// The head of the list: sorting, widths and the order of columns, with the mouse and with the keys.
import { ArrowDown, ArrowUp } from 'lucide-react'
import { type DragEvent, type KeyboardEvent, type MouseEvent, useRef, useState } from 'react'
import { flushSync } from 'react-dom'
import { useTranslation } from 'react-i18next'
import type { ListColumn } from '../../../shared/customer-list.ts'
import { classNames } from '../../ui/class-names.ts'
import { columnLooks, isSortable, moveColumn, narrowest, widest } from './list-columns.ts'
import type { ListHeader, ListTable } from './list-model.ts'
import { rowLook, stickyName, stickySelect } from './list-row.tsx'
import { nextSort, useList } from './list-state.ts'
import { useColumnWords } from './list-words.ts'

/** Height of the head, which stays in sight above the rows. */
export const headHeight = 36
const widthStep = 16

interface ListHeadProps {
  readonly table: ListTable
  readonly inView: boolean
  readonly isAllSelected: boolean
  readonly onSelectAll: () => void
  /** Says to screen readers what the keys did. */
  readonly say: (words: string) => void
}

/** The head row. Tab stops at it once; the arrows move along it. */
export function ListHead({ table, inView, isAllSelected, onSelectAll, say }: ListHeadProps) {
  const { t } = useTranslation()
  const headers = table.getHeaderGroups()[0]?.headers ?? []
  const [reachable, setReachable] = useState('fullName')
  const anySelected = useList((state) => state.selected.size > 0)
  const row = useRef<HTMLTableRowElement>(null)
  const focus = (id: string | undefined) => {
    if (!id) return
    setReachable(id)
    requestAnimationFrame(() => row.current?.querySelector<HTMLElement>(`[data-column="${id}"]`)?.focus())
  }
  return (
    <thead className="sticky top-0 z-10 block border-b border-line bg-raised">
      <tr
        ref={row}
        aria-rowindex={1}
        className={`${rowLook} bg-raised text-sm text-muted`}
        style={{ height: headHeight }}
      >
        <th scope="col" className={`${stickySelect} flex items-center pl-6`}>
          <input
            type="checkbox"
            aria-label={t('list.selectAll')}
            checked={isAllSelected}
            ref={(box) => {
              if (box) box.indeterminate = anySelected && !isAllSelected
            }}
            onChange={onSelectAll}
            className="size-[16px]"
          />
        </th>
        {headers.map((header, index) => (
          <HeadCell
            key={header.id}
            header={header}
            inView={inView}
            reachable={header.column.id === reachable}
            onFocusAt={(step) => focus(headers[index + step]?.column.id)}
            onStay={() => focus(header.column.id)}
            say={say}
          />
        ))}
      </tr>
    </thead>
  )
}

interface HeadCellProps {
  readonly header: ListHeader
  readonly inView: boolean
  readonly reachable: boolean
  readonly onFocusAt: (step: number) => void
  readonly onStay: () => void
  readonly say: (words: string) => void
}

const dragType = 'text/x-regulars-column'

function HeadCell({ header, inView, reachable, onFocusAt, onStay, say }: HeadCellProps) {
  const { t } = useTranslation()
  const sayColumn = useColumnWords()
  const cell = useRef<HTMLTableCellElement>(null)
  const [isTarget, setTarget] = useState(false)
  const { column } = header
  const id = column.id as ListColumn
  const sorted = column.getIsSorted()
  const label = sayColumn(id)
  const { setSort, setWidths, setColumns } = useList.getState()

  const sort = () => {
    if (isSortable(id)) setSort(nextSort(useList.getState().sort, id))
  }
  const keepWidth = () => {
    // The name fills what is left; from the first drag on it has a width of its own.
    const { widths } = useList.getState()
    const width = Math.min(widest, cell.current?.offsetWidth ?? column.getSize())
    if (id === 'fullName' && widths.fullName === undefined)
      flushSync(() => setWidths({ ...widths, fullName: width }))
  }
  const widen = (by: number) => {
    keepWidth()
    const { widths } = useList.getState()
    const width = Math.min(widest, Math.max(narrowest, (widths[id] ?? column.getSize()) + by))
    setWidths({ ...widths, [id]: width })
    say(t('list.columnWidth', { column: label, width }))
  }
  const move = (to: number) => {
    const { columns } = useList.getState()
    const moved = moveColumn(columns, id, to)
    setColumns(moved, inView)
    say(t('list.columnMoved', { column: label, place: moved.indexOf(id) + 1, count: moved.length }))
    onStay()
  }
  const onKeyDown = (event: KeyboardEvent) => {
    const step = { ArrowLeft: -1, ArrowRight: 1 }[event.code]
    if (step === undefined || event.altKey) return
    event.preventDefault()
    if (event.shiftKey) widen(step * widthStep)
    else if (event.ctrlKey) move(useList.getState().columns.indexOf(id) + step)
    else onFocusAt(step)
  }
  const startResizing = (event: MouseEvent) => {
    event.preventDefault()
    event.stopPropagation()
    keepWidth()
    header.getResizeHandler()(event)
  }
  const drop = (event: DragEvent) => {
    const dragged = event.dataTransfer.getData(dragType) as ListColumn
    setTarget(false)
    event.preventDefault()
    const { columns } = useList.getState()
    if (dragged && dragged !== id) setColumns(moveColumn(columns, dragged, columns.indexOf(id)), inView)
  }
  return (
    <th
      ref={cell}
      scope="col"
      aria-sort={sorted ? (sorted === 'asc' ? 'ascending' : 'descending') : undefined}
      onDragOver={(event) => {
        if (!event.dataTransfer.types.includes(dragType)) return
        event.preventDefault()
        setTarget(true)
      }}
      onDragLeave={() => setTarget(false)}
      onDrop={drop}
      className={classNames(
        'relative flex min-w-0 items-stretch font-normal',
        id === 'fullName' && `${stickyName} in-data-scrolled:border-r in-data-scrolled:border-line`,
        isTarget && 'bg-accent-soft',
      )}
    >
      <button
        type="button"
        data-column={id}
        tabIndex={reachable ? 0 : -1}
        draggable={id !== 'fullName'}
        onDragStart={(event) => event.dataTransfer.setData(dragType, id)}
        onClick={sort}
        onKeyDown={onKeyDown}
        aria-describedby="list-head-keys"
        className={classNames(
          'flex min-w-0 flex-1 items-center gap-1 rounded px-3 focus-visible:-outline-offset-2',
          columnLooks[id].isFigure && 'justify-end',
          isSortable(id) && 'hover:text-ink',
          sorted && 'font-medium text-ink',
        )}
      >
        <span className="truncate">{label}</span>
        {sorted === 'asc' && <ArrowUp size={14} aria-hidden className="shrink-0" />}
        {sorted === 'desc' && <ArrowDown size={14} aria-hidden className="shrink-0" />}
      </button>
      <span
        aria-hidden
        data-resize={id}
        onMouseDown={startResizing}
        onDoubleClick={() => {
          const { [id]: _width, ...others } = useList.getState().widths
          setWidths(others)
        }}
        className={classNames(
          'absolute top-1 right-0 bottom-1 w-2 cursor-col-resize border-r-2',
          column.getIsResizing() ? 'border-accent' : 'border-transparent hover:border-line-strong',
        )}
      />
    </th>
  )
}
