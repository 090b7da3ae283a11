// Check-in: one visit more, and ten seconds to take it back in the same place.
import { Check, LogIn } from 'lucide-react'
import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useCommand } from '../../api.ts'
import { newId } from '../../new-id.ts'
import { useInterface } from '../../store.ts'
import { Button } from '../../ui/button.tsx'
import { useErrorWords } from '../../ui/error-words.ts'
import { useShortcuts } from '../../ui/shortcuts.ts'

/** How long the undo stays in place, in milliseconds. */
const undoTime = 10_000

/** The check-in button; after it, what was done and its undo. */
export function CheckIn({ customerId }: { readonly customerId: string }) {
  const { t } = useTranslation()
  const sayError = useErrorWords()
  const command = useCommand('customer.checkIn')
  const setCheckIn = useInterface((state) => state.setCheckIn)
  const last = useInterface((state) => state.checkIn)
  const mine = last?.customerId === customerId ? last : null
  const [, expire] = useState(0)
  const left = mine ? mine.at + undoTime - Date.now() : 0

  useEffect(() => {
    if (left <= 0) return
    const timer = setTimeout(() => expire((count) => count + 1), left)
    return () => clearTimeout(timer)
  }, [left])

  const checkIn = () => {
    if (command.isPending || left > 0) return
    const commandId = newId()
    command.mutate(
      { commandId, customerId },
      { onSuccess: () => setCheckIn({ customerId, commandId, at: Date.now() }) },
    )
  }
  const undo = () => {
    if (!mine || command.isPending) return
    command.mutate(
      { commandId: newId(), customerId, undoes: mine.commandId },
      { onSuccess: () => setCheckIn(null) },
    )
  }
  useShortcuts({ 'Alt+KeyV': checkIn })

  return (
    <>
      {mine && left > 0 ? (
        <span className="inline-flex min-h-10 items-center gap-2 rounded bg-green-soft pr-1 pl-3 text-green-text">
          <Check size={17} aria-hidden />
          <span role="status" className="font-medium">
            {t('customer.checkedIn')}
          </span>
          <Button look="quiet" size="small" onClick={undo} disabled={command.isPending}>
            {t('actions.undo')}
          </Button>
        </span>
      ) : (
        <Button look="primary" icon={LogIn} shortcut="Alt+V" onClick={checkIn} disabled={command.isPending}>
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
