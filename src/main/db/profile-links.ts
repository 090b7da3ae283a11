// Which website profile a customer may be: candidates through keys, each scored by the one scorer of duplicates.
import { phoneQueryReadings } from '../../shared/contact-info.ts'
import type { DuplicateReason } from '../../shared/lookup.ts'
import type { ProfileCandidate } from '../../shared/profile.ts'
import { normaliseText } from '../../shared/text.ts'
import { scorePrepared } from '../domain/duplicates.ts'
import { type PreparedCandidate, prepareCandidate } from '../domain/prepare-candidate.ts'
import { countFrequencies, readCandidate } from './duplicate-candidates.ts'
import { type ReadDb, statement } from './handle.ts'
import { showPhone } from './lookup-hits.ts'
import { findProfileKey } from './profile-customer.ts'
import { profileKeys, type StoredProfile } from './profile-keys.ts'

const suggestedAtMost = 5
/** From this score on a profile is worth a look. */
const worthShowing = 30
const candidatesPerKey = 60
const foundAtMost = 50

/** A family's phone is on many profiles: by itself it tells of nobody. */
const phoneReasons: ReadonlySet<DuplicateReason['code']> = new Set([
  'same-phone',
  'same-phone-old',
  'similar-phone',
])

/** Profiles that may be this customer, best first, at most five; never the one they have. Keys must have been made. */
export function suggestProfiles(
  db: ReadDb,
  { customerId }: { readonly customerId: string },
): readonly ProfileCandidate[] {
  const key = findProfileKey(db, customerId)
  const customer = readCandidate(db, key)
  if (!customer) return []
  const own = statement(db, 'SELECT linked_profile_id FROM customers WHERE key = ?').pluck().get(key)
  const ids = findCandidates(db, customer).filter((id) => id !== own)
  return scoreProfiles(db, key, customer, ids)
    .filter(({ score, reasons }) => score >= worthShowing && !reasons.every(isPhoneReason))
    .slice(0, suggestedAtMost)
}

/** Profiles with every piece of `search` in name, e-mail or phone, best first. Keys must have been made. */
export function searchProfiles(
  db: ReadDb,
  { customerId, search }: { readonly customerId: string; readonly search: string },
): readonly ProfileCandidate[] {
  const key = findProfileKey(db, customerId)
  const customer = readCandidate(db, key)
  if (!customer) return []
  const readings = phoneQueryReadings(search)
  const phrases =
    readings.length > 0 ? readings.map((reading) => [reading]) : [normaliseText(search).split(' ')]
  const ids = new Set(phrases.flatMap((pieces) => findByPieces(db, pieces)))
  return scoreProfiles(db, key, customer, [...ids])
}

const isPhoneReason = ({ code }: DuplicateReason) => phoneReasons.has(code)

function findCandidates(db: ReadDb, customer: PreparedCandidate): readonly string[] {
  const words = customer.names.flatMap((name) => name.words.map(({ text }) => profileKeys.word(text)))
  const sure = [
    ...customer.phones.map(({ normalised }) => profileKeys.phone(normalised)),
    ...customer.emails.map(profileKeys.email),
  ]
  // One word of a name in common says nothing where there are more.
  const wordsNeeded = Math.min(2, new Set(words).size)
  return [...new Set([...findByKeys(db, sure, 1), ...findByKeys(db, words, wordsNeeded)])]
}

/** Profiles with so many of these keys, those with most of them first. */
function findByKeys(db: ReadDb, keys: readonly string[], needed: number): readonly string[] {
  const sql = `SELECT profile_id FROM json_each(?) wanted JOIN website_profile_keys made ON made.key = wanted.value
    GROUP BY profile_id HAVING count(*) >= ? ORDER BY count(*) DESC LIMIT ${candidatesPerKey}`
  return statement(db, sql)
    .pluck()
    .all(JSON.stringify([...new Set(keys)]), needed) as string[]
}

function findByPieces(db: ReadDb, pieces: readonly string[]): readonly string[] {
  const sql = `SELECT id FROM website_profiles
    WHERE NOT EXISTS (SELECT 1 FROM json_each(?) piece WHERE instr(search_text, piece.value) = 0) LIMIT ${foundAtMost}`
  const wanted = pieces.filter((piece) => piece !== '')
  return wanted.length === 0 ? [] : (statement(db, sql).pluck().all(JSON.stringify(wanted)) as string[])
}

function scoreProfiles(
  db: ReadDb,
  key: number,
  customer: PreparedCandidate,
  ids: readonly string[],
): readonly ProfileCandidate[] {
  if (ids.length === 0) return []
  const frequencies = countFrequencies(db, customer)
  const read = statement(
    db,
    'SELECT id, display_name, email, phone_number, joined_at FROM website_profiles WHERE id = ?',
  )
  const scored = ids.map((id): ProfileCandidate => {
    const profile = read.get(id) as StoredProfile & { readonly joined_at: string | null }
    const { score, reasons } = scorePrepared(customer, prepareProfile(profile), frequencies)
    return {
      profileId: id,
      displayName: profile.display_name,
      email: profile.email,
      phone: showPhone(profile.phone_number),
      joinedAt: profile.joined_at,
      score,
      reasons,
      linkedTo: findHolder(db, id, key),
    }
  })
  return scored.sort((left, right) => right.score - left.score)
}

function prepareProfile({ display_name, email, phone_number }: StoredProfile): PreparedCandidate {
  return prepareCandidate({
    fullName: display_name ?? '',
    phones: phone_number ? [{ value: phone_number }] : [],
    emails: email ? [email] : [],
  })
}

/** Another living customer with this profile. */
function findHolder(db: ReadDb, profileId: string, key: number): ProfileCandidate['linkedTo'] {
  const sql = `SELECT id AS customerId, customer_name AS customerName FROM customers
    WHERE linked_profile_id = ? AND merged_into IS NULL AND key <> ? LIMIT 1`
  return (statement(db, sql).get(profileId, key) as ProfileCandidate['linkedTo'] | undefined) ?? null
}
