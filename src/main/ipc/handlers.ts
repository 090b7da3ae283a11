// Every method of the contract and the function that answers it: one line each.
import type { StoreNotice } from '../../shared/contract.ts'
import { makeUuid } from '../../shared/uuid.ts'
import { directoryId } from '../../shared/wire.ts'
import { countCustomers, readCard } from '../db/customers.ts'
import { findLikelyDuplicates } from '../db/duplicate-candidates.ts'
import type { WriteDb } from '../db/handle.ts'
import { countUnsent } from '../db/outbox.ts'
import { listRecent, scanCustomer, searchCustomers } from '../db/search.ts'
import { readSettings, writeSettings } from '../db/settings.ts'
import type { Command } from '../domain/commands.ts'
import type { Imports } from '../import/imports.ts'
import type { DuplicateSearch } from '../reports/duplicate-search.ts'
import type { CustomerReports } from '../reports/reports.ts'
import type { Session } from '../session/session.ts'
import { runCommand, type WriteContext } from '../write/run-command.ts'
import type { Handlers } from './dispatch.ts'
import { createInboxPlace } from './inbox-place.ts'
import { createListPlace } from './list-place.ts'
import { createMergesPlace } from './merges-place.ts'
import { createProfilePlace } from './profile-place.ts'
import { requireManager } from './require-manager.ts'
import { createSyncPlace, type SyncPort } from './sync-place.ts'
import { createVenuePlace } from './venue-place.ts'

/** What the handlers stand on; made once in main/index. */
export interface HandlerContext {
  readonly db: WriteDb
  readonly write: WriteContext
  readonly imports: Imports
  readonly version: string
  readonly runtime: string
  readonly session: Session
  readonly storeNotice: StoreNotice
  readonly lastBackupAt: () => string | null
  /** Tells every screen which customer changed; null: many. */
  readonly announceChange: (customerId: string | null) => void
  readonly reports: CustomerReports
  readonly duplicates: Pick<DuplicateSearch, 'status' | 'tell'>
  readonly onTagProgress: (done: number, total: number) => void
  /** Null while this directory has no server. */
  readonly sync: () => SyncPort | null
  readonly chooseSavePath: (defaultName: string) => Promise<string | null>
}

const defaultSearchLimit = 20

/** Makes the handlers of every method. */
export function createHandlers(context: HandlerContext): Handlers {
  const { db, imports, session } = context
  const carryOut = (command: Command) => {
    const { customerId, changed } = runCommand(context.write, command)
    if (changed) context.announceChange(customerId)
    return customerId
  }
  const run = (command: Command) => readCard(db, { customerId: carryOut(command) })
  return {
    'app.info': () => ({
      version: context.version,
      runtime: context.runtime,
      deviceId: context.write.deviceId,
      role: session.role(),
      customers: countCustomers(db),
      unsent: countUnsent(db),
      storeNotice: context.storeNotice,
      lastBackupAt: context.lastBackupAt(),
    }),
    'settings.get': () => readSettings(db),
    'settings.set': (changes) => writeSettings(db, changes),

    'session.get': () => session.get(),
    'session.connect': (args) => session.connect(args),
    'session.stayAlone': () => session.stayAlone(),
    'session.signIn': (args) => session.signIn(args),
    'session.registerDevice': (args) => session.registerDevice(args),
    'session.setPin': (args) => session.setPin(args),
    'session.enterPin': (args) => session.enterPin(args),
    'session.lock': () => session.lock(),
    'session.signOut': (args) => session.signOut(args),
    'session.setLockAfter': (args) => session.setLockAfter(args),

    'lookup.search': ({ text, limit }) => searchCustomers(db, text, limit ?? defaultSearchLimit),
    'lookup.recent': ({ limit }) => listRecent(db, limit),
    'lookup.scan': ({ text }) => scanCustomer(db, text),

    'customers.card': (args) => readCard(db, args),
    'duplicates.check': (args) => findLikelyDuplicates(db, args),

    'customer.create': (args) => run({ kind: 'customer.create', ...args }),
    'customer.update': (args) => run({ kind: 'customer.update', ...args }),
    'customer.addDetails': (args) => run({ kind: 'customer.addDetails', ...args }),
    'customer.addNote': (args) => run({ kind: 'customer.addNote', ...args }),
    'customer.editNote': (args) => run({ kind: 'customer.editNote', ...args }),
    'customer.logContact': (args) => run({ kind: 'customer.logContact', ...args }),
    'customer.linkProfile': (args) => run({ kind: 'customer.linkProfile', ...args }),
    'customer.checkIn': (args) => run({ kind: 'customer.checkIn', ...args }),
    'customer.recordSale': (args) => run({ kind: 'customer.recordSale', ...args }),
    'customer.addCredit': (args) => run({ kind: 'customer.addCredit', ...args }),
    'customer.setActive': (args) => {
      // Everybody may revive; taking out of use is a manager's decision.
      if (!args.isActive) requireManager(session.role())
      return run({ kind: 'customer.setActive', ...args })
    },

    ...createProfilePlace({ db, now: context.write.now }),
    ...createSyncPlace({ ...context, run }),
    ...createListPlace({
      write: context.write,
      reports: context.reports,
      announceMany: () => context.announceChange(null),
      onTagProgress: context.onTagProgress,
      logExport: (asked) => {
        const commandId = makeUuid(context.write.now().getTime(), context.write.randomBytes(10))
        carryOut({ kind: 'directory.export', commandId, customerId: directoryId, asked })
      },
    }),
    ...createMergesPlace({
      db,
      now: context.write.now,
      carryOut,
      announceMany: () => context.announceChange(null),
    }),
    ...createInboxPlace({
      db,
      now: context.write.now,
      search: context.duplicates,
      touchedBy: imports.touchedBy,
      run: carryOut,
    }),
    ...createVenuePlace({ db, write: context.write, role: session.role, run: carryOut }),

    'import.choose': () => imports.choose(),
    'import.waiting': () => imports.waiting(),
    'import.preview': (args) => imports.preview(args),
    'import.start': (args) => imports.start(args),
    'import.cancel': (args) => imports.cancel(args),
    'import.saveRefused': (args) => imports.saveRefused(args),
  }
}
