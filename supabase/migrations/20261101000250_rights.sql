-- Who may read what. Rights come from backoffice.allowed_users alone; nobody but the service writes a table directly;
-- staff write through functions, each with its own check. Anonymous callers get nothing.
-- RLS is not forced on owners: the functions run as the owner and must pass, and on Supabase the owner has BYPASSRLS anyway.

-- Whoever is signed in, as a member of staff ----------------------------------------------------------------------------

create function app.current_staff() returns backoffice.allowed_users
language sql stable security definer set search_path = '' as $$
  select found.* from (
    select staff.* from backoffice.allowed_users as staff
    where staff.user_id = (select auth.uid())
      or (
        -- Not linked yet: the e-mail counts, but only one that its owner has confirmed.
        staff.user_id is null and exists (
          select 1 from auth.users as account
          where account.id = (select auth.uid())
            and account.email_confirmed_at is not null
            and lower(account.email) = lower(staff.email)
        )
      )
    order by staff.user_id is null
    limit 1
  ) as found
  where found.is_active;
$$;
comment on function app.current_staff() is 'The active staff member who calls; null for anybody else.';

create function app.current_staff_id() returns uuid
language sql stable security definer set search_path = '' as $$
  select (app.current_staff()).id;
$$;
comment on function app.current_staff_id() is 'Id of the active staff member who calls; null for anybody else.';

create function app.has_role(p_least text) returns boolean
language sql stable security definer set search_path = '' as $$
  select coalesce(
    array_position(array['staff', 'manager', 'admin'], (app.current_staff()).role)
      >= array_position(array['staff', 'manager', 'admin'], p_least),
    false
  );
$$;
comment on function app.has_role(text) is 'Whether the caller is active staff of this role (staff, manager, admin) or a higher one.';

-- Functions: nobody may call one unless its own migration says so -------------------------------------------------------
-- PostgreSQL lets everybody call a new function, and Supabase lets anon and authenticated call one in public. Both end here
-- for what this role creates from now on, in every schema: a website in the same project must grant its functions itself.

alter default privileges revoke execute on functions from public;
alter default privileges in schema public revoke execute on functions from anon, authenticated;
alter default privileges in schema app grant execute on functions to service_role;
revoke all on all functions in schema app from public, anon, authenticated;
grant execute on all functions in schema app to service_role;
-- Policies call these two in the reader's name. Schema app itself stays shut to readers: nothing else in it can be named.
grant execute on function app.has_role(text), app.current_staff_id() to authenticated;

revoke all on schema app from public, anon, authenticated;
revoke create on schema backoffice from public, anon, authenticated;
grant usage on schema app, backoffice to service_role;
grant usage on schema backoffice to authenticated;

-- Tables ----------------------------------------------------------------------------------------------------------------

do $$
declare
  place text;
  least_role text;
begin
  for place, least_role in select * from (values
    ('public.customers', 'staff'), ('public.customer_identifiers', 'staff'),
    ('public.customer_redirects', 'staff'), ('public.customer_ledger', 'staff'), ('public.customer_notes', 'staff'),
    ('public.customer_contact_history', 'staff'), ('public.customer_merge_history', 'staff'),
    ('public.audit_log', 'staff'), ('public.customer_transactions', 'staff'), ('public.customer_packages', 'staff'),
    ('public.customer_package_uses', 'staff'), ('public.customer_bookings', 'staff'),
    ('public.duplicate_dismissals', 'staff'), ('public.feature_flags', 'staff'), ('public.notifications', 'staff'),
    ('public.notification_reads', 'manager'), ('public.saved_views', null), ('public.devices', 'staff'),
    ('public.sync_conflicts', 'staff'), ('public.sync_tombstones', 'staff'), ('public.sync_settings', 'manager'),
    ('public.device_staff', 'manager'), ('public.code_blocks', 'manager'), ('public.command_log', 'manager'),
    ('backoffice.allowed_users', 'admin')
  ) as line (place, least_role) loop
    execute format('alter table %s enable row level security', place);
    execute format('revoke all on %s from public, anon, authenticated', place);
    execute format('grant select on %s to authenticated', place);
    execute format('grant all on %s to service_role', place);
    if least_role is not null then
      execute format('create policy %I on %s for select to authenticated using ((select app.has_role(%L)))',
        least_role || ' reads', place, least_role);
    end if;
  end loop;
end $$;

create policy "staff reads own and shared" on public.saved_views for select to authenticated
  using (staff_id = (select app.current_staff_id()) or (is_shared and (select app.has_role('staff'))));
create policy "staff reads own" on public.notification_reads for select to authenticated
  using (staff_id = (select app.current_staff_id()));
-- A website user sees the bookings they made, and nothing else of the directory.
create policy "website user reads own" on public.customer_bookings for select to authenticated
  using (profile_id = (select auth.uid()));

-- The five tables that may be somebody else's: where they are, their rights are left alone (a website lives by them), and
-- an open one is pointed out.
do $$
declare
  place text;
  own_rows text;
  numbers text;
begin
  for place, own_rows in select * from (values
    ('public.vip_tiers', null), ('public.profiles', 'id = (select auth.uid())'), ('public.vip_customer_data', null),
    ('public.crm_profile_links', null), ('backoffice.customers', null)
  ) as line (place, own_rows) loop
    if obj_description(to_regclass(place), 'pg_class') like 'Made by Regulars: %' then
      execute format('alter table %s enable row level security', place);
      execute format('revoke all on %s from public, anon, authenticated', place);
      execute format('grant select on %s to authenticated', place);
      execute format('grant all on %s to service_role', place);
      execute format('create policy "staff reads" on %s for select to authenticated using ((select app.has_role(''staff'')))', place);
      if own_rows is not null then
        execute format('create policy "website user reads own" on %s for select to authenticated using (%s)', place, own_rows);
      end if;
      numbers := pg_get_serial_sequence(place, 'id');
      if numbers is not null then
        execute format('revoke all on sequence %s from public, anon, authenticated', numbers);
        execute format('grant all on sequence %s to service_role', numbers);
      end if;
    elsif not (select relrowsecurity from pg_catalog.pg_class where oid = to_regclass(place)) then
      raise warning 'Table % was here before and has no row level security: whoever it is granted to reads all of it.', place;
    end if;
  end loop;
end $$;

-- Realtime: the channel that says "something changed" is private, and only staff may listen. It carries no data.
do $$
begin
  if exists (
    select 1 from pg_catalog.pg_class as relation join pg_catalog.pg_namespace as space on space.oid = relnamespace
    join pg_catalog.pg_proc as topic on topic.pronamespace = space.oid and topic.proname = 'topic'
    where space.nspname = 'realtime' and relation.relname = 'messages'
  ) then
    drop policy if exists "regulars: staff listens" on realtime.messages;
    create policy "regulars: staff listens" on realtime.messages for select to authenticated
      using ((select realtime.topic()) = 'regulars' and (select app.has_role('staff')));
  end if;
end $$;
