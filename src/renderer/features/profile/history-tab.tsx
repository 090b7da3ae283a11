// The audit trail in words, day by day, by kind of change and by person, each with what was before and after.
import { format } from 'date-fns'
import { History } from 'lucide-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { CustomerProfile, HistoryRow } from '../../../shared/profile.ts'
import { useMethod } from '../../api.ts'
import { FilterSelect } from '../../ui/filter-fields.tsx'
import { useDateWriters, useNow } from '../../ui/moment.tsx'
import { HistoryLine } from './history-line.tsx'
import { type HistoryKind, historyKinds, kindOfLine } from './history-words.ts'
import { MoreRows, useFirstRows } from './more-rows.tsx'
import { Answer, Nothing, TabBar } from './tab-parts.tsx'

/** The lines of each day at this counter, in the order they come. */
export function groupByDay(
  rows: readonly HistoryRow[],
): readonly (readonly [day: string, rows: HistoryRow[]])[] {
  const days = new Map<string, HistoryRow[]>()
  for (const row of rows) {
    const day = format(new Date(row.at), 'yyyy-MM-dd')
    days.set(day, [...(days.get(day) ?? []), row])
  }
  return [...days]
}

/** The History tab. */
export function HistoryTab({ profile }: { readonly profile: CustomerProfile }) {
  const { t } = useTranslation()
  const [kind, setKind] = useState<HistoryKind | ''>('')
  const [person, setPerson] = useState('')
  const answer = useMethod('profile.history', { customerId: profile.id })
  const all = answer.data ?? []
  const people = [...new Set(all.flatMap(({ by }) => (by ? [by] : [])))].sort()
  const rows = all.filter(
    (row) => (kind === '' || kindOfLine(row) === kind) && (person === '' || row.by === person),
  )
  const [shown, more] = useFirstRows(rows)
  const filtered = kind !== '' || person !== ''
  return (
    <>
      <TabBar totals={answer.data && <span>{t('profile.history.count', { count: rows.length })}</span>}>
        <FilterSelect
          label={t('profile.history.kind')}
          value={kind}
          all={t('profile.history.anyKind')}
          options={historyKinds.map((each) => [each, t(`profile.history.kinds.${each}`)] as const)}
          onChange={setKind}
        />
        {people.length > 0 && (
          <FilterSelect
            label={t('profile.history.person')}
            value={person}
            all={t('profile.history.anyPerson')}
            options={people.map((each) => [each, each] as const)}
            onChange={setPerson}
          />
        )}
      </TabBar>
      <Answer answer={answer}>
        {() =>
          rows.length === 0 ? (
            <Nothing
              icon={History}
              title={t('profile.history.none')}
              onShowAll={
                filtered
                  ? () => {
                      setKind('')
                      setPerson('')
                    }
                  : undefined
              }
            >
              <p>{t('profile.history.noneWords')}</p>
            </Nothing>
          ) : (
            <div className="px-6 pb-6">
              {groupByDay(shown).map(([day, lines]) => (
                <Day key={day} lines={lines} customerId={profile.id} />
              ))}
              <MoreRows {...more} />
            </div>
          )
        }
      </Answer>
    </>
  )
}

interface DayProps {
  readonly lines: readonly HistoryRow[]
  readonly customerId: string
}

function Day({ lines, customerId }: DayProps) {
  const { t } = useTranslation()
  const write = useDateWriters()
  const now = useNow()
  const at = lines[0]?.at ?? ''
  const ago = Math.round((startOfDay(now) - startOfDay(new Date(at))) / 86_400_000)
  const name = ago === 0 ? t('until.today') : ago === 1 ? t('elapsed.yesterday') : null
  return (
    <section aria-label={write.longDay(at)}>
      <h3 className="border-b border-line pt-2.5 pb-1 text-sm font-semibold">
        {name && <span className="mr-2 inline-block first-letter:uppercase">{name}</span>}
        <span className={name ? 'font-normal text-muted' : ''}>{write.longDay(at)}</span>
      </h3>
      <ol className="divide-y divide-line">
        {lines.map((row) => (
          <HistoryLine key={row.commandId} row={row} customerId={customerId} />
        ))}
      </ol>
    </section>
  )
}

function startOfDay(date: Date): number {
  return new Date(date.getFullYear(), date.getMonth(), date.getDate()).getTime()
}
