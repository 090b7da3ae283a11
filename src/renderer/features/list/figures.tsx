// The eight figures above the list, in one quiet row. They follow the filters; until new ones are here the former stay.
import { useTranslation } from 'react-i18next'
import { type CustomerFilters, type KpiName, kpiNames } from '../../../shared/customer-list.ts'
import { useMethod } from '../../api.ts'
import { ErrorState } from '../../ui/states.tsx'
import { Tooltip } from '../../ui/tooltip.tsx'
import { useFigureWords } from './figure-words.ts'
import { Sparkline } from './sparkline.tsx'

interface FiguresProps {
  readonly filters: CustomerFilters
  /** The rows come first: figures are asked for once those are here. */
  readonly enabled: boolean
}

/** The row of figures. */
export function Figures({ filters, enabled }: FiguresProps) {
  const { t } = useTranslation()
  const say = useFigureWords()
  const kpis = useMethod('customers.kpis', { filters }, { enabled, keepPrevious: true })
  const isHere = kpis.data !== undefined && !kpis.isPlaceholderData
  const trends = useMethod(
    'customers.kpiTrends',
    { filters },
    { enabled: enabled && isHere, keepPrevious: true },
  )
  if (kpis.error && !kpis.data) return <ErrorState error={kpis.error} onRetry={() => void kpis.refetch()} />
  return (
    <ul
      aria-label={t('list.figures.title')}
      aria-busy={kpis.isFetching}
      className="grid shrink-0 grid-cols-4 gap-px border-t border-line bg-line @min-[1040px]:grid-cols-8"
    >
      {kpiNames.map((name) => {
        const value = kpis.data?.[name]
        const line = trends.data?.values[name] ?? []
        return (
          <li
            key={name}
            className="min-w-0 bg-raised [&:nth-child(4n+1)]:pl-3 @min-[1040px]:[&:nth-child(5)]:pl-0"
          >
            <Tooltip
              content={
                <>
                  <span className="block">{t(`list.figures.meanings.${name}`)}</span>
                  <span className="mt-1 block text-muted">{say.trend(name, trends.data)}</span>
                </>
              }
            >
              <button
                type="button"
                className="flex h-8 w-full min-w-0 items-center gap-2 px-3 text-left focus-visible:-outline-offset-2 @min-[1040px]:h-[58px] @min-[1040px]:flex-col @min-[1040px]:items-stretch @min-[1040px]:justify-center @min-[1040px]:gap-0"
              >
                <span className="min-w-0 flex-1 truncate text-xs text-muted @min-[1040px]:flex-none">
                  {t(`list.figures.names.${name}`)}
                </span>
                <span className="flex items-center justify-between gap-2">
                  <Figure name={name} words={value === undefined ? '' : say.value(name, value)} />
                  <span className="hidden @min-[1040px]:inline">
                    <Sparkline values={line} />
                  </span>
                </span>
              </button>
            </Tooltip>
          </li>
        )
      })}
    </ul>
  )
}

function Figure({ name, words }: { readonly name: KpiName; readonly words: string }) {
  return (
    <span data-figure={name} className="min-h-6 truncate font-semibold @min-[1040px]:text-lg/[26px]">
      {words}
    </span>
  )
}
