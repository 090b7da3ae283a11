// What a customer has ahead of them: the bookings somebody may be standing at the counter for, and packages to use up.
import { CalendarClock, Ticket } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import type { ActivePackage, CustomerCard, UpcomingBooking } from '../../../shared/customer.ts'
import { classNames } from '../../ui/class-names.ts'
import { useDateWriters, useNow } from '../../ui/moment.tsx'

/** A package that ends within so many days is worth saying so. */
const endsSoonWithin = 14
const dayLength = 86_400_000

/** Bookings of today (else the next one) and what is left in packages; nothing where there is neither. */
export function CardAhead({ card }: { readonly card: CustomerCard }) {
  const { upcomingBookings, activePackages } = card
  if (upcomingBookings.length === 0 && activePackages.length === 0) return null
  return (
    <div className="flex flex-col gap-0.5 border-b border-line px-6 py-2.5">
      {upcomingBookings.length > 0 && <Bookings bookings={upcomingBookings} />}
      {activePackages.length > 0 && <Packages packages={activePackages} usesLeft={card.packageUsesLeft} />}
    </div>
  )
}

function Bookings({ bookings }: { readonly bookings: readonly UpcomingBooking[] }) {
  const { t } = useTranslation()
  const today = bookings.filter(({ isToday }) => isToday)
  const shown = today.length > 0 ? today : bookings.slice(0, 1)
  const more = bookings.length - shown.length
  return (
    <>
      {shown.map((booking, place) => (
        <p key={booking.id} className="flex items-start gap-2.5">
          <CalendarClock size={16} aria-hidden className="mt-1 shrink-0 text-muted" />
          <span className="selectable min-w-0 wrap-anywhere">
            <BookingTime booking={booking} /> {booking.resource}
            {more > 0 && place === shown.length - 1 && (
              <span className="text-muted"> · {t('ahead.more', { count: more })}</span>
            )}
          </span>
        </p>
      ))}
    </>
  )
}

function BookingTime({ booking }: { readonly booking: UpcomingBooking }) {
  const { t } = useTranslation()
  const write = useDateWriters()
  const time = write.time(booking.startsAt)
  return (
    <time
      dateTime={booking.startsAt}
      title={write.moment(booking.startsAt)}
      className={classNames(booking.isToday && 'font-medium')}
    >
      {booking.isToday ? t('ahead.today', { time }) : `${write.longDay(booking.startsAt)} ${time}`}
    </time>
  )
}

interface PackagesProps {
  readonly packages: readonly ActivePackage[]
  readonly usesLeft: number
}

function Packages({ packages, usesLeft }: PackagesProps) {
  const { t } = useTranslation()
  const write = useDateWriters()
  const now = useNow()
  const counted = packages.some((one) => one.usesLeft !== null)
  const first = packages[0]?.expiresOn ?? null
  const endsSoon = first !== null && Date.parse(first) - now.getTime() < endsSoonWithin * dayLength
  return (
    <p className="flex items-start gap-2.5" title={packages.map((one) => one.packageName).join('\n')}>
      <Ticket size={16} aria-hidden className="mt-1 shrink-0 text-muted" />
      <span className="min-w-0">
        {t('ahead.packages', { count: packages.length })} ·{' '}
        {counted ? t('ahead.usesLeft', { count: usesLeft }) : t('ahead.unlimited')}
        {endsSoon && (
          <span className="text-amber-text"> · {t('ahead.until', { day: write.day(first) })}</span>
        )}
      </span>
    </p>
  )
}
