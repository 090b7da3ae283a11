// The rows of the list, a page at a time. The rows shown stay until the first page of the next question is here, so that
// nothing flashes; while somebody drags the scroll bar far, pages are asked for only where they stop.
import { useQueries } from '@tanstack/react-query'
import { useEffect, useMemo, useRef, useState } from 'react'
import type { CustomerFilters, ListPage, ListRow, ListSort } from '../../../shared/customer-list.ts'
import { methodQuery, useMethod } from '../../api.ts'

export const pageSize = 100
/** Pages this many rows ahead are asked for before they come into sight. */
const ahead = 40
/** No more often than this many milliseconds are other pages asked for. */
const pause = 60
/** Pages out of sight are let go after this many milliseconds, so that scrolling through all does not fill the memory. */
const keptFor = 15_000

/** What the list is asked. */
export interface ListQuestion {
  readonly filters: CustomerFilters
  readonly sort: ListSort
}

const pageArgs = (question: ListQuestion, page: number) => ({
  ...question,
  offset: page * pageSize,
  limit: pageSize,
})

export interface ListAnswer {
  /** The question that the rows on the screen answer; null before the first answer. */
  readonly shown: ListQuestion | null
  readonly total: number
  /** The customer who stands first. */
  readonly first: string | null
  readonly waiting: boolean
  readonly error: unknown
  retry(): void
}

/** Asks `wanted`, and keeps to the question answered last until the answer is here. */
export function useListAnswer(wanted: ListQuestion, enabled: boolean): ListAnswer {
  const first = useMethod('customers.list', pageArgs(wanted, 0), { enabled })
  const [shown, setShown] = useState<{ question: ListQuestion; total: number } | null>(null)
  const total = first.data?.total
  if (total !== undefined && (shown?.question !== wanted || shown.total !== total)) {
    setShown({ question: wanted, total })
  }
  return {
    shown: shown?.question ?? null,
    total: shown?.total ?? 0,
    first: first.data?.rows[0]?.id ?? null,
    waiting: enabled && first.isPending,
    error: first.data ? null : first.error,
    retry: () => void first.refetch(),
  }
}

interface Span {
  readonly first: number
  readonly last: number
}

function usePagesInSight(from: number, to: number, question: ListQuestion): Span {
  const first = Math.floor(Math.max(0, from - ahead) / pageSize)
  const last = Math.floor((to + ahead) / pageSize)
  const [asked, setAsked] = useState({ question, first, last })
  const askedAt = useRef(0)
  const isNew = asked.question !== question
  if (isNew) setAsked({ question, first: 0, last: 0 })
  useEffect(() => {
    const wait = Math.max(0, askedAt.current + pause - performance.now())
    const timer = setTimeout(() => {
      askedAt.current = performance.now()
      setAsked((known) =>
        known.question === question && known.first === first && known.last === last
          ? known
          : { question, first, last },
      )
    }, wait)
    return () => clearTimeout(timer)
  }, [first, last, question])
  return isNew ? { first: 0, last: 0 } : asked
}

const pagesOf = (answers: readonly { readonly data?: ListPage }[]) => answers.map(({ data }) => data)

export interface LoadedRows {
  /** All rows at hand, one page after the other. */
  readonly rows: readonly ListRow[]
  /** Where in `rows` the row at this place of the list is; undefined while it is on its way. */
  readonly placeOf: (index: number) => number | undefined
}

/** The rows between two places of the list and a little around them. */
export function useRows(question: ListQuestion, total: number, from: number, to: number): LoadedRows {
  const { first, last } = usePagesInSight(from, Math.min(to, Math.max(0, total - 1 - ahead)), question)
  const numbers = useMemo(
    () => Array.from({ length: last - first + 1 }, (_, step) => first + step),
    [first, last],
  )
  const pages = useQueries({
    queries: numbers.map((page) => ({
      ...methodQuery('customers.list', pageArgs(question, page)),
      gcTime: keptFor,
    })),
    combine: pagesOf,
  }) as readonly (ListPage | undefined)[]
  return useMemo(() => {
    const starts = new Map<number, number>()
    const rows: ListRow[] = []
    for (const [at, page] of pages.entries()) {
      if (!page) continue
      starts.set(first + at, rows.length)
      rows.push(...page.rows)
    }
    return {
      rows,
      placeOf: (index) => {
        const start = starts.get(Math.floor(index / pageSize))
        return start === undefined ? undefined : start + (index % pageSize)
      },
    }
  }, [pages, first])
}
