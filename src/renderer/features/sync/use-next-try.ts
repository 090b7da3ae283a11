// When a server that did not answer is asked again, in words that need not be rewritten every second.
import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'

const minute = 60_000

/** "Next try within a minute", or at which time; null when none is planned. */
export function useNextTry(nextTryAt: string | null): string | null {
  const { t, i18n } = useTranslation()
  const [, look] = useState(0)
  const left = nextTryAt === null ? 0 : Date.parse(nextTryAt) - Date.now()
  useEffect(() => {
    if (left <= minute) return
    const timer = setTimeout(() => look((count) => count + 1), left - minute)
    return () => clearTimeout(timer)
  }, [left])
  if (nextTryAt === null) return null
  if (left <= minute) return t('sync.nextTrySoon')
  const locale = i18n.language === 'th' ? 'th-TH' : 'en-GB'
  const time = new Intl.DateTimeFormat(locale, { timeStyle: 'short' }).format(new Date(nextTryAt))
  return t('sync.nextTryAt', { time })
}
