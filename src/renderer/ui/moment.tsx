// Dates as people say them, the exact moment on hover, years counted as the settings say.
import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useMethod } from '../api.ts'
import { measureElapsed, measureRemaining } from './days.ts'

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

export interface DateWriters {
  day(day: string): string
  moment(moment: string): string
  /** The day a moment fell on, with its weekday: "Tue 4 Mar 2025". */
  longDay(moment: string): string
  /** The day a moment fell on: "4 Mar 2025". */
  shortDay(moment: string): string
  time(moment: string): string
  /** A YYYY-MM as "Mar 2025". */
  month(month: string): string
  /** Monday is 0. */
  weekday(index: number): string
}

/** Writers of exact days and moments in the language and calendar of the screen. */
export function useDateWriters(): DateWriters {
  const { i18n } = useTranslation()
  const calendar = useCalendar()
  const locale = `${i18n.language === 'th' ? 'th-TH' : 'en-GB'}-u-ca-${calendar === 'buddhist' ? 'buddhist' : 'gregory'}-nu-latn`
  const write = (date: Date, options: Intl.DateTimeFormatOptions) =>
    new Intl.DateTimeFormat(locale, options).format(date)
  return {
    day: (day) => write(new Date(`${day}T00:00:00`), { dateStyle: 'medium' }),
    moment: (moment) => write(new Date(moment), { dateStyle: 'medium', timeStyle: 'short' }),
    longDay: (moment) =>
      write(new Date(moment), { weekday: 'short', day: 'numeric', month: 'short', year: 'numeric' }),
    shortDay: (moment) => write(new Date(moment), { dateStyle: 'medium' }),
    time: (moment) => write(new Date(moment), { timeStyle: 'short' }),
    month: (month) => write(new Date(`${month}-01T00:00:00`), { month: 'short', year: 'numeric' }),
    // 1 January 2024 was a Monday.
    weekday: (index) => write(new Date(2024, 0, 1 + index), { weekday: 'short' }),
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

/** A day or moment ahead said as "in 12 days", one that is past as "3 days ago"; the exact one on hover. */
export function Until({ day }: { readonly day: string }) {
  const { t } = useTranslation()
  const now = useNow()
  const write = useDateWriters()
  const isDay = day.length === 10
  const { unit, count } = measureRemaining(day, now)
  if (unit === 'past' && !isDay) return <Ago moment={day} empty="" />
  return (
    <time dateTime={day} title={isDay ? write.day(day) : write.moment(day)}>
      {t(`until.${unit}`, { count })}
    </time>
  )
}
