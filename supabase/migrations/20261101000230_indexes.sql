-- How rows are found. Beside the seed's list: customer_code has its index from being unique; a stable hash is not unique
-- (the old system gave one hash to several people), and neither is any other thing that points at a person.
-- There is no full-text index: 'english' splits neither Thai nor part of a phone number, and trigrams of Thai depend on the
-- locale a database was made with. Counters search their own copy; the server finds people by normalised identifiers and
-- by how a name sounds, both exact.

create index idx_customers_contact_number on public.customers (contact_number) where contact_number is not null;
create index idx_customers_email on public.customers (lower(email)) where email is not null;
create index idx_customers_legacy_pos_id on public.customers (legacy_pos_customer_id)
  where legacy_pos_customer_id is not null;
create index idx_customers_stable_hash on public.customers (stable_hash_id) where stable_hash_id is not null;
create index idx_customers_created_at on public.customers (created_at);
-- Nearly everybody is active: only the others are worth an index.
create index idx_customers_inactive on public.customers (id) where not is_active;
create index idx_customers_name_sound on public.customers (split_part(name_key, '|', 1)) where name_key is not null;
create index idx_customers_merged_into on public.customers (merged_into) where merged_into is not null;
create index idx_customers_linked_profile on public.customers (linked_profile_id) where linked_profile_id is not null;

create index idx_identifiers_customer on public.customer_identifiers (customer_id);
create index idx_identifiers_normalised on public.customer_identifiers (normalised, kind);
create index idx_redirects_customer on public.customer_redirects (customer_id);
create index idx_ledger_customer on public.customer_ledger (customer_id, kind, occurred_at);
create index idx_ledger_reverses on public.customer_ledger (reverses_id) where reverses_id is not null;
create index idx_ledger_source on public.customer_ledger (source, source_id) where source_id is not null;

create index idx_customer_notes_customer_id on public.customer_notes (customer_id);
create index idx_customer_notes_created_at on public.customer_notes (created_at);
create index idx_contact_history_customer_id on public.customer_contact_history (customer_id);
create index idx_contact_history_contact_date on public.customer_contact_history (contact_date);
create index idx_merge_history_primary_customer on public.customer_merge_history (primary_customer_id);
create index idx_merge_history_merged_customer on public.customer_merge_history (merged_customer_id);
create index idx_audit_customer on public.audit_log (customer_id, recorded_at desc);
create index idx_conflicts_customer on public.sync_conflicts (customer_id);
create index idx_conflicts_open on public.sync_conflicts (created_at) where status = 'open';
create index idx_dismissals_second on public.duplicate_dismissals (second_customer_id);

create index idx_transactions_customer on public.customer_transactions (customer_id, sold_at desc);
create index idx_transactions_receipt on public.customer_transactions (receipt_number) where receipt_number is not null;
create index idx_packages_customer on public.customer_packages (customer_id, expires_on);
create index idx_package_uses_package on public.customer_package_uses (package_id);
create index idx_bookings_customer on public.customer_bookings (customer_id, starts_at desc);
create index idx_bookings_starts_at on public.customer_bookings (starts_at);
create index idx_bookings_profile on public.customer_bookings (profile_id) where profile_id is not null;
create index idx_bookings_external on public.customer_bookings (source, external_id) where external_id is not null;

create index idx_saved_views_staff on public.saved_views (staff_id);
create index idx_notification_reads_staff on public.notification_reads (staff_id);
create index idx_code_blocks_device on public.code_blocks (device_id);
create index idx_device_staff_staff on public.device_staff (staff_id);
create index idx_command_log_customer on public.command_log (customer_id) where customer_id is not null;
create index idx_command_log_received on public.command_log (received_at);
