// The plain facts behind sync, for whoever is asked on the telephone; and the file to send them.
import { FileDown } from 'lucide-react'
import { type ReactNode, useEffect } from 'react'
import { useTranslation } from 'react-i18next'
import type { SyncStatus } from '../../../shared/sync.ts'
import { useCommand, useMethod } from '../../api.ts'
import { Button } from '../../ui/button.tsx'
import { useErrorWords } from '../../ui/error-words.ts'
import { Ago } from '../../ui/moment.tsx'

/** The column of facts beside the lists. */
export function SyncFactsPanel({ status }: { readonly status: SyncStatus }) {
  const { t } = useTranslation()
  const sayError = useErrorWords()
  const query = useMethod('sync.facts', {})
  const save = useCommand('sync.saveDiagnostics')
  const { refetch } = query
  // What the facts say changes with every exchange.
  const exchange = `${status.state} ${status.lastSyncAt}`
  useEffect(() => {
    if (exchange) void refetch()
  }, [exchange, refetch])
  const facts = query.data
  if (!facts) return null
  const ahead = facts.clockAhead === null ? null : Math.round(facts.clockAhead / 60_000)
  return (
    <aside aria-labelledby="facts-title" className="rounded border border-line bg-surface px-5 py-4">
      <h2 id="facts-title" className="mb-2 font-semibold">
        {t('sync.facts')}
      </h2>
      <dl className="grid grid-cols-[auto_minmax(0,1fr)] gap-x-4 gap-y-1 text-sm">
        <Fact name={t('sync.device')}>{facts.deviceName}</Fact>
        {facts.serverUrl && (
          <>
            <Fact name={t('sync.lastPull')}>
              <Ago moment={facts.lastPullAt} empty={t('customer.never')} />
            </Fact>
            <Fact name={t('sync.lastPush')}>
              <Ago moment={facts.lastPushAt} empty={t('customer.never')} />
            </Fact>
            <Fact name={t('sync.realtime')}>
              {t(facts.isRealtimeOpen ? 'sync.realtimeOn' : 'sync.realtimeOff')}
            </Fact>
            <Fact name={t('sync.codesLeft')}>{status.codesLeft?.toLocaleString('en-US') ?? '–'}</Fact>
            <Fact name={t('sync.clock')}>
              {ahead === null
                ? '–'
                : Math.abs(ahead) < 2
                  ? t('sync.clockRight')
                  : t(ahead > 0 ? 'sync.clockAhead' : 'sync.clockBehind', { count: Math.abs(ahead) })}
            </Fact>
          </>
        )}
        <Fact name={t('sync.protocol')}>{facts.protocol}</Fact>
        <LongFact name={t('sync.server')}>{facts.serverUrl ?? t('sync.noServer')}</LongFact>
        <LongFact name={t('sync.deviceId')}>{facts.deviceId}</LongFact>
      </dl>
      <Button
        size="small"
        icon={FileDown}
        className="mt-4"
        onClick={() => {
          if (!save.isPending) save.mutate({})
        }}
      >
        {t('sync.diagnostics')}
      </Button>
      <p className="mt-1 text-sm text-muted">{t('sync.diagnosticsWords')}</p>
      {save.data && (
        <p role="status" className="mt-1 text-sm text-green-text">
          {t('sync.diagnosticsSaved', { file: save.data.fileName })}
        </p>
      )}
      {save.error && (
        <p role="alert" className="mt-1 text-sm text-red-text">
          {sayError(save.error)}
        </p>
      )}
    </aside>
  )
}

function Fact({ name, children }: { readonly name: string; readonly children: ReactNode }) {
  return (
    <>
      <dt className="text-muted">{name}</dt>
      <dd className="selectable min-w-0 wrap-anywhere">{children}</dd>
    </>
  )
}

/** One whose value needs the whole width. */
function LongFact({ name, children }: { readonly name: string; readonly children: ReactNode }) {
  return (
    <div className="col-span-2">
      <dt className="text-muted">{name}</dt>
      <dd className="selectable wrap-anywhere">{children}</dd>
    </div>
  )
}
