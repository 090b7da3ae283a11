// Undoing a merge: the two as they will be, what came since and whose it is, and whether they are ever suggested again.
// Where it cannot be undone now, it says why and leads to what has to be undone first.
import { Undo2 } from 'lucide-react'
import { type FormEvent, useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { limits } from '../../../shared/customer.ts'
import type { MergeEntry } from '../../../shared/merging.ts'
import { useMethod } from '../../api.ts'
import { newId } from '../../new-id.ts'
import { useInterface } from '../../store.ts'
import { Button } from '../../ui/button.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { useErrorWords } from '../../ui/error-words.ts'
import { TextField, Tick } from '../../ui/field.tsx'
import { FooterWords } from '../../ui/footer-words.tsx'
import { useDateWriters } from '../../ui/moment.tsx'
import { ErrorState, LoadingState } from '../../ui/states.tsx'
import { UndoMerge } from '../../ui/undo-merge.tsx'
import { useMayManage } from '../../ui/use-may-manage.ts'
import { useInbox } from './inbox-state.ts'
import { UndoPieces } from './undo-pieces.tsx'
import { UndoSides } from './undo-sides.tsx'
import { useUnmerge } from './use-unmerge.ts'

const formId = 'unmerge-form'

interface UnmergeDialogProps {
  readonly mergeId: string
  /** One of the two, by whom the merge is found. */
  readonly customerId: string
  readonly onClose: () => void
}

/** The dialog of one merge. */
export function UnmergeDialog({ mergeId, customerId, onClose }: UnmergeDialogProps) {
  const { t } = useTranslation()
  const answer = useMethod('merges.of', { customerId })
  const entry = answer.data?.find(({ id }) => id === mergeId)
  if (entry && entry.blocked === null) return <UndoForm entry={entry} onClose={onClose} />
  return (
    <Dialog
      title={entry ? t('parting.title', { name: entry.folded.name }) : t('parting.undo')}
      onClose={onClose}
      footer={<Button onClick={onClose}>{t('actions.close')}</Button>}
    >
      {entry ? (
        <>
          <p className="mb-2 font-medium">{t('parting.notNow')}</p>
          <UndoMerge entry={entry} />
        </>
      ) : answer.error ? (
        <ErrorState error={answer.error} onRetry={() => void answer.refetch()} />
      ) : answer.data ? (
        <p>{t('errors.COMMAND_NOT_FOUND')}</p>
      ) : (
        <LoadingState />
      )}
    </Dialog>
  )
}

interface UndoFormProps {
  readonly entry: MergeEntry
  readonly onClose: () => void
}

function UndoForm({ entry, onClose }: UndoFormProps) {
  const { t } = useTranslation()
  const sayError = useErrorWords()
  const write = useDateWriters()
  const mayManage = useMayManage()
  const undo = useUnmerge(entry.id, true)
  const [reason, setReason] = useState('')
  const [isToldApart, setToldApart] = useState(true)
  const [failure, setFailure] = useState<string>()
  const { preview } = undo
  const form = useRef<HTMLFormElement>(null)
  const isReady = preview !== undefined
  useEffect(() => {
    if (!isReady) return
    // The first choice takes the focus, or the first field where there is nothing to choose.
    const first = form.current?.querySelector<HTMLElement>('[role=radio][tabindex="0"]')
    const field = form.current?.querySelector<HTMLElement>('input')
    ;(first ?? field)?.focus()
  }, [isReady])
  const submit = async (event: FormEvent) => {
    event.preventDefault()
    // What is carried out is what is shown.
    if (!preview || undo.isBusy || undo.isStale || !mayManage) return
    setFailure(undefined)
    try {
      await undo.unmerge(reason.trim(), isToldApart)
    } catch (error) {
      return setFailure(sayError(error))
    }
    const { screen, openDialog, setRecentAction } = useInterface.getState()
    const about = { customerId: preview.survivor.id, commandId: newId(), at: Date.now() }
    setRecentAction({ kind: 'parted', ...about })
    if (screen === 'duplicates') useInbox.getState().tell({ kind: 'parted' })
    openDialog(null)
  }
  const about = [write.moment(entry.at), entry.by, entry.reason && `“${entry.reason}”`]
  return (
    <Dialog
      title={t('parting.title', { name: [entry.folded.name, entry.folded.code].filter(Boolean).join(' ') })}
      width="wide"
      onClose={onClose}
      footer={
        <>
          <FooterWords failure={failure}>
            {t(mayManage ? 'parting.whatHappens' : 'parting.managersOnly')}
          </FooterWords>
          <Button onClick={onClose}>{t('actions.cancel')}</Button>
          <Button
            look="primary"
            type="submit"
            form={formId}
            icon={Undo2}
            disabled={!preview || undo.isBusy || !mayManage}
          >
            {t('parting.do')}
          </Button>
        </>
      }
    >
      <p className="-mt-1 mb-3 text-sm text-muted">
        {t('parting.mergedOn', { what: about.filter(Boolean).join(' · ') })}
      </p>
      {preview ? (
        <form
          ref={form}
          id={formId}
          onSubmit={(event) => void submit(event)}
          noValidate
          className="grid gap-4 min-h-80 content-start"
        >
          <UndoSides preview={preview} isStale={undo.isStale} />
          <section aria-labelledby="undo-since">
            <h3 id="undo-since" className="pb-1 text-sm font-semibold">
              {t('parting.since')}
            </h3>
            <UndoPieces undo={undo} preview={preview} />
          </section>
          <div className="grid grid-cols-2 items-end gap-6">
            <TextField
              label={t('parting.reason')}
              value={reason}
              maxLength={limits.reasonLength}
              onChange={(event) => setReason(event.target.value)}
            />
            <span className="pb-1">
              <Tick
                label={t('parting.tellApart')}
                checked={isToldApart}
                onChange={(event) => setToldApart(event.target.checked)}
              />
            </span>
          </div>
        </form>
      ) : undo.error ? (
        <ErrorState error={undo.error} onRetry={undo.refetch} />
      ) : (
        <LoadingState />
      )}
    </Dialog>
  )
}
