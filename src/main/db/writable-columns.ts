// The columns operations may name, per table; anything else is refused before it meets SQL.
import { AppError } from '../../shared/errors.ts'
import type { SyncedTable } from '../../shared/wire.ts'

const writableColumns: Readonly<Record<SyncedTable, readonly string[]>> = {
  customers: [
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
    'vip_status_date',
    'sms_pdpa',
    'email_pdpa',
    'marketing_consent',
    'linked_profile_id',
    'profile_link_confidence',
    'profile_link_method',
    'profile_linked_at',
    'is_active',
    'name_key',
    'created_at',
    'created_by',
  ],
  customer_identifiers: ['kind', 'value', 'normalised', 'status'],
  customer_ledger: ['kind', 'amount', 'source', 'source_id', 'reverses_id', 'occurred_at'],
  customer_notes: ['note_type', 'note_text', 'is_pinned', 'is_internal', 'created_at', 'created_by'],
  customer_redirects: ['kind', 'dead_value'],
  customer_transactions: [
    'receipt_number',
    'source',
    'status',
    'amount',
    'credit_used',
    'points_used',
    'points_earned',
    'items',
    'payment_method',
    'sold_at',
    'sold_by',
  ],
  customer_contact_history: [
    'contact_type',
    'contact_method',
    'purpose',
    'notes',
    'successful',
    'contact_date',
    'contacted_by',
  ],
  vip_tiers: ['name', 'colour', 'sort_order', 'benefits', 'is_active'],
  saved_views: ['staff_id', 'name', 'definition', 'is_shared', 'sort_order', 'is_removed'],
  notifications: [
    'title',
    'description',
    'impact',
    'action_required',
    'training_materials',
    'effective_date',
    'withdrawn_at',
    'created_at',
    'created_by',
  ],
  notification_reads: ['notification_id', 'staff_id', 'read_at'],
  // Merges and undos are operations of their own.
  customer_merge_history: [],
  duplicate_dismissals: [
    'first_customer_id',
    'second_customer_id',
    'reason',
    'dismissed_by',
    'dismissed_at',
    'is_withdrawn',
  ],
  sync_conflicts: ['status', 'settled_value'],
}

/** Throws INVALID_ARGUMENTS for a column that operations may not write. */
export function refuseUnknownColumns(table: SyncedTable, columns: readonly string[]): void {
  for (const column of columns) {
    if (!writableColumns[table].includes(column)) {
      throw new AppError('INVALID_ARGUMENTS', 'An operation named a column it may not write.')
    }
  }
}
