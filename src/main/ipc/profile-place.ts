// What a profile asks for, tab by tab.
import type { WriteDb } from '../db/handle.ts'
import { readProfile } from '../db/profile.ts'
import { readBookings } from '../db/profile-bookings.ts'
import { readContacts } from '../db/profile-contacts.ts'
import { readHistory } from '../db/profile-history.ts'
import { readInsights } from '../db/profile-insights.ts'
import { makeProfileKeys } from '../db/profile-keys.ts'
import { readLedger } from '../db/profile-ledger.ts'
import { searchProfiles, suggestProfiles } from '../db/profile-links.ts'
import { readNoteHistory, readNotes } from '../db/profile-notes.ts'
import { readPackages } from '../db/profile-packages.ts'
import { readTransactions } from '../db/profile-transactions.ts'
import type { Handlers } from './dispatch.ts'

type ProfileHandlers = Pick<Handlers, Extract<keyof Handlers, `profile.${string}`>>

/** Makes the handlers of the profile; `now` is the counter's clock. */
export function createProfilePlace({
  db,
  now,
}: {
  readonly db: WriteDb
  readonly now: () => Date
}): ProfileHandlers {
  return {
    'profile.get': (args) => readProfile(db, args, now()),
    'profile.transactions': (args) => readTransactions(db, args),
    'profile.packages': (args) => readPackages(db, args, now()),
    'profile.bookings': (args) => readBookings(db, args, now()),
    'profile.notes': (args) => readNotes(db, args),
    'profile.noteHistory': (args) => readNoteHistory(db, args),
    'profile.contacts': (args) => readContacts(db, args),
    'profile.ledger': (args) => readLedger(db, args),
    'profile.history': (args) => readHistory(db, args),
    'profile.insights': (args) => readInsights(db, args, now()),
    'profile.suggestLinks': async (args) => {
      await makeProfileKeys(db)
      return suggestProfiles(db, args)
    },
    'profile.searchProfiles': async (args) => {
      await makeProfileKeys(db)
      return searchProfiles(db, args)
    },
  }
}
