-- The call itself: takes its turn, locks in one order for everybody, skips what it knows, runs what is new.

-- Commands as JSON, one by one; null where one is not (an escaped NUL, half a surrogate pair): it must not stop the others.
create function app.parse_commands(given json) returns jsonb[]
language plpgsql set search_path = '' as $$
declare
  element json;
  parsed jsonb;
  commands jsonb[] := '{}';
begin
  begin
    return array(select body from jsonb_array_elements(given::jsonb) with ordinality as element (body, place) order by place);
  exception when data_exception then
    null;
  end;
  for element in select * from json_array_elements(given) loop
    begin
      parsed := element::jsonb;
    exception when data_exception then
      parsed := null;
    end;
    commands := commands || parsed;
  end loop;
  return commands;
end $$;

-- Takes every lock the commands will need, in one order for all devices, so that two pushes wait in a line and never in a
-- circle: the device (before), phone numbers of new customers, then customers by id. Codes come last, inside the commands.
create function app.lock_for_push(commands jsonb[]) returns void
language plpgsql set search_path = '' as $$
declare
  body jsonb := to_jsonb(commands);
  named uuid[];
  numbers text[];
begin
  select array_agg(distinct app.uuid_or_null(given #>> '{}')) into named
  from jsonb_path_query(body, 'lax $[*].audit.customerId ? (@.type() == "string")') as given;
  select array_agg(distinct number #>> '{}') into numbers
  from unnest(commands) as command,
    jsonb_path_query(command, 'lax $.operations[*] ? (@.table == "customer_identifiers" && @.op == "insert").values ? (@.kind == "phone").normalised ? (@.type() == "string")') as number
  where jsonb_path_exists(command, 'lax $.operations[*] ? (@.table == "customers" && @.op == "insert")');

  if numbers is not null then
    -- Two counters that make one person at the same moment take turns, so that the second sees the first. A number has one
    -- of 64 locks: an import of thousands must not fill the server's table of locks.
    perform pg_advisory_xact_lock(7263771, turn.number)
    from (select distinct (hashtext(number) & 63) as number from unnest(numbers) as number order by 1) as turn;
  end if;

  perform 1 from public.customers c
  where c.id = any (named)
    or c.id in (select dead.merged_into from public.customers dead where dead.id = any (named) and dead.merged_into is not null)
    or c.id in (
      select holder.customer_id from public.customer_identifiers holder
      join public.customers alive on alive.id = holder.customer_id and alive.merged_into is null
      where holder.kind = 'phone' and holder.normalised = any (numbers))
  order by c.id for no key update;
end $$;

create function public.sync_push(
  p_device uuid, p_protocol int, p_epoch uuid, p_sent_at text, p_first_seq bigint, p_commands json)
returns jsonb language plpgsql security definer set search_path = '' as $$
declare
  caller backoffice.allowed_users;
  settings public.sync_settings;
  last bigint;
  context app.push_context;
  sent_at timestamptz := app.moment_or_null(p_sent_at);
  commands jsonb[];
  faults text[];
  ids uuid[];
  known jsonb;
  done record;
  customers uuid[];
  actors uuid[];
  results jsonb[] := '{}';
begin
  perform app.check_protocol(p_protocol);
  -- The device's turn: its calls come one after the other, also when an earlier one seemed lost.
  select d.last_seq into last from public.devices d where d.id = p_device for no key update;
  caller := app.sync_caller();
  perform app.check_device(p_device);
  select * into settings from public.sync_settings;
  if json_typeof(p_commands) is distinct from 'array' or p_first_seq is null or p_first_seq < 1
    or (p_sent_at is not null and sent_at is null) or json_array_length(p_commands) > 1000 then
    perform app.fail(400, 'INVALID_ARGUMENTS', 'A push has a number, a moment, and at most 1000 commands.');
  elsif p_epoch is distinct from settings.epoch then
    return app.push_reply('reset', settings.epoch, last, results);
  elsif p_first_seq > last + 1 then
    return app.push_reply('gap', settings.epoch, last, results);
  end if;

  commands := app.parse_commands(p_commands);
  -- Something that has no id of its own is known by its place.
  ids := array(
    select coalesce(app.uuid_or_null(given.body ->> 'commandId'), md5(p_device || ':' || p_first_seq + place - 1)::uuid)
    from unnest(commands) with ordinality as given (body, place) order by place);
  select coalesce(jsonb_object_agg(log.command_id, log.result), '{}') into known
  from public.command_log log where log.command_id = any (ids);
  context := app.make_push_context(p_device, caller.id, sent_at);
  faults := app.find_faults(commands);
  perform app.lock_for_push(commands[greatest(last - p_first_seq + 2, 1) : ]);

  for place in 1 .. cardinality(commands) loop
    if known ? ids[place]::text then
      results[place] := known -> ids[place]::text || jsonb_build_object('seq', p_first_seq + place - 1);
    elsif p_first_seq + place - 1 <= last then
      -- The number was used for another command (a restored backup, a copied disk). Nothing ran yet: new ones come last.
      return app.push_reply('renumber', settings.epoch, last, '{}');
    elsif array_position(ids, ids[place]) < place then
      results[place] := results[array_position(ids, ids[place])] || jsonb_build_object('seq', p_first_seq + place - 1);
    else
      done := app.run_command(commands[place], p_first_seq + place - 1, ids[place], faults[place], context,
        settings.credit_allowance);
      results[place] := done.result;
      customers[place] := done.customer;
      actors[place] := done.actor;
    end if;
  end loop;

  insert into public.command_log (device_id, seq, command_id, kind, customer_id, actor, result)
  select p_device, p_first_seq + place - 1, ids[place],
    left(coalesce(nullif(commands[place] ->> 'kind', ''), '?'), 60), customers[place], actors[place], results[place]
  from generate_series(1, cardinality(commands)) as place
  where not known ? ids[place]::text and array_position(ids, ids[place]) = place;
  last := greatest(last, p_first_seq + cardinality(commands) - 1);
  update public.devices set last_seq = last, last_seen_at = now() where id = p_device;
  return app.push_reply('done', settings.epoch, last, results);
end $$;
comment on function public.sync_push(uuid, int, uuid, text, bigint, json) is
  'Carries out a device''s commands, each once, in order; the answer to a command is stored and repeated.';

create function app.push_reply(status text, epoch uuid, last_seq bigint, results jsonb[]) returns jsonb
language sql immutable set search_path = '' as $$
  select jsonb_build_object('status', status, 'protocol', 1, 'epoch', epoch, 'lastSeq', last_seq,
    'results', to_jsonb(results))
$$;

create function app.make_push_context(device uuid, caller uuid, sent_at timestamptz) returns app.push_context
language sql stable set search_path = '' as $$
  select row(
    device, caller, now(),
    case when now() - sent_at between interval '-5 minutes' and interval '5 minutes' or sent_at is null
      then interval '0' else now() - sent_at end,
    (
      select jsonb_object_agg(staff.id, jsonb_build_object('role', staff.role, 'isActive', staff.is_active))
      from backoffice.allowed_users staff
      where staff.id = caller
        or exists (select from public.device_staff d where d.device_id = device and d.staff_id = staff.id)
    ),
    pg_current_snapshot())::app.push_context
$$;
