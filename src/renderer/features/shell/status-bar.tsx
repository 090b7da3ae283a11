// The bottom line: where the data is, who this counter is, and the two switches people reach for.
import { Moon, Sun, SunMoon } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import type { Settings } from '../../../shared/contract.ts'
import { useCommand, useMethod } from '../../api.ts'
import { useInterface } from '../../store.ts'
import { IconButton } from '../../ui/button.tsx'
import { classNames } from '../../ui/class-names.ts'
import { Ago } from '../../ui/moment.tsx'
import { syncIcons, useSyncWords } from '../../ui/sync-words.ts'

const themeIcons = { system: SunMoon, light: Sun, dark: Moon } as const
const nextTheme = { system: 'light', light: 'dark', dark: 'system' } as const
const languageNames = { th: 'ไทย', en: 'EN' } as const

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
          <Switches settings={settings} />
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

function Switches({ settings }: { readonly settings: Settings }) {
  const { t } = useTranslation()
  const set = useCommand('settings.set')
  return (
    <span className="flex items-center gap-1">
      {/* biome-ignore lint/a11y/useSemanticElements: two toggles in a row, no form */}
      <span role="group" aria-label={t('settings.language')} className="flex">
        {(['th', 'en'] as const).map((language) => (
          <button
            key={language}
            type="button"
            lang={language}
            aria-pressed={settings.language === language}
            onClick={() => set.mutate({ language })}
            className={classNames(
              'h-8 min-w-10 rounded px-2 transition-colors duration-75',
              settings.language === language
                ? 'font-semibold text-accent-text'
                : 'hover:bg-hover hover:text-ink',
            )}
          >
            {languageNames[language]}
          </button>
        ))}
      </span>
      <IconButton
        icon={themeIcons[settings.theme]}
        label={t('status.theme', { theme: t(`settings.themes.${settings.theme}`) })}
        onClick={() => set.mutate({ theme: nextTheme[settings.theme] })}
      />
    </span>
  )
}
