// How it stands in one band: the sign, the sentence, what is in the way, and the button that tries at once.
import { RefreshCw } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import type { SyncStatus } from '../../../shared/sync.ts'
import { useCommand } from '../../api.ts'
import { Button } from '../../ui/button.tsx'
import { classNames } from '../../ui/class-names.ts'
import { useErrorWords } from '../../ui/error-words.ts'
import { Ago } from '../../ui/moment.tsx'
import { syncIcons, useSyncWords } from '../../ui/sync-words.ts'

const tones = {
  alone: 'text-muted',
  online: 'text-green-text',
  busy: 'text-accent-text',
  behind: 'text-amber-text',
  offline: 'text-amber-text',
  stopped: 'text-red-text',
} as const

/** The band at the top of the Sync place. */
export function SyncSummary({ status }: { readonly status: SyncStatus }) {
  const { t } = useTranslation()
  const say = useSyncWords()
  const sayError = useErrorWords()
  const now = useCommand('sync.now')
  const Icon = syncIcons[status.state]
  return (
    <div className="rounded border border-line bg-surface px-5 py-4">
      <div className="flex items-start gap-4">
        <Icon
          size={26}
          strokeWidth={1.7}
          aria-hidden
          className={classNames('mt-1 shrink-0', tones[status.state])}
        />
        <div className="min-w-0 flex-1">
          <p role="status" className="text-lg font-medium">
            {say(status)}
          </p>
          <p className="text-muted">{t(`sync.meaning.${status.state}`)}</p>
          {status.problem && <p className={tones[status.state]}>{t(`errors.${status.problem}`)}</p>}
        </div>
        {status.state !== 'alone' && (
          <Button
            icon={RefreshCw}
            onClick={() => now.mutate({})}
            disabled={now.isPending || status.state === 'busy'}
          >
            {t('sync.now')}
          </Button>
        )}
      </div>
      {status.firstPull && <FirstPull {...status.firstPull} />}
      {status.state !== 'alone' && (
        <dl className="mt-4 grid grid-cols-4 gap-4 border-t border-line pt-3">
          <Count name={t('sync.lastSync')}>
            <Ago moment={status.lastSyncAt} empty={t('customer.never')} />
          </Count>
          <Count name={t('sync.unsentTitle')}>{status.unsent.toLocaleString('en-US')}</Count>
          <Count name={t('sync.refusedTitle')}>{status.refused.toLocaleString('en-US')}</Count>
          <Count name={t('sync.conflictsTitle')}>{status.conflicts.toLocaleString('en-US')}</Count>
        </dl>
      )}
      {now.error && (
        <p role="alert" className="mt-3 text-red-text">
          {sayError(now.error)}
        </p>
      )}
    </div>
  )
}

function FirstPull({ done, total }: { readonly done: number; readonly total: number }) {
  const { t } = useTranslation()
  return (
    <div className="mt-4">
      <progress
        max={Math.max(total, 1)}
        value={done}
        aria-label={t('sync.firstPullLong')}
        className="h-2 w-full accent-accent"
      />
      <p className="text-sm text-muted">
        {t('sync.firstPullRows', {
          done: done.toLocaleString('en-US'),
          total: total.toLocaleString('en-US'),
        })}
      </p>
    </div>
  )
}

function Count({ name, children }: { readonly name: string; readonly children: React.ReactNode }) {
  return (
    <div>
      <dt className="text-sm text-muted">{name}</dt>
      <dd className="text-lg leading-7 font-medium">{children}</dd>
    </div>
  )
}
