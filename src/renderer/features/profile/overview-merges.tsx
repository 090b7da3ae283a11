// Who was folded into this customer, each with the way back; what was parted again is told, too.
import { useTranslation } from 'react-i18next'
import type { CustomerProfile } from '../../../shared/profile.ts'
import { useMethod } from '../../api.ts'
import { Badge } from '../../ui/badges.tsx'
import { Ago } from '../../ui/moment.tsx'
import { UndoMerge } from '../../ui/undo-merge.tsx'

/** The group in the Overview; nothing for whoever was never merged. */
export function OverviewMerges({ profile }: { readonly profile: CustomerProfile }) {
  const { t } = useTranslation()
  const entries = useMethod('merges.of', { customerId: profile.id }).data ?? []
  // Of those who were parted from somebody else there is nothing to undo here.
  const folded = entries.filter(({ folded: { id } }) => id !== profile.id)
  if (folded.length === 0) return null
  const title = t('profile.overview.groups.merges')
  return (
    <section aria-label={title} className="min-w-0 break-inside-avoid">
      <h3 className="border-b border-line pb-1 text-sm font-semibold">{title}</h3>
      <ul className="divide-y divide-line">
        {folded.map((entry) => (
          <li key={entry.id} className="flex flex-wrap items-center justify-between gap-x-4 gap-y-1 py-1.5">
            <div className="min-w-0">
              <p className="selectable wrap-anywhere">
                <span className="font-medium">{entry.folded.name}</span>{' '}
                <span className="text-muted">{entry.folded.code}</span>{' '}
                {entry.isAutomatic && <Badge>{t('inbox.automatic')}</Badge>}
              </p>
              <p className="selectable text-sm text-muted wrap-anywhere">
                {entry.reason && `“${entry.reason}” · `}
                {entry.by && `${entry.by} · `}
                <Ago moment={entry.at} empty="" />
              </p>
            </div>
            <UndoMerge entry={entry} />
          </li>
        ))}
      </ul>
    </section>
  )
}
