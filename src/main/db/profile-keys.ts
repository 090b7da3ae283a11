// What website profiles can be met by: phones and e-mails in normal form, names by the sound of each word. Made where a
// profile has none yet, a few at a time: after a pull by whoever pulled, else when somebody asks.
import { setImmediate } from 'node:timers/promises'
import { normaliseEmail, normalisePhone } from '../../shared/contact-info.ts'
import { nameWords, soundSkeleton } from '../../shared/name-keys.ts'
import { normaliseText } from '../../shared/text.ts'
import { inTransaction, type ReadDb, statement, type WriteDb } from './handle.ts'

/** A few milliseconds' work. */
const profilesAtOnce = 100
const separator = '\u001f'

/** A website profile as the server tells of it. */
export interface StoredProfile {
  readonly id: string
  readonly display_name: string | null
  readonly email: string | null
  readonly phone_number: string | null
}

/** The keys a phone, an e-mail or the words of a name are met by. */
export const profileKeys = {
  phone: (normalised: string) => `p${normalised}`,
  email: (normalised: string) => `e${normalised}`,
  word: (word: string) => `n${soundSkeleton(word)}`,
}

/** Makes the keys of every profile that has none; returns between two transactions. */
export async function makeProfileKeys(db: WriteDb): Promise<void> {
  while (makeSomeProfileKeys(db)) await setImmediate()
}

/** Makes the keys of some profiles in a transaction of its own; false when none was left. */
export function makeSomeProfileKeys(db: WriteDb): boolean {
  const waiting = readWithoutKeys(db)
  if (waiting.length === 0) return false
  inTransaction(db, () => {
    const forget = statement(db, 'DELETE FROM website_profile_keys WHERE profile_id = ?')
    const insert = statement(db, 'INSERT OR IGNORE INTO website_profile_keys (key, profile_id) VALUES (?, ?)')
    const mark = statement(db, 'UPDATE website_profiles SET search_text = ? WHERE id = ?')
    for (const profile of readWithoutKeys(db)) {
      forget.run(profile.id)
      for (const key of keysOf(profile)) insert.run(key, profile.id)
      mark.run(searchTextOf(profile), profile.id)
    }
  })
  return true
}

function readWithoutKeys(db: ReadDb): readonly StoredProfile[] {
  const sql = `SELECT id, display_name, email, phone_number FROM website_profiles
    WHERE search_text IS NULL LIMIT ${profilesAtOnce}`
  return statement(db, sql).all() as StoredProfile[]
}

function keysOf({ display_name, email, phone_number }: StoredProfile): readonly string[] {
  const phone = normalisePhone(phone_number ?? '')
  const address = normaliseEmail(email ?? '')
  return [
    ...(phone ? [profileKeys.phone(phone.e164)] : []),
    ...(address ? [profileKeys.email(address)] : []),
    ...nameWords(display_name ?? '').map(profileKeys.word),
  ]
}

function searchTextOf({ display_name, email, phone_number }: StoredProfile): string {
  const phone = phone_number === null ? null : (normalisePhone(phone_number)?.digits ?? phone_number)
  return [display_name, email, phone].map((text) => normaliseText(text ?? '')).join(separator)
}
