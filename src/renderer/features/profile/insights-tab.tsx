// How a customer comes and spends: drawn for the eye, as tables for whoever prefers them and for screen readers.
// The chart library comes only when somebody opens this tab.
import { ChartNoAxesColumn, Table2 } from 'lucide-react'
import { lazy, Suspense, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { formatSatang } from '../../../shared/money.ts'
import type { CustomerInsights, CustomerProfile } from '../../../shared/profile.ts'
import { useMethod } from '../../api.ts'
import { Button } from '../../ui/button.tsx'
import { useDateWriters } from '../../ui/moment.tsx'
import { InsightPart, type InsightRow } from './insight-part.tsx'
import { Rhythm } from './rhythm.tsx'
import { Answer, Nothing, TabBar } from './tab-parts.tsx'

const InsightChart = lazy(async () => ({ default: (await import('./insight-chart.tsx')).InsightChart }))

/** Fewer visits than this say nothing about habits. */
const fewestVisits = 2

/** The Insights tab. */
export function InsightsTab({ profile }: { readonly profile: CustomerProfile }) {
  const { t } = useTranslation()
  const [asTable, setAsTable] = useState(false)
  const answer = useMethod('profile.insights', { customerId: profile.id })
  return (
    <Answer answer={answer}>
      {(insights) =>
        hasTooLittle(insights) ? (
          <Nothing icon={ChartNoAxesColumn} title={t('profile.insights.none')}>
            <p>{t('profile.insights.noneWords')}</p>
          </Nothing>
        ) : (
          <>
            <TabBar
              action={
                <Button
                  size="small"
                  icon={Table2}
                  aria-pressed={asTable}
                  className={asTable ? 'bg-accent-soft!' : ''}
                  onClick={() => setAsTable(!asTable)}
                >
                  {t('profile.insights.asTable')}
                </Button>
              }
            >
              <Rhythm insights={insights} />
            </TabBar>
            <Parts insights={insights} asTable={asTable} />
          </>
        )
      }
    </Answer>
  )
}

/** Whether there are too few visits to draw anything from, and no spending either. */
export function hasTooLittle({ weekdays, months }: CustomerInsights): boolean {
  const visits = weekdays.reduce((sum, count) => sum + count, 0)
  return visits < fewestVisits && months.every(({ spend }) => spend === 0)
}

interface PartsProps {
  readonly insights: CustomerInsights
  readonly asTable: boolean
}

function Parts({ insights, asTable }: PartsProps) {
  const { t } = useTranslation()
  const write = useDateWriters()
  const count = (value: number) => value.toLocaleString('en-US')
  const months = (of: 'visits' | 'spend'): readonly InsightRow[] =>
    insights.months.map((month) => ({ name: write.month(month.month), value: month[of] }))
  const parts = [
    { key: 'visits', rows: months('visits'), say: count },
    { key: 'spend', rows: months('spend'), say: (value: number) => formatSatang(value) },
    {
      key: 'weekdays',
      rows: insights.weekdays.map((value, day) => ({ name: write.weekday(day), value })),
      say: count,
    },
    { key: 'hours', rows: openHours(insights.hours), say: count },
  ] as const
  return (
    <div className="grid gap-4 px-6 pb-6 @min-[900px]:grid-cols-2">
      {parts.map(({ key, rows, say }) => (
        <InsightPart
          key={key}
          title={t(`profile.insights.${key}`)}
          rowName={t(
            `profile.insights.${key === 'visits' || key === 'spend' ? 'month' : key === 'hours' ? 'hour' : 'weekday'}`,
          )}
          valueName={t(key === 'spend' ? 'profile.insights.spent' : 'customer.visits')}
          rows={rows}
          say={say}
          asTable={asTable}
        >
          <Suspense>
            <InsightChart rows={rows} say={say} />
          </Suspense>
        </InsightPart>
      ))}
    </div>
  )
}

/** The hours somebody came in, with those between and one on either side; nobody needs to see the night. */
export function openHours(hours: readonly number[]): readonly InsightRow[] {
  const first = hours.findIndex((count) => count > 0)
  if (first < 0) return []
  const last = hours.findLastIndex((count) => count > 0)
  return hours
    .map((value, hour) => ({ name: `${String(hour).padStart(2, '0')}:00`, value }))
    .slice(Math.max(0, first - 1), last + 2)
}
