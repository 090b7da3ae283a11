// The figures in digits: whole numbers as they are, long sums of money shortened, rates in per cent.
import { useTranslation } from 'react-i18next'
import type { KpiName, KpiTrends } from '../../../shared/customer-list.ts'
import { formatSatang } from '../../../shared/money.ts'
import { useCalendar } from '../../ui/moment.tsx'

const rates: ReadonlySet<KpiName> = new Set(['retentionRate', 'growthRate'])
const sums: ReadonlySet<KpiName> = new Set(['averageLifetimeValue', 'totalLifetimeValue'])

/** Money short enough for a card: "฿1,250", "฿842K", "฿12.3M". */
export function shortMoney(satang: number): string {
  const baht = Math.round(satang / 100)
  if (Math.abs(baht) < 100_000) return formatSatang(baht * 100)
  const [by, unit] = Math.abs(baht) < 1_000_000 ? [1_000, 'K'] : [1_000_000, 'M']
  const short = (baht / by).toLocaleString('en-US', { maximumFractionDigits: baht >= 100 * by ? 0 : 1 })
  return `฿${short}${unit}`
}

/** A rate as a person says it: "25.4%". */
export function sayRate(rate: number): string {
  return `${(rate * 100).toLocaleString('en-US', { maximumFractionDigits: 1 })}%`
}

export interface FigureWords {
  value(name: KpiName, value: number | null): string
  /** From where to where it moved, in one sentence. */
  trend(name: KpiName, trends: KpiTrends | undefined): string
}

/** Writes the figures and their trends. */
export function useFigureWords(): FigureWords {
  const { t, i18n } = useTranslation()
  const calendar = useCalendar()
  const locale = `${i18n.language === 'th' ? 'th-TH' : 'en-GB'}-u-ca-${calendar === 'buddhist' ? 'buddhist' : 'gregory'}-nu-latn`
  const months = new Intl.DateTimeFormat(locale, { month: 'short', year: 'numeric' })
  const month = (text: string) => months.format(new Date(`${text}-15T00:00:00`))
  const value = (name: KpiName, amount: number | null) => {
    if (amount === null) return t('list.figures.unknown')
    if (rates.has(name)) return sayRate(amount)
    return sums.has(name) ? shortMoney(amount) : amount.toLocaleString('en-US')
  }
  return {
    value,
    trend: (name, trends) => {
      const known = (trends?.values[name] ?? []).map((one, at) => ({ one, month: trends?.months[at] ?? '' }))
      const said = known.filter(({ one }) => one !== null)
      const [first, last] = [said[0], said.at(-1)]
      if (!first || !last || said.length < 2) return t('list.figures.noTrend')
      return t('list.figures.trend', {
        first: value(name, first.one),
        firstMonth: month(first.month),
        last: value(name, last.one),
        lastMonth: month(last.month),
      })
    },
  }
}
