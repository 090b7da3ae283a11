-- Protocol 3: merges and what people said are two travel to the counters. A merge's line is kept as whole rows and told as the
-- MergeRecord of shared/merging, so that lines of before, made when one person was created twice, read like those of today.

alter table public.customer_merge_history
  -- A customer made offline may be folded before a code reached them.
  alter column merged_customer_code drop not null,
  add column undone_command uuid,
  add column record jsonb not null default '{}';
comment on column public.customer_merge_history.merged_customer_code is 'Code of the one folded in; null where there was none yet.';
comment on column public.customer_merge_history.merged_customer_data is
  'Both rows as they were (customer, survivor), what was set (filled) and taken, every row that moved, what was left, revived identifiers, followers, redirects; erased once personal data in it is gone.';
comment on column public.customer_merge_history.merge_reason is 'Why.';
comment on column public.customer_merge_history.merged_at is 'When; of two merges into one customer the later one has the later moment.';
comment on column public.customer_merge_history.record is 'What counters are told of merged_customer_data (a MergeRecord), kept by its trigger.';
comment on column public.customer_merge_history.undone_command is 'The command that undid it.';

alter table public.duplicate_dismissals add column is_withdrawn boolean not null default false;
comment on table public.duplicate_dismissals is 'Pairs that somebody said are not the same person: not asked again unless it is withdrawn.';
comment on column public.duplicate_dismissals.is_withdrawn is 'True once somebody took it back: the pair may be asked about again.';
comment on column public.duplicate_dismissals.dismissed_by is 'Staff member who said so last, or took it back.';
comment on column public.duplicate_dismissals.dismissed_at is 'When they said so.';

-- A merge's line as it is told -------------------------------------------------------------------------------------------

-- What a person can choose in a merge (shared/merging, choosableColumns).
create function app.choosable_columns() returns text[] language sql immutable as $$
  select array['customer_name', 'nickname', 'contact_number', 'secondary_phone', 'email', 'date_of_birth', 'address',
    'address_line_2', 'city', 'postal_code', 'preferred_language', 'date_joined', 'customer_source', 'vip_tier_id',
    'linked_profile_id']
$$;

-- Columns that say more of another and go where it goes.
create function app.companions_of(column_name text) returns text[] language sql immutable as $$
  select case column_name
    when 'customer_name' then array['name_key']
    when 'vip_tier_id' then array['vip_status_date']
    when 'linked_profile_id' then array['profile_link_confidence', 'profile_link_method', 'profile_linked_at']
    else '{}'::text[]
  end
$$;

create function app.consent_columns() returns text[] language sql immutable as $$
  select array['sms_pdpa', 'email_pdpa', 'marketing_consent']
$$;

-- Of a customer's row, as to_jsonb has it, what merging is about, in wire form.
create function app.merge_columns(customer jsonb) returns jsonb language sql stable set search_path = '' as $$
  select jsonb_object_agg(named.name, app.wire_value(named.name, coalesce(customer -> named.name, 'null')))
  from (
    select unnest(app.choosable_columns() || app.consent_columns() || array['is_active'])
    union all
    select unnest(app.companions_of(choosable.name)) from unnest(app.choosable_columns()) as choosable (name)
  ) as named (name)
$$;

-- The MergeRecord of a merge's line: what a counter needs to tell of it, and to undo it while offline.
create function app.merge_record(stored jsonb) returns jsonb language plpgsql stable set search_path = '' as $$
declare
  -- Unpacked once: the lists of somebody with thousands of rows are kept compressed.
  data jsonb := stored || '{}';
  survivor jsonb := app.merge_columns(data -> 'survivor');
begin
  return jsonb_build_object(
    'folded', app.merge_columns(data -> 'customer'),
    'survivor', survivor,
    'set', (
      select coalesce(jsonb_object_agg(fact.key, app.wire_value(fact.key, fact.value)), '{}')
      from jsonb_each(coalesce(data -> 'filled', '{}')) as fact
      where survivor ? fact.key and survivor -> fact.key <> app.wire_value(fact.key, fact.value)),
    'moved', (
      select coalesce(jsonb_object_agg(split_part(part.key, '.', 2), part.value), '{}')
      from jsonb_each(coalesce(data -> 'moved', '{}')) as part
      where part.key = any (array['public.customer_identifiers.customer_id', 'public.customer_ledger.customer_id',
        'public.customer_notes.customer_id', 'public.customer_contact_history.customer_id',
        'public.customer_transactions.customer_id', 'public.customer_packages.customer_id',
        'public.customer_bookings.customer_id'])),
    'revived', coalesce(data -> 'revived', '[]'),
    'followers', coalesce(data -> 'followers', '[]'),
    'left', coalesce(data -> 'left', '[]'))
    || case when data -> 'erased' = 'true' then '{"erased": true}' else '{}'::jsonb end;
end $$;

-- Written with the line: telling thousands of lines to a new counter must not mean working out each.
create function app.keep_merge_record() returns trigger language plpgsql set search_path = '' as $$
begin
  new.record := app.merge_record(new.merged_customer_data);
  return new;
end $$;
comment on function app.keep_merge_record() is 'Keeps what counters are told of a merge as the line has it.';
create trigger keep_merge_record before insert or update of merged_customer_data on public.customer_merge_history
  for each row execute function app.keep_merge_record();
update public.customer_merge_history set merged_customer_data = merged_customer_data where true;

-- The feed ---------------------------------------------------------------------------------------------------------------

insert into app.feed_columns (table_name, place, column_name, expression, since)
select feed.table_name, listed.place::int, found.part[1], coalesce(found.part[2], 'r.' || found.part[1]), 3
-- A word is a column, with its expression where that is another than the column.
from (values
  ('customer_merge_history', 'id customer_id=r.primary_customer_id merged_customer_id merged_customer_code
    data=r.record::text reason=r.merge_reason merged_by
    merged_at=app.wire_moment(r.merged_at) command_id undone_at=app.wire_moment(r.undone_at) undone_by'),
  ('duplicate_dismissals', 'id first_customer_id second_customer_id reason dismissed_by
    dismissed_at=app.wire_moment(r.dismissed_at) is_withdrawn=r.is_withdrawn::int')
) as feed (table_name, columns)
cross join lateral regexp_split_to_table(feed.columns, '\s+') with ordinality as listed (word, place)
cross join lateral regexp_match(listed.word, '^(\w+)(?:=(.+))?$') as found (part);

-- The order of a pull: whoever is pointed at comes before who points, and merges before the rows that they moved.
create or replace function app.feed_tables() returns text[] language sql immutable as $$
  select array['vip_tiers', 'website_profiles', 'customers', 'customer_merge_history', 'customer_redirects',
    'customer_ledger', 'customer_notes', 'customer_contact_history', 'customer_transactions', 'customer_packages',
    'customer_bookings', 'saved_views', 'notifications', 'notification_reads', 'duplicate_dismissals', 'sync_conflicts',
    'audit_log', 'sync_tombstones']
$$;

-- One row of the feed as an SQL expression over `r`: [changed_xid, id, ...]. Whoever asks for a table that their protocol does
-- not know gets rows without anything in them.
create or replace function app.feed_row(feed_table text, protocol int) returns text
language sql stable set search_path = '' as $$
  select 'json_build_array(r.changed_xid::text' || coalesce(string_agg(', ' || c.expression, '' order by c.place), '') || ')'
  from app.feed_columns c where c.table_name = feed_table and c.since <= protocol
$$;

create or replace function app.newest_protocol() returns int language sql immutable as $$
  select 3
$$;

do $$
declare
  feed_table text;
begin
  foreach feed_table in array app.feed_tables() loop
    execute format('create or replace trigger poke_counters after insert or update on public.%I
      for each statement execute function app.poke_counters()', feed_table);
  end loop;
end $$;
