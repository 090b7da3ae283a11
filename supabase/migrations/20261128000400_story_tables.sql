-- A customer's whole story: since when they have their tier and who says the website profile is theirs, the website's people
-- for linking, views that staff put away, and audit lines that are about the directory itself.

alter table public.customers
  add column vip_status_date date,
  add column profile_link_confidence smallint check (profile_link_confidence between 0 and 100),
  add column profile_link_method varchar(30),
  add column profile_linked_at timestamptz;
comment on column public.customers.vip_status_date is 'Day since when they have their tier.';
comment on column public.customers.profile_link_confidence is 'How sure it is that the linked website user is this customer, 0 to 100.';
comment on column public.customers.profile_link_method is 'How the link was found: phone, email, manual...';
comment on column public.customers.profile_linked_at is 'When the website user was linked.';

alter table public.saved_views add column is_removed boolean not null default false;
comment on column public.saved_views.is_removed is 'True once put away: every counter hears of it, and it can come back.';

-- Tiers, views, notices and exports belong to nobody of the directory; on the wire they are about the nil UUID.
alter table public.audit_log alter column customer_id drop not null;
comment on column public.audit_log.customer_id is 'Whom it happened to; null for what is about the directory itself.';
create unique index audit_log_of_directory on public.audit_log (command_id) where customer_id is null;

-- Counters of two versions meet one server: what is compared with a counter is written as that counter knows it.
alter table public.devices add column protocol int not null default 1;
comment on column public.devices.protocol is 'Version of the protocol it last greeted with.';

-- The website's people ---------------------------------------------------------------------------------------------------
-- A copy of public.profiles, which may be somebody else's table: ours can be stamped, sent and hashed without touching it.

create table public.website_profiles (
  id uuid primary key,
  display_name text,
  email text,
  phone_number text,
  joined_at timestamptz,
  changed_xid xid8 not null default pg_current_xact_id()
);
comment on table public.website_profiles is 'Who signed up on the website: a copy of public.profiles for linking, kept by its trigger.';
comment on column public.website_profiles.id is 'The website user (public.profiles.id).';
comment on column public.website_profiles.display_name is 'Name they go by.';
comment on column public.website_profiles.email is 'E-mail they signed up with.';
comment on column public.website_profiles.phone_number is 'Phone as they typed it.';
comment on column public.website_profiles.joined_at is 'When they signed up.';
comment on column public.website_profiles.changed_xid is 'Transaction that changed the row last.';

create index website_profiles_by_change on public.website_profiles (changed_xid, id);
create trigger stamp_change before insert or update on public.website_profiles
  for each row execute function app.stamp_change();
create trigger leave_tombstones after delete on public.website_profiles
  referencing old table as gone for each statement execute function app.leave_tombstones();
create trigger lift_tombstones after insert on public.website_profiles
  referencing new table as made for each statement execute function app.lift_tombstones();

-- A profile as JSON, whatever columns the website gave it; what is missing stays empty.
create function app.copy_profile(profile jsonb) returns void language sql set search_path = '' as $$
  insert into public.website_profiles as own (id, display_name, email, phone_number, joined_at)
  select app.uuid_or_null(profile ->> 'id'), left(profile ->> 'display_name', 255), left(profile ->> 'email', 255),
    left(profile ->> 'phone_number', 255), app.moment_or_null(profile ->> 'created_at')
  where app.uuid_or_null(profile ->> 'id') is not null
  on conflict (id) do update set
    display_name = excluded.display_name, email = excluded.email, phone_number = excluded.phone_number,
    joined_at = excluded.joined_at
  where (own.display_name, own.email, own.phone_number, own.joined_at)
    is distinct from (excluded.display_name, excluded.email, excluded.phone_number, excluded.joined_at)
$$;

create function app.follow_profile() returns trigger language plpgsql security definer set search_path = '' as $$
begin
  if tg_op = 'DELETE' or tg_op = 'UPDATE' and to_jsonb(old) -> 'id' <> to_jsonb(new) -> 'id' then
    delete from public.website_profiles where id = app.uuid_or_null(to_jsonb(old) ->> 'id');
  end if;
  if tg_op <> 'DELETE' then
    perform app.copy_profile(to_jsonb(new));
  end if;
  return null;
exception when others then
  -- Nobody's sign-up on the website fails because of the directory.
  raise warning 'profile not copied: %', sqlstate;
  return null;
end $$;
comment on function app.follow_profile() is 'Keeps public.website_profiles as public.profiles is; with the owner''s rights, since website users write there.';

do $$
begin
  if (select relkind from pg_catalog.pg_class where oid = to_regclass('public.profiles')) in ('r', 'p') then
    create trigger copy_to_directory after insert or update or delete on public.profiles
      for each row execute function app.follow_profile();
  end if;
  perform app.copy_profile(to_jsonb(profile)) from public.profiles as profile;
end $$;

alter table public.website_profiles enable row level security;
revoke all on public.website_profiles from public, anon, authenticated;
grant select on public.website_profiles to authenticated;
grant all on public.website_profiles to service_role;
create policy "staff reads" on public.website_profiles for select to authenticated
  using ((select app.has_role('staff')));

-- Which website user is which customer -----------------------------------------------------------------------------------

-- The website asks public.crm_profile_links; where that table is ours, it says what the directory says.
create function app.keep_profile_link() returns trigger language plpgsql set search_path = '' as $$
begin
  if tg_op <> 'INSERT' and (tg_op = 'DELETE' or old.linked_profile_id is distinct from new.linked_profile_id) then
    -- A line that was made by the old CRM's hash keeps that.
    delete from public.crm_profile_links
      where profile_id = old.linked_profile_id and customer_id = old.id and stable_hash_id is null;
    update public.crm_profile_links set customer_id = null
      where profile_id = old.linked_profile_id and customer_id = old.id;
  end if;
  if tg_op = 'DELETE' then
    return old;
  end if;
  insert into public.crm_profile_links (profile_id, customer_id, match_confidence, match_method, linked_at, linked_by)
  select profile.id, new.id, new.profile_link_confidence / 100.0, new.profile_link_method,
    coalesce(new.profile_linked_at, now()), new.updated_by
  from public.profiles as profile
  where profile.id = new.linked_profile_id and new.merged_into is null
  on conflict (profile_id) do update set customer_id = excluded.customer_id, match_confidence = excluded.match_confidence,
    match_method = excluded.match_method, linked_at = excluded.linked_at, linked_by = excluded.linked_by;
  return null;
end $$;
comment on function app.keep_profile_link() is 'Keeps public.crm_profile_links as the customers'' links are.';

do $$
begin
  if obj_description(to_regclass('public.crm_profile_links'), 'pg_class') like 'Made by Regulars: %' then
    create trigger keep_profile_link_of_new after insert on public.customers
      for each row when (new.linked_profile_id is not null) execute function app.keep_profile_link();
    create trigger keep_profile_link_of_changed after update on public.customers
      for each row when ((old.linked_profile_id, old.profile_link_confidence, old.profile_link_method, old.profile_linked_at)
        is distinct from (new.linked_profile_id, new.profile_link_confidence, new.profile_link_method, new.profile_linked_at))
      execute function app.keep_profile_link();
    -- Before: the line points at the customer, who could not go otherwise.
    create trigger keep_profile_link_of_gone before delete on public.customers
      for each row when (old.linked_profile_id is not null) execute function app.keep_profile_link();
    insert into public.crm_profile_links (profile_id, customer_id, linked_by)
      select distinct on (profile.id) profile.id, customer.id, customer.updated_by
      from public.customers as customer join public.profiles as profile on profile.id = customer.linked_profile_id
      where customer.merged_into is null order by profile.id, customer.created_at
      on conflict (profile_id) do update set customer_id = excluded.customer_id;
  end if;
end $$;

-- Rows that follow a merge -----------------------------------------------------------------------------------------------

-- What others write (the website, the till, a load of old sales) for somebody who was folded belongs to whoever lives on.
create function app.follow_merge() returns trigger language plpgsql set search_path = '' as $$
declare
  survivor uuid := (select customer.merged_into from public.customers as customer where customer.id = new.customer_id);
begin
  if survivor is not null then
    new.customer_id := survivor;
  end if;
  return new;
end $$;
comment on function app.follow_merge() is 'A new row for a customer who was folded lands on the one who lives on.';

do $$
declare
  child text;
begin
  foreach child in array array[
    'customer_transactions', 'customer_packages', 'customer_bookings', 'customer_contact_history'
  ] loop
    execute format('create trigger follow_merge before insert on public.%I
      for each row execute function app.follow_merge()', child);
  end loop;
end $$;
