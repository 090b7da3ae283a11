// The duplicates inbox: what waits, why, and what people say about it. Looking for duplicates happens by itself elsewhere.
import { directoryId } from '../../shared/wire.ts'
import { explainPair } from '../db/compare-stored.ts'
import { listDismissed } from '../db/dismissals.ts'
import { listDuplicates } from '../db/duplicate-inbox.ts'
import { endPostponements, postponePairs } from '../db/duplicate-pairs.ts'
import { inTransaction, type WriteDb } from '../db/handle.ts'
import type { Command } from '../domain/commands.ts'
import type { DuplicateSearch } from '../reports/duplicate-search.ts'
import type { Handlers } from './dispatch.ts'

export interface InboxPlaceContext {
  readonly db: WriteDb
  readonly now: () => Date
  readonly search: Pick<DuplicateSearch, 'status' | 'tell'>
  /** The local keys of the customers that the import of a file made or changed. */
  readonly touchedBy: (importToken: string) => ReadonlySet<number>
  /** Runs a command on the one write path and tells every screen. */
  readonly run: (command: Command) => void
}

type InboxHandlers = Pick<
  Handlers,
  Exclude<Extract<keyof Handlers, `duplicates.${string}`>, 'duplicates.check'>
>

/** How long "later" is. */
const postponedFor = 7 * 24 * 60 * 60 * 1000

/** Makes the handlers of the inbox. */
export function createInboxPlace({ db, now, search, touchedBy, run }: InboxPlaceContext): InboxHandlers {
  const about = { customerId: directoryId } as const
  return {
    'duplicates.list': ({ importToken, ...args }) => {
      const among = importToken === undefined ? null : touchedBy(importToken)
      return listDuplicates(db, { ...args, among }, now())
    },
    'duplicates.status': () => search.status(),
    'duplicates.explain': (args) => explainPair(db, args, now()),
    'duplicates.dismissed': (args) => listDismissed(db, args),
    'duplicates.dismiss': (args) => {
      run({ kind: 'duplicates.dismiss', ...about, ...args })
      return search.tell()
    },
    'duplicates.restore': (args) => {
      run({ kind: 'duplicates.restore', ...about, ...args })
      return search.tell()
    },
    'duplicates.postpone': ({ pairs }) => {
      const until = new Date(now().getTime() + postponedFor).toISOString()
      inTransaction(db, () => postponePairs(db, pairs, until))
      return search.tell()
    },
    'duplicates.resume': ({ pairs }) => {
      inTransaction(db, () => (pairs === null ? endPostponements(db) : postponePairs(db, pairs, null)))
      return search.tell()
    },
  }
}
