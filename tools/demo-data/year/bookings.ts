// Bookings of one customer: those behind the visits of the year, the ones that came to nothing, and those still ahead,
// some of them today.
import type { RecordedBooking } from '../../../src/shared/directory-record.ts'
import { makeId } from '../ids.ts'
import type { Random } from '../random.ts'
import { day, drawHour, midnight, written } from './moments.ts'
import type { Trade } from './sales.ts'

const bays = ['Bay 1', 'Bay 2', 'Bay 3', 'Bay 4', 'Bay 5', 'Bay 6', 'Bay 7', 'Bay 8'] as const
const others = ['Coaching bay', 'Studio'] as const
const sources = ['website', 'website', 'phone', 'counter', 'chat'] as const
const wishes = [
  'Left-handed set, please',
  'ขอเบย์ริมหน้าต่าง',
  'Birthday, six people',
  'มาช้า 15 นาที',
  'Needs rental clubs',
  'ขอครูพูดภาษาอังกฤษ',
] as const
const halfHour = 1_800_000

/** Somebody's bookings; `now` in milliseconds, `isRegular` for whoever keeps coming. */
export function bookingsOf(
  random: Random,
  visits: Trade['visits'],
  now: number,
  isRegular: boolean,
): RecordedBooking[] {
  const bookings: RecordedBooking[] = []
  const usual = random.pick(bays)
  const book = (at: number, status: RecordedBooking['status'], packageId: string | null) => {
    const startsAt = Math.floor(at / halfHour) * halfHour
    const resource = random.chance(0.6)
      ? usual
      : random.chance(0.15)
        ? random.pick(others)
        : random.pick(bays)
    bookings.push({
      id: makeId(random, Math.min(startsAt, now) - random.integer(5 * day)),
      resource,
      startsAt: written(startsAt),
      endsAt: written(startsAt + (random.chance(0.6) ? 2 : 4) * halfHour),
      people: random.chance(0.6) ? 1 : 2 + random.integer(4),
      status,
      source: random.pick(sources),
      notes: random.chance(0.12) ? random.pick(wishes) : null,
      packageId,
    })
  }
  const today = midnight(now)
  for (const { at, packageId } of visits) {
    const isHere = at >= today && at > now - 4 * halfHour
    if (random.chance(0.65)) book(at, isHere ? 'checked_in' : 'completed', packageId)
    if (random.chance(0.06))
      book(drawHour(random, midnight(at - random.integer(20) * day)), 'cancelled', null)
    if (random.chance(0.03))
      book(drawHour(random, midnight(at - day - random.integer(20) * day)), 'no_show', null)
  }
  if (isRegular && random.chance(0.45)) {
    for (let ahead = 0; ahead <= random.integer(2); ahead++) {
      const isToday = random.chance(0.3)
      const start = isToday ? today : midnight(now + (1 + random.integer(13)) * day)
      const at = isToday ? Math.max(drawHour(random, start), now + halfHour) : drawHour(random, start)
      // Too late for today is tomorrow's.
      const isLate = isToday && midnight(at) !== today
      book(isLate ? drawHour(random, today + day) : at, random.chance(0.07) ? 'cancelled' : 'booked', null)
    }
  }
  return bookings.sort((left, right) => (left.startsAt < right.startsAt ? -1 : 1))
}
