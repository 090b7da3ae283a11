// What the results column shows: the answer to the text in the box, or the recent customers while it is empty.
// The latest text wins; until its answer is here the last one stays, so that nothing jumps or flashes.
import { useMemo, useState } from 'react'
import type { LookupHit, LookupResult } from '../../../shared/lookup.ts'
import { useMethod } from '../../api.ts'

const recentShown = 12
const hitsShown = 20

/** An answer together with the text it answers; the empty text stands for the recent customers. */
export interface LookupAnswer extends LookupResult {
  readonly text: string
}

export interface Lookup {
  /** The newest answer at hand, possibly to an earlier text; null before the first. */
  readonly answer: LookupAnswer | null
  readonly waiting: boolean
  readonly error: unknown
  retry(): void
}

function asAnswer(hits: readonly LookupHit[]): LookupAnswer {
  return { text: '', hits, hasMore: false, readAs: null, sharedPhone: null }
}

/** Looks `text` up while it is being typed. */
export function useLookup(text: string): Lookup {
  const empty = text.trim() === ''
  const recent = useMethod('lookup.recent', { limit: recentShown }, { enabled: empty })
  const search = useMethod('lookup.search', { text, limit: hitsShown }, { enabled: !empty })
  const current = empty ? recent : search
  const fresh = useMemo<LookupAnswer | null>(() => {
    if (empty) return recent.data ? asAnswer(recent.data) : null
    return search.data ? { ...search.data, text } : null
  }, [empty, recent.data, search.data, text])
  const [last, setLast] = useState<LookupAnswer | null>(null)
  if (fresh && fresh !== last) setLast(fresh)
  return {
    answer: fresh ?? last,
    waiting: fresh === null && current.isFetching,
    error: fresh === null ? current.error : null,
    retry: () => void current.refetch(),
  }
}
