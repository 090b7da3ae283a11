// How it stands in one band: the sign, the sentence, what is in the way and when it is tried again, and the button that acts.
import { KeyRound, RefreshCw } from 'lucide-react'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { ErrorCode } from '../../../shared/errors.ts'
import type { SyncStatus } from '../../../shared/sync.ts'
import { useCommand } from '../../api.ts'
import { Button } from '../../ui/button.tsx'
import { classNames } from '../../ui/class-names.ts'
import { useErrorWords } from '../../ui/error-words.ts'
import { Ago } from '../../ui/moment.tsx'
import { syncIcons, useSyncWords } from '../../ui/sync-words.ts'
import { useNextTry } from './use-next-try.ts'

const tones = {
  alone: 'text-muted',
  online: 'text-green-text',
  busy: 'text-accent-text',
  behind: 'text-amber-text',
  offline: 'text-amber-text',
  stopped: 'text-red-text',
} as const

/** Whoever reads this works here by PIN: what nobody is signed in for is the server's side. */
function problemToSay(problem: ErrorCode | null): ErrorCode | null {
  return problem === 'NOT_SIGNED_IN' ? 'SESSION_EXPIRED' : problem
}

/** The band at the top of the Sync place. */
export function SyncSummary({ status }: { readonly status: SyncStatus }) {
  const { t } = useTranslation()
  const say = useSyncWords()
  const nextTry = useNextTry(status.nextTryAt)
  const Icon = syncIcons[status.state]
  const problem = problemToSay(status.problem)
  return (
    <section aria-label={t('sync.summary')} className="rounded border border-line bg-surface px-5 py-4">
      <div className="flex items-start gap-4">
        <Icon
          size={26}
          strokeWidth={1.7}
          aria-hidden
          className={classNames('mt-0.5 shrink-0', tones[status.state])}
        />
        <div className="min-w-0 flex-1">
          <p role="status" className="text-lg font-medium">
            {say(status)}
          </p>
          {problem && <p className={tones[status.state]}>{t(`errors.${problem}`)}</p>}
          <p className="text-muted">{t(`sync.meaning.${status.state}`)}</p>
        </div>
        {status.state !== 'alone' && <Act needsSignIn={problem === 'SESSION_EXPIRED'} nextTry={nextTry} />}
      </div>
      {status.firstPull && <FirstPull {...status.firstPull} />}
      {status.state !== 'alone' && (
        <dl className="mt-4 grid grid-cols-4 gap-4 border-t border-line pt-3">
          <Figure name={t('sync.lastSync')}>
            <Ago moment={status.lastSyncAt} empty={t('customer.never')} />
          </Figure>
          <Figure name={t('sync.conflictsTitle')} isUrgent={status.conflicts > 0}>
            {status.conflicts.toLocaleString('en-US')}
          </Figure>
          <Figure name={t('sync.refusedTitle')} isUrgent={status.refused > 0}>
            {status.refused.toLocaleString('en-US')}
          </Figure>
          <Figure name={t('sync.unsentTitle')}>{status.unsent.toLocaleString('en-US')}</Figure>
        </dl>
      )}
    </section>
  )
}

/** The one thing to do: sign in again where nothing else helps, else try at once. */
function Act({ needsSignIn, nextTry }: { readonly needsSignIn: boolean; readonly nextTry: string | null }) {
  const { t } = useTranslation()
  const sayError = useErrorWords()
  const now = useCommand('sync.now')
  const lock = useCommand('session.lock')
  if (needsSignIn) {
    return (
      <Button look="primary" icon={KeyRound} onClick={() => lock.mutate({})}>
        {t('sync.signIn')}
      </Button>
    )
  }
  return (
    <div className="flex max-w-56 flex-col items-end gap-1">
      <Button
        icon={RefreshCw}
        onClick={() => {
          if (!now.isPending) now.mutate({})
        }}
      >
        {t('sync.now')}
      </Button>
      {nextTry && <p className="text-sm text-muted">{nextTry}</p>}
      {now.error && (
        <p role="alert" className="text-right text-sm text-red-text">
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

interface FigureProps {
  readonly name: string
  readonly isUrgent?: boolean
  readonly children: ReactNode
}

function Figure({ name, isUrgent = false, children }: FigureProps) {
  return (
    <div>
      <dt className="text-sm text-muted">{name}</dt>
      <dd className={classNames('text-lg leading-7 font-medium', isUrgent && 'text-amber-text')}>
        {children}
      </dd>
    </div>
  )
}
