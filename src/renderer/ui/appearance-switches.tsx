// The two switches people reach for on any screen: the language and the theme.
import { Moon, Sun, SunMoon } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import type { Settings } from '../../shared/contract.ts'
import { useCommand } from '../api.ts'
import { IconButton } from './button.tsx'
import { classNames } from './class-names.ts'

const themeIcons = { system: SunMoon, light: Sun, dark: Moon } as const
const nextTheme = { system: 'light', light: 'dark', dark: 'system' } as const
const languageNames = { th: 'ไทย', en: 'EN' } as const

/** The switches as these settings have them. */
export function AppearanceSwitches({ settings }: { readonly settings: Settings }) {
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
