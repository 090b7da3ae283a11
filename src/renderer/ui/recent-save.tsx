// What was just saved about a customer, in place, with ten seconds to take it back where that is possible. The undo expects
// to find what was saved; where somebody changed it meanwhile it says so and changes nothing.
import { Check, TriangleAlert } from 'lucide-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { replyOf } from '../api.ts'
import { useInterface } from '../store.ts'
import { Button } from './button.tsx'
import { useErrorWords } from './error-words.ts'
import { useRecentAction } from './recent-action.tsx'
import { useShortcuts } from './shortcuts.ts'
import { isUndoable, useTakeBack } from './take-back.ts'
import { useMayManage } from './use-may-manage.ts'

/** Kinds whose own buttons tell of them. */
const toldElsewhere: ReadonlySet<string> = new Set(['checkIn', 'sale'])

/** Kinds whose undo is a manager's. */
const forManagers: ReadonlySet<string> = new Set(['revived', 'merged'])

/** The line for the last save about this customer; nothing when there was none. */
export function RecentSave({ customerId }: { readonly customerId: string }) {
  const { t } = useTranslation()
  const sayError = useErrorWords()
  const { openDialog, setRecentAction } = useInterface.getState()
  const action = useRecentAction(customerId)
  const [failure, setFailure] = useState<{ readonly of: string; readonly words: string } | null>(null)
  const { takeBack, isBusy } = useTakeBack()
  const mine = action && !toldElsewhere.has(action.kind) ? action : null
  // Taking a revival back is deactivating, which is a manager's decision, as parting people is.
  const mayManage = useMayManage()
  const mayUndo = mine !== null && isUndoable(mine) && (mayManage || !forManagers.has(mine.kind))

  const undo = async () => {
    if (!mine || !mayUndo || isBusy) return
    try {
      await takeBack(mine)
      const { commandId } = mine
      setRecentAction({ kind: 'takenBack', customerId, commandId, at: Date.now() })
    } catch (error) {
      const isStale = replyOf(error).code === 'CHANGED_MEANWHILE'
      setFailure({ of: mine.commandId, words: isStale ? t('undo.changedMeanwhile') : sayError(error) })
      setRecentAction({ ...mine, at: Date.now() })
    }
  }
  useShortcuts({ 'Alt+KeyZ': mayUndo ? () => void undo() : undefined })

  if (!mine) return null
  if (failure?.of === mine.commandId) {
    return (
      <p
        role="alert"
        className="flex w-full items-start gap-2 rounded bg-amber-soft px-3 py-1.5 text-sm text-amber-text"
      >
        <TriangleAlert size={16} aria-hidden className="mt-1 shrink-0" />
        {failure.words}
      </p>
    )
  }
  return (
    <div className="flex min-h-10 w-full items-center gap-2 rounded bg-green-soft pr-1 pl-3 text-green-text">
      <Check size={17} aria-hidden className="shrink-0" />
      <span role="status" className="min-w-0 flex-1 font-medium">
        {t(`undo.done.${mine.kind as 'updated'}`)}
      </span>
      {mayUndo && (
        <Button
          look="quiet"
          size="small"
          aria-keyshortcuts="Alt+Z"
          title="Alt+Z"
          onClick={() => void undo()}
          disabled={isBusy}
        >
          {t('actions.undo')}
        </Button>
      )}
      {mine.kind === 'created' && (
        <Button look="quiet" size="small" onClick={() => openDialog({ kind: 'edit', customerId })}>
          {t('undo.addDetails')}
        </Button>
      )}
      {mine.kind === 'noteAdded' && mine.noteId !== null && (
        <Button
          look="quiet"
          size="small"
          onClick={() => openDialog({ kind: 'note', customerId, noteId: mine.noteId ?? undefined })}
        >
          {t('undo.changeNote')}
        </Button>
      )}
    </div>
  )
}
