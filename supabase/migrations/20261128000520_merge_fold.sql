-- Folding by choice: columns whose word is taken from the folded customer, and parts that stay with them. The merge the server
-- makes by itself takes nothing and leaves nothing.

-- Moves every row that belongs to one customer to another, save the parts that are left. Answers {table.column: [ids]}.
drop function app.move_children(uuid, uuid);
create function app.move_children(folded uuid, survivor uuid, left_parts text[]) returns jsonb
language plpgsql set search_path = '' as $$
declare
  child record;
  ids jsonb;
  moved jsonb := '{}';
begin
  -- Identifiers the survivor has already stay where they are; commands under way that name them are led to the survivor's.
  insert into app.identifier_aliases (id, kept_id)
  select own.id, kept.id
  from public.customer_identifiers own
  cross join lateral (
    select same.id from public.customer_identifiers same
    where same.customer_id = survivor and same.kind = own.kind and same.normalised = own.normalised
    order by same.status, same.id limit 1) as kept
  where own.customer_id = folded
  on conflict (id) do update set kept_id = excluded.kept_id;

  -- Whatever points at customers moves, also in tables that are added later. What must not move is named.
  for child in
    select key.conrelid::regclass as name, field.attname as field,
      -- A sale is its receipt, what was spent and the visit; credit and points always move.
      case key.conrelid
        when 'public.customer_transactions'::regclass then 'not ''transactions'' = any ($3)'
        when 'public.customer_ledger'::regclass then
          'not (''transactions'' = any ($3) and child.kind in (''spend'', ''visit''))'
        when 'public.customer_packages'::regclass then 'not ''packages'' = any ($3)'
        when 'public.customer_notes'::regclass then 'not ''notes'' = any ($3)'
        else 'true'
      end as condition
    from pg_catalog.pg_constraint key
    join pg_catalog.pg_attribute field on field.attrelid = key.conrelid and field.attnum = key.conkey[1]
    where key.contype = 'f' and key.confrelid = 'public.customers'::regclass and cardinality(key.conkey) = 1
      and key.conrelid <> all (array['public.customers', 'public.customer_merge_history',
        'public.duplicate_dismissals', 'public.audit_log', 'public.customer_identifiers']::regclass[])
    order by 1, 2
  loop
    execute format(
      'with moved as (
         update %1$s as child set %2$I = $2 where child.%2$I = $1 and %3$s returning to_jsonb(child) ->> ''id'' as id)
       select jsonb_agg(id order by id) from moved', child.name, child.field, child.condition)
      into ids using folded, survivor, left_parts;
    if ids is not null then
      moved := moved || jsonb_build_object(child.name::text || '.' || child.field, ids);
    end if;
  end loop;

  with rows as (
    update public.customer_identifiers own set customer_id = survivor
    where own.customer_id = folded
      and not exists (select from app.identifier_aliases alias where alias.id = own.id)
    returning own.id)
  select jsonb_agg(id order by id) into ids from rows;
  -- The trail stays: who reads the survivor's history reads theirs along with it, and undoing leaves it as it was.
  return moved || coalesce(jsonb_build_object('public.customer_identifiers.customer_id', ids), '{}');
end $$;

-- What a merge sets on the survivor: what is taken, what only the folded one knows, with what goes along; the stricter consent.
-- A name and a source everybody has: those are only ever taken.
create function app.merged_values(dead public.customers, alive public.customers, taken text[]) returns jsonb
language sql stable set search_path = '' as $$
  select coalesce(jsonb_object_agg(told.name, word.theirs -> told.name), '{}') || jsonb_build_object(
    'sms_pdpa', alive.sms_pdpa and dead.sms_pdpa,
    'email_pdpa', alive.email_pdpa and dead.email_pdpa,
    'marketing_consent', alive.marketing_consent and dead.marketing_consent)
  from (select to_jsonb(dead), to_jsonb(alive)) as word (theirs, own)
  cross join unnest(app.choosable_columns() || array['name_key', 'legacy_pos_customer_id', 'stable_hash_id']) as chosen (name)
  cross join lateral unnest(array[chosen.name] || app.companions_of(chosen.name)) as told (name)
  where word.theirs -> chosen.name <> 'null' and (word.own -> chosen.name = 'null' or chosen.name = any (taken))
$$;

-- Writes onto a customer's row whatever merging and parting may set of it.
create function app.write_customer(customer uuid, given jsonb, actor uuid) returns void language sql set search_path = '' as $$
  update public.customers c set
    customer_name = f.customer_name, nickname = f.nickname, contact_number = f.contact_number,
    secondary_phone = f.secondary_phone, email = f.email, date_of_birth = f.date_of_birth, address = f.address,
    address_line_2 = f.address_line_2, city = f.city, postal_code = f.postal_code,
    preferred_language = f.preferred_language, date_joined = f.date_joined, customer_source = f.customer_source,
    vip_tier_id = f.vip_tier_id, vip_status_date = f.vip_status_date, linked_profile_id = f.linked_profile_id,
    profile_link_confidence = f.profile_link_confidence, profile_link_method = f.profile_link_method,
    profile_linked_at = f.profile_linked_at, sms_pdpa = f.sms_pdpa, email_pdpa = f.email_pdpa,
    marketing_consent = f.marketing_consent, is_active = f.is_active, name_key = f.name_key,
    legacy_pos_customer_id = f.legacy_pos_customer_id, stable_hash_id = f.stable_hash_id, merged_into = f.merged_into,
    updated_by = actor
  from public.customers held, jsonb_populate_record(held, given) as f
  where held.id = customer and c.id = held.id
$$;

-- Folds one customer into another; `history` is the id of the merge's line. Answers what was set on the survivor to another
-- value than before: {column: {before, after}} in wire form. All rows concerned must be locked.
drop function app.fold_customer(uuid, uuid, text, text, uuid, uuid, uuid, timestamptz);
create function app.fold_customer(
  history uuid, folded uuid, survivor uuid, taken text[], left_parts text[], reason text, merged_by uuid, device uuid,
  command uuid, merged_at timestamptz)
returns jsonb language plpgsql set search_path = '' as $$
declare
  dead public.customers;
  alive public.customers;
  filled jsonb;
  moved jsonb;
  followers jsonb;
  revived jsonb;
  redirects jsonb;
begin
  select * into dead from public.customers c where c.id = folded;
  select * into alive from public.customers c where c.id = survivor;
  if dead.id is null or alive.id is null then
    perform app.reject('CUSTOMER_NOT_FOUND', 'One of the two customers is not in the directory.');
  elsif folded = survivor or dead.merged_into is not null or alive.merged_into is not null then
    perform app.reject('MERGE_CONFLICT', 'One of the two customers was merged already.');
  end if;

  -- A number of theirs that the survivor had put aside is theirs again.
  with rows as (
    update public.customer_identifiers own set status = 'current'
    where own.customer_id = survivor and own.status = 'old' and exists (
      select from public.customer_identifiers other
      where other.customer_id = folded and other.kind = own.kind and other.normalised = own.normalised
        and other.status = 'current')
    returning own.id)
  select jsonb_agg(id order by id) into revived from rows;
  moved := app.move_children(folded, survivor, left_parts);
  filled := app.merged_values(dead, alive, taken);
  perform app.write_customer(survivor, filled, merged_by);

  -- Whoever was folded into the dead one earlier lives on in the survivor as well: one step always resolves an id.
  with rows as (
    update public.customers c set merged_into = survivor where c.merged_into = folded returning c.id)
  select jsonb_agg(id order by id) into followers from rows;
  update public.customers set merged_into = survivor, updated_by = merged_by where id = folded;

  with rows as (
    insert into public.customer_redirects (id, kind, dead_value, customer_id)
    select gen_random_uuid(), dead_end.kind, dead_end.value, survivor
    from (
      values ('id', folded::text), ('code', dead.customer_code::text), ('legacy_id', dead.legacy_pos_customer_id::text)
      union
      select 'legacy_id', i.value from public.customer_identifiers i
      where i.kind = 'legacy_id' and length(i.value) <= 255
        and (i.customer_id = folded or moved -> 'public.customer_identifiers.customer_id' ? i.id::text)
    ) as dead_end (kind, value)
    where dead_end.value is not null
    on conflict (kind, dead_value) do nothing
    returning id)
  select jsonb_agg(id order by id) into redirects from rows;

  insert into public.customer_merge_history (id, primary_customer_id, merged_customer_id, merged_customer_code,
    merged_customer_data, merge_reason, merged_by, merged_at, command_id, device_id)
  values (history, survivor, folded, dead.customer_code,
    jsonb_strip_nulls(jsonb_build_object('moved', moved, 'followers', followers, 'revived', revived, 'redirects', redirects))
      || jsonb_build_object('customer', to_jsonb(dead), 'survivor', to_jsonb(alive), 'filled', filled,
        'taken', to_jsonb(taken), 'left', to_jsonb(left_parts)),
    reason, merged_by,
    -- Of two merges into one customer, the later one has the later moment, as counters see it too.
    greatest(date_trunc('milliseconds', fold_customer.merged_at), (
      select max(line.merged_at) + interval '1 millisecond' from public.customer_merge_history line
      where line.primary_customer_id = survivor)),
    command, device);
  return (
    select coalesce(jsonb_object_agg(own.key, jsonb_build_object(
      'before', app.merge_columns(to_jsonb(alive)) -> own.key, 'after', own.value)), '{}')
    from public.customer_merge_history line, jsonb_each(line.record -> 'set') as own
    where line.id = history);
end $$;

-- One person made on two counters at once becomes one customer without anybody asking; both have a line that says so.
create function app.fold_same_person(
  folded uuid, survivor uuid, merged_by uuid, device uuid, command uuid, merged_at timestamptz)
returns void language plpgsql set search_path = '' as $$
declare
  words text := 'Made on two counters at once.';
  line uuid := gen_random_uuid();
begin
  perform app.fold_customer(
    gen_random_uuid(), folded, survivor, '{}', '{}', words, merged_by, device, command, merged_at);
  insert into public.audit_log (customer_id, command_id, action, reason, actor, device_id, at, changes, recorded_at)
  select side.id, line, 'customer.autoMerge', words, merged_by, device, merged_at, side.changes, clock_timestamp()
  from public.customers dead, public.customers alive,
    lateral (values
      (survivor, jsonb_build_object('merged', jsonb_build_object('before', dead.customer_code, 'after', alive.customer_code))),
      (folded, jsonb_build_object('merged_into', jsonb_build_object('before', null, 'after', survivor)))
    ) as side (id, changes)
  where dead.id = folded and alive.id = survivor;
end $$;

-- Merging by a person ----------------------------------------------------------------------------------------------------

-- They are one already: nothing changes, and whoever merged them second is told.
create function app.tell_of_one(survivor uuid, other uuid, command jsonb, actor uuid, context app.push_context) returns void
language sql set search_path = '' as $$
  insert into public.sync_conflicts (customer_id, kind, kept_value, other_value, other_by, other_device, other_at)
  select alive.id, 'merge', to_jsonb(alive.customer_code), to_jsonb(dead.customer_code), actor, context.device,
    app.trusted_moment(command #>> '{audit,at}', context)
  from public.customers alive, public.customers dead
  where alive.id = survivor and dead.id = other
$$;

-- Folds the customer an operation names into `survivor`, whoever the named survivor lives on as. Answers {"conflicts", "audit"}.
create function app.merge_customers(
  operation jsonb, command jsonb, survivor uuid, actor uuid, is_manager boolean, context app.push_context)
returns jsonb language plpgsql set search_path = '' as $$
declare
  named uuid := operation ->> 'customerId';
  dead public.customers;
  at timestamptz := app.trusted_moment(command #>> '{audit,at}', context);
  changes jsonb;
begin
  if not is_manager then
    perform app.reject('NOT_ALLOWED', 'Only a manager merges customers.');
  end if;
  select * into dead from public.customers c where c.id = (operation ->> 'foldedId')::uuid;
  if dead.id is null then
    perform app.reject('CUSTOMER_NOT_FOUND', 'One of the two customers is not in the directory.');
  elsif coalesce(dead.merged_into, dead.id) = survivor then
    perform app.tell_of_one(survivor, case when dead.id = survivor then named else dead.id end, command, actor, context);
    return '{"conflicts": 1, "audit": {}}';
  elsif dead.merged_into is not null then
    perform app.reject('MERGE_CONFLICT',
      dead.customer_code || ' was merged into somebody else meanwhile. Compare the two who are left.');
  end if;

  changes := app.fold_customer((operation ->> 'id')::uuid, dead.id, survivor,
    -- Nobody compared the columns of whoever the named one became.
    case when survivor = named then array(select jsonb_array_elements_text(operation -> 'taken')) else '{}' end,
    array(select jsonb_array_elements_text(operation -> 'left')),
    command #>> '{audit,reason}', actor, context.device, (command ->> 'commandId')::uuid, at);
  insert into public.audit_log (customer_id, command_id, action, reason, actor, device_id, at, changes, recorded_at)
  values (dead.id, (command ->> 'commandId')::uuid, command #>> '{audit,action}', command #>> '{audit,reason}', actor,
    context.device, at, jsonb_build_object('merged_into', jsonb_build_object('before', null, 'after', survivor)),
    clock_timestamp());
  return jsonb_build_object('conflicts', 0, 'audit', changes);
end $$;
