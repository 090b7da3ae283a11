// What the Sync place, the header and the session screens are told: plain facts, no personal data beyond names of staff.
import type { ErrorCode } from './errors.ts'
import type { MergeEntry } from './merging.ts'
import type { ColumnValue } from './wire.ts'

/**
 * `alone`: no server was ever set up. `online`: the last exchange succeeded and nothing is left to do.
 * `busy`: pushing or pulling. `behind`: the server answers but something keeps us from being level with it.
 * `offline`: the server does not answer. `stopped`: nothing will happen until a person acts (sign in, update, device revoked).
 */
export type SyncState = 'alone' | 'online' | 'busy' | 'behind' | 'offline' | 'stopped'

export interface SyncStatus {
  readonly state: SyncState
  /** What keeps it from `online`, as a code of shared/errors. */
  readonly problem: ErrorCode | null
  /** ISO 8601 moments; null for never. */
  readonly lastSyncAt: string | null
  readonly nextTryAt: string | null
  readonly unsent: number
  readonly refused: number
  readonly conflicts: number
  /** A first pull (or one that starts over) under way: rows here and rows in all, roughly. */
  readonly firstPull: { readonly done: number; readonly total: number } | null
  /** Customer codes left on this device; null when alone. */
  readonly codesLeft: number | null
}

/** One command in words' raw material: the page makes the sentence. */
export interface CommandSummary {
  readonly commandId: string
  readonly kind: string
  readonly customerId: string
  /** The customer's name as the directory has it now; null when it is not here. */
  readonly customerName: string | null
  readonly customerCode: string | null
  readonly at: string
  /** Name of the staff member; null when nobody was signed in. */
  readonly by: string | null
  /** Column -> before and after, as in the audit trail. */
  readonly changes: Readonly<Record<string, { readonly before: ColumnValue; readonly after: ColumnValue }>>
  /** The text of a note it writes, and the number of a receipt it records; null where there is none. */
  readonly note: string | null
  readonly receipt: string | null
  /** It takes back an entry made before. */
  readonly takesBack: boolean
}
export interface RefusedCommand extends CommandSummary {
  readonly code: ErrorCode
  readonly refusedAt: string
  /** Null when the server refused it; else the damaged file it was rescued from. */
  readonly foundIn: string | null
}

/** Two values for one field, or a balance below nothing, waiting for a person. */
export interface SyncConflict {
  readonly id: string
  readonly customerId: string
  readonly customerName: string | null
  readonly customerCode: string | null
  readonly kind: 'field' | 'overdraft' | 'code' | 'merge'
  /** The column in question; null for other kinds. */
  readonly column: string | null
  readonly kept: ConflictSide
  readonly other: ConflictSide
  readonly status: 'open' | 'settled'
  /** Of an open line that says two are one: the merge that made them so. */
  readonly merge: MergeEntry | null
}
export interface ConflictSide {
  readonly value: ColumnValue
  readonly by: string | null
  readonly device: string | null
  readonly at: string | null
}

export interface SyncFacts {
  readonly serverUrl: string | null
  readonly deviceId: string
  readonly deviceName: string
  readonly protocol: number
  readonly epoch: string | null
  readonly lastPullAt: string | null
  readonly lastPushAt: string | null
  /** Milliseconds by which this computer's clock is ahead of the server's; null when not known. */
  readonly clockAhead: number | null
  readonly isRealtimeOpen: boolean
}

export interface StaffMember {
  readonly id: string
  readonly name: string
  readonly role: 'staff' | 'manager' | 'admin'
  readonly hasPin: boolean
}

/** Where the session stands; `alone` is a directory without a server, where nobody signs in. */
export interface SessionState {
  readonly mode: 'unset' | 'alone' | 'server'
  readonly serverUrl: string | null
  readonly device: 'unknown' | 'active' | 'revoked'
  readonly deviceName: string
  /** Who works here now; null when locked or nobody signed in. */
  readonly current: StaffMember | null
  /** Who signed in on this device, whoever worked here last first; without a PIN they need their password. */
  readonly people: readonly StaffMember[]
  /**
   * Why nobody works here (STAFF_DEACTIVATED: the one who did was taken off the list) or why nothing is sent
   * (SESSION_EXPIRED: nobody's sign-in is good any more); null when all is well.
   */
  readonly problem: ErrorCode | null
  /** Minutes without a touch after which the screen locks. */
  readonly lockAfterMinutes: number
}
