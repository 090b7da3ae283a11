// Language and theme from the settings onto the page.
import { useEffect } from 'react'
import { useTranslation } from 'react-i18next'
import type { Settings } from '../../../shared/contract.ts'
import { useMethod } from '../../api.ts'

/** Puts a theme onto the page; `system` is whichever the computer is set to now. */
export function applyTheme(theme: Settings['theme']): void {
  const dark = window.matchMedia('(prefers-color-scheme: dark)').matches
  document.documentElement.dataset.theme = theme === 'system' ? (dark ? 'dark' : 'light') : theme
}

/** Keeps <html lang> and data-theme in step with the settings and, where asked, with the system. */
export function useAppearance(): void {
  const settings = useMethod('settings.get', {}).data
  const { i18n } = useTranslation()
  const language = settings?.language
  const theme = settings?.theme ?? 'system'
  useEffect(() => {
    if (!language) return
    document.documentElement.lang = language
    if (i18n.language !== language) void i18n.changeLanguage(language)
  }, [language, i18n])
  useEffect(() => {
    const dark = window.matchMedia('(prefers-color-scheme: dark)')
    const apply = () => applyTheme(theme)
    apply()
    dark.addEventListener('change', apply)
    return () => dark.removeEventListener('change', apply)
  }, [theme])
}
