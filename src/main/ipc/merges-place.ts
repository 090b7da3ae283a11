// Merging customers and undoing merges.
import { readCard } from '../db/customers.ts'
import type { ReadDb } from '../db/handle.ts'
import { readMergeLine } from '../db/merge-facts.ts'
import { listMergesOf, listRecentMerges } from '../db/merge-history.ts'
import { previewMerge } from '../db/merge-preview.ts'
import { previewUndo } from '../db/undo-preview.ts'
import type { Command } from '../domain/commands.ts'
import type { Handlers } from './dispatch.ts'

type MergeHandlers = Pick<
  Handlers,
  Extract<keyof Handlers, `merges.${string}`> | 'customer.merge' | 'customer.unmerge'
>

/** Makes the handlers of this place; `carryOut` answers the customer a command ended on, `announceMany` that several changed. */
export function createMergesPlace({
  db,
  now,
  carryOut,
  announceMany,
}: {
  readonly db: ReadDb
  readonly now: () => Date
  readonly carryOut: (command: Command) => string
  readonly announceMany: () => void
}): MergeHandlers {
  return {
    'merges.preview': (args) => previewMerge(db, args, now()),
    'merges.of': (args) => listMergesOf(db, args),
    'merges.recent': (args) => listRecentMerges(db, args),
    'merges.undoPreview': (args) => previewUndo(db, args),
    'customer.merge': (args) => {
      const customerId = carryOut({ kind: 'customer.merge', ...args })
      announceMany()
      return readCard(db, { customerId })
    },
    'customer.unmerge': (args) => {
      carryOut({ kind: 'customer.unmerge', ...args })
      announceMany()
      return readCard(db, {
        customerId: readMergeLine(db, args.mergeId)?.merged_customer_id ?? args.customerId,
      })
    },
  }
}
