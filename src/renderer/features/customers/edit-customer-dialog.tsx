// Editing a customer: only what changed is sent, together with the value that was seen, so that nobody's change is
// overwritten unseen. Closing keeps what was typed until it is saved or discarded.
import { useQueryClient } from '@tanstack/react-query'
import { type FormEvent, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { CustomerCard } from '../../../shared/customer.ts'
import { methodQuery, replyOf, useCommand, useMethod } from '../../api.ts'
import { keepEdit, keepFix, useDrafts } from '../../drafts.ts'
import { newId } from '../../new-id.ts'
import { type FormSection, useInterface } from '../../store.ts'
import { Button } from '../../ui/button.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { changesBetween, type FactsFormField, formOf } from '../../ui/facts-form.ts'
import { useCalendar } from '../../ui/moment.tsx'
import { focusSearchBox } from '../../ui/search-box-focus.ts'
import { ConsentFacts, PhoneFact, SourceFact, TextFact } from './facts-fields.tsx'
import { useFactsForm } from './use-facts-form.ts'

/** The dialog for one customer's facts; nothing while the card is not here yet. */
export function EditCustomerDialog({
  customerId,
}: {
  readonly customerId: string
  readonly section?: FormSection | undefined
}) {
  const card = useMethod('customers.card', { customerId })
  const [run, setRun] = useState(0)
  return card.data ? <EditForm key={run} card={card.data} onReset={() => setRun(run + 1)} /> : null
}

interface EditFormProps {
  readonly card: CustomerCard
  readonly onReset: () => void
}

function EditForm({ card, onReset }: EditFormProps) {
  const { t } = useTranslation()
  const client = useQueryClient()
  const calendar = useCalendar()
  const { openDialog } = useInterface.getState()
  const kept = useDrafts((state) => state.edits[card.id]?.form)
  const fix = useDrafts((state) => state.fixes[card.id])
  const [resumed] = useState(kept !== undefined)
  const seen = useRef(card)
  const commandId = useRef(newId())
  const stored = formOf(seen.current, calendar)
  const contactRequired = Boolean(card.primaryPhone ?? card.email)
  const control = useFactsForm({ ...(kept ?? stored), ...fix?.typed }, contactRequired)
  const { form } = control
  const update = useCommand('customer.update')
  const discardRefused = useCommand('sync.discardRefused')

  const leave = () => {
    keepFix(card.id, null)
    openDialog(null)
    requestAnimationFrame(focusSearchBox)
  }
  const close = () => {
    const typed = form.getValues()
    keepEdit(
      card.id,
      JSON.stringify(typed) === JSON.stringify(stored)
        ? null
        : {
            customerName: card.fullName,
            form: typed,
            seen: seen.current,
            link: null,
            writtenAt: new Date().toISOString(),
          },
    )
    leave()
  }
  const discard = () => {
    keepEdit(card.id, null)
    onReset()
  }
  const save = form.handleSubmit(async (values) => {
    const difference = changesBetween(seen.current, values, calendar)
    if (Object.keys(difference.changes).length === 0) return close()
    try {
      await update.mutateAsync({ commandId: commandId.current, customerId: card.id, ...difference })
      keepEdit(card.id, null)
      if (fix) await discardRefused.mutateAsync({ refusedId: fix.refusedId }).catch(() => undefined)
      leave()
    } catch (error) {
      await showRefusal(error)
    }
  })
  /** Where somebody else was faster, their value becomes the one seen: saving again is then a decision. */
  const showRefusal = async (error: unknown) => {
    const { code, field } = replyOf(error)
    commandId.current = newId()
    if (code !== 'CHANGED_MEANWHILE') return control.showRefusal(error)
    seen.current = await client.fetchQuery({
      ...methodQuery('customers.card', { customerId: card.id }),
      staleTime: 0,
    })
    const now = field && String(formOf(seen.current, calendar)[field as FactsFormField] ?? '')
    const message = t('edit.changedMeanwhile', { value: now || '–' })
    form.setError((field as FactsFormField) ?? 'root', { type: code, message }, { shouldFocus: true })
  }
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (!update.isPending) void save()
  }

  const refusal = form.formState.errors.root?.message
  return (
    <Dialog
      title={t('edit.title', { name: card.fullName })}
      width="medium"
      onClose={close}
      footer={
        <>
          {resumed && <span className="text-sm text-muted">{t('newcomer.resumed')}</span>}
          {resumed && (
            <Button look="quiet" onClick={discard}>
              {t('edit.discard')}
            </Button>
          )}
          {refusal && (
            <p role="alert" className="min-w-0 text-sm text-red-text">
              {refusal}
            </p>
          )}
          <span className="flex-1" />
          <Button onClick={close}>{t('actions.cancel')}</Button>
          <Button
            look="primary"
            type="submit"
            form="edit-customer"
            disabled={update.isPending}
            className="min-w-28"
          >
            {t('actions.save')}
          </Button>
        </>
      }
    >
      <form id="edit-customer" onSubmit={submit} noValidate className="grid gap-4">
        <div className="grid grid-cols-[minmax(0,1fr)_176px] gap-4">
          <TextFact control={control} field="fullName" focused />
          <TextFact control={control} field="nickname" />
        </div>
        <div className="grid grid-cols-2 gap-x-4 gap-y-2">
          <PhoneFact control={control} field="primaryPhone" />
          <PhoneFact control={control} field="secondaryPhone" />
          <TextFact control={control} field="email" />
          <TextFact
            control={control}
            field="dateOfBirth"
            hint={t(calendar === 'buddhist' ? 'fields.dayHintBuddhist' : 'fields.dayHint')}
          />
        </div>
        <div className="grid grid-cols-[200px_minmax(0,1fr)] gap-4">
          <SourceFact control={control} />
          <ConsentFacts control={control} />
        </div>
      </form>
    </Dialog>
  )
}
