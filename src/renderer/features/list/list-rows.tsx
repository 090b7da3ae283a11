// The rows in sight and a few around them. Scrolling renders this alone: the head, the table's model and everything else
// about the list stand still.
import { useVirtualizer } from '@tanstack/react-virtual'
import { memo, useCallback, useEffect } from 'react'
import type { ListColumn } from '../../../shared/customer-list.ts'
import { useInterface } from '../../store.ts'
import type { Onward } from '../../ui/inline-edit/use-inline-edit.ts'
import { useCellWords } from './cells.tsx'
import type { CellPlace } from './list-edit.ts'
import type { ListModelRow } from './list-model.ts'
import { ListLine, rowHeight } from './list-row.tsx'

/** Rows drawn above and below those in sight. */
const around = 6

interface ListRowsProps {
  readonly scroller: HTMLElement | null
  readonly count: number
  /** The row at a place of the list; undefined while it is on its way. A new function means new rows. */
  readonly rowAt: (index: number) => ListModelRow | undefined
  readonly columns: readonly ListColumn[]
  readonly selected: ReadonlySet<string>
  /** The row the keys act on: it is always drawn, since the grid names it. */
  readonly current: number
  /** The cell that is being changed in place. */
  readonly edited: CellPlace | null
  readonly onEdited: (onward: Onward) => void
  readonly onSight: (from: number, to: number) => void
}

/** The body of the list. */
export const ListRows = memo(function ListRows(props: ListRowsProps) {
  const { scroller, count, rowAt, columns, selected, current, edited, onEdited, onSight } = props
  const words = useCellWords()
  const cardId = useInterface((state) => state.cardId)
  const list = useVirtualizer({
    count,
    getScrollElement: () => scroller,
    estimateSize: () => rowHeight,
    overscan: around,
    rangeExtractor: useCallback(
      ({ startIndex, endIndex, overscan, count }) => {
        const first = Math.max(0, startIndex - overscan)
        const last = Math.min(count - 1, endIndex + overscan)
        const indexes = Array.from({ length: Math.max(0, last - first + 1) }, (_, step) => first + step)
        if (current < first && current < count) indexes.unshift(current)
        else if (current > last && current < count) indexes.push(current)
        return indexes
      },
      [current],
    ),
  })
  const { startIndex = 0, endIndex = 0 } = list.range ?? {}
  // Rows that leave on one side come back on the other: nothing is made or thrown away while somebody scrolls.
  const places = Math.ceil((list.scrollRect?.height ?? 0) / rowHeight) + 2 * around + 4
  useEffect(() => onSight(startIndex, endIndex), [startIndex, endIndex, onSight])
  return (
    <tbody className="relative block" style={{ height: count * rowHeight }}>
      {list.getVirtualItems().map(({ index, start }) => {
        const row = rowAt(index)
        return (
          <ListLine
            // The current row keeps what is typed into it, however far one scrolls.
            key={index === current ? 'current' : index % places}
            index={index}
            start={start}
            row={row?.original}
            columns={columns}
            words={words}
            isSelected={row !== undefined && selected.has(row.id)}
            isCurrent={index === current}
            isOpen={row !== undefined && row.id === cardId}
            edited={edited?.index === index ? edited.column : null}
            onEdited={onEdited}
          />
        )
      })}
    </tbody>
  )
})
