-- A few invented people for `supabase db reset`. Staff get in once an account with the same confirmed e-mail exists
-- (Studio, Authentication, Add user).

insert into backoffice.allowed_users (id, email, display_name, role) values
  ('01900000-0000-7000-8000-000000000001', 'admin@example.com', 'Admin', 'admin'),
  ('01900000-0000-7000-8000-000000000002', 'manager@example.com', 'Manager', 'manager'),
  ('01900000-0000-7000-8000-000000000003', 'staff@example.com', 'Front desk', 'staff')
on conflict do nothing;

-- The migrations bring Silver, Gold and Platinum.
update public.vip_tiers set benefits = 'One free hour a month' where name = 'Platinum' and benefits is null;

insert into public.customers
  (id, customer_name, nickname, contact_number, email, preferred_language, date_joined, customer_source, vip_tier_id, sms_pdpa)
values
  ('01900000-0000-7000-8000-0000000000a1', 'สมชาย ใจดี', 'ชาย', '081-555-0101', null, 'th', '2026-01-10', 'Walk In', 2, true),
  ('01900000-0000-7000-8000-0000000000a2', 'Malee Rungrot', 'May', '+66 89 555 0102', 'malee@example.com', 'en', '2026-02-14', 'Referral', null, false),
  ('01900000-0000-7000-8000-0000000000a3', 'วิชัย ทองแท้', 'ชัย', '02 555 0103', null, 'th', '2026-03-01', 'Phone Call', null, false);

insert into public.customer_identifiers (id, customer_id, kind, value, normalised) values
  ('01900000-0000-7000-8000-0000000000b1', '01900000-0000-7000-8000-0000000000a1', 'phone', '081-555-0101', '+66815550101'),
  ('01900000-0000-7000-8000-0000000000b2', '01900000-0000-7000-8000-0000000000a2', 'phone', '+66 89 555 0102', '+66895550102'),
  ('01900000-0000-7000-8000-0000000000b3', '01900000-0000-7000-8000-0000000000a2', 'email', 'malee@example.com', 'malee@example.com'),
  ('01900000-0000-7000-8000-0000000000b4', '01900000-0000-7000-8000-0000000000a3', 'phone', '02 555 0103', '+6625550103');

insert into public.customer_ledger (id, customer_id, kind, amount, source, occurred_at) values
  ('01900000-0000-7000-8000-0000000000c1', '01900000-0000-7000-8000-0000000000a1', 'credit', 125000, 'top_up', '2026-03-05 10:00+07'),
  ('01900000-0000-7000-8000-0000000000c2', '01900000-0000-7000-8000-0000000000a1', 'visit', 1, 'check_in', '2026-03-05 10:00+07'),
  ('01900000-0000-7000-8000-0000000000c3', '01900000-0000-7000-8000-0000000000a2', 'points', 340, 'import', '2026-02-14 12:00+07');

insert into public.customer_notes (id, customer_id, note_text, is_pinned) values
  ('01900000-0000-7000-8000-0000000000d1', '01900000-0000-7000-8000-0000000000a1', 'Pays by company invoice.', true);
