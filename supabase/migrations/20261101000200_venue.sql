-- What surrounds the directory: calls and messages, sales, packages, bookings, what staff keep for themselves and are told,
-- and four tables that a venue's website and old POS usually have already: made only where they are missing.

-- Seen by nobody through the API: helpers of triggers, policies and functions.
create schema if not exists app;

-- Tiers that every counter starts with, unless the venue has its own.
insert into public.vip_tiers (id, name, colour, sort_order)
  select tier.id, tier.name, tier.colour, tier.id
  from (values (1, 'Silver', 'slate'), (2, 'Gold', 'amber'), (3, 'Platinum', 'violet')) as tier (id, name, colour)
  where not exists (select 1 from public.vip_tiers);
select setval(pg_get_serial_sequence('public.vip_tiers', 'id'), max(id)) from public.vip_tiers;

alter table public.customers add constraint customers_not_merged_into_itself check (merged_into <> id);

create table public.customer_contact_history (
  id uuid primary key default gen_random_uuid(),
  customer_id uuid not null references public.customers (id),
  contact_type varchar(50) not null check (contact_type in ('phone', 'email', 'sms', 'chat', 'visit')),
  contact_method varchar(255),
  contacted_by uuid references backoffice.allowed_users (id),
  contact_date timestamptz not null default now(),
  purpose varchar(100),
  notes text check (char_length(notes) <= 5000),
  successful boolean not null default true,
  device_id uuid references public.devices (id),
  created_at timestamptz not null default now(),
  changed_xid xid8 not null default pg_current_xact_id()
);

create table public.saved_views (
  id uuid primary key default gen_random_uuid(),
  staff_id uuid not null references backoffice.allowed_users (id),
  name varchar(100) not null,
  definition jsonb not null,
  is_shared boolean not null default false,
  sort_order integer not null default 0,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  changed_xid xid8 not null default pg_current_xact_id()
);

-- The pair is kept in one order, so that it is there once whichever way round it was met.
create table public.duplicate_dismissals (
  id uuid primary key default gen_random_uuid(),
  first_customer_id uuid not null references public.customers (id),
  second_customer_id uuid not null references public.customers (id),
  reason text,
  dismissed_by uuid references backoffice.allowed_users (id),
  dismissed_at timestamptz not null default now(),
  device_id uuid references public.devices (id),
  changed_xid xid8 not null default pg_current_xact_id(),
  check (first_customer_id < second_customer_id),
  unique (first_customer_id, second_customer_id)
);

create table public.feature_flags (
  id uuid primary key default gen_random_uuid(),
  name varchar(60) not null unique,
  description text not null,
  is_enabled boolean not null default false,
  changed_by uuid references backoffice.allowed_users (id),
  updated_at timestamptz not null default now(),
  changed_xid xid8 not null default pg_current_xact_id()
);
insert into public.feature_flags (name, description) values
  ('new-customer-search', 'Customers are looked up in public.customers instead of the old POS''s table.'),
  ('new-customer-creation', 'New customers are made in public.customers and passed on to the old POS.'),
  ('new-booking-integration', 'The booking system picks its customers from public.customers.'),
  ('new-package-integration', 'Packages are sold to and used by customers of public.customers.'),
  ('pos-transition', 'Sales are recorded against public.customers; the old POS only follows.');

create table public.notifications (
  id uuid primary key default gen_random_uuid(),
  title varchar(200) not null,
  description text not null,
  impact text not null default 'low' check (impact in ('low', 'medium', 'high')),
  action_required boolean not null default false,
  training_materials text[] not null default '{}',
  effective_date date not null,
  withdrawn_at timestamptz,
  created_by uuid references backoffice.allowed_users (id),
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  changed_xid xid8 not null default pg_current_xact_id()
);

create table public.notification_reads (
  id uuid primary key default gen_random_uuid(),
  notification_id uuid not null references public.notifications (id),
  staff_id uuid not null references backoffice.allowed_users (id),
  read_at timestamptz not null default now(),
  device_id uuid references public.devices (id),
  changed_xid xid8 not null default pg_current_xact_id(),
  unique (notification_id, staff_id)
);

-- Named after the customer: a venue's website often has tables called transactions, packages and bookings of its own.
create table public.customer_transactions (
  id uuid primary key default gen_random_uuid(),
  customer_id uuid not null references public.customers (id),
  receipt_number varchar(100),
  source text not null default 'counter',
  status text not null default 'completed' check (status in ('completed', 'refunded', 'void')),
  amount numeric(12, 2) not null,
  credit_used numeric(12, 2) not null default 0 check (credit_used >= 0),
  points_used integer not null default 0 check (points_used >= 0),
  points_earned integer not null default 0 check (points_earned >= 0),
  items jsonb not null default '[]',
  payment_method varchar(50),
  sold_at timestamptz not null,
  sold_by uuid references backoffice.allowed_users (id),
  device_id uuid references public.devices (id),
  legacy_pos_customer_id bigint,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  changed_xid xid8 not null default pg_current_xact_id()
);

create table public.customer_packages (
  id uuid primary key default gen_random_uuid(),
  customer_id uuid not null references public.customers (id),
  package_name varchar(200) not null,
  uses_total integer check (uses_total > 0),
  -- Sum of customer_package_uses, kept by its trigger; above the total when two counters used the last one while apart.
  uses_taken integer not null default 0,
  price numeric(12, 2) not null default 0,
  purchased_on date not null,
  starts_on date,
  expires_on date,
  status text not null default 'active' check (status in ('active', 'cancelled')),
  transaction_id uuid references public.customer_transactions (id),
  created_by uuid references backoffice.allowed_users (id),
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  changed_xid xid8 not null default pg_current_xact_id(),
  check (expires_on >= purchased_on)
);

-- Append-only, as the ledger: a use taken back is a negative one.
create table public.customer_package_uses (
  id uuid primary key default gen_random_uuid(),
  package_id uuid not null references public.customer_packages (id),
  uses integer not null default 1 check (uses <> 0),
  used_at timestamptz not null,
  used_by uuid references backoffice.allowed_users (id),
  device_id uuid references public.devices (id),
  note text,
  recorded_at timestamptz not null default now(),
  changed_xid xid8 not null default pg_current_xact_id()
);

create table public.customer_bookings (
  id uuid primary key default gen_random_uuid(),
  customer_id uuid not null references public.customers (id),
  profile_id uuid,
  resource varchar(100) not null,
  starts_at timestamptz not null,
  ends_at timestamptz not null,
  people integer not null default 1 check (people > 0),
  status text not null default 'booked' check (status in ('booked', 'checked_in', 'completed', 'cancelled', 'no_show')),
  source text not null default 'counter',
  external_id varchar(100),
  package_id uuid references public.customer_packages (id),
  notes text check (char_length(notes) <= 5000),
  created_by uuid references backoffice.allowed_users (id),
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  changed_xid xid8 not null default pg_current_xact_id(),
  check (ends_at > starts_at)
);

-- Tables that are there before Regulars in most venues. One that exists keeps its columns, its rights and its comments:
-- others live by them. The queue between the old POS and this directory comes with the bridge that empties it.
do $$
begin
  if to_regclass('public.vip_customer_data') is null then
    create table public.vip_customer_data (
      id uuid primary key default gen_random_uuid(),
      vip_display_name text,
      vip_email text,
      vip_phone_number text,
      vip_tier_id integer references public.vip_tiers (id),
      stable_hash_id text,
      created_at timestamptz not null default now(),
      updated_at timestamptz not null default now()
    );
    comment on table public.vip_customer_data is 'Made by Regulars: what a website user told of themselves as a VIP.';
  end if;
  if to_regclass('public.profiles') is null then
    create table public.profiles (
      id uuid primary key references auth.users (id) on delete cascade,
      email text,
      display_name text,
      phone_number text,
      vip_customer_data_id uuid references public.vip_customer_data (id),
      created_at timestamptz not null default now(),
      updated_at timestamptz not null default now()
    );
    comment on table public.profiles is 'Made by Regulars: people who signed up on the website.';
  end if;
  if to_regclass('public.crm_profile_links') is null then
    create table public.crm_profile_links (
      id uuid primary key default gen_random_uuid(),
      profile_id uuid not null unique references public.profiles (id) on delete cascade,
      stable_hash_id text,
      customer_id uuid references public.customers (id),
      match_confidence numeric(5, 4) check (match_confidence between 0 and 1),
      match_method text,
      linked_at timestamptz not null default now(),
      linked_by uuid references backoffice.allowed_users (id)
    );
    comment on table public.crm_profile_links is 'Made by Regulars: which website user is which customer, and how sure that is.';
  end if;
  if to_regclass('backoffice.customers') is null then
    create table backoffice.customers (
      id bigint primary key generated by default as identity,
      customer_name varchar(255),
      contact_number varchar(255),
      email varchar(255),
      address text,
      date_of_birth date,
      date_joined date,
      available_credit numeric(12, 2) not null default 0,
      available_point numeric(12, 2) not null default 0,
      source varchar(100),
      sms_pdpa boolean not null default false,
      email_pdpa boolean not null default false,
      stable_hash_id varchar(255),
      created_at timestamptz not null default now(),
      update_time timestamptz not null default now()
    );
    comment on table backoffice.customers is 'Made by Regulars: customers as the old POS knows them, one row per phone number they ever had.';
  end if;
end $$;
