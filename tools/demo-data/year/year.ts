// A believable year for the generated directory, ending at a given moment: who came, what they bought and booked, what was
// said, which tier they earned, who they are on the website. The people are those of people.ts, the same every time.
import type { DirectoryRecord, VenueRecord } from '../../../src/shared/directory-record.ts'
import { generateKnownPeople, type KnownPerson } from '../people.ts'
import { createPersons } from '../persons.ts'
import { createRandom, type Random } from '../random.ts'
import { bookingsOf } from './bookings.ts'
import { day, dayOf } from './moments.ts'
import { type Profile, profileOf, strangerOf } from './profiles.ts'
import { receiptsOf, tradeOfYear } from './sales.ts'
import { contactsOf, notesOfYear } from './talk.ts'
import { noticesOf, viewsOf } from './venue.ts'

export interface YearOptions {
  readonly seed?: number
  /** The moment the demo is made for, in milliseconds: nothing was done after it, some things are booked for later. */
  readonly now: number
}

/** A whole demo: customers one by one, and what belongs to the venue once they are all made. */
export interface DemoYear {
  readonly people: Iterable<DirectoryRecord>
  /** Complete only after `people` has been walked through. */
  readonly venue: () => VenueRecord
}

/** Satang spent in all from which a tier is earned: Silver, Gold, Platinum. */
const tierThresholds = [1_200_000, 2_500_000, 4_500_000] as const
/** One stranger on the website for so many customers. */
const customersPerStranger = 60

/** Makes the demo of `count` customers; the same count, seed and moment give the same one. */
export function generateYear(count: number, { seed = 1, now }: YearOptions): DemoYear {
  // What people did before ends the day before: a day of theirs goes on into the evening.
  const today = dayOf(now - day)
  const profiles: Profile[] = []
  function* people(): Generator<DirectoryRecord> {
    profiles.length = 0
    let index = 0
    for (const known of generateKnownPeople(count, seed, { today })) {
      const random = createRandom(seed * 1_000_003 + index)
      yield liveYear(random, known, index++, now, profiles)
    }
    const random = createRandom(seed + 77)
    const nextPerson = createPersons(random, new Date(now).getUTCFullYear())
    for (let made = 0; made < count / customersPerStranger; made++)
      profiles.push(strangerOf(random, nextPerson(), now - 365 * day, now))
  }
  const venue = (): VenueRecord => {
    const random = createRandom(seed + 99)
    return { profiles, views: viewsOf(random, now), notices: noticesOf(random, now) }
  }
  return { people: { [Symbol.iterator]: people }, venue }
}

function liveYear(
  random: Random,
  { record, person }: KnownPerson,
  index: number,
  now: number,
  profiles: Profile[],
): DirectoryRecord {
  const joined = Date.parse(record.createdAt)
  const from = Math.max(now - 365 * day, joined)
  const chance = record.isActive ? random.next() : 1
  const isRegular = chance < 0.06
  const visits = isRegular ? 8 + random.integer(28) : chance < 0.24 ? 1 + random.integer(3) : 0
  const trade = tradeOfYear(random, from < now - day ? visits : 0, from, now, `T${index + 1}`)
  const ledger = [...record.ledger, ...trade.ledger].sort((left, right) =>
    left.occurredAt < right.occurredAt ? -1 : left.occurredAt > right.occurredAt ? 1 : 0,
  )
  const transactions = [...receiptsOf(random, record.ledger), ...trade.transactions].sort((left, right) =>
    left.soldAt < right.soldAt ? -1 : 1,
  )
  const isKnown = isRegular || (visits > 0 && random.chance(0.3))
  const contacts = isKnown && random.chance(0.7) ? contactsOf(random, record, from, now) : []
  const notes = isKnown && random.chance(0.5) ? notesOfYear(random, from, now) : []
  const signUp = profileOf(random, record, person, from, now)
  if (signUp) profiles.push(signUp.profile)
  const link = signUp?.link
  const { vipTierId: _, ...facts } = record.facts
  const tier = earnTier(ledger)
  return {
    ...record,
    facts: { ...facts, ...(tier && { vipTierId: tier.id }) },
    identifiers: link
      ? [...record.identifiers, { kind: 'profile', value: link.profileId, status: 'current' }]
      : record.identifiers,
    ledger,
    notes: [...record.notes, ...notes],
    transactions,
    packages: trade.packages,
    bookings: bookingsOf(random, trade.visits, now, isRegular),
    contacts,
    ...(tier && { vipStatusDate: tier.since }),
    ...(link && { profileLink: link }),
  }
}

/** The tier that what somebody spent has earned, and the day it did. */
function earnTier(ledger: DirectoryRecord['ledger']): { readonly id: number; readonly since: string } | null {
  let spent = 0
  let earned: { id: number; since: string } | null = null
  for (const { kind, amount, occurredAt } of ledger) {
    if (kind !== 'spend') continue
    spent += amount
    const id = tierThresholds.filter((least) => spent >= least).length
    if (id > (earned?.id ?? 0)) earned = { id, since: dayOf(Date.parse(occurredAt)) }
  }
  return earned
}
