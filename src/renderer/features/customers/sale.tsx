// A sale at the counter: the button, and after it what was recorded and its undo.
import { Receipt } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import type { CustomerCard } from '../../../shared/customer.ts'
import { formatSatang } from '../../../shared/money.ts'
import { useCommand } from '../../api.ts'
import { newId } from '../../new-id.ts'
import { useInterface } from '../../store.ts'
import { Button } from '../../ui/button.tsx'
import { useErrorWords } from '../../ui/error-words.ts'
import { Done, useRecentAction } from '../../ui/recent-action.tsx'
import { useShortcuts } from '../../ui/shortcuts.ts'

/** The sale button; after a sale, its amount and its undo. */
export function Sale({ card }: { readonly card: CustomerCard }) {
  const { t } = useTranslation()
  const sayError = useErrorWords()
  const command = useCommand('customer.recordSale')
  const { openDialog, setRecentAction } = useInterface.getState()
  const recent = useRecentAction(card.id)
  const open = () => openDialog({ kind: 'money', customerId: card.id, way: 'sale' })
  useShortcuts({ 'Alt+KeyS': open })
  if (recent?.kind !== 'sale') {
    return (
      <Button icon={Receipt} aria-keyshortcuts="Alt+S" title="Alt+S" onClick={open}>
        {t('money.sale')}
      </Button>
    )
  }
  const undo = () => {
    if (command.isPending) return
    const { customerId, commandId: undoes, amount, creditUsed } = recent
    command.mutate(
      { commandId: newId(), customerId, amount, creditUsed, undoes },
      { onSuccess: () => setRecentAction(null) },
    )
  }
  return (
    <>
      <Done
        words={t('money.sold', { amount: formatSatang(recent.amount) })}
        onUndo={undo}
        isBusy={command.isPending}
      />
      {command.error && (
        <p role="alert" className="order-last w-full text-sm text-red-text">
          {sayError(command.error)}
        </p>
      )}
    </>
  )
}
