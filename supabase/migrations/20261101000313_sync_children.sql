-- What a command does to the rows around a customer: identifiers, ledger entries, notes, redirects, conflicts.
-- A row whose id is there already is left as it is: the same command may come twice.

-- Two counters gave one person the same number: the second row is not kept, but commands under way still name it.
create table app.identifier_aliases (
  id uuid primary key,
  kept_id uuid not null references public.customer_identifiers (id) on delete cascade
);
comment on table app.identifier_aliases is 'Identifiers that were not kept because the customer had the same one, and which one that is.';
create index identifier_aliases_by_kept on app.identifier_aliases (kept_id);

create function app.insert_identifier(operation jsonb, customer uuid) returns void
language plpgsql set search_path = '' as $$
declare
  given jsonb := operation -> 'values';
  new_id uuid := operation ->> 'id';
  held public.customer_identifiers;
begin
  if exists (select from public.customer_identifiers i where i.id = new_id) then
    return;
  end if;
  select * into held from public.customer_identifiers i
  where i.customer_id = customer and i.kind = given ->> 'kind' and i.normalised = given ->> 'normalised'
  order by i.status, i.id limit 1;
  if held.id is null then
    insert into public.customer_identifiers (id, customer_id, kind, value, normalised, status)
    values (new_id, customer, given ->> 'kind', given ->> 'value', given ->> 'normalised',
      coalesce(given ->> 'status', 'current'));
    return;
  end if;
  insert into app.identifier_aliases (id, kept_id) values (new_id, held.id) on conflict do nothing;
  if held.status = 'old' and coalesce(given ->> 'status', 'current') = 'current' then
    update public.customer_identifiers set status = 'current' where id = held.id;
  end if;
end $$;

-- The last one to say so decides whether a number is current; there is nothing to lose, since both are kept.
create function app.patch_identifier(operation jsonb, customer uuid) returns void
language sql set search_path = '' as $$
  update public.customer_identifiers i set status = operation #>> '{changes,status,value}'
  where i.id = coalesce(
      (select alias.kept_id from app.identifier_aliases alias where alias.id = (operation ->> 'id')::uuid),
      (operation ->> 'id')::uuid)
    and i.customer_id = customer
    and i.status <> operation #>> '{changes,status,value}'
$$;

create function app.append_to_ledger(
  operation jsonb, customer uuid, actor uuid, is_manager boolean, context app.push_context)
returns void language plpgsql set search_path = '' as $$
declare
  given jsonb := operation -> 'values';
  reversed uuid := given ->> 'reverses_id';
begin
  if given ->> 'source' = 'adjustment' and not is_manager then
    perform app.reject('NOT_ALLOWED', 'Only a manager adjusts balances.');
  end if;
  if exists (select from public.customer_ledger entry where entry.id = (operation ->> 'id')::uuid) then
    return;
  end if;
  if reversed is not null then
    -- Two counters may take back one sale while apart, or one that the server had refused.
    if exists (select from public.customer_ledger entry where entry.reverses_id = reversed) then
      perform app.reject('ALREADY_UNDONE', 'This was taken back already.');
    elsif not exists (
      select from public.customer_ledger entry where entry.id = reversed and entry.customer_id = customer
        and entry.kind = given ->> 'kind' and entry.amount = -(given ->> 'amount')::bigint)
    then
      perform app.reject('COMMAND_NOT_FOUND', 'What this takes back was never booked.');
    end if;
  end if;
  insert into public.customer_ledger
    (id, customer_id, kind, amount, source, source_id, reverses_id, occurred_at, recorded_by, device_id)
  values ((operation ->> 'id')::uuid, customer, given ->> 'kind', (given ->> 'amount')::bigint, given ->> 'source',
    given ->> 'source_id', reversed, app.trusted_moment(given ->> 'occurred_at', context), actor, context.device);
end $$;

create function app.append_note(operation jsonb, customer uuid, actor uuid, command jsonb, context app.push_context)
returns void language sql set search_path = '' as $$
  insert into public.customer_notes (id, customer_id, note_type, note_text, is_pinned, is_internal, created_by, created_at)
  select (operation ->> 'id')::uuid, customer, coalesce(given ->> 'note_type', 'general'), given ->> 'note_text',
    coalesce(given ->> 'is_pinned', '0') = '1', coalesce(given ->> 'is_internal', '1') = '1', actor,
    app.trusted_moment(coalesce(given ->> 'created_at', command #>> '{audit,at}'), context)
  from (select operation -> 'values') as operation_values (given)
  on conflict (id) do nothing
$$;

-- Answers how many conflicts it made: two texts for one note are a matter for people, a pin is not.
create function app.patch_note(
  operation jsonb, customer uuid, actor uuid, command jsonb, context app.push_context)
returns int language plpgsql set search_path = '' as $$
declare
  note public.customer_notes;
  wanted jsonb := operation #> '{changes,note_text}';
  earlier record;
  conflicts int := 0;
begin
  select * into note from public.customer_notes n
  where n.id = (operation ->> 'id')::uuid and n.customer_id = customer for update;
  if not found then
    perform app.reject('COMMAND_NOT_FOUND', 'The note to be changed is not there.');
  end if;
  if wanted is not null and to_jsonb(note.note_text) not in (wanted -> 'base', wanted -> 'value') then
    select * into earlier from app.find_last_change(customer, 'note_text', to_jsonb(note.note_text));
    if earlier.by_device is distinct from context.device then
      insert into public.sync_conflicts (customer_id, kind, column_name, kept_value, kept_by, kept_device, kept_at,
        other_value, other_by, other_device, other_at)
      values (customer, 'field', 'note_text', wanted -> 'value', actor, context.device,
        app.trusted_moment(command #>> '{audit,at}', context),
        to_jsonb(note.note_text), earlier.by_staff, earlier.by_device, earlier.at);
      conflicts := 1;
    end if;
  end if;
  update public.customer_notes set
    note_text = coalesce(wanted ->> 'value', note.note_text),
    note_type = coalesce(operation #>> '{changes,note_type,value}', note.note_type),
    is_pinned = coalesce(operation #>> '{changes,is_pinned,value}', note.is_pinned::int::text)::boolean,
    is_internal = coalesce(operation #>> '{changes,is_internal,value}', note.is_internal::int::text)::boolean
  where id = note.id;
  return conflicts;
end $$;

-- A dead id or code points at who lives on for it; one that is alive points at nobody else.
create function app.insert_redirect(operation jsonb, customer uuid) returns void
language plpgsql set search_path = '' as $$
declare
  dead_kind text := operation #>> '{values,kind}';
  dead text := operation #>> '{values,dead_value}';
begin
  if exists (
    select from public.customers c
    where c.merged_into is null
      and (dead_kind = 'id' and c.id = app.uuid_or_null(dead) or dead_kind = 'code' and c.customer_code = dead))
  then
    perform app.reject('INVALID_ARGUMENTS', 'This customer is alive and cannot be redirected.');
  end if;
  insert into public.customer_redirects (id, kind, dead_value, customer_id)
  values ((operation ->> 'id')::uuid, dead_kind, dead, customer)
  on conflict do nothing;
end $$;

create function app.settle_conflict(operation jsonb, customer uuid, actor uuid, is_manager boolean, at timestamptz)
returns void language plpgsql set search_path = '' as $$
declare
  standing text;
begin
  if not is_manager then
    perform app.reject('NOT_ALLOWED', 'Only a manager settles conflicts.');
  end if;
  select c.status into standing from public.sync_conflicts c
  where c.id = (operation ->> 'id')::uuid and c.customer_id = customer for update;
  if standing is null then
    perform app.reject('COMMAND_NOT_FOUND', 'There is no such conflict.');
  elsif standing = 'settled' then
    perform app.reject('CONFLICT_SETTLED', 'Somebody settled this conflict already.');
  end if;
  update public.sync_conflicts
  set status = 'settled', settled_value = operation #> '{changes,settled_value,value}', settled_by = actor, settled_at = at
  where id = (operation ->> 'id')::uuid;
end $$;
