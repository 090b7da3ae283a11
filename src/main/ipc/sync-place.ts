// What the Sync place asks for: how sync stands, the lists of what waits, and what a person decides about them.

import { AppError } from '../../shared/errors.ts'
import type { SyncFacts, SyncStatus } from '../../shared/sync.ts'
import { protocolVersion } from '../../shared/wire.ts'
import { countOpenConflicts, listConflicts, readConflict } from '../db/conflicts.ts'
import type { WriteDb } from '../db/handle.ts'
import { countUnsent, listUnsent } from '../db/outbox.ts'
import { countRefused, listRefused, removeRefused } from '../db/refused.ts'
import { readSettings } from '../db/settings.ts'
import type { Command } from '../domain/commands.ts'
import { retryRefused } from '../write/retry-refused.ts'
import type { WriteContext } from '../write/run-command.ts'
import { saveDiagnostics } from './diagnostics.ts'
import type { Handlers } from './dispatch.ts'

/** The sync of a counter that has a server; null while it has none. */
export interface SyncPort {
  status(): SyncStatus
  facts(): SyncFacts
  nudge(reason: 'saved' | 'person'): void
}

export interface SyncPlaceContext {
  readonly db: WriteDb
  readonly write: WriteContext
  readonly sync: () => SyncPort | null
  readonly version: string
  readonly chooseSavePath: (defaultName: string) => Promise<string | null>
  /** Runs a command on the one write path and tells every screen. */
  readonly run: (command: Command) => void
  readonly announceChange: (customerId: string) => void
}

type SyncHandlers = Pick<Handlers, Extract<keyof Handlers, `sync.${string}`>>

/** How sync stands, with counts as they are at this moment. */
export function syncStatus(db: WriteDb, sync: SyncPort | null): SyncStatus {
  const status = sync?.status() ?? alone
  return { ...status, unsent: countUnsent(db), refused: countRefused(db), conflicts: countOpenConflicts(db) }
}

const alone: SyncStatus = {
  state: 'alone',
  problem: null,
  lastSyncAt: null,
  nextTryAt: null,
  unsent: 0,
  refused: 0,
  conflicts: 0,
  firstPull: null,
  codesLeft: null,
}

/** Makes the handlers of the Sync place. */
export function createSyncPlace(context: SyncPlaceContext): SyncHandlers {
  const { db, write } = context
  const status = () => syncStatus(db, context.sync())
  const facts = () => context.sync()?.facts() ?? factsAlone(context)
  const nudged = (reason: 'saved' | 'person') => {
    context.sync()?.nudge(reason)
    return status()
  }
  return {
    'sync.status': status,
    'sync.facts': facts,
    'sync.unsent': () => listUnsent(db),
    'sync.refused': () => listRefused(db),
    'sync.conflicts': () => listConflicts(db),
    'sync.now': () => nudged('person'),
    'sync.retryRefused': (args) => {
      context.announceChange(retryRefused(write, args).customerId)
      return nudged('saved')
    },
    'sync.discardRefused': ({ refusedId }) => {
      removeRefused(db, refusedId)
      return nudged('saved')
    },
    'sync.settleConflict': ({ commandId, conflictId, value }) => {
      const conflict = readConflict(db, conflictId)
      if (conflict?.status !== 'open') {
        throw new AppError('CONFLICT_SETTLED', 'Somebody settled this meanwhile.')
      }
      const { customerId, column, kind } = conflict
      context.run({
        kind: 'conflict.settle',
        commandId,
        customerId,
        conflictId,
        column: kind === 'field' ? column : null,
        value,
      })
      return status()
    },
    'sync.saveDiagnostics': () =>
      saveDiagnostics(
        db,
        { version: context.version, status: status(), facts: facts() },
        context.chooseSavePath,
      ),
  }
}

function factsAlone({ db, write }: SyncPlaceContext): SyncFacts {
  return {
    serverUrl: null,
    deviceId: write.deviceId,
    deviceName: readSettings(db).deviceName,
    protocol: protocolVersion,
    epoch: null,
    lastPullAt: null,
    lastPushAt: null,
    clockAhead: null,
    isRealtimeOpen: false,
  }
}
