// The Sync place: how this counter stands with the others, and everything a person must decide, on one screen.
import { useTranslation } from 'react-i18next'
import { useMethod } from '../../api.ts'
import { ErrorState, LoadingState } from '../../ui/states.tsx'
import { ConflictInbox } from './conflict-inbox.tsx'
import { RefusedList } from './refused-list.tsx'
import { SyncFactsPanel } from './sync-facts.tsx'
import { SyncSummary } from './sync-summary.tsx'
import { UnsentList } from './unsent-list.tsx'

/** The Sync screen. */
export function SyncScreen() {
  const { t } = useTranslation()
  const status = useMethod('sync.status', {})
  return (
    <section aria-labelledby="sync-title" className="min-w-0 flex-1 overflow-y-auto">
      <div className="grid max-w-[1240px] grid-cols-[minmax(0,1fr)_320px] items-start gap-x-6 px-6 pt-4 pb-10">
        <h1 id="sync-title" className="col-span-2 mb-4 text-xl font-semibold">
          {t('nav.sync')}
        </h1>
        {status.data ? (
          <>
            <div className="grid gap-6">
              <SyncSummary status={status.data} />
              {status.data.state !== 'alone' && <ConflictInbox />}
              {(status.data.state !== 'alone' || status.data.refused > 0) && <RefusedList />}
              <UnsentList isAlone={status.data.state === 'alone'} />
            </div>
            <SyncFactsPanel status={status.data} />
          </>
        ) : status.error ? (
          <ErrorState error={status.error} onRetry={() => void status.refetch()} />
        ) : (
          <LoadingState />
        )}
      </div>
    </section>
  )
}
