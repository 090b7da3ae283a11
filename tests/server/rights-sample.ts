// People of every identity and at least one row in every table, so that "sees nothing" in the rights matrix means something.
import type { Client } from 'pg'
import type { Identity } from './rights-matrix.ts'

const id = (number: number) => `0190aaaa-0000-7000-8000-${String(number).padStart(12, '0')}`

export const sampleDevice = id(50)
export const sampleCustomer = id(60)

/** The role and the signed-in user (auth.users.id) that PostgREST would run each identity's requests as. */
export const sessions: Readonly<Record<Identity, { readonly role: string; readonly user: string | null }>> = {
  anon: { role: 'anon', user: null },
  websiteUser: { role: 'authenticated', user: id(1) },
  anonymousUser: { role: 'authenticated', user: id(2) },
  unconfirmed: { role: 'authenticated', user: id(3) },
  deactivated: { role: 'authenticated', user: id(4) },
  newStaff: { role: 'authenticated', user: id(5) },
  staff: { role: 'authenticated', user: id(6) },
  manager: { role: 'authenticated', user: id(7) },
  admin: { role: 'authenticated', user: id(8) },
  service: { role: 'service_role', user: null },
}

const accounts = `
  insert into auth.users (id, email, email_confirmed_at) values
    ('${id(1)}', 'visitor@example.com', now()), ('${id(2)}', null, null),
    ('${id(3)}', 'not.here.yet@example.com', null), ('${id(4)}', 'gone@example.com', now()),
    ('${id(5)}', 'new@example.com', now()), ('${id(6)}', 'desk@example.com', now()),
    ('${id(7)}', 'lead@example.com', now()), ('${id(8)}', 'owner@example.com', now()),
    ('${id(9)}', 'other.visitor@example.com', now());
  insert into backoffice.allowed_users (id, email, display_name, role, is_active, user_id) values
    ('${id(13)}', 'not.here.yet@example.com', 'Not here yet', 'admin', true, null),
    ('${id(14)}', 'gone@example.com', 'Gone', 'admin', false, '${id(4)}'),
    ('${id(15)}', 'New@Example.com', 'New', 'staff', true, null),
    ('${id(16)}', 'desk@example.com', 'Desk', 'staff', true, '${id(6)}'),
    ('${id(17)}', 'lead@example.com', 'Lead', 'manager', true, '${id(7)}'),
    ('${id(18)}', 'owner@example.com', 'Owner', 'admin', true, '${id(8)}');
`

const directory = `
  insert into public.devices (id, name) values ('${sampleDevice}', 'Till 1');
  insert into public.device_staff (device_id, staff_id) values ('${sampleDevice}', '${id(16)}');
  insert into public.code_blocks (first_code, last_code, device_id) values (900001, 900300, '${sampleDevice}');
  insert into public.command_log (device_id, seq, command_id, kind, result)
    values ('${sampleDevice}', 1, '${id(51)}', 'customer.edit', '{}');
  insert into public.customers (id, customer_name) values ('${sampleCustomer}', 'One'), ('${id(61)}', 'Two');
  insert into public.customer_identifiers (id, customer_id, kind, value, normalised)
    values ('${id(70)}', '${sampleCustomer}', 'phone', '0815550101', '+66815550101');
  insert into public.customer_redirects (id, kind, dead_value, customer_id)
    values ('${id(71)}', 'code', 'CUS-900', '${sampleCustomer}');
  insert into public.customer_ledger (id, customer_id, kind, amount, source, occurred_at)
    values ('${id(72)}', '${sampleCustomer}', 'credit', 100, 'top_up', now());
  insert into public.customer_notes (customer_id, note_text) values ('${sampleCustomer}', 'A note.');
  insert into public.audit_log (customer_id, command_id, action, at)
    values ('${sampleCustomer}', '${id(73)}', 'customer.edit', now());
  insert into public.customer_merge_history
    (primary_customer_id, merged_customer_id, merged_customer_code, merged_customer_data)
    values ('${sampleCustomer}', '${id(61)}', 'CUS-901', '{}');
  insert into public.sync_conflicts (customer_id, kind) values ('${sampleCustomer}', 'code');
  insert into public.sync_tombstones (table_name, row_id) values ('customer_notes', '${id(74)}');
  insert into public.duplicate_dismissals (first_customer_id, second_customer_id)
    values ('${sampleCustomer}', '${id(61)}');
`

const venue = `
  insert into public.customer_contact_history (customer_id, contact_type) values ('${sampleCustomer}', 'phone');
  insert into public.customer_transactions (customer_id, amount, sold_at) values ('${sampleCustomer}', 100, now());
  insert into public.customer_packages (id, customer_id, package_name, purchased_on)
    values ('${id(80)}', '${sampleCustomer}', 'Ten hours', '2026-01-01');
  insert into public.customer_package_uses (package_id, used_at) values ('${id(80)}', now());
  insert into public.profiles (id, email) values ('${id(1)}', 'visitor@example.com'), ('${id(9)}', null)
    on conflict (id) do nothing;
  insert into public.vip_customer_data (vip_display_name) values ('Visitor');
  insert into public.crm_profile_links (profile_id, stable_hash_id) values ('${id(1)}', 'hash');
  insert into public.customer_bookings (customer_id, profile_id, resource, starts_at, ends_at) values
    ('${sampleCustomer}', '${id(1)}', 'Bay 1', '2026-01-01 10:00Z', '2026-01-01 11:00Z'),
    ('${id(61)}', '${id(9)}', 'Bay 2', '2026-01-01 10:00Z', '2026-01-01 11:00Z');
  insert into public.saved_views (staff_id, name, definition, is_shared) values
    ('${id(16)}', 'Mine', '{}', false), ('${id(17)}', 'Ours', '{}', true), ('${id(18)}', 'Owner''s', '{}', false);
  insert into public.notifications (id, title, description, effective_date)
    values ('${id(81)}', 'News', 'Something changes.', '2026-01-01');
  insert into public.notification_reads (notification_id, staff_id)
    values ('${id(81)}', '${id(16)}'), ('${id(81)}', '${id(17)}');
  insert into backoffice.customers (customer_name) values ('One of the old POS');
`

/** Writes the sample; `client` must be the owner of the tables (or above) and inside no transaction of its own. */
export async function writeSample(client: Client): Promise<void> {
  await client.query(accounts + directory + venue)
}
