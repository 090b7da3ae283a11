// Check-in: one visit more, and ten seconds to take it back in the same place.
import { LogIn } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { useCommand } from '../../api.ts'
import { newId } from '../../new-id.ts'
import { useInterface } from '../../store.ts'
import { Button } from '../../ui/button.tsx'
import { useErrorWords } from '../../ui/error-words.ts'
import { Done, useRecentAction } from '../../ui/recent-action.tsx'
import { useShortcuts } from '../../ui/shortcuts.ts'

/** The check-in button; after it, what was done and its undo. */
export function CheckIn({ customerId }: { readonly customerId: string }) {
  const { t } = useTranslation()
  const sayError = useErrorWords()
  const command = useCommand('customer.checkIn')
  const { setRecentAction } = useInterface.getState()
  const recent = useRecentAction(customerId)
  const mine = recent?.kind === 'checkIn' ? recent : null

  const checkIn = () => {
    if (command.isPending || mine) return
    const commandId = newId()
    command.mutate(
      { commandId, customerId },
      { onSuccess: () => setRecentAction({ kind: 'checkIn', customerId, commandId, at: Date.now() }) },
    )
  }
  const undo = () => {
    if (!mine || command.isPending) return
    command.mutate(
      { commandId: newId(), customerId, undoes: mine.commandId },
      { onSuccess: () => setRecentAction(null) },
    )
  }
  useShortcuts({ 'Alt+KeyV': checkIn })

  return (
    <>
      {mine ? (
        <Done words={t('customer.checkedIn')} onUndo={undo} isBusy={command.isPending} />
      ) : (
        <Button
          look="primary"
          icon={LogIn}
          aria-keyshortcuts="Alt+V"
          title="Alt+V"
          onClick={checkIn}
          disabled={command.isPending}
        >
          {t('actions.checkIn')}
        </Button>
      )}
      {command.error && (
        <p role="alert" className="order-last w-full text-sm text-red-text">
          {sayError(command.error)}
        </p>
      )}
    </>
  )
}
