// Who else the customer may be, now that this fact reads otherwise: beside the editor, which it neither moves nor stops.
import { TriangleAlert } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { likelyScore } from '../../../shared/lookup.ts'
import { useInterface } from '../../store.ts'
import { Button } from '../button.tsx'
import { type EditableFact, formOf, readFacts } from '../facts-form.ts'
import { useCalendar } from '../moment.tsx'
import { useDuplicateReasons } from '../reason-words.ts'
import { useDuplicates } from '../use-duplicates.ts'
import { comparedAs } from './compared-fact.ts'
import type { InlineEdit } from './use-inline-edit.ts'

/** The likely others, surest first; nobody while nothing was changed. */
function useLikelyOthers({ seen, typed, isChanged }: InlineEdit, field: EditableFact) {
  const calendar = useCalendar()
  const { form, watched } = comparedAs(field, typed)
  const edited = { id: seen.id, facts: readFacts(formOf(seen, calendar)) }
  const { matches } = useDuplicates(form, edited, isChanged ? watched : [])
  return matches.filter(({ score }) => score >= likelyScore)
}

interface InlineWarningProps {
  readonly edit: InlineEdit
  readonly field: EditableFact
}

/** The warning; nothing while nobody is likely. */
export function InlineWarning({ edit, field }: InlineWarningProps) {
  const { t } = useTranslation()
  const sayReasons = useDuplicateReasons()
  const [first, ...others] = useLikelyOthers(edit, field)
  const compare = (otherId: string) =>
    useInterface.getState().openDialog({ kind: 'merge', customerIds: [edit.seen.id, otherId] })
  return (
    <div
      data-part="warning"
      className="absolute top-full -inset-x-px mt-1 rounded bg-surface in-data-low:top-auto in-data-low:bottom-full in-data-low:mt-0 in-data-low:mb-1"
    >
      <div role="status">
        {first && (
          <div className="rounded-t border border-b-0 border-amber-line bg-amber-soft px-3 pt-2 text-sm text-amber-text">
            <p className="flex items-center gap-2 font-medium">
              <TriangleAlert size={15} aria-hidden className="shrink-0" />
              <span className="min-w-0 flex-1">{t('inline.likely')}</span>
              <span className="shrink-0">{t('duplicates.score', { score: first.score })}</span>
            </p>
            <p className="text-ink">
              <span className="font-medium wrap-anywhere">{first.customer.fullName}</span>{' '}
              {first.customer.customerCode ?? t('customer.codeFollows')}
            </p>
            <p className="line-clamp-2">{sayReasons(first.reasons)}</p>
          </div>
        )}
      </div>
      {first && (
        <div className="flex items-center gap-2 rounded-b border border-t-0 border-amber-line bg-amber-soft px-3 pt-1.5 pb-2 text-sm text-amber-text">
          <Button size="small" aria-keyshortcuts="ArrowDown" onClick={() => compare(first.customer.id)}>
            {t('inbox.compare')}
          </Button>
          <span aria-hidden className="kbd">
            ↓
          </span>
          {others.length > 0 && (
            <span className="ml-auto">{t('inline.othersAlike', { count: others.length })}</span>
          )}
        </div>
      )}
    </div>
  )
}
