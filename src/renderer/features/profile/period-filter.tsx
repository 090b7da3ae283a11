// A filter by time: the usual stretches by name, or two days typed the way people type them.
import { format, startOfMonth, startOfYear, subDays, subYears } from 'date-fns'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { formatDay, parseDay } from '../../ui/days.ts'
import { controlLook } from '../../ui/field.tsx'
import { FilterSelect } from '../../ui/filter-fields.tsx'
import { useCalendar } from '../../ui/moment.tsx'

const periods = ['month', 'days30', 'year', 'lastYear', 'own'] as const
export type PeriodName = (typeof periods)[number]
/** Days at the counter, both included; left out where it is open. */
export interface Period {
  readonly from?: string
  readonly to?: string
}

/** The days a named stretch covers on the day `now` is. */
export function daysOf(name: Exclude<PeriodName, 'own'>, now: Date): Period {
  const day = (date: Date) => format(date, 'yyyy-MM-dd')
  switch (name) {
    case 'month':
      return { from: day(startOfMonth(now)) }
    case 'days30':
      return { from: day(subDays(now, 29)) }
    case 'year':
      return { from: day(startOfYear(now)) }
    case 'lastYear':
      return { from: day(startOfYear(subYears(now, 1))), to: day(subDays(startOfYear(now), 1)) }
  }
}

interface PeriodFilterProps {
  readonly name: PeriodName | ''
  readonly period: Period
  readonly onChange: (name: PeriodName | '', period: Period) => void
}

/** The choice of stretches, and two fields where somebody wants days of their own. */
export function PeriodFilter({ name, period, onChange }: PeriodFilterProps) {
  const { t } = useTranslation()
  return (
    <>
      <FilterSelect
        label={t('profile.periods.label')}
        value={name}
        all={t('profile.periods.all')}
        options={periods.map((each) => [each, t(`profile.periods.${each}`)] as const)}
        onChange={(next) =>
          onChange(next, next === '' ? {} : next === 'own' ? period : daysOf(next, new Date()))
        }
      />
      {name === 'own' && (
        <>
          <Day
            label={t('profile.periods.from')}
            day={period.from}
            onDay={(from) => onChange('own', { ...without(period, 'from'), ...(from && { from }) })}
          />
          <Day
            label={t('profile.periods.to')}
            day={period.to}
            onDay={(to) => onChange('own', { ...without(period, 'to'), ...(to && { to }) })}
          />
        </>
      )}
    </>
  )
}

function without(period: Period, end: keyof Period): Period {
  const { [end]: _dropped, ...rest } = period
  return rest
}

interface DayProps {
  readonly label: string
  readonly day: string | undefined
  readonly onDay: (day: string | null) => void
}

function Day({ label, day, onDay }: DayProps) {
  const { t } = useTranslation()
  const calendar = useCalendar()
  const [typed, setTyped] = useState(day ? formatDay(day, calendar) : '')
  const wrong = typed.trim() !== '' && parseDay(typed) === null
  return (
    <label className="inline-flex items-center gap-1.5 text-sm text-muted">
      {label}
      <input
        value={typed}
        placeholder={t('profile.periods.form')}
        aria-invalid={wrong || undefined}
        title={wrong ? t('problems.date-format') : undefined}
        onChange={(event) => {
          setTyped(event.target.value)
          onDay(parseDay(event.target.value))
        }}
        className={`${controlLook} min-h-8! w-28! px-2! py-0 text-sm text-ink`}
      />
    </label>
  )
}
