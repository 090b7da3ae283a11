// Takes a merge of a moment ago back at once: nothing came since, so there is nothing to assign.
import { callMethod, useCommand } from '../api.ts'
import { newId } from '../new-id.ts'

/** The function that parts a survivor from those folded in, the newest fold first. */
export function useMergeUndo(): {
  undo(survivorId: string, foldedIds: readonly string[], reason: string): Promise<void>
  readonly isBusy: boolean
} {
  const unmerge = useCommand('customer.unmerge')
  return {
    undo: async (survivorId, foldedIds, reason) => {
      const entries = await callMethod('merges.of', { customerId: survivorId })
      const meant = entries.filter(
        ({ folded, undoneAt }) => undoneAt === null && foldedIds.includes(folded.id),
      )
      for (const { id, survivor } of meant) {
        await unmerge.mutateAsync({
          commandId: newId(),
          customerId: survivor.id,
          mergeId: id,
          pieceIds: [],
          columns: [],
          reason,
        })
      }
    },
    isBusy: unmerge.isPending,
  }
}
