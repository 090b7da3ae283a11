-- What no cursor can catch (a bulk load with triggers off, a damaged page on a counter) shows in hashes: one per table and
-- bucket, a bucket being the last byte of a row's id. Counters compute the same from their own rows.

-- The canonical text of a row: its columns in wire form, joined by U+001F, nothing as \N.
create function app.hash_text(feed_table text) returns text language sql stable set search_path = '' as $$
  select 'array_to_string(array[' || string_agg('(' || coalesce(c.hashed, c.expression) || ')::text', ', ' order by c.place)
    || '], E''\x1f'', ''\N'')'
  from app.feed_columns c where c.table_name = feed_table and c.hashed is distinct from ''
$$;

-- 256 hashes of a table: per row the first 8 hex digits of the md5 of its text as a number, summed modulo 2^32.
create function app.hash_buckets(feed_table text) returns jsonb language plpgsql stable set search_path = '' as $$
declare
  hashes jsonb;
begin
  execute format(
    'select jsonb_agg(lpad(to_hex(coalesce(summed.hash, 0)), 8, ''0'') order by bucket)
     from generate_series(0, 255) as bucket
     left join (
       select get_byte(uuid_send(r.id), 15) as bucket,
         (sum((''x'' || left(md5(%s), 8))::bit(32)::bigint) %% 4294967296)::bigint as hash
       from public.%I r group by 1) as summed using (bucket)', app.hash_text(feed_table), feed_table)
  into hashes;
  return hashes;
end $$;

create function public.sync_hashes(p_device uuid, p_tables text[]) returns jsonb
language plpgsql stable security definer set search_path = '' as $$
begin
  perform app.sync_caller();
  perform app.check_device(p_device);
  perform app.check_hashed(p_tables);
  return jsonb_build_object(
    'epoch', (select settings.epoch from public.sync_settings settings),
    'at', app.wire_moment(clock_timestamp()),
    'hashes', (select coalesce(jsonb_object_agg(given.name, app.hash_buckets(given.name)), '{}')
      from (select distinct name from unnest(p_tables) as listed (name)) as given));
end $$;
comment on function public.sync_hashes(uuid, text[]) is '256 hashes a table, to compare a counter''s copy with.';

create function app.check_hashed(tables text[]) returns void language plpgsql stable set search_path = '' as $$
begin
  if tables is null or array_position(tables, null) is not null
    or not tables <@ array['customers', 'customer_ledger', 'customer_notes', 'customer_redirects'] then
    perform app.fail(400, 'INVALID_ARGUMENTS', 'Only tables of the feed that belong to customers have hashes.');
  end if;
end $$;

-- All rows of one table whose id falls into these buckets, in pages by id.
create function public.sync_bucket_rows(p_device uuid, p_table text, p_buckets int[], p_after text, p_limit int)
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
       order by page.id limit $3) as r', app.feed_row(p_table), p_table)
  into rows using p_buckets, p_after::uuid, p_limit;
  return json_build_object('table', p_table, 'columns', array['changed_xid'] || app.feed_names(p_table), 'rows', rows);
end $$;
comment on function public.sync_bucket_rows(uuid, text, int[], text, int) is
  'The rows of some buckets, for a counter whose hashes differ.';
