// The bottom line: where the data is, who this counter is, and the two switches people reach for.
import { HardDrive, Moon, Sun, SunMoon } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import type { Settings } from '../../../shared/contract.ts'
import { useCommand, useMethod } from '../../api.ts'
import { IconButton } from '../../ui/button.tsx'
import { classNames } from '../../ui/class-names.ts'

const themeIcons = { system: SunMoon, light: Sun, dark: Moon } as const
const nextTheme = { system: 'light', light: 'dark', dark: 'system' } as const
const languageNames = { th: 'ไทย', en: 'EN' } as const

/** The status bar; no server is connected yet, and it says so. */
export function StatusBar() {
  const { t } = useTranslation()
  const info = useMethod('app.info', {}).data
  const settings = useMethod('settings.get', {}).data
  return (
    <footer className="flex h-10 shrink-0 items-center gap-4 border-t border-line bg-rail pr-3 pl-5 text-sm text-muted">
      <span className="flex items-center gap-2" title={t('status.aloneLong')}>
        <HardDrive size={15} aria-hidden />
        {t('status.alone')}
      </span>
      {info && (
        <>
          <span aria-hidden>·</span>
          <span>{t('status.saved')}</span>
          <span aria-hidden>·</span>
          <span>{t('status.unsent', { count: info.unsent })}</span>
        </>
      )}
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
