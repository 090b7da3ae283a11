-- The feed: how each table's rows look on the wire. Pulls, bucket repairs and hashes are all built from these expressions,
-- so that they cannot disagree.

create table app.feed_columns (
  table_name text not null,
  place int not null,
  column_name text not null,
  -- Over the row `r`; money in satang, booleans as 0 or 1, moments in UTC with milliseconds.
  expression text not null,
  -- Another form for the hash; null: the text of the expression. An empty one: not part of the hash.
  hashed text,
  primary key (table_name, place)
);
comment on table app.feed_columns is 'What a pull sends of each table: the columns in order, and how each is written.';

insert into app.feed_columns (table_name, place, column_name, expression, hashed)
select feed.table_name, column_of.place, column_of.name,
  case column_of.form
    when 'flag' then 'r.' || column_of.name || '::int'
    when 'satang' then '(r.' || column_of.name || ' * 100)::bigint'
    when 'moment' then 'app.wire_moment(r.' || column_of.name || ')'
    when 'json' then 'r.' || column_of.name || '::text'
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
  end
from (values
  ('vip_tiers', 'id name colour sort_order'),
  ('customers', 'id customer_code customer_name nickname contact_number secondary_phone email date_of_birth address
    address_line_2 city postal_code preferred_language date_joined customer_source vip_tier_id sms_pdpa:flag
    email_pdpa:flag marketing_consent:flag linked_profile_id is_active:flag merged_into name_key available_credit:satang
    available_point total_lifetime_value:satang total_visits last_visit_at:moment first_transaction_at:moment
    created_at:moment created_by updated_at:moment updated_by identifiers:identifiers'),
  ('customer_redirects', 'id kind dead_value customer_id'),
  ('customer_ledger', 'id customer_id kind amount source source_id reverses_id occurred_at:moment'),
  ('customer_notes',
    'id customer_id note_type note_text is_pinned:flag is_internal:flag created_at:moment created_by'),
  ('sync_conflicts', 'id customer_id kind column_name kept_value kept_by kept_device kept_at:moment other_value other_by
    other_device other_at:moment status settled_value settled_by settled_at:moment'),
  ('audit_log', 'id customer_id command_id action reason actor device_id at:moment changes:json'),
  ('sync_tombstones', 'id table_name row_id')
) as feed (table_name, columns)
cross join lateral (
  select listed.place::int, split_part(listed.word, ':', 1), split_part(listed.word, ':', 2)
  from regexp_split_to_table(feed.columns, '\s+') with ordinality as listed (word, place)
) as column_of (place, name, form);

-- The order of a pull: whoever is pointed at comes before who points.
create function app.feed_tables() returns text[] language sql immutable as $$
  select array['vip_tiers', 'customers', 'customer_redirects', 'customer_ledger', 'customer_notes', 'sync_conflicts',
    'audit_log', 'sync_tombstones']
$$;

create function app.feed_names(feed_table text) returns text[] language sql stable set search_path = '' as $$
  select array_agg(c.column_name order by c.place) from app.feed_columns c where c.table_name = feed_table
$$;

-- One row of the feed as an SQL expression over `r`: [changed_xid, id, ...].
create function app.feed_row(feed_table text) returns text language sql stable set search_path = '' as $$
  select 'json_build_array(r.changed_xid::text, ' || string_agg(c.expression, ', ' order by c.place) || ')'
  from app.feed_columns c where c.table_name = feed_table
$$;

-- The rows of one table that a pull still has to bring, at most `most`, in order of (changed_xid, id).
create function app.feed_page(
  feed_table text, from_snapshot pg_snapshot, to_snapshot pg_snapshot, after_xid xid8, after_id text, most int,
  out rows json, out row_count int, out last_xid xid8, out last_id text)
language plpgsql stable set search_path = '' as $$
declare
  id_type text := case feed_table when 'vip_tiers' then 'int' else 'uuid' end;
begin
  -- A range of the index (changed_xid, id); the two snapshots decide row by row. Statement text comes from app.feed_columns
  -- alone. The row is built above the limit, so that rows of the next page cost nothing.
  execute format(
    'select json_agg(%1$s), count(*)::int, (array_agg(r.changed_xid))[count(*)], (array_agg(r.id))[count(*)]::text
     from (
       select * from public.%2$I page
       where %3$s and page.changed_xid < pg_snapshot_xmax($2)
         and not pg_visible_in_snapshot(page.changed_xid, $1) and pg_visible_in_snapshot(page.changed_xid, $2)
       order by page.changed_xid, page.id limit $5) as r',
    app.feed_row(feed_table), feed_table,
    case when after_id is null then 'page.changed_xid >= pg_snapshot_xmin($1)'
      else format('(page.changed_xid, page.id) > ($3, $4::%s)', id_type) end)
  into rows, row_count, last_xid, last_id
  using from_snapshot, to_snapshot, after_xid, after_id, most;
end $$;

-- How many rows one table has for this pull; exact, from the index alone.
create function app.feed_count(feed_table text, from_snapshot pg_snapshot, to_snapshot pg_snapshot) returns bigint
language plpgsql stable set search_path = '' as $$
declare
  counted bigint;
begin
  execute format(
    'select count(*) from public.%I r where r.changed_xid >= pg_snapshot_xmin($1)
       and r.changed_xid < pg_snapshot_xmax($2)
       and not pg_visible_in_snapshot(r.changed_xid, $1) and pg_visible_in_snapshot(r.changed_xid, $2)', feed_table)
  into counted using from_snapshot, to_snapshot;
  return counted;
end $$;
