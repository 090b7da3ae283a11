// How long it has been since somebody's last visit, against how often they come.
import { useTranslation } from 'react-i18next'
import type { CustomerInsights } from '../../../shared/profile.ts'
import { Badge, type BadgeTone } from '../../ui/badges.tsx'

const tones: Readonly<Record<NonNullable<CustomerInsights['rhythm']>, BadgeTone>> = {
  onTime: 'good',
  late: 'look',
  away: 'harm',
}

/** Their rhythm in a sentence, and how the present gap stands against it. */
export function Rhythm({ insights }: { readonly insights: CustomerInsights }) {
  const { t } = useTranslation()
  const { usualGapDays, daysSinceLastVisit, rhythm } = insights
  return (
    <p className="flex flex-wrap items-center gap-x-3 text-sm">
      {rhythm && <Badge tone={tones[rhythm]}>{t(`profile.insights.rhythms.${rhythm}`)}</Badge>}
      {usualGapDays !== null && (
        <span className="first-letter:uppercase">
          {t('profile.insights.usually', { count: Math.round(usualGapDays) })}
        </span>
      )}
      {daysSinceLastVisit !== null && (
        <span className="text-muted">{t('profile.insights.since', { count: daysSinceLastVisit })}</span>
      )}
    </p>
  )
}
