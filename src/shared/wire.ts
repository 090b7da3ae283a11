// What one change is made of, the same for the local store, the outbox and the server:
// a few kinds of operation over an allow-list of tables. Domain commands are planned into these.

export const syncedTables = [
  'customers',
  'customer_identifiers',
  'customer_ledger',
  'customer_notes',
  'customer_redirects',
] as const
export type SyncedTable = (typeof syncedTables)[number]

export type ColumnValue = string | number | null
export type RowValues = Readonly<Record<string, ColumnValue>>

/** `insert` makes a row, `append` adds to an append-only table, `patch` changes fields given the values it saw. */
export type Operation =
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
