// Every filter of the list, each choice with how many customers it would leave given all the others.
import { useTranslation } from 'react-i18next'
import { customerSources } from '../../../shared/customer.ts'
import { type CustomerFilters, quickRanges } from '../../../shared/customer-list.ts'
import { parseSatang } from '../../../shared/money.ts'
import { useMethod } from '../../api.ts'
import { classNames } from '../../ui/class-names.ts'
import { formatDay, parseDay } from '../../ui/days.ts'
import { controlLook } from '../../ui/field.tsx'
import { useCalendar } from '../../ui/moment.tsx'
import { FilterGroup, Segments, Ticks, TypedRange } from './filter-controls.tsx'
import { toggleEntry } from './list-filters.ts'
import { useList } from './list-state.ts'
import { useMonthName } from './list-words.ts'

/** The panel, in columns. Choices are counted by `counted`, the filters that the list already shows. */
export function FilterPanel({ counted }: { readonly counted: CustomerFilters }) {
  return (
    <div className="grid w-[980px] max-w-full grid-cols-3 gap-x-7 gap-y-5 p-5">
      <Who counted={counted} />
      <When />
      <What counted={counted} />
    </div>
  )
}

const columnLook = 'flex min-w-0 flex-col gap-5'
const orUndefined = (key: string) => (key === 'any' ? undefined : key)

function useCounts(filters: CustomerFilters) {
  return useMethod('customers.filterCounts', { filters }, { keepPrevious: true }).data
}

function Who({ counted }: { readonly counted: CustomerFilters }) {
  const { t } = useTranslation()
  const { filters, filter } = useList()
  const counts = useCounts(counted)
  const tiers = useMethod('tiers.list', {}).data ?? []
  return (
    <div className={columnLook}>
      <Segments
        title={t('list.filter.parts.status')}
        value={filters.status ?? 'any'}
        onChange={(key) => filter({ status: orUndefined(key) as typeof filters.status })}
        options={[
          ...(['active', 'inactive'] as const).map((key) => ({
            key,
            label: t(`list.status.${key}`),
            count: counts?.status[key],
          })),
          { key: 'any', label: t('list.all') },
        ]}
      />
      <Segments
        title={t('list.filter.parts.vipStatus')}
        value={filters.vipStatus ?? 'any'}
        onChange={(key) => filter({ vipStatus: orUndefined(key) as typeof filters.vipStatus })}
        options={[
          ...(['vip', 'non-vip'] as const).map((key) => ({
            key,
            label: t(`list.vip.${key}`),
            count: counts?.vipStatus[key],
          })),
          { key: 'any', label: t('list.all') },
        ]}
      />
      {tiers.length > 0 && (
        <Ticks
          title={t('list.filter.parts.vipTiers')}
          options={tiers.map(({ id, name }) => ({
            value: id,
            label: name,
            count: counts && (counts.vipTiers[String(id)] ?? 0),
          }))}
          chosen={filters.vipTierIds ?? []}
          onToggle={(id) => filter({ vipTierIds: toggleEntry(filters.vipTierIds, id) })}
        />
      )}
      <Ticks
        title={t('list.filter.parts.sources')}
        options={customerSources.map((value) => ({
          value,
          label: t(`sources.${value}`),
          count: counts && (counts.sources[value] ?? 0),
        }))}
        chosen={filters.sources ?? []}
        onToggle={(source) => filter({ sources: toggleEntry(filters.sources, source) })}
      />
    </div>
  )
}

function When() {
  const { t } = useTranslation()
  const { filters, filter } = useList()
  const calendar = useCalendar()
  const month = useMonthName()
  const days = {
    parse: parseDay,
    format: (day: string) => formatDay(day, calendar),
    wrong: t('list.filter.dayWrong'),
    wrongOrder: t('list.filter.dayOrder'),
    hint: t(calendar === 'buddhist' ? 'fields.dayHintBuddhist' : 'fields.dayHint'),
  }
  return (
    <div className={columnLook}>
      <TypedRange
        title={t('list.filter.parts.lastVisit')}
        from={filters.lastVisitFrom}
        to={filters.lastVisitTo}
        onChange={(lastVisitFrom, lastVisitTo) =>
          filter({ lastVisitFrom, lastVisitTo, lastVisitRange: undefined, neverVisited: undefined })
        }
        {...days}
      >
        <QuickDays
          chosen={filters.neverVisited ? 'never' : filters.lastVisitRange}
          withNever
          onChoose={(choice) =>
            filter({
              lastVisitFrom: undefined,
              lastVisitTo: undefined,
              lastVisitRange: choice === 'never' ? undefined : choice,
              neverVisited: choice === 'never' ? true : undefined,
            })
          }
        />
      </TypedRange>
      <TypedRange
        title={t('list.filter.parts.registered')}
        from={filters.registeredFrom}
        to={filters.registeredTo}
        onChange={(registeredFrom, registeredTo) =>
          filter({ registeredFrom, registeredTo, registeredRange: undefined })
        }
        {...days}
      >
        <QuickDays
          chosen={filters.registeredRange}
          onChoose={(choice) =>
            filter({
              registeredFrom: undefined,
              registeredTo: undefined,
              registeredRange: choice === 'never' ? undefined : choice,
            })
          }
        />
      </TypedRange>
      <FilterGroup title={t('list.filter.parts.birthMonth')}>
        <select
          aria-label={t('list.filter.parts.birthMonth')}
          value={filters.birthMonth ?? ''}
          onChange={({ target }) =>
            filter({ birthMonth: target.value === '' ? undefined : Number(target.value) })
          }
          className={`${controlLook} select-look !min-h-8 !px-2.5`}
        >
          <option value="">{t('list.filter.anyMonth')}</option>
          {Array.from({ length: 12 }, (_, at) => at + 1).map((one) => (
            <option key={one} value={one}>
              {month(one)}
            </option>
          ))}
        </select>
      </FilterGroup>
      <TypedRange
        title={t('list.filter.parts.visits')}
        from={filters.visitsFrom}
        to={filters.visitsTo}
        onChange={(visitsFrom, visitsTo) => filter({ visitsFrom, visitsTo })}
        parse={(text) =>
          /^\d{1,6}$/.test(text.trim().replaceAll(',', '')) ? Number(text.trim().replaceAll(',', '')) : null
        }
        format={String}
        wrong={t('list.filter.numberWrong')}
        wrongOrder={t('list.filter.numberOrder')}
      />
      <TypedRange
        title={t('list.filter.parts.lifetimeValue')}
        from={filters.lifetimeValueFrom}
        to={filters.lifetimeValueTo}
        onChange={(lifetimeValueFrom, lifetimeValueTo) => filter({ lifetimeValueFrom, lifetimeValueTo })}
        parse={(text) => {
          const satang = parseSatang(text)
          return satang === null || satang < 0 || satang > 1_000_000_000_000 ? null : satang
        }}
        format={(satang) => (satang / 100).toLocaleString('en-US')}
        wrong={t('list.filter.moneyWrong')}
        wrongOrder={t('list.filter.numberOrder')}
      />
    </div>
  )
}

type QuickChoice = (typeof quickRanges)[number] | 'never'

interface QuickDaysProps {
  readonly chosen: QuickChoice | undefined
  readonly withNever?: boolean
  readonly onChoose: (choice: QuickChoice | undefined) => void
}

/** The ranges people mean most; pressing the chosen one again takes it away. */
function QuickDays({ chosen, withNever = false, onChoose }: QuickDaysProps) {
  const { t } = useTranslation()
  const choices: readonly QuickChoice[] = withNever ? [...quickRanges, 'never'] : quickRanges
  return (
    <div className="mb-2 flex flex-wrap gap-1.5">
      {choices.map((choice) => (
        <button
          key={choice}
          type="button"
          aria-pressed={choice === chosen}
          onClick={() => onChoose(choice === chosen ? undefined : choice)}
          className={classNames(
            'min-h-8 rounded border px-2.5 text-sm',
            choice === chosen
              ? 'border-accent bg-accent-soft font-medium text-accent-text'
              : 'border-line hover:bg-hover',
          )}
        >
          {choice === 'never' ? t('list.filter.never') : t(`list.filter.ranges.${choice}`)}
        </button>
      ))}
    </div>
  )
}

const consents = ['smsConsent', 'emailConsent', 'marketingConsent'] as const

function What({ counted }: { readonly counted: CustomerFilters }) {
  const { t } = useTranslation()
  const { filters, filter } = useList()
  const counts = useCounts(counted)
  const yesNo = (value: boolean | undefined) => (value === undefined ? 'any' : value ? 'yes' : 'no')
  const asFlag = (key: string) => (key === 'any' ? undefined : key === 'yes')
  const any = { key: 'any', label: t('list.any') }
  return (
    <div className={columnLook}>
      {(['credit', 'points'] as const).map((part) => (
        <Segments
          key={part}
          title={t(`list.filter.parts.${part}`)}
          value={filters[part] ?? 'any'}
          onChange={(key) => filter({ [part]: orUndefined(key) })}
          options={[
            ...(['has', 'none'] as const).map((key) => ({
              key,
              label: t(`list.has.${key}`),
              count: counts?.[part][key],
            })),
            any,
          ]}
        />
      ))}
      {consents.map((part) => (
        <Segments
          key={part}
          title={t(`list.filter.parts.${part}`)}
          value={yesNo(filters[part])}
          onChange={(key) => filter({ [part]: asFlag(key) })}
          options={[
            { key: 'yes', label: t('list.yes'), count: counts?.[part].yes },
            { key: 'no', label: t('list.no'), count: counts?.[part].no },
            any,
          ]}
        />
      ))}
      {(['hasAlert', 'isLinked'] as const).map((part) => (
        <Segments
          key={part}
          title={t(`list.filter.parts.${part}`)}
          value={yesNo(filters[part])}
          onChange={(key) => filter({ [part]: asFlag(key) })}
          options={[
            { key: 'yes', label: t('list.yes'), count: counts?.[part] },
            { key: 'no', label: t('list.no') },
            any,
          ]}
        />
      ))}
    </div>
  )
}
