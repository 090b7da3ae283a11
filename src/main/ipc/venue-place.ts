// What belongs to the venue and to whoever works there: tiers, notices, saved views, and what a person left behind here.
import { AppError } from '../../shared/errors.ts'
import type { Role } from '../../shared/method.ts'
import { directoryId } from '../../shared/wire.ts'
import type { WriteDb } from '../db/handle.ts'
import { listNotices } from '../db/notices.ts'
import { readMemory, writeMemory } from '../db/personal-memory.ts'
import { listViews, readOwnership } from '../db/saved-views.ts'
import { listTiers } from '../db/tiers.ts'
import type { Command } from '../domain/commands.ts'
import { isAllowed } from '../domain/permissions.ts'
import type { WriteContext } from '../write/run-command.ts'
import type { Handlers } from './dispatch.ts'
import { requireManager } from './require-manager.ts'

export interface VenuePlaceContext {
  readonly db: WriteDb
  readonly write: WriteContext
  readonly role: () => Role | null
  /** Runs a command on the one write path and tells every screen. */
  readonly run: (command: Command) => void
}

type Families = 'tiers' | 'notices' | 'views' | 'memory'
type VenueHandlers = Pick<Handlers, Extract<keyof Handlers, `${Families}.${string}`>>

/** Makes the handlers of the venue. */
export function createVenuePlace({ db, write, role, run }: VenuePlaceContext): VenueHandlers {
  const notices = () => listNotices(db, write.actor, isAllowed(role(), 'manager'))
  const views = () => listViews(db, write.actor)
  const about = { customerId: directoryId } as const
  return {
    'tiers.list': () => listTiers(db),
    'tiers.save': (args) => {
      run({ kind: 'tier.save', ...about, ...args })
      return listTiers(db)
    },

    'notices.list': notices,
    'notices.markRead': (args) => {
      run({ kind: 'notice.markRead', ...about, ...args })
      return notices()
    },
    'notices.publish': (args) => {
      run({ kind: 'notice.publish', ...about, ...args })
      return notices()
    },
    'notices.withdraw': (args) => {
      run({ kind: 'notice.withdraw', ...about, ...args })
      return notices()
    },

    'views.list': views,
    'views.save': (args) => {
      if (args.isShared) requireManager(role())
      run({ kind: 'view.save', ...about, ...args })
      return views()
    },
    'views.remove': (args) => {
      const view = readOwnership(db, args.viewId)
      if (view && view.staffId !== write.actor) refuseForeignView(view.isShared, role())
      run({ kind: 'view.remove', ...about, ...args })
      return views()
    },

    'memory.get': ({ name }) => readMemory(db, write.actor, name),
    'memory.set': ({ name, value }) => {
      writeMemory(db, write.actor, name, value)
      return null
    },
  }
}

/** A view that everybody sees is for managers to remove; one that is somebody's alone is theirs. */
function refuseForeignView(isShared: boolean, role: Role | null): void {
  if (!isShared) throw new AppError('NOT_ALLOWED', 'This view is somebody else’s.')
  requireManager(role)
}
