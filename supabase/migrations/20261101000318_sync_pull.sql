-- sync_pull: what became visible between two snapshots. A cursor made of times or numbers would skip whoever commits late;
-- comparing snapshots skips nobody and sends nothing twice. Stable: all of a call sees the one snapshot that `to` names.

-- Rows a pull brings in all: exact on its first page, when the counter takes the number for its progress; afterwards what
-- the planner believes, since counting again on every page would cost as much as the page.
create function app.count_remaining(tables text[], from_snapshot pg_snapshot, to_snapshot pg_snapshot, is_first boolean)
returns bigint language sql stable set search_path = '' as $$
  select coalesce(sum(case
    when is_first then app.feed_count(feed.name, from_snapshot, to_snapshot)
    else (select greatest(relation.reltuples, 0)::bigint from pg_catalog.pg_class relation
          where relation.oid = to_regclass('public.' || feed.name))
  end), 0)::bigint
  from unnest(tables) as feed (name)
$$;

create function public.sync_pull(
  p_device uuid, p_protocol int, p_epoch uuid, p_from text, p_to text, p_after jsonb, p_tables text[], p_limit int)
returns json language plpgsql stable security definer set search_path = '' as $$
declare
  -- Older than every transaction: nothing is visible in it.
  from_snapshot pg_snapshot := app.snapshot_or_null(coalesce(p_from, '1:1:'));
  to_snapshot pg_snapshot := app.snapshot_or_null(coalesce(p_to, pg_current_snapshot()::text));
  settings public.sync_settings;
  reset text;
  wanted text[];
  first_table int := 1;
  after_xid xid8;
  after_id text;
  page record;
  parts json[] := '{}';
  left_over int := p_limit;
  next_position json;
  remaining bigint := 0;
begin
  perform app.check_protocol(p_protocol);
  perform app.sync_caller();
  perform app.check_device(p_device);
  select array_agg(feed.name order by feed.place) into wanted
  from unnest(app.feed_tables()) with ordinality as feed (name, place) where feed.name = any (p_tables);
  if wanted is null or cardinality(wanted) <> cardinality(p_tables) or p_limit is null or p_limit not between 1 and 20000
  then
    perform app.fail(400, 'INVALID_ARGUMENTS', 'A pull names tables of the feed and a limit of at most 20000 rows.');
  elsif from_snapshot is null or to_snapshot is null then
    perform app.fail(400, 'INVALID_ARGUMENTS', 'A cursor is a snapshot as this server wrote it.');
  end if;
  if p_after is not null then
    first_table := array_position(wanted, p_after ->> 'table');
    after_id := p_after ->> 'id';
    if first_table is null or p_to is null or (p_after ->> 'xid' ~ '^[0-9]{1,19}$') is not true
      or (after_id ~ case p_after ->> 'table' when 'vip_tiers' then '^[0-9]{1,9}$' else '^[0-9a-f-]{36}$' end) is not true
    then
      perform app.fail(400, 'INVALID_ARGUMENTS', 'A later page names its place and where the pull goes to.');
    end if;
    after_xid := p_after ->> 'xid';
  end if;

  select * into settings from public.sync_settings;
  reset := case
    when (p_from is not null or p_to is not null) and p_epoch is distinct from settings.epoch then 'epoch'
    -- The newest transaction of a snapshot never goes back, unless the server did.
    when greatest(pg_snapshot_xmax(from_snapshot), pg_snapshot_xmax(to_snapshot))
      > pg_snapshot_xmax(pg_current_snapshot()) then 'behind'
    when p_from is not null and pg_snapshot_xmin(from_snapshot) < settings.tombstones_from then 'expired'
  end;

  if reset is null then
    for place in first_table .. cardinality(wanted) loop
      exit when left_over = 0;
      select * into page from app.feed_page(wanted[place], from_snapshot, to_snapshot, after_xid, after_id, left_over);
      if page.row_count > 0 then
        parts := parts || json_build_object(
          'table', wanted[place], 'columns', array['changed_xid'] || app.feed_names(wanted[place]), 'rows', page.rows);
        left_over := left_over - page.row_count;
        next_position := json_build_object('table', wanted[place], 'xid', page.last_xid::text, 'id', page.last_id);
      end if;
      after_xid := null;
      after_id := null;
    end loop;
    if left_over > 0 then
      next_position := null;
    else
      remaining := app.count_remaining(wanted, from_snapshot, to_snapshot, p_after is null) - p_limit;
    end if;
  end if;

  return json_build_object(
    'protocol', 1, 'epoch', settings.epoch, 'reset', reset, 'serverTime', app.wire_moment(clock_timestamp()),
    'to', to_snapshot::text,
    'lastSeq', (select d.last_seq from public.devices d where d.id = p_device),
    'parts', to_json(parts), 'next', next_position,
    'remaining', greatest(remaining, 0));
end $$;
comment on function public.sync_pull(uuid, int, uuid, text, text, jsonb, text[], int) is
  'The rows that became visible between two snapshots, in pages that keep the same end.';
