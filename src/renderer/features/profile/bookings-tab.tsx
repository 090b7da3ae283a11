// What a customer has booked: what is coming first, soonest on top; then what was.
import { CalendarDays } from 'lucide-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { BookingRow, CustomerProfile } from '../../../shared/profile.ts'
import { useMethod } from '../../api.ts'
import { Badge, type BadgeTone } from '../../ui/badges.tsx'
import { FilterSelect } from '../../ui/filter-fields.tsx'
import { Until, useDateWriters, useNow } from '../../ui/moment.tsx'
import { MoreRows, useFirstRows } from './more-rows.tsx'
import { useSourceWords } from './source-words.ts'
import { Answer, Nothing, PartTitle, TabBar, tableLook } from './tab-parts.tsx'

const statuses = ['booked', 'checked_in', 'completed', 'cancelled', 'no_show'] as const
const tones: Readonly<Record<BookingRow['status'], BadgeTone>> = {
  booked: 'plain',
  checked_in: 'good',
  completed: 'plain',
  cancelled: 'plain',
  no_show: 'look',
}

/** Still to come: it has not ended and was not called off. */
export function isUpcoming(row: BookingRow, now: Date): boolean {
  return new Date(row.endsAt) > now && (row.status === 'booked' || row.status === 'checked_in')
}

/** The Bookings tab. */
export function BookingsTab({ profile }: { readonly profile: CustomerProfile }) {
  const { t } = useTranslation()
  const now = useNow()
  const [status, setStatus] = useState<BookingRow['status'] | ''>('')
  const answer = useMethod('profile.bookings', { customerId: profile.id })
  const rows = (answer.data ?? []).filter((row) => status === '' || row.status === status)
  const upcoming = rows
    .filter((row) => isUpcoming(row, now))
    .sort((one, other) => one.startsAt.localeCompare(other.startsAt))
  const past = rows.filter((row) => !isUpcoming(row, now))
  const count = (wanted: BookingRow['status']) => rows.filter((row) => row.status === wanted).length
  return (
    <>
      <TabBar
        totals={
          answer.data && (
            <>
              <span>{t('profile.bookings.count', { count: rows.length })}</span>
              <strong className="font-semibold text-ink">
                {t('profile.bookings.upcomingCount', { count: upcoming.length })}
              </strong>
              {count('no_show') > 0 && (
                <span>{t('profile.bookings.noShows', { count: count('no_show') })}</span>
              )}
            </>
          )
        }
      >
        <FilterSelect
          label={t('profile.bookings.status')}
          value={status}
          all={t('profile.bookings.anyStatus')}
          options={statuses.map((each) => [each, t(`profile.bookings.statuses.${each}`)] as const)}
          onChange={setStatus}
        />
      </TabBar>
      <Answer answer={answer}>
        {() =>
          rows.length === 0 ? (
            <Nothing
              icon={CalendarDays}
              title={t('profile.bookings.none')}
              onShowAll={status === '' ? undefined : () => setStatus('')}
            >
              <p>{t('profile.bookings.noneWords')}</p>
            </Nothing>
          ) : (
            <div className="grid gap-5 px-6 pb-6">
              {upcoming.length > 0 && <Bookings title={t('profile.bookings.upcoming')} rows={upcoming} />}
              {past.length > 0 && <Bookings title={t('profile.bookings.past')} rows={past} />}
            </div>
          )
        }
      </Answer>
    </>
  )
}

interface BookingsProps {
  readonly title: string
  readonly rows: readonly BookingRow[]
}

function Bookings({ title, rows }: BookingsProps) {
  const { t } = useTranslation()
  const [shown, more] = useFirstRows(rows)
  return (
    <section aria-label={title}>
      <PartTitle>{title}</PartTitle>
      <table className={tableLook}>
        <thead className="sr-only">
          <tr>
            <th scope="col">{t('profile.bookings.when')}</th>
            <th scope="col">{t('profile.bookings.what')}</th>
            <th scope="col">{t('profile.bookings.people')}</th>
            <th scope="col">{t('profile.bookings.source')}</th>
            <th scope="col">{t('profile.bookings.status')}</th>
          </tr>
        </thead>
        <tbody>
          {shown.map((row) => (
            <Booking key={row.id} row={row} />
          ))}
        </tbody>
      </table>
      <MoreRows {...more} />
    </section>
  )
}

function Booking({ row }: { readonly row: BookingRow }) {
  const { t } = useTranslation()
  const write = useDateWriters()
  const sayer = useSourceWords()
  return (
    <tr>
      <td className="whitespace-nowrap @min-[700px]:min-w-48">
        <span className="block">{write.longDay(row.startsAt)}</span>
        <span className="block text-sm text-muted">
          {write.time(row.startsAt)}–{write.time(row.endsAt)} · <Until day={row.startsAt} />
        </span>
      </td>
      <td className="w-full wrap-anywhere">
        <span className="selectable block">{row.resource}</span>
        <span className="block text-sm text-muted">
          {[row.packageName, row.notes].filter(Boolean).join(' · ')}
        </span>
      </td>
      <td className="hidden min-w-24 whitespace-nowrap text-muted @min-[700px]:table-cell">
        {t('profile.bookings.peopleCount', { count: row.people })}
      </td>
      <td className="hidden min-w-28 whitespace-nowrap text-muted @min-[700px]:table-cell">
        {sayer(row.source)}
      </td>
      <td className="pr-0! text-right whitespace-nowrap @min-[700px]:min-w-32">
        <Badge tone={tones[row.status]}>{t(`profile.bookings.statuses.${row.status}`)}</Badge>
      </td>
    </tr>
  )
}
