// What can be decided about a cluster, and how the last decision is taken back.
import { useTranslation } from 'react-i18next'
import type { PairArgs } from '../../../shared/duplicate-methods.ts'
import type { DuplicateCluster } from '../../../shared/duplicates.ts'
import { callMethod, useCommand } from '../../api.ts'
import { newId } from '../../new-id.ts'
import { useInterface } from '../../store.ts'
import { useMergeUndo } from '../../ui/use-merge-undo.ts'
import { type InboxNews, useInbox } from './inbox-state.ts'

/** The pairs that are said to be two people: between those ticked and the others, or all where nobody is left out. */
export function pairsToDismiss(
  { pairs }: Pick<DuplicateCluster, 'pairs'>,
  unticked: ReadonlySet<string>,
): readonly PairArgs[] {
  const isMeant = ({ leftId, rightId }: PairArgs) => unticked.has(leftId) !== unticked.has(rightId)
  const meant = unticked.size === 0 ? pairs : pairs.filter(isMeant)
  return meant.map(({ leftId, rightId }) => ({ leftId, rightId }))
}

/** The pairs that putting a cluster off, or taking that back, is about. */
function pairsOf({ pairs }: DuplicateCluster): readonly PairArgs[] {
  return pairs.slice(0, 1000).map(({ leftId, rightId }) => ({ leftId, rightId }))
}

/** Finds what was said of a pair, in either order. */
async function findDismissal({ leftId, rightId }: PairArgs): Promise<string | null> {
  const dismissals = await callMethod('duplicates.dismissed', { limit: 1000 })
  const found = dismissals.find(({ left, right }) =>
    left.id === leftId ? right.id === rightId : left.id === rightId && right.id === leftId,
  )
  return found?.id ?? null
}

export interface Decisions {
  merge(cluster: DuplicateCluster, unticked: ReadonlySet<string>): void
  dismiss(cluster: DuplicateCluster, unticked: ReadonlySet<string>): Promise<void>
  postpone(cluster: DuplicateCluster): Promise<void>
  /** Asks again about a cluster that was put off; null: about all of them. */
  resume(cluster: DuplicateCluster | null): Promise<void>
  /** Takes the last decision back. */
  undo(news: InboxNews): Promise<void>
  readonly isBusy: boolean
}

/** The decisions; a failure is told in the same place as a success. */
export function useDecisions(): Decisions {
  const { t } = useTranslation()
  const dismissPair = useCommand('duplicates.dismiss')
  const restore = useCommand('duplicates.restore')
  const postponePairs = useCommand('duplicates.postpone')
  const resumePairs = useCommand('duplicates.resume')
  const mergeUndo = useMergeUndo()
  const { tell, decide, beginMerge } = useInbox.getState()
  const attempt = async (act: () => Promise<void>) => {
    try {
      await act()
    } catch (error) {
      tell({ kind: 'failed', error })
    }
  }
  return {
    merge: ({ id, people }, unticked) => {
      beginMerge(id)
      const customerIds = people.map(({ card }) => card.id).filter((each) => !unticked.has(each))
      useInterface.getState().openDialog({ kind: 'merge', customerIds })
    },
    dismiss: (cluster, unticked) =>
      attempt(async () => {
        const pairs = pairsToDismiss(cluster, unticked)
        for (const pair of pairs) await dismissPair.mutateAsync({ commandId: newId(), ...pair })
        decide(cluster.id, { kind: 'dismissed', pairs })
      }),
    postpone: (cluster) =>
      attempt(async () => {
        const pairs = pairsOf(cluster)
        await postponePairs.mutateAsync({ pairs })
        decide(cluster.id, { kind: 'postponed', pairs })
      }),
    resume: (cluster) =>
      attempt(async () => {
        const pairs = cluster && pairsOf(cluster)
        await resumePairs.mutateAsync({ pairs })
        const news = { kind: 'resumed', pairs } as const
        if (cluster) decide(cluster.id, news)
        else tell(news)
      }),
    undo: (news) =>
      attempt(async () => {
        if (news.kind === 'dismissed') {
          for (const pair of news.pairs) {
            const dismissalId = await findDismissal(pair)
            if (dismissalId) await restore.mutateAsync({ commandId: newId(), dismissalId })
          }
        } else if (news.kind === 'postponed') await resumePairs.mutateAsync({ pairs: news.pairs })
        else if (news.kind === 'resumed' && news.pairs) await postponePairs.mutateAsync({ pairs: news.pairs })
        else if (news.kind === 'merged') {
          await mergeUndo.undo(news.customerId, news.foldedIds, t('undo.reason'))
        }
        tell({ kind: 'takenBack' })
      }),
    isBusy:
      dismissPair.isPending ||
      restore.isPending ||
      postponePairs.isPending ||
      resumePairs.isPending ||
      mergeUndo.isBusy,
  }
}
