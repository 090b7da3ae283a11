// A newcomer in seconds: name, phone or e-mail, and a look at who they may already be; "More fields" opens the whole form
// around what is typed. The ids were made when the draft began, so saving twice makes one customer.
import { type FormEvent, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { likelyScore } from '../../../shared/lookup.ts'
import { keepNewcomer, type NewcomerDraft, startNewcomer, useDrafts } from '../../drafts.ts'
import { Button } from '../../ui/button.tsx'
import { classNames } from '../../ui/class-names.ts'
import { Dialog } from '../../ui/dialog.tsx'
import { DraftLine } from './draft-line.tsx'
import { DuplicatesPanel } from './duplicates-panel.tsx'
import { ConsentFacts, NoteFact, PhoneFact, SourceFact, TextFact } from './facts-fields.tsx'
import { FullFields } from './full-fields.tsx'
import type { FactsFormControl } from './use-facts-form.ts'
import { useNewcomer } from './use-newcomer.ts'
import { usePanelFocus } from './use-panel-focus.ts'

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
  const { control, matches, failed, asked, busy, close, finish, save, add, showAll } = useNewcomer(
    startedFrom,
    draft,
  )
  const resumedFrom = useRef(draft.writtenAt)
  const startedEmpty = useRef(draft.form.fullName === '')
  const panel = usePanelFocus(asked && matches.length > 0, busy)
  const submit = (event: FormEvent) => {
    event.preventDefault()
    void save()
  }
  // While the panel asks who this is, saving is not the way on.
  const unclear = matches.some(({ score }) => score >= likelyScore)
  const formId = `new-${draft.customerId}`
  const refusal = control.form.formState.errors.root?.message
  return (
    <Dialog
      title={t('customer.new')}
      width={draft.isFull ? 'full' : 'large'}
      flush
      onClose={close}
      footer={
        <>
          <Button onClick={() => showAll(!draft.isFull)} aria-expanded={draft.isFull}>
            {t(draft.isFull ? 'formSections.fewer' : 'formSections.more')}
          </Button>
          {resumedFrom.current && (
            <DraftLine
              writtenAt={resumedFrom.current}
              onDiscard={() => keepNewcomer(startedFrom, startNewcomer(startedFrom))}
            />
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
      <div
        className={classNames(
          'grid min-h-[500px]',
          draft.isFull ? 'grid-cols-[minmax(0,1fr)_336px]' : 'grid-cols-[minmax(0,1fr)_368px]',
        )}
      >
        <form ref={control.element} id={formId} onSubmit={submit} noValidate className="min-w-0 px-6 py-5">
          {draft.isFull ? (
            <FullFields control={control} isNew />
          ) : (
            <QuickFields control={control} startsEmpty={startedEmpty.current} />
          )}
        </form>
        <aside
          ref={panel}
          aria-label={t('duplicates.title')}
          className="relative border-l border-line bg-raised"
        >
          {/* As high as the form, whoever is found: nothing jumps while typing. */}
          <div className="absolute inset-0 overflow-y-auto">
            <DuplicatesPanel
              matches={matches}
              failed={failed}
              asked={asked}
              busy={busy}
              onUse={finish}
              onAdd={(customerId) => void add(customerId)}
              onAnyway={(reason) => void save(reason)}
            />
          </div>
        </aside>
      </div>
    </Dialog>
  )
}

interface QuickFieldsProps {
  readonly control: FactsFormControl
  /** Nothing is known yet: the focus goes to the name, else to the phone. */
  readonly startsEmpty: boolean
}

/** What it takes to let somebody in. */
function QuickFields({ control, startsEmpty }: QuickFieldsProps) {
  const { t } = useTranslation()
  return (
    <div className="grid content-start gap-4">
      <div className="grid grid-cols-[minmax(0,1fr)_152px] gap-4">
        <TextFact control={control} field="fullName" focused={startsEmpty} />
        <TextFact control={control} field="nickname" />
      </div>
      <div className="grid grid-cols-2 gap-4">
        <PhoneFact
          control={control}
          field="primaryPhone"
          focused={!startsEmpty}
          hint={t('newcomer.contactHint')}
        />
        <TextFact control={control} field="email" />
      </div>
      <div className="grid grid-cols-[200px_minmax(0,1fr)] gap-4">
        <SourceFact control={control} />
        <ConsentFacts control={control} />
      </div>
      <NoteFact control={control} />
    </div>
  )
}
