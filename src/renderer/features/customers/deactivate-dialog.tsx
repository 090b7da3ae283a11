// Taking a customer out of use, with the reason. Nothing is removed: they are still found, and one button brings them back.
import { type FormEvent, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useCommand, useMethod } from '../../api.ts'
import { newId } from '../../new-id.ts'
import { useInterface } from '../../store.ts'
import { Button } from '../../ui/button.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { useErrorWords } from '../../ui/error-words.ts'
import { ReasonChoice } from '../../ui/reason-choice.tsx'
import { focusSearchBox } from '../../ui/search-box-focus.ts'

/** Asks why, and deactivates. */
export function DeactivateDialog({ customerId }: { readonly customerId: string }) {
  const { t } = useTranslation()
  const sayError = useErrorWords()
  const card = useMethod('customers.card', { customerId }).data
  const command = useCommand('customer.setActive')
  const commandId = useRef(newId())
  const [reason, setReason] = useState('')
  const [problem, setProblem] = useState<string>()
  const { openDialog, setRecentAction } = useInterface.getState()
  const close = () => {
    openDialog(null)
    requestAnimationFrame(focusSearchBox)
  }
  const save = async (event: FormEvent) => {
    event.preventDefault()
    if (command.isPending) return
    if (!reason.trim()) return setProblem(t('why.missing'))
    try {
      await command.mutateAsync({
        commandId: commandId.current,
        customerId,
        isActive: false,
        reason: reason.trim(),
      })
      setRecentAction({ kind: 'deactivated', customerId, commandId: commandId.current, at: Date.now() })
      close()
    } catch (error) {
      commandId.current = newId()
      setProblem(sayError(error))
    }
  }
  if (!card) return null
  return (
    <Dialog
      title={t('deactivate.title', { name: card.fullName })}
      width="small"
      onClose={close}
      footer={
        <>
          <Button onClick={close}>{t('actions.cancel')}</Button>
          <Button look="primary" type="submit" form="deactivate" disabled={command.isPending}>
            {t('deactivate.do')}
          </Button>
        </>
      }
    >
      <form id="deactivate" onSubmit={(event) => void save(event)} noValidate className="grid gap-3">
        <p>{t('deactivate.words')}</p>
        <ReasonChoice about="deactivate" value={reason} problem={problem} onChange={setReason} isFocused />
      </form>
    </Dialog>
  )
}
