// A newcomer in seconds: name, phone or e-mail, and a look at who they may already be. The ids were made when the
// draft began, so saving twice makes one customer; closing keeps what was typed.
import { useQueryClient } from '@tanstack/react-query'
import { type FormEvent, useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { likelyScore } from '../../../shared/lookup.ts'
import { callMethod, methodQuery, useCommand } from '../../api.ts'
import { keepNewcomer, type NewcomerDraft, startNewcomer, useDrafts } from '../../drafts.ts'
import { newId } from '../../new-id.ts'
import { useInterface } from '../../store.ts'
import { Button } from '../../ui/button.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { readFacts } from '../../ui/facts-form.ts'
import { controlLook, Field } from '../../ui/field.tsx'
import { focusSearchBox } from '../../ui/search-box-focus.ts'
import { DuplicatesPanel } from './duplicates-panel.tsx'
import { ConsentFacts, PhoneFact, SourceFact, TextFact } from './facts-fields.tsx'
import { checkArgsOf, useDuplicates } from './use-duplicates.ts'
import { useFactsForm } from './use-facts-form.ts'

/** The dialog for the newcomer that `startedFrom` began. */
export function NewCustomerDialog({ startedFrom }: { readonly startedFrom: string }) {
  const draft = useDrafts((state) => state.newcomers[startedFrom])
  // A fresh draft has fresh ids, and with them a fresh form.
  return draft ? <NewcomerForm key={draft.customerId} startedFrom={startedFrom} draft={draft} /> : null
}

interface NewcomerFormProps {
  readonly startedFrom: string
  readonly draft: NewcomerDraft
}

function NewcomerForm({ startedFrom, draft }: NewcomerFormProps) {
  const { t } = useTranslation()
  const client = useQueryClient()
  const { openDialog, openCard, setSearchText } = useInterface.getState()
  const control = useFactsForm(draft.form, true)
  const { form } = control
  const typed = form.watch()
  const { matches, failed } = useDuplicates(typed)
  const [asked, setAsked] = useState(false)
  const create = useCommand('customer.create')
  const addDetails = useCommand('customer.addDetails')
  const discardRefused = useCommand('sync.discardRefused')
  const detailsId = useRef(newId())
  const panel = useRef<HTMLElement>(null)
  const saving = useRef(false)
  const [busy, setBusy] = useState(false)
  const wantsExit = useRef(false)
  // The way out takes the focus once it is there and no longer disabled.
  useEffect(() => {
    const isThere = matches.length > 0 && !busy && wantsExit.current
    const exit = isThere && panel.current?.querySelector<HTMLElement>('[data-exit]')
    if (!exit) return
    wantsExit.current = false
    exit.focus()
  }, [busy, matches])

  const close = () => {
    const changed = JSON.stringify(form.getValues()) !== JSON.stringify(startNewcomer(startedFrom).form)
    keepNewcomer(
      startedFrom,
      changed ? { ...draft, form: form.getValues(), writtenAt: new Date().toISOString() } : null,
    )
    openDialog(null)
    focusSearchBox()
  }
  const finish = (customerId: string) => {
    if (draft.fixes) discardRefused.mutate({ refusedId: draft.fixes })
    openDialog(null)
    keepNewcomer(startedFrom, null)
    setSearchText('')
    openCard(customerId)
    requestAnimationFrame(focusSearchBox)
  }
  /** One write at a time, whatever is clicked how often. */
  const once = async (write: () => Promise<void>) => {
    if (saving.current) return
    saving.current = true
    setBusy(true)
    try {
      await write()
    } catch (error) {
      control.showRefusal(error)
    } finally {
      saving.current = false
      setBusy(false)
    }
  }
  const save = (reason?: string) =>
    form.handleSubmit((values) =>
      once(async () => {
        const seen = await findLikely()
        if (seen.length > 0 && reason === undefined) {
          setAsked(true)
          wantsExit.current = true
          return
        }
        const card = await create.mutateAsync({
          commandId: draft.commandId,
          customerId: draft.customerId,
          facts: readFacts(values),
          ...(values.note.trim() !== '' && { note: values.note }),
          ...(reason !== undefined && { despiteDuplicates: { reason, seenIds: seen } }),
        })
        finish(card.id)
      }),
    )()
  /** What was typed last may not have been checked yet; a check that fails does not stand in the way of saving. */
  const findLikely = async (): Promise<string[]> => {
    const args = checkArgsOf(form.getValues())
    const { queryKey } = methodQuery('duplicates.check', args)
    const found = await callMethod('duplicates.check', args).catch(() => [])
    client.setQueryData(queryKey, found)
    return found.filter(({ score }) => score >= likelyScore).map(({ customer }) => customer.id)
  }
  const add = (customerId: string) =>
    once(async () => {
      const { fullName, primaryPhone, email } = readFacts(form.getValues())
      await addDetails.mutateAsync({
        commandId: detailsId.current,
        customerId,
        ...(fullName !== '' && { fullName }),
        ...(primaryPhone && { phone: primaryPhone }),
        ...(email && { email }),
      })
      finish(customerId)
    })
  const submit = (event: FormEvent) => {
    event.preventDefault()
    void save()
  }

  // While the panel asks who this is, saving is not the way on.
  const unclear = matches.some(({ score }) => score >= likelyScore)
  const formId = `new-${draft.customerId}`
  const refusal = form.formState.errors.root?.message
  return (
    <Dialog
      title={t('customer.new')}
      width="large"
      flush
      onClose={close}
      footer={
        <>
          {draft.writtenAt && <span className="text-sm text-muted">{t('newcomer.resumed')}</span>}
          {draft.writtenAt && (
            <Button look="quiet" onClick={() => keepNewcomer(startedFrom, startNewcomer(startedFrom))}>
              {t('newcomer.startOver')}
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
            look={unclear ? 'plain' : 'primary'}
            type="submit"
            form={formId}
            disabled={busy}
            className="min-w-28"
          >
            {t('actions.save')}
          </Button>
        </>
      }
    >
      <div className="grid min-h-[452px] grid-cols-[minmax(0,1fr)_368px]">
        <form id={formId} onSubmit={submit} noValidate className="grid content-start gap-4 px-6 py-5">
          <div className="grid grid-cols-[minmax(0,1fr)_152px] gap-4">
            <TextFact control={control} field="fullName" focused={draft.form.fullName === ''} />
            <TextFact control={control} field="nickname" />
          </div>
          <div className="grid grid-cols-2 gap-4">
            <PhoneFact
              control={control}
              field="primaryPhone"
              focused={draft.form.fullName !== ''}
              hint={t('newcomer.contactHint')}
            />
            <TextFact control={control} field="email" />
          </div>
          <div className="grid grid-cols-[200px_minmax(0,1fr)] gap-4">
            <SourceFact control={control} />
            <ConsentFacts control={control} />
          </div>
          <Field label={t('fields.note')} error={control.problemAt('note')}>
            {(described) => (
              <textarea
                rows={2}
                {...described}
                className={`${controlLook} py-2`}
                {...form.register('note')}
              />
            )}
          </Field>
        </form>
        <aside
          ref={panel}
          aria-label={t('duplicates.title')}
          className="max-h-[560px] overflow-y-auto border-l border-line bg-raised"
        >
          <DuplicatesPanel
            matches={matches}
            failed={failed}
            asked={asked}
            busy={busy}
            onUse={finish}
            onAdd={(customerId) => void add(customerId)}
            onCreate={(reason) => void save(reason)}
          />
        </aside>
      </div>
    </Dialog>
  )
}
