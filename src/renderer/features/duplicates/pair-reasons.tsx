// Why two customers are, or are not, taken for one: what speaks for it, what against, and what people said.
import { useTranslation } from 'react-i18next'
import { useMethod } from '../../api.ts'
import { useDuplicateReasons } from '../../ui/reason-words.ts'
import { Score } from './score.tsx'

interface PairReasonsProps {
  readonly leftId: string
  readonly rightId: string
}

/** The lines above a comparison of two. */
export function PairReasons({ leftId, rightId }: PairReasonsProps) {
  const { t } = useTranslation()
  const sayReasons = useDuplicateReasons()
  const explanation = useMethod('duplicates.explain', { leftId, rightId }, { keepPrevious: true }).data
  if (!explanation) return <div className="min-h-12" />
  const { score, threshold, reasons, against } = explanation
  return (
    <div className="flex min-h-12 items-start gap-3">
      <span className="shrink-0 pt-0.5">
        <Score score={score} isLong />
      </span>
      <dl className="selectable grid min-w-0 grid-cols-[auto_minmax(0,1fr)] gap-x-3 text-sm">
        <dt className="text-muted">{t('merging.for')}</dt>
        <dd>{reasons.length > 0 ? sayReasons(reasons) : t('merging.nothingFor')}</dd>
        {against.length > 0 && (
          <>
            <dt className="text-muted">{t('merging.againstTitle')}</dt>
            <dd>{against.map(({ fact, how }) => t(`merging.against.${how}.${fact}`)).join('; ')}</dd>
          </>
        )}
        {score < threshold && (
          <>
            <dt className="sr-only">{t('merging.threshold')}</dt>
            <dd className="col-start-2 text-muted">{t('merging.belowThreshold', { threshold })}</dd>
          </>
        )}
      </dl>
    </div>
  )
}
