// Where keys and clicks lead in the list, and how far it scrolls for that.
import { type ListColumn, listColumns } from '../../../shared/customer-list.ts'
import { headHeight } from './list-head.tsx'
import { rowHeight } from './list-row.tsx'
import { pageSize } from './use-rows.ts'

/** The rows in sight, by their places in the list. */
export interface Sight {
  readonly from: number
  readonly to: number
}

/** The column of the cell that was clicked. */
export function columnAt(target: HTMLElement): ListColumn | null {
  const name = target.closest<HTMLElement>('[data-column]')?.dataset.column
  return listColumns.find((column) => column === name) ?? null
}

/** Whether the same pages hold what is in sight, so that nothing new need be asked. */
export function samePages(one: Sight, other: Sight): boolean {
  const step = pageSize / 5
  const near = (value: number) => Math.floor(value / step)
  return near(one.from) === near(other.from) && near(one.to) === near(other.to)
}

/** Scrolls just as far as it takes for a row to be in sight below the head. */
export function scrollToRow(scroller: HTMLElement | null, index: number): void {
  if (!scroller) return
  const top = index * rowHeight
  const room = scroller.clientHeight - headHeight
  if (top < scroller.scrollTop) scroller.scrollTop = top
  else if (top + rowHeight > scroller.scrollTop + room) scroller.scrollTop = top + rowHeight - room
}

/** Where a key leads to from a row; null for keys that lead nowhere. */
export function nextRow(code: string, current: number, page: number, count: number): number | null {
  const steps: Record<string, number> = {
    ArrowDown: 1,
    ArrowUp: -1,
    PageDown: page,
    PageUp: -page,
    Home: -count,
    End: count,
  }
  const step = steps[code]
  return step === undefined ? null : Math.min(count - 1, Math.max(0, current + step))
}
