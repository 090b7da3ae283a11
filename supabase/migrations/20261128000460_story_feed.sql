-- The feed of protocol 2: sales, packages, bookings and contacts of customers, the website's people, and what belongs to the
-- venue. Whoever calls with protocol 1 gets what protocol 1 knew.

alter table app.feed_columns add column since int not null default 1;
comment on column app.feed_columns.since is 'The first protocol that sends and hashes the column.';

delete from app.feed_columns where table_name in ('vip_tiers', 'customers');
insert into app.feed_columns (table_name, place, column_name, expression, hashed, since)
select feed.table_name, column_of.place, column_of.name,
  case column_of.form
    when 'flag' then 'r.' || column_of.name || '::int'
    when 'satang' then '(r.' || column_of.name || ' * 100)::bigint'
    when 'moment' then 'app.wire_moment(r.' || column_of.name || ')'
    when 'json' then 'r.' || column_of.name || '::text'
    when 'list' then 'to_jsonb(r.' || column_of.name || ')::text'
    when 'identifiers' then
      '(select coalesce(json_agg(json_build_array(i.id, i.kind, i.value, i.normalised, i.status) order by i.id), ''[]'')
        from public.customer_identifiers i where i.customer_id = r.id)'
    else 'r.' || column_of.name
  end,
  case
    when column_of.form = 'identifiers' then
      '(select coalesce(string_agg(concat_ws('','', i.id, i.kind, i.value, i.normalised, i.status), E''\x1e'' order by i.id), '''')
        from public.customer_identifiers i where i.customer_id = r.id)'
    when column_of.name in ('updated_at', 'updated_by') then ''
  end,
  case when column_of.is_new = '' then 1 else 2 end
-- A word is a column, with its form where it needs one; a plus marks what protocol 1 did not know.
from (values
  ('vip_tiers', 'id name colour sort_order benefits+ is_active:flag+'),
  ('website_profiles', 'id display_name email phone_number joined_at:moment'),
  ('customers', 'id customer_code customer_name nickname contact_number secondary_phone email date_of_birth address
    address_line_2 city postal_code preferred_language date_joined customer_source vip_tier_id vip_status_date+
    sms_pdpa:flag email_pdpa:flag marketing_consent:flag linked_profile_id profile_link_confidence+ profile_link_method+
    profile_linked_at:moment+ is_active:flag merged_into name_key available_credit:satang available_point
    total_lifetime_value:satang total_visits last_visit_at:moment first_transaction_at:moment created_at:moment created_by
    updated_at:moment updated_by identifiers:identifiers'),
  ('customer_contact_history', 'id customer_id contact_type contact_method purpose notes successful:flag
    contact_date:moment contacted_by'),
  ('customer_transactions', 'id customer_id receipt_number source status amount:satang credit_used:satang points_used
    points_earned items:json payment_method sold_at:moment sold_by'),
  ('customer_packages', 'id customer_id package_name uses_total uses_taken price:satang purchased_on starts_on expires_on
    status'),
  ('customer_bookings', 'id customer_id resource starts_at:moment ends_at:moment people status source notes package_id'),
  ('saved_views', 'id staff_id name definition:json is_shared:flag sort_order is_removed:flag'),
  ('notifications', 'id title description impact action_required:flag training_materials:list effective_date
    withdrawn_at:moment created_at:moment created_by'),
  ('notification_reads', 'id notification_id staff_id read_at:moment')
) as feed (table_name, columns)
cross join lateral (
  select listed.place::int, found.part[1], found.part[2], found.part[3]
  from regexp_split_to_table(feed.columns, '\s+') with ordinality as listed (word, place)
  cross join lateral regexp_match(listed.word, '^(\w+):?(\w*)([+]?)$') as found (part)
) as column_of (place, name, form, is_new);

-- What is about nobody is about the nil UUID on the wire.
update app.feed_columns set expression = 'coalesce(r.customer_id, app.nil_uuid())'
where table_name = 'audit_log' and column_name = 'customer_id';

-- The order of a pull: whoever is pointed at comes before who points.
create or replace function app.feed_tables() returns text[] language sql immutable as $$
  select array['vip_tiers', 'website_profiles', 'customers', 'customer_redirects', 'customer_ledger', 'customer_notes',
    'customer_contact_history', 'customer_transactions', 'customer_packages', 'customer_bookings', 'saved_views',
    'notifications', 'notification_reads', 'sync_conflicts', 'audit_log', 'sync_tombstones']
$$;

-- The rows of a table that a counter of a protocol has a place for: protocol 1 knows no line that is about nobody.
create function app.feed_condition(feed_table text, protocol int) returns text language sql immutable as $$
  select case when feed_table = 'audit_log' and protocol < 2 then 'customer_id is not null' else 'true' end
$$;

drop function app.feed_names(text);
create function app.feed_names(feed_table text, protocol int) returns text[] language sql stable set search_path = '' as $$
  select array_agg(c.column_name order by c.place) from app.feed_columns c
  where c.table_name = feed_table and c.since <= protocol
$$;

-- One row of the feed as an SQL expression over `r`: [changed_xid, id, ...].
drop function app.feed_row(text);
create function app.feed_row(feed_table text, protocol int) returns text language sql stable set search_path = '' as $$
  select 'json_build_array(r.changed_xid::text, ' || string_agg(c.expression, ', ' order by c.place) || ')'
  from app.feed_columns c where c.table_name = feed_table and c.since <= protocol
$$;

-- The rows of one table that a pull still has to bring, at most `most`, in order of (changed_xid, id).
drop function app.feed_page(text, pg_snapshot, pg_snapshot, xid8, text, int);
create function app.feed_page(
  feed_table text, from_snapshot pg_snapshot, to_snapshot pg_snapshot, after_xid xid8, after_id text, most int, protocol int,
  out rows json, out row_count int, out last_xid xid8, out last_id text)
language plpgsql stable set search_path = '' as $$
declare
  id_type text := case feed_table when 'vip_tiers' then 'bigint' else 'uuid' end;
begin
  -- A range of the index (changed_xid, id); the two snapshots decide row by row. Statement text comes from app.feed_columns
  -- alone. The row is built above the limit, so that rows of the next page cost nothing.
  execute format(
    'select json_agg(%1$s), count(*)::int, (array_agg(r.changed_xid))[count(*)], (array_agg(r.id))[count(*)]::text
     from (
       select * from public.%2$I page
       where %3$s and page.changed_xid < pg_snapshot_xmax($2)
         and not pg_visible_in_snapshot(page.changed_xid, $1) and pg_visible_in_snapshot(page.changed_xid, $2) and %4$s
       order by page.changed_xid, page.id limit $5) as r',
    app.feed_row(feed_table, protocol), feed_table,
    case when after_id is null then 'page.changed_xid >= pg_snapshot_xmin($1)'
      else format('(page.changed_xid, page.id) > ($3, $4::%s)', id_type) end,
    app.feed_condition(feed_table, protocol))
  into rows, row_count, last_xid, last_id
  using from_snapshot, to_snapshot, after_xid, after_id, most;
end $$;

-- How many rows one table has for this pull; exact, from the index alone.
drop function app.feed_count(text, pg_snapshot, pg_snapshot);
create function app.feed_count(feed_table text, from_snapshot pg_snapshot, to_snapshot pg_snapshot, protocol int)
returns bigint language plpgsql stable set search_path = '' as $$
declare
  counted bigint;
begin
  execute format(
    'select count(*) from public.%I r where r.changed_xid >= pg_snapshot_xmin($1)
       and r.changed_xid < pg_snapshot_xmax($2)
       and not pg_visible_in_snapshot(r.changed_xid, $1) and pg_visible_in_snapshot(r.changed_xid, $2) and %s',
    feed_table, app.feed_condition(feed_table, protocol))
  into counted using from_snapshot, to_snapshot;
  return counted;
end $$;

-- Rows a pull brings in all: exact on its first page, when the counter takes the number for its progress; afterwards what
-- the planner believes, since counting again on every page would cost as much as the page.
drop function app.count_remaining(text[], pg_snapshot, pg_snapshot, boolean);
create function app.count_remaining(
  tables text[], from_snapshot pg_snapshot, to_snapshot pg_snapshot, is_first boolean, protocol int)
returns bigint language sql stable set search_path = '' as $$
  select coalesce(sum(case
    when is_first then app.feed_count(feed.name, from_snapshot, to_snapshot, protocol)
    else (select greatest(relation.reltuples, 0)::bigint from pg_catalog.pg_class relation
          where relation.oid = to_regclass('public.' || feed.name))
  end), 0)::bigint
  from unnest(tables) as feed (name)
$$;

-- Something changed: also where it is the venue's, a sale or a booking.
do $$
declare
  feed_table text;
begin
  foreach feed_table in array app.feed_tables() loop
    execute format('create or replace trigger poke_counters after insert or update on public.%I
      for each statement execute function app.poke_counters()', feed_table);
  end loop;
end $$;
