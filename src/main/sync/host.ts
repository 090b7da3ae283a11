// Sync as main sees it: a thread that is started, asked, nudged, restarted when it dies, and closed within two seconds.
// How many commands wait and what was refused is read from the store here, so that a save shows at once.
import { performance } from 'node:perf_hooks'
import type { SyncFacts, SyncStatus } from '../../shared/sync.ts'
import { type HelloReply, protocolVersion } from '../../shared/wire.ts'
import { countOpenConflicts } from '../db/conflicts.ts'
import { countCodesLeft } from '../db/customer-codes.ts'
import type { WriteDb } from '../db/handle.ts'
import { countUnsent } from '../db/outbox.ts'
import { countRefused } from '../db/refused.ts'
import { readSettings } from '../db/settings.ts'
import { readSyncPoint } from '../db/sync-state.ts'
import { shareTurn } from '../db/write-turn.ts'
import type { NudgeReason } from '../domain/sync-machine.ts'
import type { LoopStatus, ServerPlace, SignedIn } from './messages.ts'
import type { RemoteSession } from './remote.ts'
import { createWorkerLink } from './worker-link.ts'

/** What main is told. */
export interface SyncEvents {
  readonly onStatus: (status: SyncStatus) => void
  /** Customers whose rows changed by sync; null means many, or all. */
  readonly onChanged: (customerIds: readonly string[] | null) => void
  /** The lists of staff and devices were saved anew. */
  readonly onGreeted: () => void
  readonly onTokensRefreshed: (staffId: string, session: RemoteSession) => void
  readonly onTokensExpired: (staffId: string) => void
  /** The server no longer lets this person work. */
  readonly onStaffRemoved: (staffId: string) => void
  readonly onDeviceRevoked: () => void
  readonly reportFailure: (error: unknown) => void
}

export interface SyncOptions extends SyncEvents {
  /** The connection that answers the screens and saves. */
  readonly db: WriteDb
  readonly folder: string
  /** 32 bytes. */
  readonly key: Buffer
  readonly deviceId: string
  readonly appVersion: string
  /** Where the built worker.ts lies. */
  readonly worker: URL
  /** Null: this directory is alone, and no thread is started until `connect`. */
  readonly server: ServerPlace | null
  /** Milliseconds before a dead worker is replaced for the first time. */
  readonly restartAfter?: number
}

export interface SyncHost {
  nudge(reason: Extract<NudgeReason, 'saved' | 'person' | 'network' | 'resume'>): void
  status(): SyncStatus
  facts(): SyncFacts
  /** Checks that a Regulars server answers at this address and takes this public key, then uses it from now on. */
  connect(url: string, key: string): Promise<void>
  signIn(email: string, password: string): Promise<SignedIn>
  /** Registers or renames this device in the name of whoever signed in last, and greets once more. */
  registerDevice(name: string): Promise<HelloReply>
  /** Whose tokens carry the sync from now on; null: nobody's. */
  useSession(staffId: string | null, session: RemoteSession | null): void
  /** Makes these tokens worthless at the server, as far as it can be reached. */
  endSession(session: RemoteSession): Promise<void>
  /** Resolves within two seconds, whatever is under way. */
  close(): Promise<void>
}

const notMet: LoopStatus = { state: 'offline', problem: null, nextTryAt: null, isRealtimeOpen: false }

/** An error of the worker's, without its words. */
function rebuildError(name: string, frames: string): Error {
  const error = new Error('in the sync thread')
  error.name = name
  error.stack = `${name}\n${frames}`
  return error
}

/** Starts sync for an open store. */
export function startSync(options: SyncOptions): SyncHost {
  const { db, deviceId } = options
  let server = options.server
  let loop = notMet
  let carrier: { readonly staffId: string; readonly session: RemoteSession } | null = null
  let toldStatus = ''

  const link = createWorkerLink({
    worker: options.worker,
    elapsed: () => performance.now(),
    restartAfter: options.restartAfter,
    start: () => ({
      folder: options.folder,
      key: options.key,
      turn: shareTurn(db),
      deviceId,
      appVersion: options.appVersion,
      server,
      carrier,
    }),
    onDeath(error) {
      options.reportFailure(error)
      loop = { ...notMet, problem: 'UNEXPECTED' }
      tellStatus()
    },
    hear(message) {
      switch (message.kind) {
        case 'status':
          hearStatus(message.status)
          break
        case 'changed':
          options.onChanged(message.customerIds)
          tellStatus()
          break
        case 'greeted':
          options.onGreeted()
          break
        case 'refreshed':
          if (carrier?.staffId === message.staffId) carrier = message
          options.onTokensRefreshed(message.staffId, message.session)
          break
        case 'expired':
          if (carrier?.staffId === message.staffId) carrier = null
          options.onTokensExpired(message.staffId)
          break
        case 'barred':
          if (carrier?.staffId === message.staffId) carrier = null
          options.onStaffRemoved(message.staffId)
          break
        case 'surprise':
          options.reportFailure(rebuildError(message.name, message.frames))
      }
    },
  })
  if (server) link.run()

  function hearStatus(status: LoopStatus): void {
    const isNewlyRevoked = status.problem === 'DEVICE_REVOKED' && loop.problem !== 'DEVICE_REVOKED'
    loop = status
    if (isNewlyRevoked) options.onDeviceRevoked()
    tellStatus()
  }

  function tellStatus(): void {
    const status = readStatus()
    const text = JSON.stringify(status)
    if (text === toldStatus) return
    toldStatus = text
    options.onStatus(status)
  }

  function readStatus(): SyncStatus {
    const point = readSyncPoint(db)
    const isAlone = server === null
    const { pulledRows, totalRows } = point
    return {
      state: isAlone ? 'alone' : loop.state,
      problem: isAlone ? null : loop.problem,
      lastSyncAt: point.lastPullAt,
      nextTryAt: isAlone ? null : loop.nextTryAt,
      unsent: countUnsent(db),
      refused: countRefused(db),
      conflicts: countOpenConflicts(db),
      firstPull:
        isAlone || !point.isFirstPull || totalRows === null
          ? null
          : { done: pulledRows, total: Math.max(pulledRows, totalRows) },
      codesLeft: isAlone ? null : countCodesLeft(db),
    }
  }

  return {
    nudge(reason) {
      link.tell({ kind: 'nudge', reason })
      if (reason === 'saved') tellStatus()
    },
    status: readStatus,
    facts() {
      const { epoch, lastPullAt, lastPushAt, clockAhead } = readSyncPoint(db)
      const { deviceName } = readSettings(db)
      const { isRealtimeOpen } = loop
      const protocol = protocolVersion
      const serverUrl = server?.url ?? null
      return {
        serverUrl,
        deviceId,
        deviceName,
        protocol,
        epoch,
        lastPullAt,
        lastPushAt,
        clockAhead,
        isRealtimeOpen,
      }
    },
    async connect(url, key) {
      link.run()
      await link.ask({ name: 'connect', asks: { url, key } })
      server = { url, key }
      tellStatus()
    },
    signIn: (email, password) => link.ask({ name: 'signIn', asks: { email, password } }),
    registerDevice: (name) => link.ask({ name: 'registerDevice', asks: { name } }),
    useSession(staffId, session) {
      carrier = staffId === null || session === null ? null : { staffId, session }
      link.tell({ kind: 'carrier', staffId, session })
    },
    async endSession(session) {
      await link.ask({ name: 'endSession', asks: { session } })
    },
    close: link.close,
  }
}
