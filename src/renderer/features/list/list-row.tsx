// One line of the list. It renders only when something it shows changes, however fast the list is scrolled.
import { memo } from 'react'
import type { ListColumn, ListRow } from '../../../shared/customer-list.ts'
import { classNames } from '../../ui/class-names.ts'
import { InlineEditor } from '../../ui/inline-edit/inline-editor.tsx'
import type { Onward } from '../../ui/inline-edit/use-inline-edit.ts'
import { type CellWords, showCell } from './cells.tsx'
import { columnLooks } from './list-columns.ts'
import { factOfColumn } from './list-edit.ts'

/** Height of every row, in pixels. */
export const rowHeight = 40

/** The grid of the head and of every row; the widths stand once, on the table. */
export const rowLook = 'grid w-full items-stretch [grid-template-columns:var(--list-columns)]'
/** The box and the name stay in sight; what scrolls passes below them. */
export const stickySelect = 'sticky left-0 z-[1] bg-inherit'
export const stickyName = 'sticky left-[52px] z-[1] bg-inherit'

/** The id of a row, for the grid that has the focus in its stead. */
export const rowId = (index: number) => `list-row-${index}`

interface ListLineProps {
  readonly index: number
  /** Distance from the top of the list, in pixels. */
  readonly start: number
  /** Undefined while it is on its way. */
  readonly row: ListRow | undefined
  readonly columns: readonly ListColumn[]
  readonly words: CellWords
  readonly isSelected: boolean
  /** The keys act on this row. */
  readonly isCurrent: boolean
  /** Its card is open. */
  readonly isOpen: boolean
  /** The cell that is being changed in place. */
  readonly edited: ListColumn | null
  readonly onEdited: (onward: Onward) => void
}

/** A row of the list; grey bars where it is still on its way. */
export const ListLine = memo(function ListLine({
  index,
  start,
  row,
  columns,
  words,
  isSelected,
  isCurrent,
  isOpen,
  edited,
  onEdited,
}: ListLineProps) {
  return (
    <tr
      id={rowId(index)}
      data-row={index}
      aria-rowindex={index + 2}
      aria-selected={isSelected}
      aria-current={isOpen || undefined}
      style={{ transform: `translateY(${start}px)`, height: rowHeight }}
      className={classNames(
        rowLook,
        'absolute top-0 left-0 border-b border-line contain-content',
        isOpen || isSelected ? 'bg-accent-soft' : 'bg-surface hover:bg-hover',
        // Drawn over the cells that stay in sight, which would hide an outline.
        isCurrent &&
          'after:pointer-events-none after:absolute after:inset-0 after:z-[2] group-focus-visible/grid:after:border-2 after:border-accent',
      )}
    >
      <td data-select className={`${stickySelect} flex items-center pl-6`}>
        {row && (
          <input
            type="checkbox"
            tabIndex={-1}
            readOnly
            checked={isSelected}
            aria-label={words.select(row.fullName)}
            className="size-[16px]"
          />
        )}
      </td>
      {columns.map((column) => {
        // The name names its row.
        const Cell = column === 'fullName' ? 'th' : 'td'
        const fact = column === edited ? factOfColumn(column) : undefined
        return (
          <Cell
            key={column}
            data-column={column}
            scope={column === 'fullName' ? 'row' : undefined}
            className={classNames(
              // The line is as high as the row: one box a cell, which is what fast scrolling pays for.
              'block min-w-0 truncate px-3 text-left leading-[39px] font-normal',
              column === 'fullName' && `${stickyName} in-data-scrolled:border-r in-data-scrolled:border-line`,
              columnLooks[column].isFigure && 'text-right',
            )}
          >
            {row && fact ? (
              <InlineEditor key={fact} customerId={row.id} field={fact} onClose={onEdited} />
            ) : row ? (
              showCell(column, row, words)
            ) : (
              <span aria-hidden className="inline-block h-2.5 w-3/5 rounded bg-line" />
            )}
          </Cell>
        )
      })}
    </tr>
  )
})
