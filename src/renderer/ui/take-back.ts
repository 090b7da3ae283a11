// Takes the last save back by a command of its own: the inverse change with the values it expects to find.
import { useTranslation } from 'react-i18next'
import { useCommand } from '../api.ts'
import { newId } from '../new-id.ts'
import type { RecentAction } from '../recent-action.ts'
import { noteChanges } from './note-content.ts'
import { useMergeUndo } from './use-merge-undo.ts'

const undoable: ReadonlySet<RecentAction['kind']> = new Set([
  'updated',
  'noteEdited',
  'deactivated',
  'revived',
  'merged',
])

/** Whether there is a command that takes this back; the logs are append-only, and who was created stays. */
export function isUndoable(action: RecentAction): boolean {
  return undoable.has(action.kind)
}

/** The function that takes an action back; it throws CHANGED_MEANWHILE where somebody was there since. */
export function useTakeBack(): {
  readonly takeBack: (action: RecentAction) => Promise<void>
  readonly isBusy: boolean
} {
  const { t } = useTranslation()
  const update = useCommand('customer.update')
  const editNote = useCommand('customer.editNote')
  const setActive = useCommand('customer.setActive')
  const linkProfile = useCommand('customer.linkProfile')
  const mergeUndo = useMergeUndo()

  const takeBack = async (action: RecentAction): Promise<void> => {
    const { customerId } = action
    const about = { customerId, reason: t('undo.reason') }
    switch (action.kind) {
      case 'updated': {
        const { before, after, formerLink } = action
        if (Object.keys(before).length > 0) {
          await update.mutateAsync({ commandId: newId(), ...about, changes: before, seen: after })
        }
        if (formerLink) {
          const { profileId, confidence, method } = formerLink
          const how = { method, ...(confidence !== null && { confidence }) }
          await linkProfile.mutateAsync({
            commandId: newId(),
            ...about,
            profileId,
            ...(profileId !== null && how),
          })
        }
        return
      }
      case 'noteEdited': {
        const { noteId, before, after } = action
        await editNote.mutateAsync({
          commandId: newId(),
          customerId,
          noteId,
          seenText: after.noteText,
          ...noteChanges(after, before),
        })
        return
      }
      case 'merged':
        return mergeUndo.undo(customerId, action.foldedIds, about.reason)
      case 'deactivated':
      case 'revived':
        await setActive.mutateAsync({
          commandId: newId(),
          ...about,
          isActive: action.kind === 'deactivated',
        })
    }
  }
  return {
    takeBack,
    isBusy: mergeUndo.isBusy || [update, editNote, setActive, linkProfile].some(({ isPending }) => isPending),
  }
}
