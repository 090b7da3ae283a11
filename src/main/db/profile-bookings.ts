// What a customer booked: what is still to come from today on, and what has been.
import type { UpcomingBooking } from '../../shared/customer.ts'
import { localDay, startOfDay } from '../../shared/local-day.ts'
import type { BookingRow, CustomerProfile } from '../../shared/profile.ts'
import { type ReadDb, statement } from './handle.ts'
import { findProfileKey } from './profile-customer.ts'

interface StoredBooking {
  readonly id: string
  readonly resource: string
  readonly starts_at: string
  readonly ends_at: string
  readonly people: number
  readonly status: BookingRow['status']
  readonly source: string
  readonly notes: string | null
  readonly package_name: string | null
}

/** Somebody may still come for it: it stands, and it is of today or later (who is late is still expected). */
const isUpcoming = `status IN ('booked', 'checked_in') AND starts_at >= $today`
const shownOnCard = 3

/** Every booking: those to come first, the soonest leading, then the others, newest first. */
export function readBookings(
  db: ReadDb,
  { customerId }: { readonly customerId: string },
  now: Date,
): readonly BookingRow[] {
  const sql = `SELECT booking.id, resource, starts_at, ends_at, people, booking.status, source, notes, package_name,
      ${isUpcoming.replace('status', 'booking.status')} AS is_upcoming
    FROM customer_bookings booking LEFT JOIN customer_packages package
      ON package.customer_key = booking.customer_key AND package.id = booking.package_id
    WHERE booking.customer_key = $key ORDER BY is_upcoming DESC, starts_at DESC, booking.id DESC`
  const key = findProfileKey(db, customerId)
  const rows = statement(db, sql).all({ key, today: today(now) }) as (StoredBooking & {
    is_upcoming: number
  })[]
  const upcoming = rows.filter((row) => row.is_upcoming === 1).toReversed()
  return [...upcoming, ...rows.filter((row) => row.is_upcoming === 0)].map(describe)
}

/** The next three bookings from today on, the soonest first. */
export function readUpcomingBookings(db: ReadDb, key: number, now: Date): readonly UpcomingBooking[] {
  const sql = `SELECT id, resource, starts_at, ends_at, people FROM customer_bookings
    WHERE customer_key = $key AND ${isUpcoming} ORDER BY starts_at, id LIMIT ${shownOnCard}`
  const rows = statement(db, sql).all({ key, today: today(now) }) as StoredBooking[]
  const day = localDay(now)
  return rows.map((row) => ({
    id: row.id,
    resource: row.resource,
    startsAt: row.starts_at,
    endsAt: row.ends_at,
    people: row.people,
    isToday: localDay(new Date(row.starts_at)) === day,
  }))
}

/** How many bookings there are, how many are to come, and when the last one that was not called off began. */
export function summariseBookings(db: ReadDb, key: number, now: Date): CustomerProfile['bookingSummary'] {
  const sql = `SELECT count(*) AS total, coalesce(sum(${isUpcoming}), 0) AS upcoming,
      max(CASE WHEN status NOT IN ('cancelled', 'no_show') AND starts_at <= $now THEN starts_at END) AS last
    FROM customer_bookings WHERE customer_key = $key`
  const found = statement(db, sql).get({ key, today: today(now), now: now.toISOString() }) as {
    total: number
    upcoming: number
    last: string | null
  }
  return { totalBookings: found.total, upcomingBookings: found.upcoming, lastBooking: found.last }
}

function today(now: Date): string {
  return startOfDay(localDay(now))
}

function describe(row: StoredBooking): BookingRow {
  return {
    id: row.id,
    resource: row.resource,
    startsAt: row.starts_at,
    endsAt: row.ends_at,
    people: row.people,
    status: row.status,
    source: row.source,
    notes: row.notes,
    packageName: row.package_name,
  }
}
