-- The calls of protocol 2; counters of protocol 1 are served as before, each by what it knows.

create function app.newest_protocol() returns int language sql immutable as $$
  select 2
$$;

-- The oldest protocol this server speaks is 1.
create or replace function app.check_protocol(protocol int) returns void
language plpgsql stable set search_path = '' as $$
begin
  if protocol is null then
    perform app.fail(400, 'INVALID_ARGUMENTS', 'The call does not name its protocol.');
  elsif protocol > app.newest_protocol() then
    perform app.fail(400, 'SERVER_TOO_OLD', 'The app is newer than this server. Apply the newest migrations.');
  elsif protocol < 1 then
    perform app.fail(400, 'SERVER_TOO_NEW', 'This server no longer speaks with so old an app. Update it.');
  end if;
end $$;

-- The one call that needs no sign-in: the set-up screen checks address and key with it.
create or replace function public.sync_version() returns jsonb
language sql stable security definer set search_path = '' as $$
  select jsonb_build_object('product', 'regulars', 'protocol', app.newest_protocol(), 'oldestProtocol', 1)
$$;

-- Everything a device needs to know about the server, its people and itself.
create or replace function app.hello_reply(device uuid, caller backoffice.allowed_users) returns jsonb
language sql stable set search_path = '' as $$
  select jsonb_build_object(
    'protocol', app.newest_protocol(),
    'oldestProtocol', 1,
    'epoch', settings.epoch,
    'serverTime', app.wire_moment(clock_timestamp()),
    'device', jsonb_build_object('status', coalesce(own.status, 'unknown'), 'name', own.name),
    'me', jsonb_build_object('id', caller.id, 'role', caller.role, 'name', app.staff_name(caller)),
    'staff', (
      select coalesce(jsonb_agg(jsonb_build_object(
        'id', staff.id, 'name', app.staff_name(staff), 'role', staff.role, 'isActive', staff.is_active,
        'isEnrolled', enrolled.staff_id is not null) order by staff.id), '[]')
      from backoffice.allowed_users staff
      left join public.device_staff enrolled on enrolled.staff_id = staff.id and enrolled.device_id = device),
    'devices', (
      select coalesce(jsonb_agg(jsonb_build_object('id', d.id, 'name', d.name, 'status', d.status) order by d.id), '[]')
      from public.devices d),
    'creditAllowance', settings.credit_allowance,
    'lastSeq', coalesce(own.last_seq, 0))
  from public.sync_settings settings
  left join public.devices own on own.id = device
$$;

create or replace function public.sync_hello(p_device uuid, p_protocol int, p_app_version text) returns jsonb
language plpgsql security definer set search_path = '' as $$
declare
  caller backoffice.allowed_users;
  standing text;
begin
  perform app.check_protocol(p_protocol);
  -- The device before the person, as a push does it, so that neither waits for the other in a circle.
  select d.status into standing from public.devices d where d.id = p_device for no key update;
  perform app.link_caller();
  caller := app.sync_caller();
  if standing is not null then
    update public.devices set last_seen_at = now(), app_version = left(p_app_version, 50), protocol = p_protocol
      where id = p_device;
  end if;
  if standing = 'active' then
    insert into public.device_staff (device_id, staff_id) values (p_device, caller.id) on conflict do nothing;
  end if;
  return app.hello_reply(p_device, caller);
end $$;

create or replace function app.push_reply(status text, epoch uuid, last_seq bigint, results jsonb[]) returns jsonb
language sql immutable set search_path = '' as $$
  select jsonb_build_object('status', status, 'protocol', app.newest_protocol(), 'epoch', epoch,
    'lastSeq', last_seq, 'results', to_jsonb(results))
$$;

-- What a device greeted with last: its copies are of that form.
create function app.device_protocol(device uuid) returns int language sql stable set search_path = '' as $$
  select d.protocol from public.devices d where d.id = device
$$;

create or replace function public.sync_pull(
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
      or (after_id ~ case p_after ->> 'table' when 'vip_tiers' then '^[0-9]{1,10}$' else '^[0-9a-f-]{36}$' end) is not true
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
      select * into page
      from app.feed_page(wanted[place], from_snapshot, to_snapshot, after_xid, after_id, left_over, p_protocol);
      if page.row_count > 0 then
        parts := parts || json_build_object(
          'table', wanted[place], 'columns', array['changed_xid'] || app.feed_names(wanted[place], p_protocol),
          'rows', page.rows);
        left_over := left_over - page.row_count;
        next_position := json_build_object('table', wanted[place], 'xid', page.last_xid::text, 'id', page.last_id);
      end if;
      after_xid := null;
      after_id := null;
    end loop;
    if left_over > 0 then
      next_position := null;
    else
      remaining := app.count_remaining(wanted, from_snapshot, to_snapshot, p_after is null, p_protocol) - p_limit;
    end if;
  end if;

  return json_build_object(
    'protocol', app.newest_protocol(), 'epoch', settings.epoch, 'reset', reset,
    'serverTime', app.wire_moment(clock_timestamp()),
    'to', to_snapshot::text,
    'lastSeq', (select d.last_seq from public.devices d where d.id = p_device),
    'parts', to_json(parts), 'next', next_position,
    'remaining', greatest(remaining, 0));
end $$;

-- Hashes ----------------------------------------------------------------------------------------------------------------

-- The canonical text of a row: its columns in wire form, joined by U+001F, nothing as \N.
drop function app.hash_text(text);
create function app.hash_text(feed_table text, protocol int) returns text language sql stable set search_path = '' as $$
  select 'array_to_string(array[' || string_agg('(' || coalesce(c.hashed, c.expression) || ')::text', ', ' order by c.place)
    || '], E''\x1f'', ''\N'')'
  from app.feed_columns c where c.table_name = feed_table and c.since <= protocol and c.hashed is distinct from ''
$$;

-- 256 hashes of a table: per row the first 8 hex digits of the md5 of its text as a number, summed modulo 2^32.
drop function app.hash_buckets(text);
create function app.hash_buckets(feed_table text, protocol int) returns jsonb language plpgsql stable set search_path = '' as $$
declare
  hashes jsonb;
begin
  execute format(
    'select jsonb_agg(lpad(to_hex(coalesce(summed.hash, 0)), 8, ''0'') order by bucket)
     from generate_series(0, 255) as bucket
     left join (
       select get_byte(uuid_send(r.id), 15) as bucket,
         (sum((''x'' || left(md5(%s), 8))::bit(32)::bigint) %% 4294967296)::bigint as hash
       from public.%I r group by 1) as summed using (bucket)', app.hash_text(feed_table, protocol), feed_table)
  into hashes;
  return hashes;
end $$;

create or replace function public.sync_hashes(p_device uuid, p_tables text[]) returns jsonb
language plpgsql stable security definer set search_path = '' as $$
begin
  perform app.sync_caller();
  perform app.check_device(p_device);
  perform app.check_hashed(p_tables);
  return jsonb_build_object(
    'epoch', (select settings.epoch from public.sync_settings settings),
    'at', app.wire_moment(clock_timestamp()),
    'hashes', (
      select coalesce(jsonb_object_agg(given.name, app.hash_buckets(given.name, app.device_protocol(p_device))), '{}')
      from (select distinct name from unnest(p_tables) as listed (name)) as given));
end $$;

create or replace function app.check_hashed(tables text[]) returns void language plpgsql stable set search_path = '' as $$
begin
  if tables is null or array_position(tables, null) is not null
    or not tables <@ array['customers', 'customer_ledger', 'customer_notes', 'customer_redirects',
      'customer_contact_history', 'customer_transactions', 'customer_packages', 'customer_bookings'] then
    perform app.fail(400, 'INVALID_ARGUMENTS', 'Only tables of the feed that belong to customers have hashes.');
  end if;
end $$;

-- All rows of one table whose id falls into these buckets, in pages by id.
create or replace function public.sync_bucket_rows(p_device uuid, p_table text, p_buckets int[], p_after text, p_limit int)
returns json language plpgsql stable security definer set search_path = '' as $$
declare
  rows json;
begin
  perform app.sync_caller();
  perform app.check_device(p_device);
  perform app.check_hashed(array[p_table]);
  if p_buckets is null or p_limit is null or p_limit not between 1 and 20000
    or (p_after is not null and app.uuid_or_null(p_after) is null) then
    perform app.fail(400, 'INVALID_ARGUMENTS', 'Name the buckets, the id to go on from, and at most 20000 rows.');
  end if;
  execute format(
    'select coalesce(json_agg(%s), ''[]'')
     from (
       select * from public.%I page
       where get_byte(uuid_send(page.id), 15) = any ($1) and ($2 is null or page.id > $2)
       order by page.id limit $3) as r', app.feed_row(p_table, app.device_protocol(p_device)), p_table)
  into rows using p_buckets, p_after::uuid, p_limit;
  return json_build_object('table', p_table, 'rows', rows,
    'columns', array['changed_xid'] || app.feed_names(p_table, app.device_protocol(p_device)));
end $$;
