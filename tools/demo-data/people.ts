// Makes a believable customer directory of any size out of nothing but a seed: no real person, the same every time.
import type { CustomerFacts, CustomerSource } from '../../src/shared/customer.ts'
import type { DirectoryRecord } from '../../src/shared/directory-record.ts'
import { duringOpeningHours, writeHistory } from './history.ts'
import { makeId } from './ids.ts'
import { createPersons, type Person } from './persons.ts'
import { makeMobile, writePhone } from './phones.ts'
import { createRandom, type Random } from './random.ts'
import { writeRemarks } from './remarks.ts'
import { writeEmail, writeName } from './writing.ts'

/** `today` is the last day on which anything happened, YYYY-MM-DD; 2026-11-20 unless told, so that runs repeat. */
export interface PeopleOptions {
  readonly today?: string
}

const yearsOfTrade = 8
const day = 86_400_000

/** A record and what only its maker knows: whether it is somebody new, and whom it doubles. */
export interface KnownPerson {
  readonly record: DirectoryRecord
  readonly person: Person
}

/** Yields `count` customers in the order in which they joined; the same `count`, `seed` and `today` give the same people. */
export function* generatePeople(
  count: number,
  seed = 1,
  options: PeopleOptions = {},
): Generator<DirectoryRecord> {
  for (const { record } of generateKnownPeople(count, seed, options)) yield record
}

/** The same customers with the truth about them, for measuring how well duplicates are told. */
export function* generateKnownPeople(
  count: number,
  seed = 1,
  options: PeopleOptions = {},
): Generator<KnownPerson> {
  const now = Date.parse(`${options.today ?? '2026-11-20'}T12:00:00Z`)
  const random = createRandom(seed)
  const nextPerson = createPersons(random, new Date(now).getUTCFullYear())
  const opened = now - yearsOfTrade * 365 * day
  const step = (now - day - opened) / Math.max(1, count)
  for (let index = 0; index < count; index++) {
    const joinedAt = duringOpeningHours(Math.floor(opened + (index + random.next() * 0.9) * step))
    const person = nextPerson()
    yield { person, record: writeRecord(random, person, index, joinedAt, now) }
  }
}

function writeRecord(
  random: Random,
  person: Person,
  index: number,
  joinedAt: number,
  now: number,
): DirectoryRecord {
  const createdAt = new Date(joinedAt).toISOString()
  const identifiers: {
    kind: 'phone' | 'email' | 'legacy_id' | 'card'
    value: string
    status: 'current' | 'old'
  }[] = []
  const add = (
    kind: (typeof identifiers)[number]['kind'],
    value: string,
    status: 'current' | 'old' = 'current',
  ) => {
    identifiers.push({ kind, value, status })
    return value
  }
  const isForeignNumber = person.phone.startsWith('+')
  const primaryPhone = random.chance(0.97)
    ? add('phone', isForeignNumber ? person.phone : writePhone(random, person.phone))
    : undefined
  const secondaryPhone = random.chance(0.05)
    ? add('phone', writePhone(random, makeMobile(random)))
    : undefined
  if (person.oldPhone) add('phone', writePhone(random, person.oldPhone), 'old')
  const email =
    primaryPhone === undefined || random.chance(0.69) ? add('email', writeEmail(random, person)) : undefined
  if (random.chance(0.7)) add('legacy_id', String(100_001 + index))
  if (random.chance(0.1)) {
    const number = String(index + 1)
    add('card', index % 2 === 0 ? `885${number.padStart(10, '0')}` : `M${number.padStart(8, '0')}`)
  }
  const ledger = writeHistory(random, joinedAt, now, `R${index + 1}`)
  const facts: CustomerFacts = {
    fullName: writeName(random, person),
    nickname: person.nickname?.[person.writes],
    primaryPhone,
    secondaryPhone,
    email,
    dateOfBirth: person.birthDate ?? undefined,
    addressLine1: person.address?.line1,
    addressLine2: person.address?.line2,
    city: person.address?.city,
    postalCode: person.address?.postalCode,
    preferredLanguage: person.writes === 'thai' ? 'th' : 'en',
    registrationDate: createdAt.slice(0, 10),
    customerSource: person.company ? 'Corporate' : drawSource(random),
    vipTierId: ledger.length > 20 ? 1 + random.integer(3) : undefined,
    smsConsent: random.chance(0.6),
    emailConsent: email !== undefined && random.chance(0.5),
    marketingConsent: random.chance(0.3),
  }
  return {
    id: makeId(random, joinedAt),
    customerCode: `CUS-${String(index + 1).padStart(3, '0')}`,
    facts,
    isActive: !random.chance(0.02),
    createdAt,
    identifiers,
    ledger,
    notes: writeRemarks(random, createdAt),
  }
}

function drawSource(random: Random): CustomerSource {
  const chance = random.next()
  if (chance < 0.5) return 'Walk In'
  if (chance < 0.7) return 'Phone Call'
  if (chance < 0.85) return 'Website Booking'
  return random.pick([
    'Social Media',
    'Referral',
    'Event',
    'Marketing Campaign',
    'Mobile App',
    'Others',
  ] as const)
}
