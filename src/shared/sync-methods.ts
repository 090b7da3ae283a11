// The methods of the Sync place: how it stands, what is unsent, what was refused, what a person must decide.
import * as yup from 'yup'
import { limits, uuidSchema } from './customer.ts'
import { command, nothing, object, query } from './method.ts'
import type { CommandSummary, RefusedCommand, SyncConflict, SyncFacts, SyncStatus } from './sync.ts'
import type { ColumnValue } from './wire.ts'

const id = uuidSchema.required()
/** A value of one column as people may type it: a text no longer than a note, a whole number, or nothing. */
const columnValue = yup
  .mixed<string | number>()
  .test(
    'column-value',
    (value) =>
      value === null ||
      value === undefined ||
      (typeof value === 'string' && value.length <= limits.noteLength) ||
      (typeof value === 'number' && Number.isSafeInteger(value)),
  )
  .nullable()
  .defined() as unknown as yup.Schema<ColumnValue>

export const syncMethods = {
  'sync.status': query<Record<string, never>, SyncStatus>('anyone', nothing),
  'sync.facts': query<Record<string, never>, SyncFacts>('staff', nothing),
  /** At most 500, oldest first. */
  'sync.unsent': query<Record<string, never>, readonly CommandSummary[]>('staff', nothing),
  'sync.refused': query<Record<string, never>, readonly RefusedCommand[]>('staff', nothing),
  'sync.conflicts': query<Record<string, never>, readonly SyncConflict[]>('staff', nothing),
  /** Tries at once, whatever the waiting time. */
  'sync.now': command<Record<string, never>, SyncStatus>('staff', nothing),
  /** Does what was refused once more, on the customer as it is now, under the caller's name and a new command id. */
  'sync.retryRefused': command<{ commandId: string; refusedId: string }, SyncStatus>(
    'staff',
    object({ commandId: id, refusedId: id }),
  ),
  'sync.discardRefused': command<{ refusedId: string }, SyncStatus>('staff', object({ refusedId: id })),
  /** Picks either value or a third one; works offline like any other change. */
  'sync.settleConflict': command<{ commandId: string; conflictId: string; value: ColumnValue }, SyncStatus>(
    'manager',
    object({ commandId: id, conflictId: id, value: columnValue }) as unknown as yup.Schema<{
      commandId: string
      conflictId: string
      value: ColumnValue
    }>,
  ),
  /** Opens the system's save dialog; counts, states and codes only. The name of the file, or null. */
  'sync.saveDiagnostics': command<Record<string, never>, { fileName: string } | null>('staff', nothing),
} as const
