-- Upkeep: telling the counters that something changed, a new epoch after a restore, forgetting old tombstones; and who may
-- call what of sync.

-- Says "something changed, pull", at most once a transaction, and nothing else: no table, no id, no person.
create function app.sync_poke() returns void language plpgsql set search_path = '' as $$
declare
  this_transaction text := pg_current_xact_id()::text;
begin
  if current_setting('regulars.poked', true) is not distinct from this_transaction then
    return;
  end if;
  perform set_config('regulars.poked', this_transaction, true);
  perform pg_notify('regulars_poke', '');
  if to_regprocedure('realtime.send(jsonb, text, text, boolean)') is not null then
    perform realtime.send('{}'::jsonb, 'changed', 'regulars', true);
  end if;
exception when others then
  -- A poke only makes things quicker: a Realtime in trouble must not undo what a person did.
  raise warning 'no poke: %', sqlstate;
end $$;

create function app.poke_counters() returns trigger language plpgsql set search_path = '' as $$
begin
  -- Asked here once more: the function below opens a subtransaction, which a busy push need not pay for each statement.
  if current_setting('regulars.poked', true) is distinct from pg_current_xact_id()::text then
    perform app.sync_poke();
  end if;
  return null;
end $$;

do $$
declare
  feed_table text;
begin
  foreach feed_table in array app.feed_tables() loop
    -- Deletes are told by the tombstones they leave.
    execute format('create trigger poke_counters after insert or update on public.%I
      for each statement execute function app.poke_counters()', feed_table);
  end loop;
end $$;

-- After a restore: transaction ids of the old history mean nothing here, so every row is stamped anew, and every counter,
-- meeting another epoch, keeps its unsent commands and pulls everything.
create function public.sync_new_epoch() returns jsonb language plpgsql security definer set search_path = '' as $$
declare
  caller_role text := (
    select staff.role from backoffice.allowed_users staff where staff.user_id = app.claimed_user() and staff.is_active);
  new_epoch uuid;
  feed_table text;
begin
  if not app.is_service() and caller_role is distinct from 'admin' then
    perform app.fail(403, 'NOT_ALLOWED', 'Only an administrator starts a new epoch.');
  end if;
  -- Counters may hold codes from after the backup that was restored: those are nobody's here, and given to nobody again.
  update public.sync_settings set epoch = gen_random_uuid(), tombstones_from = pg_current_xact_id(),
    lost_codes = lost_codes + int8multirange(int8range(next_code, next_code + 10000)), next_code = next_code + 10000
  -- Supabase refuses statements without a condition, also inside functions.
  where only_row returning epoch into new_epoch;
  delete from public.sync_tombstones where true;
  for feed_table in
    select relation.relname from pg_catalog.pg_class relation
    join pg_catalog.pg_attribute field on field.attrelid = relation.oid and field.attname = 'changed_xid'
    where relation.relnamespace = 'public'::regnamespace and relation.relkind = 'r' and not field.attisdropped
  loop
    execute format('update public.%I set changed_xid = pg_current_xact_id() where true', feed_table);
  end loop;
  -- What a counter had seen of the old history cannot be compared any more: everybody in it counts as seen.
  alter table public.customers disable trigger keep_identity;
  update public.customers set created_xid = '3' where true;
  alter table public.customers enable trigger keep_identity;
  return jsonb_build_object('epoch', new_epoch);
end $$;
comment on function public.sync_new_epoch() is
  'To be called once after a restore, before the counters connect: every counter then pulls everything again.';

-- Counters that were away for longer pull everything once.
create function public.sync_purge(p_days int default 90) returns jsonb
language plpgsql security definer set search_path = '' as $$
declare
  newest xid8;
  purged int;
begin
  if not app.is_service() then
    perform app.fail(403, 'NOT_ALLOWED', 'Only the service purges tombstones.');
  elsif p_days is null or p_days < 1 then
    perform app.fail(400, 'INVALID_ARGUMENTS', 'Tombstones are kept for at least a day.');
  end if;
  with gone as (
    delete from public.sync_tombstones stone where stone.deleted_at < now() - make_interval(days => p_days)
    returning stone.changed_xid)
  select count(*), (array_agg(gone.changed_xid order by gone.changed_xid desc))[1] into purged, newest from gone;
  if newest is not null then
    -- A cursor may stay when its snapshot has seen all that is gone now: every transaction up to the newest of them.
    update public.sync_settings
    set tombstones_from = (newest::text::numeric + 1)::text::xid8
    where tombstones_from < (newest::text::numeric + 1)::text::xid8;
  end if;
  return jsonb_build_object('purged', purged);
end $$;
comment on function public.sync_purge(int) is 'Forgets tombstones older than that many days; for a nightly job.';

-- Rights ----------------------------------------------------------------------------------------------------------------

do $$
declare
  callable text;
begin
  foreach callable in array array[
    'sync_version()', 'sync_hello(uuid, int, text)', 'register_device(uuid, text)', 'revoke_device(uuid)',
    'claim_codes(uuid, int)', 'sync_push(uuid, int, uuid, text, bigint, json)',
    'sync_pull(uuid, int, uuid, text, text, jsonb, text[], int)', 'sync_hashes(uuid, text[])',
    'sync_bucket_rows(uuid, text, int[], text, int)', 'sync_new_epoch()', 'sync_purge(int)'
  ] loop
    execute format('revoke all on function public.%s from public, anon, authenticated', callable);
    execute format('grant execute on function public.%s to service_role', callable);
    if callable <> 'sync_purge(int)' then
      execute format('grant execute on function public.%s to authenticated', callable);
    end if;
  end loop;
  grant execute on function public.sync_version() to anon;
end $$;

-- Tables of the machinery: what commands may name and how rows are written is nobody's to read or change but the owner's.
alter table app.sync_columns enable row level security;
alter table app.feed_columns enable row level security;
alter table app.identifier_aliases enable row level security;
