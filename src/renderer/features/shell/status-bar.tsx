// The bottom line: where the data is, who this counter is, and the two switches people reach for.
import { useTranslation } from 'react-i18next'
import { useMethod } from '../../api.ts'
import { useInterface } from '../../store.ts'
import { AppearanceSwitches } from '../../ui/appearance-switches.tsx'
import { classNames } from '../../ui/class-names.ts'
import { Ago } from '../../ui/moment.tsx'
import { syncIcons, useSyncWords } from '../../ui/sync-words.ts'

/** The status bar. */
export function StatusBar() {
  const { t } = useTranslation()
  const info = useMethod('app.info', {}).data
  const settings = useMethod('settings.get', {}).data
  return (
    <footer className="flex h-10 shrink-0 items-center gap-4 border-t border-line bg-rail pr-3 pl-5 text-sm text-muted">
      <SyncLine />
      <span className="ml-auto">{info && t('status.customers', { count: info.customers })}</span>
      {settings && (
        <>
          <span aria-hidden className="h-4 border-l border-line" />
          <span className="max-w-48 truncate">{settings.deviceName}</span>
          <AppearanceSwitches settings={settings} />
        </>
      )}
    </footer>
  )
}

/** How sync stands; it leads to the Sync place. */
function SyncLine() {
  const { t } = useTranslation()
  const say = useSyncWords()
  const status = useMethod('sync.status', {}).data
  if (!status) return null
  const Icon = syncIcons[status.state]
  const needsLook = status.state === 'offline' || status.state === 'behind' || status.state === 'stopped'
  return (
    <button
      type="button"
      data-sync={status.state}
      title={t(`sync.meaning.${status.state}`)}
      onClick={() => useInterface.getState().showScreen('sync')}
      className="-mx-2 flex h-8 items-center gap-2 rounded px-2 hover:bg-hover hover:text-ink"
    >
      <Icon size={15} aria-hidden className={classNames(needsLook && 'text-amber-text')} />
      <span className={classNames(needsLook && 'font-medium text-amber-text')}>{say(status)}</span>
      {status.lastSyncAt && (
        <>
          <span aria-hidden>·</span>
          <span>
            {t('status.synced')} <Ago moment={status.lastSyncAt} empty="" />
          </span>
        </>
      )}
      <span aria-hidden>·</span>
      <span>{t('status.unsent', { count: status.unsent })}</span>
    </button>
  )
}
