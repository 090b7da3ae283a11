// What website profiles can be met by: phones and e-mails in normal form, names by the sound of each word. Made where a
// profile has none yet, a few at a time, so that neither the counter nor a pull waits for it.
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

/** Makes the keys of every profile that has none; returns between two slices. */
export async function makeProfileKeys(db: WriteDb): Promise<void> {
  while (hasProfileWithoutKeys(db)) {
    inTransaction(db, () => makeSomeKeys(db))
    await setImmediate()
  }
}

function hasProfileWithoutKeys(db: ReadDb): boolean {
  return statement(db, 'SELECT 1 FROM website_profiles WHERE search_text IS NULL LIMIT 1').get() !== undefined
}

function makeSomeKeys(db: WriteDb): void {
  const sql = `SELECT id, display_name, email, phone_number FROM website_profiles
    WHERE search_text IS NULL LIMIT ${profilesAtOnce}`
  const forget = statement(db, 'DELETE FROM website_profile_keys WHERE profile_id = ?')
  const insert = statement(db, 'INSERT OR IGNORE INTO website_profile_keys (key, profile_id) VALUES (?, ?)')
  const mark = statement(db, 'UPDATE website_profiles SET search_text = ? WHERE id = ?')
  for (const profile of statement(db, sql).all() as StoredProfile[]) {
    forget.run(profile.id)
    for (const key of keysOf(profile)) insert.run(key, profile.id)
    mark.run(searchTextOf(profile), profile.id)
  }
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
