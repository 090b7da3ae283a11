// Editing a customer in three steps of one dialog: the form; a choice for each field that somebody else changed meanwhile;
// what will change, with the reason. Escape goes one step back, and closing keeps what was typed.
import { type FormEvent, useEffect, useId, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { CustomerCard } from '../../../shared/customer.ts'
import { likelyScore } from '../../../shared/lookup.ts'
import { useMethod } from '../../api.ts'
import { type FormSection, useInterface } from '../../store.ts'
import { Button } from '../../ui/button.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import type { EditableFact } from '../../ui/facts-form.ts'
import { useDuplicates } from '../../ui/use-duplicates.ts'
import { ChangeSummary } from './change-summary.tsx'
import { ClashChoices, type Side } from './clash-choices.tsx'
import { DraftLine } from './draft-line.tsx'
import { EditAside } from './edit-aside.tsx'
import { EditNews } from './edit-news.tsx'
import { FullFields } from './full-fields.tsx'
import { useEdit } from './use-edit.ts'

interface EditCustomerDialogProps {
  readonly customerId: string
  readonly section?: FormSection | undefined
}

/** The dialog for one customer's facts; nothing while the card is not here yet. */
export function EditCustomerDialog({ customerId, section }: EditCustomerDialogProps) {
  const card = useMethod('customers.card', { customerId })
  const [run, setRun] = useState(0)
  if (!card.data) return null
  return (
    <EditForm
      key={run}
      card={card.data}
      askedFor={customerId}
      section={section}
      onReset={() => setRun(run + 1)}
    />
  )
}

interface EditFormProps {
  readonly card: CustomerCard
  readonly askedFor: string
  readonly section: FormSection | undefined
  readonly onReset: () => void
}

function EditForm({ card, askedFor, section, onReset }: EditFormProps) {
  const { t } = useTranslation()
  const edit = useEdit(card, askedFor)
  const { control, step, setStep, clashing, isBusy } = edit
  const formId = useId()
  const body = useRef<HTMLDivElement>(null)
  const [chosen, setChosen] = useState<Partial<Record<EditableFact, Side>>>({})
  const [despite, setDespite] = useState<string | null>(null)
  const [asked, setAsked] = useState(false)
  const duplicates = useDuplicates(control.form.watch(), { id: card.id, facts: edit.before })
  const isUnclear = despite === null && duplicates.matches.some(({ score }) => score >= likelyScore)
  useEffect(() => {
    if (step !== 'form') body.current?.querySelector<HTMLElement>(`[data-step=${step}] input`)?.focus()
  }, [step])

  const close = () => (step === 'form' ? edit.leave() : setStep('form'))
  const discard = () => {
    edit.discard()
    onReset()
  }
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (isBusy) return
    if (isUnclear) setAsked(true)
    else void edit.save()
  }
  const saveAnyway = (reason: string) => {
    setDespite(reason)
    void edit.save()
  }
  const open = (customerId: string) => {
    edit.leave()
    useInterface.getState().openCard(customerId)
  }
  const refusal = control.form.formState.errors.root?.message
  return (
    <Dialog
      title={t('edit.title', { name: card.fullName })}
      width="full"
      flush
      onClose={close}
      footer={
        <>
          {edit.resumedFrom && step === 'form' && (
            <DraftLine writtenAt={edit.resumedFrom} onDiscard={discard} />
          )}
          {refusal && (
            <p role="alert" className="min-w-0 text-sm text-red-text">
              {refusal}
            </p>
          )}
          <span className="flex-1" />
          <Button onClick={close}>{t(step === 'form' ? 'actions.cancel' : 'summary.back')}</Button>
          <Button
            look={step === 'form' && isUnclear ? 'plain' : 'primary'}
            type="submit"
            form={`${formId}-${step}`}
            disabled={isBusy || (step === 'clash' && clashing.some((field) => !chosen[field]))}
            className="min-w-28"
          >
            {t(step === 'clash' ? 'clash.continue' : 'actions.save')}
          </Button>
        </>
      }
    >
      <div ref={body} className="min-h-[500px]">
        <div hidden={step !== 'form'}>
          <div className="grid min-h-[500px] grid-cols-[minmax(0,1fr)_336px]">
            <form
              ref={control.element}
              id={`${formId}-form`}
              onSubmit={submit}
              noValidate
              className="min-w-0 px-6 py-5"
            >
              <EditNews card={card} adopted={edit.adopted} clashing={clashing} />
              <FullFields control={control} isNew={false} section={section} />
            </form>
            <EditAside
              card={card}
              duplicates={duplicates}
              asked={asked && isUnclear}
              busy={isBusy}
              link={edit.link}
              onLink={edit.chooseLink}
              onOpen={open}
              onAnyway={saveAnyway}
            />
          </div>
        </div>
        {step === 'clash' && (
          <form
            id={`${formId}-clash`}
            data-step="clash"
            className="px-6 py-6"
            onSubmit={(event) => {
              event.preventDefault()
              edit.settle(chosen)
              setChosen({})
            }}
          >
            <ClashChoices
              card={card}
              typed={control.form.getValues()}
              fields={clashing}
              chosen={chosen}
              onChoose={(field, side) => setChosen({ ...chosen, [field]: side })}
            />
          </form>
        )}
        {step === 'summary' && (
          <div data-step="summary" className="px-6 py-6">
            <ChangeSummary
              formId={`${formId}-summary`}
              {...edit.difference()}
              further={
                edit.link
                  ? [
                      edit.link.profileId === null
                        ? t('linking.willUnlink')
                        : t('linking.willLink', { name: edit.link.displayName }),
                    ]
                  : []
              }
              given={despite ?? ''}
              onSave={(reason) => void edit.write(reason)}
            />
          </div>
        )}
      </div>
    </Dialog>
  )
}
