-- What commands of protocol 3 may say: merges and undos of them, and that two customers are not one person. And how pushes take
-- turns with merges.

insert into app.sync_columns (table_name, column_name, form, most, choices, is_nullable, is_patchable) values
  ('duplicate_dismissals', 'first_customer_id', 'uuid', null, null, false, false),
  ('duplicate_dismissals', 'second_customer_id', 'uuid', null, null, false, false),
  ('duplicate_dismissals', 'reason', 'text', 1000, null, true, true),
  ('duplicate_dismissals', 'dismissed_by', 'uuid', null, null, true, true),
  ('duplicate_dismissals', 'dismissed_at', 'moment', null, null, false, true),
  ('duplicate_dismissals', 'is_withdrawn', 'flag', null, null, false, true);

-- Whether a table belongs to the venue; the others that commands may name belong to one customer each. A pair is about two
-- customers, so it is about the directory.
create or replace function app.is_venue_table(given text) returns boolean language sql immutable as $$
  select coalesce(
    given in ('vip_tiers', 'saved_views', 'notifications', 'notification_reads', 'duplicate_dismissals'), false)
$$;

-- Whether something is a list of these words and no longer than all of them.
create function app.is_list_of(given jsonb, words text[]) returns boolean language sql immutable as $$
  select case when jsonb_typeof(given) = 'array'
    then given <@ to_jsonb(words) and jsonb_array_length(given) <= cardinality(words) else false end
$$;

-- The columns a merge's line keeps (app.merge_columns).
create function app.merged_columns() returns text[] language sql immutable as $$
  select app.choosable_columns() || app.consent_columns() || array['is_active', 'name_key', 'vip_status_date',
    'profile_link_confidence', 'profile_link_method', 'profile_linked_at']
$$;

-- Whether something is a list of rows that move in merges (shared/wire, movedTables), at most 5000.
create function app.is_list_of_rows(given jsonb) returns boolean language sql immutable as $$
  select case when jsonb_typeof(given) = 'array' then jsonb_array_length(given) <= 5000 and not exists (
    select from jsonb_array_elements(given) as row_of (body)
    where (row_of.body ->> 'table' = any (array['customer_identifiers', 'customer_ledger', 'customer_notes',
        'customer_contact_history', 'customer_transactions', 'customer_packages', 'customer_bookings'])
      and app.uuid_or_null(row_of.body ->> 'id') is not null) is not true)
    else false end
$$;

create function app.is_merge_or_undo(operation jsonb) returns boolean language sql immutable as $$
  select coalesce(operation ->> 'op' in ('merge', 'unmerge'), false)
$$;

-- Whether a merge or its undoing has everything it needs, in the form that it needs.
create function app.has_merge_form(operation jsonb) returns boolean language sql immutable as $$
  select coalesce(operation ->> 'table' = 'customer_merge_history'
    and app.uuid_or_null(operation ->> 'id') is not null
    and app.uuid_or_null(operation ->> 'foldedId') <> app.nil_uuid()
    and case operation ->> 'op'
      when 'merge' then app.is_list_of(operation -> 'taken', app.choosable_columns())
        and app.is_list_of(operation -> 'left', array['transactions', 'packages', 'notes'])
      else app.is_list_of(operation -> 'columns', app.merged_columns()) and app.is_list_of_rows(operation -> 'rows')
    end, false)
$$;

-- Whether a command that merges, or undoes merges, does nothing else, and not for more than one merge screen holds.
create function app.merges_alone(command jsonb) returns boolean language sql immutable as $$
  select case when jsonb_typeof(command -> 'operations') = 'array' then (
    select count(*) filter (where app.is_merge_or_undo(operation.body)) = 0
      or count(*) <= 40 and count(distinct operation.body ->> 'op') = 1
        and count(*) = count(operation.body ->> 'op')
    from jsonb_array_elements(command -> 'operations') as operation (body)) else true end
$$;

-- What is wrong with each command of a push, null where nothing is: unknown kinds, tables or columns, wrong types, too much of
-- anything, a venue's table under a customer or a customer's under the directory. One statement for all of them, and one that
-- no input can make fail, since it runs outside their savepoints.
create or replace function app.find_faults(commands jsonb[]) returns text[]
language sql stable set search_path = '' as $$
  select array_agg(case
    when not app.has_frame(command.body) then 'The command is not made as commands are.'
    when not app.merges_alone(command.body) then 'A command that merges does nothing else, and at most forty times.'
    when wrong.place is not null then
      'The command writes something it may not, or in a wrong form: ' || coalesce(wrong.named, 'an operation') || '.'
    end order by command.place)
  from unnest(commands) with ordinality as command (body, place)
  left join (
    select command.place, min(case when rule.column_name is not null then rule.table_name || '.' || rule.column_name end) as named
    from unnest(commands) with ordinality as command (body, place)
    cross join lateral jsonb_array_elements(
      case when jsonb_typeof(command.body -> 'operations') = 'array' then command.body -> 'operations' else '[]' end
    ) as operation (body)
    cross join lateral (
      select case when operation.body ->> 'op' = 'patch' then operation.body -> 'changes' else operation.body -> 'values' end
    ) as written (columns)
    left join lateral jsonb_each(
      case when jsonb_typeof(written.columns) = 'object' then written.columns else '{}' end
    ) as given (name, value) on true
    left join app.sync_columns rule
      on rule.table_name = operation.body ->> 'table' and rule.column_name = given.name
    where operation.body ->> 'customerId' is distinct from command.body #>> '{audit,customerId}'
      or app.is_venue_table(operation.body ->> 'table')
        is distinct from (operation.body ->> 'customerId' = app.nil_uuid()::text)
      or case when app.is_merge_or_undo(operation.body) then not app.has_merge_form(operation.body)
        else not app.has_id(operation.body)
          or rule.column_name is null
          or not case operation.body ->> 'op'
            when 'patch' then rule.is_patchable
            when 'insert' then rule.table_name <> 'sync_conflicts'
            when 'append' then rule.table_name not in ('sync_conflicts', 'customers')
            else false
          end
          or not app.has_form(rule, case operation.body ->> 'op' when 'patch' then given.value -> 'value' else given.value end)
      end
    group by command.place
  ) as wrong on wrong.place = command.place
$$;

-- Takes every lock the commands will need, in one order for all devices, so that two pushes wait in a line and never in a
-- circle: the device (before), the turn of merges, phone numbers of new customers, website profiles, then customers by id.
-- Codes come last, inside the commands.
create or replace function app.lock_for_push(commands jsonb[]) returns void
language plpgsql set search_path = '' as $$
declare
  body jsonb := to_jsonb(commands);
  named uuid[];
  folded uuid[];
  numbers text[];
  profiles text[];
begin
  select array_agg(distinct app.uuid_or_null(given #>> '{}')) into named
  from jsonb_path_query(body, 'lax $[*].audit.customerId ? (@.type() == "string")') as given;
  select array_agg(distinct app.uuid_or_null(given #>> '{}')) into folded
  from jsonb_path_query(body, 'lax $[*].operations[*].foldedId ? (@.type() == "string")') as given;
  select array_agg(distinct number #>> '{}') into numbers
  from unnest(commands) as command,
    jsonb_path_query(command, 'lax $.operations[*] ? (@.table == "customer_identifiers" && @.op == "insert").values ? (@.kind == "phone").normalised ? (@.type() == "string")') as number
  where jsonb_path_exists(command, 'lax $.operations[*] ? (@.table == "customers" && @.op == "insert")');
  select array_agg(distinct given #>> '{}') into profiles
  from (
    select jsonb_path_query(body, 'lax $[*].operations[*].changes.linked_profile_id.value')
    union all select jsonb_path_query(body, 'lax $[*].operations[*].values.linked_profile_id')
  ) as link (given)
  where jsonb_typeof(given) = 'string';

  -- Who lives on as whom changes while nobody else pushes: what a push looks up before its locks still holds after them, and
  -- merges the opposite way take turns. Merges are rare and short.
  if folded is null then
    perform pg_advisory_xact_lock_shared(7263773, 0);
  else
    perform pg_advisory_xact_lock(7263773, 0);
  end if;

  if numbers is not null then
    -- Two counters that make one person at the same moment take turns, so that the second sees the first. A number has one
    -- of 64 locks: an import of thousands must not fill the server's table of locks.
    perform pg_advisory_xact_lock(7263771, turn.number)
    from (select distinct (hashtext(number) & 63) as number from unnest(numbers) as number order by 1) as turn;
  end if;

  if profiles is not null then
    -- A website profile is linked to one customer alone: whoever links it second sees that.
    perform pg_advisory_xact_lock(7263772, turn.number)
    from (select distinct (hashtext(profile) & 63) as number from unnest(profiles) as profile order by 1) as turn;
  end if;

  perform 1 from public.customers c
  where c.id = any (named || folded)
    or c.id in (
      select dead.merged_into from public.customers dead
      where dead.id = any (named || folded) and dead.merged_into is not null)
    -- Whoever was folded into the folded one follows, and back.
    or folded is not null and c.merged_into in (
      select unnest(folded) union select dead.merged_into from public.customers dead where dead.id = any (folded))
    or c.id in (
      select holder.customer_id from public.customer_identifiers holder
      join public.customers alive on alive.id = holder.customer_id and alive.merged_into is null
      where holder.kind = 'phone' and holder.normalised = any (numbers))
  order by c.id for no key update;
end $$;

-- "Not the same person" is said once of a pair, whoever says it again; the last one to take it back, or to say it anew, decides.
create function app.change_dismissal(operation jsonb, command jsonb, actor uuid, context app.push_context) returns void
language plpgsql set search_path = '' as $$
declare
  given jsonb := operation -> 'values';
  first_id uuid := given ->> 'first_customer_id';
  second_id uuid := given ->> 'second_customer_id';
begin
  if operation ->> 'op' = 'patch' then
    given := app.patched_values(operation);
    update public.duplicate_dismissals d set
      is_withdrawn = coalesce(given ->> 'is_withdrawn', d.is_withdrawn::int::text)::boolean,
      reason = case when given ? 'reason' then given ->> 'reason' else d.reason end,
      dismissed_by = case when given ?| array['dismissed_by', 'dismissed_at'] then actor else d.dismissed_by end,
      dismissed_at = case when given ? 'dismissed_at' then app.trusted_moment(given ->> 'dismissed_at', context)
        else d.dismissed_at end,
      device_id = context.device
    where d.id = (operation ->> 'id')::uuid;
    if not found then
      perform app.reject('COMMAND_NOT_FOUND', 'Nobody said of these two that they are not one person.');
    end if;
    return;
  end if;
  if first_id is null or second_id is null or first_id = second_id then
    perform app.reject('INVALID_ARGUMENTS', 'It takes two customers not to be one person.');
  elsif (select count(*) from public.customers c where c.id in (first_id, second_id)) < 2 then
    perform app.reject('CUSTOMER_NOT_FOUND', 'One of the two customers is not in the directory.');
  end if;
  -- Either of them may have been folded since: what was said is of use once they are parted.
  insert into public.duplicate_dismissals
    (id, first_customer_id, second_customer_id, reason, dismissed_by, dismissed_at, device_id, is_withdrawn)
  values ((operation ->> 'id')::uuid, first_id, second_id, given ->> 'reason', actor,
    app.trusted_moment(coalesce(given ->> 'dismissed_at', command #>> '{audit,at}'), context), context.device,
    coalesce(given ->> 'is_withdrawn', '0')::boolean)
  on conflict do nothing;
end $$;
comment on column public.duplicate_dismissals.dismissed_by is 'Staff member who said so last.';
