// One source for everybody selected, with the reason.
import { type FormEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { type CustomerSource, customerSources } from '../../../shared/customer.ts'
import { Button } from '../../ui/button.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { useErrorWords } from '../../ui/error-words.ts'
import { SelectField, TextField } from '../../ui/field.tsx'
import { useSlow } from '../../ui/states.tsx'
import { ListProgress } from './list-progress.tsx'
import { tagCustomers } from './use-tagging.ts'

interface TagDialogProps {
  readonly customerIds: readonly string[]
  readonly onClose: () => void
}

/** Asks for the source and why. */
export function TagDialog({ customerIds, onClose }: TagDialogProps) {
  const { t } = useTranslation()
  const sayError = useErrorWords()
  const [source, setSource] = useState<CustomerSource>('Referral')
  const [reason, setReason] = useState('')
  const [problem, setProblem] = useState<string>()
  const [isBusy, setBusy] = useState(false)
  const isSlow = useSlow(isBusy, 500)
  const save = async (event: FormEvent) => {
    event.preventDefault()
    if (isBusy) return
    setBusy(true)
    setProblem(undefined)
    try {
      await tagCustomers(customerIds, source, reason.trim())
      onClose()
    } catch (error) {
      setProblem(sayError(error))
      setBusy(false)
    }
  }
  return (
    <Dialog
      title={t('list.tag.title', { count: customerIds.length })}
      width="small"
      onClose={onClose}
      footer={
        <>
          <span role="status" className="flex-1 text-sm text-muted">
            {isSlow ? t('list.tag.working') : ''}
          </span>
          <Button onClick={onClose}>{t('actions.cancel')}</Button>
          <Button look="primary" type="submit" form="tag-source" disabled={isBusy}>
            {t('list.tag.do')}
          </Button>
        </>
      }
    >
      <form id="tag-source" onSubmit={(event) => void save(event)} noValidate className="grid gap-3">
        <p>{t('list.tag.words')}</p>
        {isSlow && <ListProgress task="tag" label={t('list.tag.working')} />}
        <SelectField
          label={t('list.tag.source')}
          value={source}
          onChange={(event) => setSource(event.target.value as CustomerSource)}
          data-autofocus
        >
          {customerSources.map((one) => (
            <option key={one} value={one}>
              {t(`sources.${one}`)}
            </option>
          ))}
        </SelectField>
        <TextField
          label={t('list.tag.reason')}
          value={reason}
          onChange={(event) => setReason(event.target.value)}
          error={problem}
          maxLength={500}
        />
      </form>
    </Dialog>
  )
}
