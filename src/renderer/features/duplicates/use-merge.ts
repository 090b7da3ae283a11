// A merge while it is being decided: who lives on, whose word stands for what, what is carried over; and carrying it out.
import { useMemo, useRef, useState } from 'react'
import {
  type ChoosableColumn,
  type MergePicks,
  type MergePreview,
  type MergeStrategy,
  usualStrategy,
} from '../../../shared/merging.ts'
import { useCommand, useMethod } from '../../api.ts'
import { newId } from '../../new-id.ts'
import { useInterface } from '../../store.ts'
import { useSettled } from '../../ui/use-settled.ts'
import { useInbox } from './inbox-state.ts'

/** The preview is asked this long after the last choice, in milliseconds. */
const pause = 60

export interface MergeInHand {
  readonly preview: MergePreview | undefined
  readonly error: unknown
  /** The preview still answers an earlier choice. */
  readonly isStale: boolean
  readonly survivorId: string | null
  readonly picks: MergePicks
  readonly strategy: MergeStrategy
  readonly isBusy: boolean
  keep(customerId: string): void
  pick(column: ChoosableColumn, customerId: string): void
  carry(strategy: MergeStrategy): void
  refetch(): void
  merge(reason: string): Promise<void>
}

/** Where one is shown the survivor: the inbox stays, a profile and a card become the survivor's. */
function showSurvivor(survivorId: string, foldedIds: readonly string[], commandId: string): void {
  const { screen, profileId, openCard, openDialog, openProfile, setRecentAction } = useInterface.getState()
  setRecentAction({ kind: 'merged', customerId: survivorId, foldedIds, commandId, at: Date.now() })
  openDialog(null)
  if (screen === 'profile' && profileId !== survivorId) openProfile(survivorId)
  if (screen === 'counter' || screen === 'customers') openCard(survivorId)
  if (screen === 'duplicates') {
    useInbox.getState().endMerge({ kind: 'merged', customerId: survivorId, foldedIds })
  }
}

/** The merge of these customers. */
export function useMerge(customerIds: readonly string[]): MergeInHand {
  const [survivorId, setSurvivorId] = useState<string | null>(null)
  const [picks, setPicks] = useState<MergePicks>({})
  const [strategy, setStrategy] = useState(usualStrategy)
  const wanted = useMemo(
    () => ({ customerIds, survivorId, picks, strategy }),
    [customerIds, survivorId, picks, strategy],
  )
  const args = useSettled(wanted, pause)
  const query = useMethod('merges.preview', args, { keepPrevious: true })
  const command = useCommand('customer.merge')
  const commandId = useRef(newId())
  const preview = query.data
  return {
    preview,
    error: query.error,
    isStale: args !== wanted || query.isFetching,
    survivorId: survivorId ?? preview?.survivorId ?? null,
    picks,
    strategy,
    isBusy: command.isPending,
    keep: setSurvivorId,
    pick: (column, customerId) => setPicks({ ...picks, [column]: customerId }),
    carry: setStrategy,
    refetch: () => void query.refetch(),
    merge: async (reason) => {
      if (!preview || command.isPending) return
      const foldedIds = preview.people.map(({ card }) => card.id).filter((id) => id !== preview.survivorId)
      try {
        await command.mutateAsync({
          commandId: commandId.current,
          customerId: preview.survivorId,
          foldedIds,
          picks,
          strategy,
          reason,
        })
      } catch (error) {
        commandId.current = newId()
        void query.refetch()
        throw error
      }
      showSurvivor(preview.survivorId, foldedIds, commandId.current)
    },
  }
}
