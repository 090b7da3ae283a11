// Which rows a pull brings, in which order and with which columns.
import type { ColumnValue } from './wire.ts'

/** The tables a counter keeps a copy of, in the order a pull sends them: whoever is pointed at comes before who points. */
export const feedTables = [
  'vip_tiers',
  'customers',
  'customer_redirects',
  'customer_ledger',
  'customer_notes',
  'sync_conflicts',
  'audit_log',
  'sync_tombstones',
] as const
export type FeedTable = (typeof feedTables)[number]

/**
 * The columns a counter needs of each fed table. A server may send more; what it sends is named in every part.
 * Money in satang, booleans as 0 or 1, moments as ISO 8601 in UTC with milliseconds, days as YYYY-MM-DD.
 */
export const feedColumns = {
  vip_tiers: ['id', 'name', 'colour', 'sort_order'],
  customers: [
    'id',
    'customer_code',
    'customer_name',
    'nickname',
    'contact_number',
    'secondary_phone',
    'email',
    'date_of_birth',
    'address',
    'address_line_2',
    'city',
    'postal_code',
    'preferred_language',
    'date_joined',
    'customer_source',
    'vip_tier_id',
    'sms_pdpa',
    'email_pdpa',
    'marketing_consent',
    'linked_profile_id',
    'is_active',
    'merged_into',
    'name_key',
    'available_credit',
    'available_point',
    'total_lifetime_value',
    'total_visits',
    'last_visit_at',
    'first_transaction_at',
    'created_at',
    'created_by',
    'updated_at',
    'updated_by',
    // A list of [id, kind, value, normalised, status], ordered by id: a person and what points at them travel together.
    'identifiers',
  ],
  customer_redirects: ['id', 'kind', 'dead_value', 'customer_id'],
  customer_ledger: [
    'id',
    'customer_id',
    'kind',
    'amount',
    'source',
    'source_id',
    'reverses_id',
    'occurred_at',
  ],
  customer_notes: [
    'id',
    'customer_id',
    'note_type',
    'note_text',
    'is_pinned',
    'is_internal',
    'created_at',
    'created_by',
  ],
  sync_conflicts: [
    'id',
    'customer_id',
    'kind',
    'column_name',
    'kept_value',
    'kept_by',
    'kept_device',
    'kept_at',
    'other_value',
    'other_by',
    'other_device',
    'other_at',
    'status',
    'settled_value',
    'settled_by',
    'settled_at',
  ],
  audit_log: [
    'id',
    'customer_id',
    'command_id',
    'action',
    'reason',
    'actor',
    'device_id',
    'at',
    // An object of {column: {before, after}} as JSON text.
    'changes',
  ],
  sync_tombstones: ['id', 'table_name', 'row_id'],
} as const satisfies Readonly<Record<FeedTable, readonly string[]>>

export type IdentifierRow = readonly [
  id: string,
  kind: string,
  value: string,
  normalised: string,
  status: string,
]
/** One value of a fed row; only `customers.identifiers` is a list. */
export type FeedValue = ColumnValue | readonly IdentifierRow[]
