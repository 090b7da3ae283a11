-- Every synced row says which transaction changed it last, and every deleted one leaves a tombstone: pulls are made of these.
-- Trigger functions run with the rights of whoever writes (functions of the owner, or the service), never with more.

create function app.stamp_change() returns trigger language plpgsql set search_path = '' as $$
begin
  new.changed_xid := pg_catalog.pg_current_xact_id();
  return new;
end $$;
comment on function app.stamp_change() is 'Marks a row with the transaction that writes it, whatever the writer says.';

create function app.update_updated_at() returns trigger language plpgsql set search_path = '' as $$
begin
  new.updated_at := pg_catalog.now();
  return new;
end $$;
comment on function app.update_updated_at() is 'The server''s time of the latest change; nobody may set another.';

create function app.leave_tombstones() returns trigger language plpgsql set search_path = '' as $$
begin
  insert into public.sync_tombstones (table_name, row_id)
    select tg_table_name, gone.id::text from gone;
  return null;
end $$;
comment on function app.leave_tombstones() is 'Tells every counter of rows that were deleted.';

create function app.lift_tombstones() returns trigger language plpgsql set search_path = '' as $$
begin
  delete from public.sync_tombstones stone using made
    where stone.table_name = tg_table_name and stone.row_id = made.id::text;
  return null;
end $$;
comment on function app.lift_tombstones() is
  'A row that is put back under its old id is alive: its tombstone would come after it in a pull and take it away again.';

create index sync_tombstones_by_row on public.sync_tombstones (table_name, row_id);

do $$
declare
  synced text;
begin
  foreach synced in array array[
    'vip_tiers', 'customers', 'customer_redirects', 'customer_ledger', 'customer_notes', 'sync_conflicts', 'audit_log',
    'customer_merge_history', 'customer_contact_history', 'saved_views', 'duplicate_dismissals', 'feature_flags',
    'notifications', 'notification_reads', 'customer_transactions', 'customer_packages', 'customer_package_uses',
    'customer_bookings'
  ] loop
    execute format('create index %1$s_by_change on public.%1$I (changed_xid, id)', synced);
    execute format('create trigger stamp_change before insert or update on public.%I
      for each row execute function app.stamp_change()', synced);
    execute format('create trigger leave_tombstones after delete on public.%I
      referencing old table as gone for each statement execute function app.leave_tombstones()', synced);
    execute format('create trigger lift_tombstones after insert on public.%I
      referencing new table as made for each statement execute function app.lift_tombstones()', synced);
  end loop;
end $$;
create index sync_tombstones_by_change on public.sync_tombstones (changed_xid, id);
create trigger stamp_change before insert or update on public.sync_tombstones
  for each row execute function app.stamp_change();

create trigger trigger_update_customers_updated_at before update on public.customers
  for each row execute function app.update_updated_at();
create trigger update_updated_at before update on public.customer_notes
  for each row execute function app.update_updated_at();
create trigger update_updated_at before update on public.saved_views
  for each row execute function app.update_updated_at();
create trigger update_updated_at before update on public.feature_flags
  for each row execute function app.update_updated_at();
create trigger update_updated_at before update on public.notifications
  for each row execute function app.update_updated_at();
create trigger update_updated_at before update on public.customer_transactions
  for each row execute function app.update_updated_at();
create trigger update_updated_at before update on public.customer_packages
  for each row execute function app.update_updated_at();
create trigger update_updated_at before update on public.customer_bookings
  for each row execute function app.update_updated_at();

-- Identifiers -----------------------------------------------------------------------------------------------------------
-- They travel inside their customer's row, so a change to one is a change to the customer (to both, when it moves).

create function app.touch_customers() returns trigger language plpgsql set search_path = '' as $$
declare
  touched uuid[];
begin
  if tg_op = 'INSERT' then
    select array_agg(distinct customer_id) into touched from made;
  elsif tg_op = 'DELETE' then
    select array_agg(distinct customer_id) into touched from gone;
  else
    select array_agg(distinct customer_id) into touched
      from (select customer_id from made union all select customer_id from gone) as both_sides;
  end if;
  -- A customer already stamped by this transaction travels anyway. One at a time is the rule: a plan for any number of them,
  -- made while the directory was empty, would read all of it each time.
  if pg_catalog.cardinality(touched) = 1 then
    update public.customers set changed_xid = pg_catalog.pg_current_xact_id()
      where id = touched[1] and changed_xid <> pg_catalog.pg_current_xact_id();
  else
    update public.customers set changed_xid = pg_catalog.pg_current_xact_id()
      where id = any (touched) and changed_xid <> pg_catalog.pg_current_xact_id();
  end if;
  return null;
end $$;
comment on function app.touch_customers() is 'A change to what points at a customer makes the customer travel.';

create trigger touch_customers_of_new after insert on public.customer_identifiers
  referencing new table as made for each statement execute function app.touch_customers();
create trigger touch_customers_of_changed after update on public.customer_identifiers
  referencing old table as gone new table as made for each statement execute function app.touch_customers();
create trigger touch_customers_of_deleted after delete on public.customer_identifiers
  referencing old table as gone for each statement execute function app.touch_customers();

-- Codes -----------------------------------------------------------------------------------------------------------------

create function app.format_customer_code(p_number bigint) returns text
language sql immutable set search_path = '' as $$
  -- At least three digits and never fewer than the number has: lpad alone would cut 1000 to 100.
  select 'CUS-' || pg_catalog.lpad(p_number::text, greatest(3, pg_catalog.length(p_number::text)), '0');
$$;
comment on function app.format_customer_code(bigint) is 'CUS-007 of 7, CUS-1000 of 1000.';

create function app.generate_customer_code() returns text language plpgsql set search_path = '' as $$
declare
  code text;
begin
  loop
    -- The row lock makes two callers take turns, and a number that was once taken never comes back.
    update public.sync_settings set next_code = next_code + 1 where only_row
      returning app.format_customer_code(next_code - 1) into strict code;
    exit when not exists (select 1 from public.customers where customer_code = code)
      and not exists (select 1 from public.customer_redirects where kind = 'code' and dead_value = code);
  end loop;
  return code;
end $$;
comment on function app.generate_customer_code() is 'The next code that nobody has or ever had.';

create function app.set_customer_code() returns trigger language plpgsql set search_path = '' as $$
begin
  if new.customer_code is null then
    new.customer_code := app.generate_customer_code();
  end if;
  new.created_xid := pg_catalog.pg_current_xact_id();
  return new;
end $$;
comment on function app.set_customer_code() is 'Gives a customer without a code the next one, and notes the transaction that made the row.';
create trigger trigger_set_customer_code before insert on public.customers
  for each row execute function app.set_customer_code();

-- Once a statement: a bulk load would otherwise leave a version of the settings for every row.
create function app.count_above_codes() returns trigger language plpgsql set search_path = '' as $$
declare
  highest bigint;
begin
  select max(pg_catalog.substr(customer_code, 5)::bigint) into highest from made
    where customer_code ~ '^CUS-[0-9]{3,15}$';
  update public.sync_settings set next_code = highest + 1 where only_row and next_code <= highest;
  return null;
end $$;
comment on function app.count_above_codes() is 'After codes from elsewhere (an import, a restored list) counting goes on above them.';
create trigger count_above_codes after insert on public.customers
  referencing new table as made for each statement execute function app.count_above_codes();

create function app.keep_identity() returns trigger language plpgsql set search_path = '' as $$
begin
  if new.id <> old.id or new.customer_code <> old.customer_code then
    raise exception using errcode = 'check_violation', message = 'A customer''s id and code never change.';
  end if;
  new.created_xid := old.created_xid;
  return new;
end $$;
comment on function app.keep_identity() is 'Refuses another id or code for a customer who has one.';
create trigger keep_identity before update on public.customers
  for each row execute function app.keep_identity();
