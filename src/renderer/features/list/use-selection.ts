// Selecting rows one by one, by ranges that may reach beyond the rows at hand, or everybody who matches.
import { useRef, useState } from 'react'
import { callMethod } from '../../api.ts'
import { useList } from './list-state.ts'
import type { ListQuestion } from './use-rows.ts'

/** The most that can be selected at once. */
export const mostSelected = 10_000

export interface Selection {
  /** Puts one row in or takes it out; ranges start here from now on. */
  toggle(index: number): void
  /** Selects from where ranges start to this row, besides what was selected before. */
  extend(index: number, from: number): void
  /** Everybody who matches; nobody if they already are. */
  toggleAll(): void
  clear(): void
  /** Ranges start anew at the next row they are asked from. */
  forget(): void
  readonly isBusy: boolean
}

/** Selection over a list of `total` rows; `idAt` knows the rows at hand. */
export function useSelection(
  question: ListQuestion,
  total: number,
  idAt: (index: number) => string | undefined,
): Selection {
  const anchor = useRef<{ index: number; before: ReadonlySet<string> } | null>(null)
  const latest = useRef(0)
  const [isBusy, setBusy] = useState(false)
  const { select } = useList.getState()

  const fetchIds = async (apply: (ids: readonly string[]) => void) => {
    latest.current += 1
    const asked = latest.current
    setBusy(true)
    const answer = await callMethod('customers.ids', question).catch(() => null)
    if (asked !== latest.current) return
    setBusy(false)
    if (answer) apply(answer.ids)
  }
  return {
    isBusy,
    toggle: (index) => {
      const id = idAt(index)
      if (id === undefined) return
      latest.current += 1
      const next = new Set(useList.getState().selected)
      if (!next.delete(id) && next.size < mostSelected) next.add(id)
      select(next)
      anchor.current = { index, before: next }
    },
    extend: (index, from) => {
      anchor.current ??= { index: from, before: useList.getState().selected }
      const { before, index: start } = anchor.current
      const [first, last] = start < index ? [start, index] : [index, start]
      const ids: string[] = []
      for (let at = first; at <= last; at += 1) {
        const id = idAt(at)
        if (id !== undefined) ids.push(id)
      }
      const add = (more: readonly string[]) => select(new Set([...before, ...more].slice(0, mostSelected)))
      if (ids.length === last - first + 1) {
        latest.current += 1
        add(ids)
      } else void fetchIds((all) => add(all.slice(first, last + 1)))
    },
    toggleAll: () => {
      anchor.current = null
      const { selected } = useList.getState()
      if (selected.size >= Math.min(total, mostSelected)) {
        latest.current += 1
        return select(new Set())
      }
      void fetchIds((all) => select(new Set(all)))
    },
    clear: () => {
      anchor.current = null
      latest.current += 1
      select(new Set())
    },
    forget: () => {
      anchor.current = null
    },
  }
}
