// What the server model keeps: the synced tables' rows in wire form, and the bookkeeping beside them.
import type { ColumnValue, CommandResult } from '../../../src/shared/wire.ts'

/** A row of a synced table; moments, money and booleans are in wire form. */
export interface ServerRow {
  readonly id: string
  /** The transactions that changed it last and that made it. */
  readonly changed: number
  readonly created: number
  /** Order of making, finer than transactions: what a serial column would hold. */
  readonly order: number
  /** The device whose command made it; null for other writers. */
  readonly device: string | null
  readonly values: Readonly<Record<string, ColumnValue>>
}

/** A command that was dealt with, and what its sender was told. */
export interface LoggedCommand {
  readonly commandId: string
  readonly result: CommandResult
  /** The transaction that carried it out. */
  readonly xid: number
}

export interface DeviceRecord {
  readonly name: string
  readonly status: 'active' | 'revoked'
  /** Its newest command that was dealt with. */
  readonly lastSeq: number
  /** Who signed in there. */
  readonly staff: readonly string[]
}

export interface StaffRow {
  readonly name: string
  readonly role: 'staff' | 'manager' | 'admin'
  readonly isActive: boolean
}

export interface ServerSettings {
  readonly epoch: string
  readonly nextCode: number
  /** Satang. */
  readonly creditAllowance: number
  /** Tombstones of transactions before this one are gone. */
  readonly tombstonesFrom: number
}

/** All tables with the type of their rows; `commands` is keyed by command id, `command_log` by device and number. */
export interface Tables {
  vip_tiers: ServerRow
  website_profiles: ServerRow
  customers: ServerRow
  customer_identifiers: ServerRow
  customer_redirects: ServerRow
  customer_ledger: ServerRow
  customer_notes: ServerRow
  customer_contact_history: ServerRow
  customer_transactions: ServerRow
  customer_packages: ServerRow
  customer_bookings: ServerRow
  saved_views: ServerRow
  notifications: ServerRow
  notification_reads: ServerRow
  customer_merge_history: ServerRow
  duplicate_dismissals: ServerRow
  sync_conflicts: ServerRow
  audit_log: ServerRow
  sync_tombstones: ServerRow
  devices: DeviceRecord
  staff: StaffRow
  settings: ServerSettings
  /** Identifiers that were not kept, and which one the customer had already. */
  identifier_aliases: { readonly keptId: string }
  /** By merge: rows that moved beside those its line in the history tells of, the redirects it made, the credit that both had, and
      the overdraft it was told of. */
  fold_moves: {
    readonly redirects: readonly string[]
    readonly conflicts: readonly string[]
    readonly made: readonly string[]
    readonly credit: { readonly survivor: number; readonly folded: number }
    readonly overdraft?: string | null
  }
  code_blocks: { readonly firstCode: number; readonly lastCode: number; readonly device: string }
  commands: LoggedCommand
  command_log: LoggedCommand
}
export type TableName = keyof Tables

/** The tables whose rows are `ServerRow`s. */
export type RowTable = { [Name in TableName]: Tables[Name] extends ServerRow ? Name : never }[TableName]

/** The balance of a customer that each kind of ledger entry adds to. */
export const balanceColumns: Readonly<Record<string, string>> = {
  credit: 'available_credit',
  points: 'available_point',
  spend: 'total_lifetime_value',
  visit: 'total_visits',
}
