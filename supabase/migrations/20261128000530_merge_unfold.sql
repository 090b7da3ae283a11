-- Parting two customers whom a merge made one: what moved goes back, what was set becomes what it was, and what came since stays
-- with the survivor, save what is said to be the other's.

-- Gives rows that one customer has to another; ids of rows that are not theirs (any more) are passed over.
create function app.give_rows(holder regclass, field name, ids jsonb, giver uuid, taker uuid) returns void
language plpgsql set search_path = '' as $$
begin
  if ids is not null then
    -- A set and not a search of the list for each row: somebody may have thousands.
    execute format(
      'update %1$s as child set %2$I = $2
       where child.%2$I = $1 and child.id::text in (select jsonb_array_elements_text($3))', holder, field)
      using giver, taker, ids;
  end if;
end $$;

-- What a merge moved goes back as far as it is still the survivor's, with what takes it back; so do the pieces that are named.
create function app.return_children(data jsonb, pieces jsonb, survivor uuid, parted uuid) returns void
language plpgsql set search_path = '' as $$
declare
  child record;
begin
  for child in
    select key.conrelid::regclass as name, field.attname as field
    from pg_catalog.pg_constraint key
    join pg_catalog.pg_attribute field on field.attrelid = key.conrelid and field.attnum = key.conkey[1]
    where key.contype = 'f' and key.confrelid = 'public.customers'::regclass and cardinality(key.conkey) = 1
      and key.conrelid <> 'public.audit_log'::regclass
      and data -> 'moved' ? (key.conrelid::regclass::text || '.' || field.attname)
    order by 1, 2
  loop
    perform app.give_rows(child.name, child.field, data -> 'moved' -> (child.name::text || '.' || child.field), survivor, parted);
  end loop;
  for child in
    select listed.body ->> 'table' as name, jsonb_agg(listed.body -> 'id') as ids
    from jsonb_array_elements(pieces) as listed (body) group by 1 order by 1
  loop
    perform app.give_rows(('public.' || child.name)::regclass, 'customer_id', child.ids, survivor, parted);
  end loop;
  update public.customer_ledger undo set customer_id = parted
  from public.customer_ledger entry
  where undo.customer_id = survivor and entry.customer_id = parted and undo.reverses_id = entry.id;

  -- Merges of before protocol 3 moved the trail, too.
  update public.audit_log own set customer_id = parted
  where own.customer_id = survivor
    and own.id::text in (select jsonb_array_elements_text(data -> 'moved' -> 'public.audit_log.customer_id'))
    and not exists (
      select from public.audit_log same where same.customer_id = parted and same.command_id = own.command_id);
end $$;

-- Whether a column is another by now than the merge left it.
create function app.is_changed_since(record jsonb, present jsonb, column_name text) returns boolean
language sql immutable as $$
  select present -> column_name is distinct from coalesce(record -> 'set' -> column_name, record -> 'survivor' -> column_name)
$$;

-- Of what a merge set, what becomes again what it was: what was not changed since. A companion goes where its column goes.
create function app.restored_columns(record jsonb, present jsonb) returns text[] language sql immutable set search_path = '' as $$
  select coalesce(array_agg(own.key), '{}')
  from jsonb_each(record -> 'set') as own
  left join unnest(app.choosable_columns()) as leader (name)
    on own.key = any (app.companions_of(leader.name)) and record -> 'set' ? leader.name
  where not app.is_changed_since(record, present, coalesce(leader.name, own.key))
$$;

-- The phones and e-mail that a customer's columns say now.
create function app.contacts_of(customer uuid) returns table (kind text, value text) language sql stable set search_path = '' as $$
  select said.kind, said.value
  from public.customers c
  cross join lateral (values ('phone', c.contact_number), ('phone', c.secondary_phone), ('email', c.email)) as said (kind, value)
  where c.id = customer and said.value is not null
$$;

-- Brings the identifiers of both in step with their columns once these are what they shall be. `given` are columns whose present
-- value went to the parted customer, `theirs` those values, `earlier` what the parted customer said there before.
create function app.part_identifiers(record jsonb, survivor uuid, parted uuid, theirs jsonb, earlier jsonb) returns void
language plpgsql set search_path = '' as $$
declare
  given text[] := array(
    select theirs ->> said.name from unnest(array['contact_number', 'secondary_phone', 'email']) as said (name)
    where theirs ->> said.name is not null);
  replaced text[] := array(
    select earlier ->> said.name from unnest(array['contact_number', 'secondary_phone', 'email']) as said (name)
    where theirs ? said.name and earlier ->> said.name is not null);
begin
  update public.customer_identifiers own set customer_id = parted
  where own.customer_id = survivor and own.kind in ('phone', 'email') and own.value = any (given)
    and own.value not in (select said.value from app.contacts_of(survivor) as said);
  update public.customer_identifiers own set status = 'old'
  where own.customer_id = parted and own.status = 'current' and own.kind in ('phone', 'email') and own.value = any (replaced)
    and own.value not in (select said.value from app.contacts_of(parted) as said);

  -- Revived by the fold, and said by nothing of the survivor's, in whichever writing.
  update public.customer_identifiers own set status = 'old'
  where own.customer_id = survivor and own.status = 'current' and record -> 'revived' ? own.id::text
    and not exists (
      select from public.customer_identifiers same
      join app.contacts_of(survivor) as said on said.value = same.value
      where same.customer_id in (survivor, parted) and same.kind = own.kind and same.normalised = own.normalised);

  update public.customer_identifiers own set status = 'current'
  from (select survivor as side union all select parted) as holder
  where own.customer_id = holder.side and own.status = 'old'
    and (own.kind, own.value) in (select said.kind, said.value from app.contacts_of(holder.side) as said);

  -- What both say by now, and only one of them has: each has one of their own.
  insert into public.customer_identifiers (id, customer_id, kind, value, normalised)
  select distinct on (holder.side, held.kind, held.normalised) gen_random_uuid(), holder.side, held.kind, held.value, held.normalised
  from (values (survivor, parted), (parted, survivor)) as holder (side, other)
  cross join lateral app.contacts_of(holder.side) as said
  join public.customer_identifiers held
    on held.customer_id = holder.other and held.kind = said.kind and held.value = said.value
  where case when holder.side = parted then said.value = any (given)
      else said.value <> all (array_remove(array[record #>> '{survivor,contact_number}',
        record #>> '{survivor,secondary_phone}', record #>> '{survivor,email}'], null)) end
    and not exists (
      select from public.customer_identifiers own
      where own.customer_id = holder.side and own.kind = held.kind and own.normalised = held.normalised);

  -- Those who stayed with the parted customer count for themselves again.
  delete from app.identifier_aliases alias using public.customer_identifiers own
  where own.customer_id = parted and alias.id = own.id;
end $$;

-- A website profile that somebody else was linked to meanwhile stays theirs. Answers how many conflicts that made.
create function app.drop_lost_link(customer uuid, partner uuid, actor uuid, at timestamptz, context app.push_context) returns int
language plpgsql set search_path = '' as $$
declare
  profile uuid := (select c.linked_profile_id from public.customers c where c.id = customer);
begin
  if profile is null or not exists (
    select from public.customers other
    where other.linked_profile_id = profile and other.merged_into is null and other.id not in (customer, partner))
  then
    return 0;
  end if;
  perform app.write_customer(customer, '{"linked_profile_id": null, "profile_link_confidence": null,
    "profile_link_method": null, "profile_linked_at": null}', actor);
  insert into public.sync_conflicts
    (customer_id, kind, column_name, kept_value, kept_at, other_value, other_by, other_device, other_at)
  values (customer, 'field', 'linked_profile_id', 'null', context.called_at, to_jsonb(profile), actor, context.device, at);
  return 1;
end $$;

-- The consents that somebody withdrew from the two while they were one: the newest word since the merge says so. Nobody can tell
-- which of the two was meant.
create function app.withdrawn_since(line public.customer_merge_history) returns text[]
language sql stable set search_path = '' as $$
  select coalesce(array_agg(consent.name), '{}')
  from unnest(app.consent_columns()) as consent (name)
  where (
    select told.changes -> consent.name -> 'after' = '0' and told.changes -> consent.name -> 'before' <> 'null'
    from public.audit_log told
    where told.customer_id = line.primary_customer_id and told.changes ? consent.name
      and told.command_id is distinct from line.command_id
      and told.recorded_at > (
        select max(merged.recorded_at) from public.audit_log merged
        where merged.customer_id = line.merged_customer_id
          and merged.changes -> 'merged_into' ->> 'after' = line.primary_customer_id::text)
    order by told.recorded_at desc
    limit 1)
$$;

-- Undoes a merge that may be undone; `pieces` (rows) and `columns` of what came since go to the parted customer. Answers how many
-- conflicts that made, and what became of the survivor's columns: {"conflicts", "audit"}.
create function app.unfold_customer(
  history uuid, pieces jsonb, columns text[], actor uuid, command uuid, at timestamptz, context app.push_context)
returns jsonb language plpgsql set search_path = '' as $$
declare
  line public.customer_merge_history;
  data jsonb;
  record jsonb;
  survivor uuid;
  parted uuid;
  held jsonb;
  dead jsonb;
  present jsonb;
  given text[];
  back jsonb;
  theirs jsonb;
  withdrawn jsonb;
  conflicts int;
begin
  select * into line from public.customer_merge_history l where l.id = history;
  data := line.merged_customer_data;
  record := line.record;
  survivor := line.primary_customer_id;
  parted := line.merged_customer_id;
  select to_jsonb(c) into held from public.customers c where c.id = survivor;
  select to_jsonb(c) into dead from public.customers c where c.id = parted;
  present := app.merge_columns(held);

  perform app.return_children(data, pieces, survivor, parted);
  update public.customers c set merged_into = parted
  where c.merged_into = survivor and data -> 'followers' ? c.id::text;
  delete from public.customer_redirects r where r.customer_id = survivor and data -> 'redirects' ? r.id::text;

  given := array(
    select distinct going.name
    from unnest(columns) as named (name) cross join unnest(array[named.name] || app.companions_of(named.name)) as going (name)
    where app.is_changed_since(record, present, named.name));
  select coalesce(jsonb_object_agg(name, coalesce(data -> 'survivor' -> name, 'null')), '{}') into back
  from (
    select unnest(app.restored_columns(record, present) || given)
    -- What the wire does not tell of.
    union all select fact.key from jsonb_each(data -> 'filled') as fact
    where fact.key in ('legacy_pos_customer_id', 'stable_hash_id') and fact.value = held -> fact.key
  ) as going (name);
  select coalesce(jsonb_object_agg(name, held -> name), '{}') into theirs from unnest(given) as going (name);
  select coalesce(jsonb_object_agg(name, false), '{}') into withdrawn from unnest(app.withdrawn_since(line)) as consent (name);
  back := back || withdrawn;
  perform app.write_customer(survivor, back, actor);
  perform app.write_customer(parted, theirs || withdrawn || '{"merged_into": null}', actor);
  conflicts := app.drop_lost_link(survivor, parted, actor, at, context) + app.drop_lost_link(parted, survivor, actor, at, context);
  perform app.part_identifiers(record, survivor, parted, theirs, dead);

  update public.customer_merge_history l set undone_at = at, undone_by = actor, undone_command = command where l.id = history;
  return jsonb_build_object('conflicts', conflicts, 'audit', (
    select coalesce(jsonb_object_agg(own.key, jsonb_build_object('before', present -> own.key, 'after', own.value)), '{}')
    from public.customers c, jsonb_each(app.merge_columns(to_jsonb(c))) as own
    where c.id = survivor and own.value <> present -> own.key));
end $$;

-- Refuses to undo a merge that was undone, that another one came on top of, or whose personal data is gone; says what to do first.
create function app.refuse_parting(line public.customer_merge_history, target uuid) returns void
language plpgsql set search_path = '' as $$
declare
  alive public.customers;
  on_top text;
begin
  select * into alive from public.customers c where c.id = line.primary_customer_id;
  select string_agg(coalesce(later.merged_customer_code, 'a customer without a code'), ', ' order by later.merged_at desc, later.id desc)
  into on_top
  from public.customer_merge_history later
  where later.primary_customer_id = alive.id and later.undone_at is null
    and (later.merged_at, later.id) > (line.merged_at, line.id);
  if line.undone_at is not null then
    perform app.reject('ALREADY_UNDONE', 'This merge was undone already.');
  elsif line.merged_customer_data -> 'erased' = 'true' then
    perform app.reject('MERGE_CONFLICT', 'Personal data of this merge was erased: it cannot be undone any more.');
  elsif alive.merged_into is not null then
    perform app.reject('MERGE_CONFLICT', 'Undo the merge of ' || alive.customer_code || ' into ' || (
      select c.customer_code from public.customers c where c.id = alive.merged_into) || ' first.');
  elsif alive.id is distinct from target then
    perform app.reject('INVALID_ARGUMENTS', 'This merge was of other customers.');
  elsif on_top is not null then
    perform app.reject('MERGE_CONFLICT', 'Later merges into ' || alive.customer_code || ' come first. Undo, in this order: '
      || on_top || '.');
  elsif (select c.merged_into from public.customers c where c.id = line.merged_customer_id) is distinct from alive.id then
    perform app.reject('MERGE_CONFLICT', 'These two are not one customer any more.');
  end if;
end $$;

-- Parts the customer an operation names from `survivor`. Answers {"conflicts", "audit"}.
create function app.part_customers(
  operation jsonb, command jsonb, survivor uuid, actor uuid, is_manager boolean, context app.push_context)
returns jsonb language plpgsql set search_path = '' as $$
declare
  line public.customer_merge_history;
  at timestamptz := app.trusted_moment(command #>> '{audit,at}', context);
  outcome jsonb;
begin
  if not is_manager then
    perform app.reject('NOT_ALLOWED', 'Only a manager undoes merges.');
  end if;
  select * into line from public.customer_merge_history l where l.id = (operation ->> 'id')::uuid for update;
  if line.id is null then
    perform app.reject('COMMAND_NOT_FOUND', 'There is no such merge.');
  elsif line.merged_customer_id <> (operation ->> 'foldedId')::uuid then
    perform app.reject('INVALID_ARGUMENTS', 'This merge was of other customers.');
  end if;
  perform app.refuse_parting(line, survivor);
  outcome := app.unfold_customer(line.id, operation -> 'rows', array(select jsonb_array_elements_text(operation -> 'columns')),
    actor, (command ->> 'commandId')::uuid, at, context);
  insert into public.audit_log (customer_id, command_id, action, reason, actor, device_id, at, changes, recorded_at)
  values (line.merged_customer_id, (command ->> 'commandId')::uuid, command #>> '{audit,action}', command #>> '{audit,reason}',
    actor, context.device, at, jsonb_build_object('parted_from', jsonb_build_object('before', survivor, 'after', null)),
    clock_timestamp());
  return outcome;
end $$;
