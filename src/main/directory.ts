// The directory of customers as one thing: store, write path, imports, backups and the dispatch that serves a page.
// It knows nothing of windows, so that it can be started in a test as it is in the app.
import type { Announce } from '../shared/contract.ts'
import type { Role } from '../shared/method.ts'
import { makeUuid } from '../shared/uuid.ts'
import type { CommandLine } from './command-line.ts'
import { lastBackup } from './db/backup.ts'
import { backupStore, scheduleBackups } from './db/backup-schedule.ts'
import { countCustomers } from './db/customers.ts'
import type { WriteDb } from './db/handle.ts'
import { closeStore, noteDamage, openStore } from './db/open.ts'
import { readDeviceId } from './db/settings.ts'
import { isUnbuilt } from './db/unplaced.ts'
import { createImports } from './import/imports.ts'
import { loadDemo } from './import/load-demo.ts'
import { createDispatch, type Dispatch, type ReportFailure } from './ipc/dispatch.ts'
import { createHandlers } from './ipc/handlers.ts'
import { createDuplicateSearch, type DuplicateSearch } from './reports/duplicate-search.ts'
import { createReports } from './reports/reports.ts'
import { createMemoryVault } from './session/memory-vault.ts'
import type { TokenVault } from './session/server.ts'
import { createSession, type Session } from './session/session.ts'
import { applyStartWishes, readMode, readServer } from './session/start-mode.ts'
import { type SyncEvents, startSync } from './sync/host.ts'
import type { WriteContext } from './write/run-command.ts'

export interface DirectoryOptions {
  readonly folder: string
  /** 32 bytes. */
  readonly key: Buffer
  readonly version: string
  readonly runtime: string
  readonly commandLine: CommandLine
  readonly workers: { readonly backup: URL; readonly import: URL; readonly reports: URL; readonly sync: URL }
  /** Where tokens are kept; without one they are forgotten at the end. */
  readonly vault?: TokenVault
  readonly randomBytes: (count: number) => Uint8Array
  readonly announce: Announce
  readonly chooseImportFile: () => Promise<string | null>
  readonly chooseSavePath: (defaultName: string) => Promise<string | null>
  readonly reportFailure: ReportFailure
}

export interface Directory {
  readonly dispatch: Dispatch
  readonly role: () => Role | null
  /** Locks the screen, as when the computer is locked or falls asleep. */
  readonly lock: () => void
  /** The computer woke up: whatever waits to be tried again is tried now. */
  readonly wake: () => void
  /** Stops what runs, makes a last backup and closes the file. */
  readonly close: () => Promise<void>
}

/** Opens the store and everything that stands on it. Throws AppError with one of the STORE_ codes. */
export async function startDirectory(given: DirectoryOptions): Promise<Directory> {
  const announce: Announce = (name, payload) => {
    given.announce(name, payload)
    if (name === 'directory.changed') duplicates?.notice()
  }
  const options = { ...given, announce }
  const { folder, key, commandLine } = options
  let duplicates: DuplicateSearch | null = null
  const { db, notice } = openStore({ folder, key })
  const deviceId = readDeviceId(db, () => makeUuid(Date.now(), options.randomBytes(10)))
  const { demoFile, importFile } = commandLine
  const wantsFile = demoFile !== null || importFile !== null
  applyStartWishes(db, { alone: commandLine.alone || wantsFile, server: commandLine.server ?? null })
  if (demoFile && readMode(db) === 'alone' && countCustomers(db) === 0) await loadDemo(db, demoFile)
  const server = readMode(db) === 'server' ? readServer(db) : null
  const sync = startSync({
    ...hearSync(options, () => session),
    db,
    folder,
    key,
    deviceId,
    appVersion: options.version,
    worker: options.workers.sync,
    server,
  })
  const session: Session = createSession({
    db,
    server: sync,
    vault: options.vault ?? createMemoryVault(),
    deviceId,
    now: () => new Date(),
    onChange: (state) => announce('session.changed', state),
  })
  session.resume()
  const write = createWriteContext(db, deviceId, session.actor, options)

  const backups = scheduleBackups({
    backup: () => backupStore({ folder, key, now: new Date(), worker: options.workers.backup }),
    reportFailure: (error) => options.reportFailure('backup', error),
  })
  const imports = createImports({
    folder,
    key,
    db,
    deviceId,
    actor: session.actor,
    worker: options.workers.import,
    announce,
    chooseFile: options.chooseImportFile,
    chooseSavePath: options.chooseSavePath,
    waitingFile: importFile,
  })
  const reports = createReports({
    folder,
    key,
    db,
    worker: options.workers.reports,
    chooseSavePath: options.chooseSavePath,
    onProgress: (done, total) => announce('list.progress', { task: 'export', done, total }),
  })
  const search = createDuplicateSearch({
    folder,
    key,
    db,
    worker: options.workers.reports,
    isReady: () => !imports.isRunning() && sync.status().firstPull === null && !isUnbuilt(db),
    onStatus: (status) => announce('duplicates.status', status),
    reportFailure: (error) => options.reportFailure('duplicates', error),
  })
  duplicates = search
  const handlers = createHandlers({
    db,
    write,
    imports,
    reports,
    duplicates: search,
    onTagProgress: (done, total) => announce('list.progress', { task: 'tag', done, total }),
    session,
    version: options.version,
    runtime: options.runtime,
    storeNotice: notice,
    lastBackupAt: () => lastBackup(folder)?.at ?? null,
    announceChange: (customerId) => {
      announce('directory.changed', { customerId })
      sync.nudge('saved')
    },
    sync: () => sync,
    chooseSavePath: options.chooseSavePath,
  })
  const dispatch = noticeDamage(createDispatch(handlers, options.reportFailure), () => noteDamage(folder))
  return {
    dispatch: (...call) => {
      search.noteCall()
      return dispatch(...call)
    },
    role: session.role,
    lock: session.lock,
    wake: () => sync.nudge('resume'),
    close: async () => {
      await imports.close()
      await search.close()
      await reports.close()
      await sync.close()
      await backups.finish()
      closeStore(db)
    },
  }
}

/** What sync tells, passed on to the page and to the session. */
function hearSync({ announce, reportFailure }: DirectoryOptions, session: () => Session): SyncEvents {
  const attend = (work: Promise<void>) => {
    work.catch((error: unknown) => reportFailure('session', error))
  }
  return {
    onStatus: (status) => announce('sync.status', status),
    onChanged: (customerIds) => {
      const [only] = customerIds ?? []
      announce('directory.changed', { customerId: customerIds?.length === 1 && only ? only : null })
    },
    onGreeted: () => attend(session().refresh()),
    onTokensRefreshed: (staffId, tokens) => attend(session().keepTokens(staffId, tokens)),
    onTokensExpired: (staffId) => attend(session().dropTokens(staffId)),
    onStaffRemoved: (staffId) => attend(session().removeStaff(staffId)),
    onDeviceRevoked: () => session().revokeDevice(),
    reportFailure: (error) => reportFailure('sync', error),
  }
}

/** A bad page met while serving is remembered, so that the next start checks and repairs the file. */
function noticeDamage(dispatch: Dispatch, note: () => void): Dispatch {
  return async (caller, method, args) => {
    const reply = await dispatch(caller, method, args)
    if (!reply.ok && reply.error.code === 'STORE_DAMAGED') note()
    return reply
  }
}

function createWriteContext(
  db: WriteDb,
  deviceId: string,
  readActor: () => string | null,
  { randomBytes }: DirectoryOptions,
): WriteContext {
  return {
    db,
    deviceId,
    now: () => new Date(),
    randomBytes,
    get actor() {
      return readActor()
    },
  }
}
