// Dates as people say them, the exact moment on hover, years counted as the settings say.
import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useMethod } from '../api.ts'
import { measureElapsed } from './days.ts'

/** How this counter counts years; Gregorian until the settings are known. */
export function useCalendar(): 'gregorian' | 'buddhist' {
  return useMethod('settings.get', {}).data?.calendar ?? 'gregorian'
}

/** The present, renewed every minute while shown. */
export function useNow(): Date {
  const [now, setNow] = useState(() => new Date())
  useEffect(() => {
    const timer = setInterval(() => setNow(new Date()), 60_000)
    return () => clearInterval(timer)
  }, [])
  return now
}

/** Writers of exact days and moments in the language and calendar of the screen. */
export function useDateWriters(): { day(day: string): string; moment(moment: string): string } {
  const { i18n } = useTranslation()
  const calendar = useCalendar()
  const locale = `${i18n.language === 'th' ? 'th-TH' : 'en-GB'}-u-ca-${calendar === 'buddhist' ? 'buddhist' : 'gregory'}-nu-latn`
  const write = (date: Date, options: Intl.DateTimeFormatOptions) =>
    new Intl.DateTimeFormat(locale, options).format(date)
  return {
    day: (day) => write(new Date(`${day}T00:00:00`), { dateStyle: 'medium' }),
    moment: (moment) => write(new Date(moment), { dateStyle: 'medium', timeStyle: 'short' }),
  }
}

/** A moment said as "3 days ago"; `empty` is shown where there is none. */
export function Ago({ moment, empty }: { readonly moment: string | null; readonly empty: string }) {
  const { t } = useTranslation()
  const now = useNow()
  const write = useDateWriters()
  if (!moment) return empty
  const { unit, count } = measureElapsed(moment, now)
  return (
    <time dateTime={moment} title={write.moment(moment)}>
      {t(`elapsed.${unit}`, { count })}
    </time>
  )
}
