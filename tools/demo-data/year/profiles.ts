// People who signed up on the demo's website: some are customers and say so with a phone, an e-mail or their name in the
// other script, some are linked already, some nobody here has met.
import type { DirectoryRecord, VenueRecord } from '../../../src/shared/directory-record.ts'
import { makeId } from '../ids.ts'
import type { Person } from '../persons.ts'
import { makeMobile, writePhone } from '../phones.ts'
import type { Random } from '../random.ts'
import { written } from './moments.ts'

export type Profile = VenueRecord['profiles'][number]

/** How many in a hundred customers signed up, and how many of those staff have linked. */
const signedUp = 0.07
const linked = 0.4

/** A profile of this customer, and the link where staff made one; null for most. */
export function profileOf(
  random: Random,
  { facts }: DirectoryRecord,
  person: Person,
  from: number,
  to: number,
): { readonly profile: Profile; readonly link: DirectoryRecord['profileLink'] } | null {
  if (!random.chance(signedUp)) return null
  const joined = Math.floor(from + random.next() * (to - from))
  const otherScript = person.writes === 'thai' ? 'latin' : 'thai'
  const script = random.chance(0.5) ? otherScript : person.writes
  const name = `${person.given[script]} ${person.family[script]}`
  const hasPhone = facts.primaryPhone !== undefined && random.chance(0.7)
  const hasEmail = facts.email !== undefined && (!hasPhone || random.chance(0.6))
  const national = person.phone.startsWith('+') ? person.phone : writePhone(random, person.phone)
  const profile: Profile = {
    id: makeId(random, joined),
    displayName: random.chance(0.15) ? (person.nickname?.[script] ?? name) : name,
    email: hasEmail ? (facts.email ?? null) : null,
    phoneNumber: hasPhone ? national : null,
    joinedAt: written(joined),
  }
  if (!random.chance(linked) || (!hasPhone && !hasEmail)) return { profile, link: undefined }
  const confidence = hasPhone && hasEmail ? 96 + random.integer(4) : 80 + random.integer(15)
  const method = random.chance(0.2) ? 'manual' : hasPhone ? 'phone' : 'email'
  const linkedAt = written(Math.floor(joined + random.next() * (to - joined)))
  return { profile, link: { profileId: profile.id, confidence, method, linkedAt } }
}

/** Somebody who signed up and never came. */
export function strangerOf(random: Random, person: Person, from: number, to: number): Profile {
  const joined = Math.floor(from + random.next() * (to - from))
  const name = `${person.given[person.writes]} ${person.family[person.writes]}`
  const mail = `${person.given.latin}${random.integer(1000)}`.toLowerCase().replace(/[^a-z0-9]/g, '')
  return {
    id: makeId(random, joined),
    displayName: name,
    email: random.chance(0.7) ? `${mail}@inbox.example` : null,
    phoneNumber: random.chance(0.6) ? writePhone(random, makeMobile(random)) : null,
    joinedAt: written(joined),
  }
}
