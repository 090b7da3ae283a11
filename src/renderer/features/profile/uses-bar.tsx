// How much of a package is left, drawn and in words.
import { useTranslation } from 'react-i18next'
import type { PackageRow } from '../../../shared/profile.ts'

/** A bar as long as what is left, with the words below it; only words where there is no limit. */
export function UsesBar({ row }: { readonly row: PackageRow }) {
  const { t } = useTranslation()
  if (row.usesTotal === null || row.usesLeft === null) {
    return <p className="mt-1 text-sm">{t('profile.packages.unlimited')}</p>
  }
  const share = row.usesTotal > 0 ? Math.min(1, Math.max(0, row.usesLeft / row.usesTotal)) : 0
  const isLow = row.usesLeft <= 1
  return (
    <div className="mt-2 mb-1">
      <div aria-hidden className="h-1.5 overflow-hidden rounded-full bg-hover">
        <div
          className={`h-full rounded-full ${isLow ? 'bg-amber-line' : 'bg-accent'}`}
          style={{ width: `${share * 100}%` }}
        />
      </div>
      <p className="mt-1 text-sm">
        {t('profile.packages.left', { count: row.usesLeft, total: row.usesTotal })}
      </p>
    </div>
  )
}
