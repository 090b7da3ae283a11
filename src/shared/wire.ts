// What one change is made of, the same for the local store, the outbox and the server:
// a few kinds of operation over an allow-list of tables. Domain commands are planned into these.

import type { FeedTable, FeedValue } from './feed.ts'

export const syncedTables = [
  'customers',
  'customer_identifiers',
  'customer_ledger',
  'customer_notes',
  'customer_redirects',
  'customer_transactions',
  'customer_contact_history',
  'vip_tiers',
  'saved_views',
  'notifications',
  'notification_reads',
  'customer_merge_history',
  'duplicate_dismissals',
  'sync_conflicts',
] as const
export type SyncedTable = (typeof syncedTables)[number]

/** The customer that commands about the venue name: the directory itself. Nobody has this id. */
export const directoryId = '00000000-0000-0000-0000-000000000000'

export type ColumnValue = string | number | null
export type RowValues = Readonly<Record<string, ColumnValue>>

/**
 * `insert` makes a row, `append` adds to an append-only table, `patch` changes fields given the values it saw. The id of a VIP
 * tier is its number as text.
 */
export type RowOperation =
  | {
      readonly op: 'insert' | 'append'
      readonly table: SyncedTable
      readonly id: string
      readonly customerId: string
      readonly values: RowValues
    }
  | {
      readonly op: 'patch'
      readonly table: SyncedTable
      readonly id: string
      readonly customerId: string
      readonly changes: Readonly<Record<string, { readonly base: ColumnValue; readonly value: ColumnValue }>>
    }

/** What may stay with a customer who is folded away: sales with what was spent and the visits, packages, notes. */
export const leftParts = ['transactions', 'packages', 'notes'] as const
export type LeftPart = (typeof leftParts)[number]

/** Tables whose rows move from one customer to another in a merge, and back. */
export const movedTables = [
  'customer_identifiers',
  'customer_ledger',
  'customer_notes',
  'customer_contact_history',
  'customer_transactions',
  'customer_packages',
  'customer_bookings',
] as const
export type MovedTable = (typeof movedTables)[number]

/**
 * Folds one customer into another: `customerId` lives on, `foldedId` leads there from now on. What the survivor does not know
 * is taken over, consents become the stricter of the two, and of the columns `taken` the folded customer's word stands where
 * there is one. `id` is the merge's line in the history.
 */
export interface MergeOperation {
  readonly op: 'merge'
  readonly table: 'customer_merge_history'
  readonly id: string
  readonly customerId: string
  readonly foldedId: string
  readonly taken: readonly string[]
  readonly left: readonly LeftPart[]
}

/**
 * Parts two customers again: what moved goes back, what the merge set becomes what it was. Of what came afterwards, `rows` go to
 * the parted customer and so do the present values of `columns`; the rest stays. `id` is the merge's line in the history.
 */
export interface UnmergeOperation {
  readonly op: 'unmerge'
  readonly table: 'customer_merge_history'
  readonly id: string
  readonly customerId: string
  readonly foldedId: string
  readonly rows: readonly { readonly table: MovedTable; readonly id: string }[]
  readonly columns: readonly string[]
}

export type Operation = RowOperation | MergeOperation | UnmergeOperation

/** One line of the audit trail, as it is stored and sent: who did what to whom, when, where and why. */
export interface AuditEntry {
  readonly commandId: string
  readonly customerId: string
  readonly action: string
  readonly reason: string | null
  readonly actor: string | null
  readonly deviceId: string
  readonly at: string
  readonly changes: Readonly<Record<string, { readonly before: ColumnValue; readonly after: ColumnValue }>>
}

/** One planned command as the outbox keeps it and push will carry it. */
export interface PlannedCommand {
  readonly commandId: string
  readonly kind: string
  readonly operations: readonly Operation[]
  readonly audit: AuditEntry
}

/** The version of everything below this line; the server speaks this one and the one before. */
export const protocolVersion = 3

/** What one push may carry at most: a batch ends at whichever comes first. */
export const pushLimits = { commands: 500, bytes: 512 * 1024 } as const

/** A command on its way: its place in this device's order, and the newest snapshot the device had pulled when it was made. */
export interface PushedCommand extends PlannedCommand {
  readonly seq: number
  readonly seen: string | null
}

export interface PushRequest {
  readonly p_device: string
  readonly p_protocol: number
  readonly p_epoch: string | null
  /** The device's own clock at sending, so that the server can tell how far it is off. */
  readonly p_sent_at: string
  readonly p_first_seq: number
  readonly p_commands: readonly PushedCommand[]
}

/** How one command ended: `merged` was carried out with something to know (a conflict, another code, another customer). */
export interface CommandResult {
  readonly seq: number
  readonly commandId: string
  readonly status: 'applied' | 'merged' | 'rejected'
  /** Why it was rejected: a code of shared/errors, and English words. */
  readonly code?: string
  readonly message?: string
  /** The customer it ended on, when that is another than it named. */
  readonly customerId?: string
  /** The code the server gave, when it is another than the device gave or there was none. */
  readonly customerCode?: string
  /** How many conflicts it made. */
  readonly conflicts?: number
}

/**
 * `gap`: commands before these are missing, send from `lastSeq` + 1. `renumber`: this device's numbers were used for other
 * commands before (a restored backup, a copied disk); number what is unsent from `lastSeq` + 1 and send again.
 * `reset`: the server's history is another than the device's; pull everything, then push.
 */
export interface PushReply {
  readonly status: 'done' | 'gap' | 'renumber' | 'reset'
  readonly protocol: number
  readonly epoch: string
  readonly lastSeq: number
  readonly results: readonly CommandResult[]
}

/** A place in a pull: the row after which to go on. */
export interface PullPosition {
  readonly table: FeedTable
  readonly xid: string
  readonly id: string
}

export interface PullRequest {
  readonly p_device: string
  readonly p_protocol: number
  /** Null with `p_from` null: a first pull takes whatever epoch the server has. */
  readonly p_epoch: string | null
  /** The snapshot everything up to which is here; null for a first pull. */
  readonly p_from: string | null
  /** The snapshot this pull goes up to; null on its first page, then what that page answered. */
  readonly p_to: string | null
  readonly p_after: PullPosition | null
  readonly p_tables: readonly FeedTable[]
  readonly p_limit: number
}

/** Rows of one table, in order of (changed_xid, id). The first column is always changed_xid, as text. */
export interface PullPart {
  readonly table: FeedTable
  readonly columns: readonly string[]
  readonly rows: readonly (readonly FeedValue[])[]
}

/** Why a device must pull everything again: another history, a server set back behind it, or tombstones it missed. */
export type ResetReason = 'epoch' | 'behind' | 'expired'

export interface PullReply {
  readonly protocol: number
  readonly epoch: string
  readonly reset: ResetReason | null
  readonly serverTime: string
  readonly to: string
  /** The newest of this device's commands whose effect is in `to`. */
  readonly lastSeq: number
  readonly parts: readonly PullPart[]
  /** Where to go on; null when this was the last page. */
  readonly next: PullPosition | null
  /** Rows that are left after this page, roughly; for the progress of a first pull. */
  readonly remaining: number
}

export interface HelloRequest {
  readonly p_device: string
  readonly p_protocol: number
  readonly p_app_version: string
}

/** Who and what is known on the server, and how this device stands with it. */
export interface HelloReply {
  readonly protocol: number
  readonly oldestProtocol: number
  readonly epoch: string
  readonly serverTime: string
  readonly device: { readonly status: 'unknown' | 'active' | 'revoked'; readonly name: string | null }
  /** The caller. */
  readonly me: { readonly id: string; readonly role: string; readonly name: string }
  readonly staff: readonly StaffRecord[]
  readonly devices: readonly { readonly id: string; readonly name: string; readonly status: string }[]
  /** Satang below nothing that credit may fall to when counters spend it while apart. */
  readonly creditAllowance: number
  readonly lastSeq: number
}
export interface StaffRecord {
  readonly id: string
  readonly name: string
  readonly role: string
  readonly isActive: boolean
  /** Whether they signed in on this very device with their password. */
  readonly isEnrolled: boolean
}

/** A range of customer codes for this device alone. */
export interface CodeBlock {
  readonly firstCode: number
  readonly lastCode: number
}

/** One hash per bucket (the last byte of a row's id, 0 to 255), per table; see sync_hashes. */
export interface HashesReply {
  readonly epoch: string
  readonly at: string
  readonly hashes: Readonly<Record<string, readonly string[]>>
}
