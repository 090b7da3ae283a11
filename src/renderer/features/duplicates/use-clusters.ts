// The clusters shown and which of them the keys act on. One that was decided goes at once, and the next takes its place.
import { useState } from 'react'
import type { ClusterState, DuplicateCluster, DuplicateInbox } from '../../../shared/duplicates.ts'
import { useMethod } from '../../api.ts'
import { useInbox } from './inbox-state.ts'

/** As many as are asked for at once. */
export const pageSize = 30

export interface Clusters {
  readonly inbox: DuplicateInbox | undefined
  readonly shown: readonly DuplicateCluster[]
  readonly current: DuplicateCluster | null
  readonly index: number
  readonly error: unknown
  readonly isWaiting: boolean
  refetch(): void
}

/** The page of clusters in a state that the filters let through. */
export function useClusters(state: ClusterState): Clusters {
  const filters = useInbox((inbox) => inbox.filters)
  const decided = useInbox((inbox) => inbox.decided)
  const { offset, currentId } = useInbox((inbox) => inbox.places[state])
  const args = { ...filters, state, offset, limit: pageSize }
  const query = useMethod('duplicates.list', args, { keepPrevious: true })
  const shown = (query.data?.clusters ?? []).filter(
    ({ id }) => (decided.get(id) ?? Number.NEGATIVE_INFINITY) < query.dataUpdatedAt,
  )
  // Where one was, for when the cluster that stood there is gone.
  const [place, setPlace] = useState(0)
  const known = shown.findIndex(({ id }) => id === currentId)
  if (known >= 0 && known !== place) setPlace(known)
  const index = known >= 0 ? known : Math.min(currentId === null ? 0 : place, shown.length - 1)
  return {
    inbox: query.data,
    shown,
    current: shown[index] ?? null,
    index,
    error: query.data === undefined ? query.error : null,
    isWaiting: query.isFetching,
    refetch: () => void query.refetch(),
  }
}
