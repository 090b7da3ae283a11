// An undo of a merge while it is being decided: what came since and whose it is; and carrying it out.
import { useMemo, useRef, useState } from 'react'
import type { UndoPreview } from '../../../shared/merging.ts'
import { useCommand, useMethod } from '../../api.ts'
import { newId } from '../../new-id.ts'
import { useSettled } from '../../ui/use-settled.ts'

/** The preview is asked this long after the last choice, in milliseconds. */
const pause = 60

export interface UnmergeInHand {
  readonly preview: UndoPreview | undefined
  readonly error: unknown
  readonly isStale: boolean
  /** Pieces and columns that go to whoever is parted. */
  readonly going: ReadonlySet<string>
  readonly isBusy: boolean
  assign(ids: readonly string[], isGoing: boolean): void
  refetch(): void
  /** Parts the two; where they are told apart it is remembered that they are two people. */
  unmerge(reason: string, isToldApart: boolean): Promise<void>
}

/** The undo of this merge; nothing is asked while it cannot be undone. */
export function useUnmerge(mergeId: string, isPossible: boolean): UnmergeInHand {
  const [going, setGoing] = useState<ReadonlySet<string>>(new Set())
  const settled = useSettled(going, pause)
  const known = useRef<UndoPreview>(undefined)
  const args = useMemo(() => {
    const columns = new Set(known.current?.changes.map(({ column }) => column))
    const ids = [...settled]
    return {
      mergeId,
      pieceIds: ids.filter((id) => !columns.has(id)),
      columns: ids.filter((id) => columns.has(id)),
    }
  }, [mergeId, settled])
  const query = useMethod('merges.undoPreview', args, { keepPrevious: true, enabled: isPossible })
  known.current = query.data ?? known.current
  const unmerge = useCommand('customer.unmerge')
  const dismiss = useCommand('duplicates.dismiss')
  const commandId = useRef(newId())
  return {
    preview: query.data,
    error: query.error,
    isStale: settled !== going || query.isFetching,
    going,
    isBusy: unmerge.isPending || dismiss.isPending,
    assign: (ids, isGoing) => {
      const others = [...going].filter((id) => !ids.includes(id))
      setGoing(new Set(isGoing ? [...others, ...ids] : others))
    },
    refetch: () => void query.refetch(),
    unmerge: async (reason, isToldApart) => {
      if (!query.data || unmerge.isPending) return
      const { survivor, folded } = query.data
      const why = reason === '' ? undefined : reason
      try {
        await unmerge.mutateAsync({
          commandId: commandId.current,
          customerId: survivor.id,
          ...args,
          reason: why,
        })
      } catch (error) {
        commandId.current = newId()
        void query.refetch()
        throw error
      }
      if (!isToldApart) return
      const pair = { leftId: survivor.id, rightId: folded.id }
      await dismiss.mutateAsync({ commandId: newId(), ...pair, reason: why })
    },
  }
}
