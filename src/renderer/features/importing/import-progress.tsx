// How far the import is.
import { useTranslation } from 'react-i18next'
import { useImportRun } from './import-run.ts'

/** A bar and the figures behind it. */
export function ImportProgressStep() {
  const { t } = useTranslation()
  const progress = useImportRun((state) => state.progress)
  const done = progress?.done ?? 0
  const total = Math.max(progress?.total ?? 0, 1)
  const words = progress?.dryRun ? t('importing.trying') : t('importing.running')
  return (
    <div className="mx-auto max-w-xl pt-32">
      <p role="status" className="mb-3 flex items-baseline justify-between">
        <span className="text-lg font-medium">{words}</span>
        <span className="text-muted">
          {t('importing.progress', {
            done: done.toLocaleString('en-US'),
            total: total.toLocaleString('en-US'),
          })}
        </span>
      </p>
      <progress
        aria-label={words}
        value={done}
        max={total}
        className="h-2 w-full appearance-none overflow-hidden rounded-full bg-line [&::-webkit-progress-bar]:bg-line [&::-webkit-progress-value]:bg-accent"
      />
    </div>
  )
}
