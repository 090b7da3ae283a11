// Making one customer of several: the entries side by side, what comes of it, what is carried over, and why it is done.
// Whoever may not merge sees the same to compare by.
import { Combine, TriangleAlert } from 'lucide-react'
import { type FormEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Dismissal } from '../../../shared/duplicates.ts'
import type { MergePreview } from '../../../shared/merging.ts'
import { Button } from '../../ui/button.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { useErrorWords } from '../../ui/error-words.ts'
import { FooterWords } from '../../ui/footer-words.tsx'
import { useDateWriters } from '../../ui/moment.tsx'
import { ReasonChoice } from '../../ui/reason-choice.tsx'
import { ErrorState, LoadingState } from '../../ui/states.tsx'
import { useMayManage } from '../../ui/use-may-manage.ts'
import { MergeGrid } from './merge-grid.tsx'
import { MergeResult } from './merge-result.tsx'
import { chooseFields } from './merge-rows.ts'
import { MergeSwitches } from './merge-switches.tsx'
import { PairReasons } from './pair-reasons.tsx'
import { TellApart } from './tell-apart.tsx'
import { useMerge } from './use-merge.ts'

const formId = 'merge-form'

interface MergeDialogProps {
  readonly customerIds: readonly string[]
  readonly onClose: () => void
}

/** The merge screen, in front of wherever one was. */
export function MergeDialog({ customerIds, onClose }: MergeDialogProps) {
  const { t } = useTranslation()
  const sayError = useErrorWords()
  const mayMerge = useMayManage()
  const merge = useMerge(customerIds)
  const { preview } = merge
  const [reason, setReason] = useState('')
  const [problem, setProblem] = useState<string>()
  const [failure, setFailure] = useState<string>()
  const submit = async (event: FormEvent) => {
    event.preventDefault()
    // What is carried out is what is shown.
    if (merge.isBusy || merge.isStale) return
    if (reason.trim() === '') return setProblem(t('why.missing'))
    setFailure(undefined)
    await merge.merge(reason.trim()).catch((error: unknown) => setFailure(sayError(error)))
  }
  const count = preview?.people.length ?? customerIds.length
  return (
    <Dialog
      title={mayMerge ? t('merging.title', { count }) : t('merging.compareTitle', { count })}
      width="screen"
      flush
      onClose={onClose}
      footer={
        <>
          <FooterWords failure={failure}>
            {t(mayMerge ? 'merging.whatHappens' : 'merging.managersOnly')}
          </FooterWords>
          {preview && (
            <TellApart preview={preview} reason={reason.trim()} onFailure={setFailure} onClose={onClose} />
          )}
          <Button onClick={onClose}>{t(mayMerge ? 'actions.cancel' : 'actions.close')}</Button>
          {mayMerge && (
            <Button
              look="primary"
              type="submit"
              form={formId}
              icon={Combine}
              disabled={!preview || merge.isBusy}
            >
              {t('merging.do')}
            </Button>
          )}
        </>
      }
    >
      {preview ? (
        <div className="flex h-full min-h-0">
          <Comparison merge={merge} preview={preview} isReadOnly={!mayMerge} />
          <div className="flex w-[340px] shrink-0 flex-col border-l border-line bg-raised min-[1600px]:w-[400px]">
            <div className="grid min-h-0 flex-1 content-start gap-3 overflow-y-auto px-4 py-3">
              <MergeResult preview={preview} isStale={merge.isStale} />
              {mayMerge && <MergeSwitches strategy={merge.strategy} onChange={merge.carry} />}
            </div>
            {mayMerge ? (
              <form
                id={formId}
                onSubmit={(event) => void submit(event)}
                noValidate
                className="border-t border-line px-4 py-3"
              >
                <ReasonChoice
                  about="merge"
                  value={reason}
                  problem={problem}
                  onChange={(words) => {
                    setReason(words)
                    setProblem(undefined)
                  }}
                />
              </form>
            ) : (
              preview.people.length === 2 &&
              preview.dismissals.length === 0 && (
                <div className="border-t border-line px-4 py-3">
                  <p className="mb-1 text-sm text-muted">{t('merging.whyApart')}</p>
                  <ReasonChoice about="tellApart" value={reason} problem={undefined} onChange={setReason} />
                </div>
              )
            )}
          </div>
        </div>
      ) : merge.error ? (
        <ErrorState error={merge.error} onRetry={merge.refetch} />
      ) : (
        <LoadingState />
      )}
    </Dialog>
  )
}

interface ComparisonProps {
  readonly merge: ReturnType<typeof useMerge>
  readonly preview: MergePreview
  readonly isReadOnly: boolean
}

function Comparison({ merge, preview, isReadOnly }: ComparisonProps) {
  const { t } = useTranslation()
  const [withEqual, setWithEqual] = useState(false)
  const { shown, equal } = chooseFields(preview, withEqual)
  const [first, second] = [...preview.people].toSorted((one, other) =>
    one.card.id.localeCompare(other.card.id),
  )
  return (
    <div className="flex min-w-0 flex-1 flex-col">
      {preview.dismissals.map((dismissal) => (
        <Dismissed key={dismissal.id} dismissal={dismissal} />
      ))}
      <div className="flex shrink-0 items-start gap-4 border-b border-line py-2 pr-4 pl-6">
        <div className="min-w-0 flex-1">
          {preview.people.length === 2 && first && second && (
            <PairReasons leftId={first.card.id} rightId={second.card.id} />
          )}
        </div>
        {equal > 0 && (
          <Button size="small" aria-pressed={withEqual} onClick={() => setWithEqual(!withEqual)}>
            {t(withEqual ? 'merging.hideEqual' : 'merging.showEqual', { count: equal })}
          </Button>
        )}
      </div>
      <MergeGrid merge={merge} preview={preview} fields={shown} isReadOnly={isReadOnly} />
    </div>
  )
}

/** Somebody has said that two of these are not one person. */
function Dismissed({ dismissal: { left, right, reason, by, at } }: { readonly dismissal: Dismissal }) {
  const { t } = useTranslation()
  const write = useDateWriters()
  return (
    <p
      role="alert"
      className="flex shrink-0 items-start gap-2.5 border-b border-amber-line bg-amber-soft px-6 py-2 text-amber-text"
    >
      <TriangleAlert size={16} aria-hidden className="mt-1 shrink-0" />
      <span className="min-w-0 wrap-anywhere">
        {t('merging.dismissed', { left: left.name, right: right.name })}{' '}
        {[reason && `“${reason}”`, by, write.moment(at)].filter(Boolean).join(' · ')}
      </span>
    </p>
  )
}
