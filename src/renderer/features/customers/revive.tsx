// An inactive customer at the counter: one button and they are back.
import { RotateCcw } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { useCommand } from '../../api.ts'
import { newId } from '../../new-id.ts'
import { useInterface } from '../../store.ts'
import { Button } from '../../ui/button.tsx'
import { useErrorWords } from '../../ui/error-words.ts'

/** The button that makes an inactive customer active again. */
export function Revive({ customerId }: { readonly customerId: string }) {
  const { t } = useTranslation()
  const sayError = useErrorWords()
  const command = useCommand('customer.setActive')
  const revive = () => {
    const commandId = newId()
    command.mutate(
      { commandId, customerId, isActive: true },
      {
        onSuccess: () =>
          useInterface.getState().setRecentAction({ kind: 'revived', customerId, commandId, at: Date.now() }),
      },
    )
  }
  return (
    <>
      <Button look="primary" icon={RotateCcw} disabled={command.isPending} onClick={revive}>
        {t('deactivate.revive')}
      </Button>
      {command.error && (
        <p role="alert" className="order-last w-full text-sm text-red-text">
          {sayError(command.error)}
        </p>
      )}
    </>
  )
}
