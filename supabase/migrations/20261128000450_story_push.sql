-- Pushing commands of a customer's story and of the venue.

-- Carries out a command that is well formed, on a customer that is alive or on the directory itself. Answers what the device
-- must know beyond "applied": {"conflicts", "customerId", "customerCode", "audit"}. Raises RJ001 to refuse.
create or replace function app.carry_out(
  command jsonb, named uuid, target uuid, actor uuid, is_manager boolean, context app.push_context, allowance bigint)
returns jsonb language plpgsql set search_path = '' as $$
declare
  operation jsonb;
  made jsonb;
  outcome jsonb := '{}';
  conflicts int := 0;
  customer uuid := target;
  same_person uuid;
  lost_link jsonb;
  is_new boolean := false;
  takes_credit boolean := false;
  takes_points boolean := false;
  balance bigint;
  points int;
begin
  for operation in select * from jsonb_array_elements(command -> 'operations') loop
    if app.is_venue_table(operation ->> 'table') then
      -- Only ever under the directory itself (see app.find_faults).
      perform app.change_venue(operation, command, actor, is_manager, context);
      continue;
    elsif operation ->> 'table' = 'customers' and operation ->> 'op' = 'insert' then
      made := app.insert_customer(operation, command, actor, context);
      customer := named;
      is_new := true;
      conflicts := conflicts + (made ->> 'conflicts')::int;
      outcome := outcome || (made - array['conflicts', 'lostLink']);
      lost_link := made -> 'lostLink';
      continue;
    elsif customer is null then
      perform app.reject('CUSTOMER_NOT_FOUND', 'This customer is not in the directory.');
    end if;

    case operation ->> 'table'
      when 'customers' then
        if (operation ->> 'id')::uuid <> named then
          perform app.reject('INVALID_ARGUMENTS', 'A command changes one customer.');
        end if;
        made := app.patch_customer(customer, operation -> 'changes', command, actor, is_manager, context);
        conflicts := conflicts + (made ->> 'conflicts')::int;
        outcome := outcome || jsonb_build_object('audit', made -> 'audit');
      when 'customer_identifiers' then
        if operation ->> 'op' = 'patch' then
          perform app.patch_identifier(operation, customer);
        else
          perform app.insert_identifier(operation, customer);
        end if;
      when 'customer_ledger' then
        if operation ->> 'op' = 'patch' then
          perform app.reject('INVALID_ARGUMENTS', 'An entry is never rewritten.');
        end if;
        perform app.append_to_ledger(operation, customer, actor, is_manager, context);
        takes_credit := takes_credit or operation #>> '{values,kind}' = 'credit' and (operation #>> '{values,amount}')::bigint < 0;
        takes_points := takes_points or operation #>> '{values,kind}' = 'points' and (operation #>> '{values,amount}')::bigint < 0;
      when 'customer_notes' then
        if operation ->> 'op' = 'patch' then
          conflicts := conflicts + app.patch_note(operation, customer, actor, command, context);
        else
          perform app.append_note(operation, customer, actor, command, context);
        end if;
      when 'customer_contact_history' then
        perform app.append_contact(operation, customer, actor, context);
      when 'customer_transactions' then
        if operation ->> 'op' = 'patch' then
          perform app.patch_sale(operation, customer);
        else
          perform app.insert_sale(operation, customer, actor, context);
        end if;
      when 'customer_redirects' then
        perform app.insert_redirect(operation, customer);
      when 'sync_conflicts' then
        perform app.settle_conflict(operation, customer, actor, is_manager,
          app.trusted_moment(command #>> '{audit,at}', context));
    end case;
  end loop;

  if is_new then
    same_person := app.find_same_person(customer, app.seen_snapshot(command, context), context.device);
    if same_person is not null then
      -- The push locked every candidate beforehand; this only says so to the reader and to a candidate that just came.
      perform 1 from public.customers c where c.id = same_person for no key update;
      perform app.fold_customer(customer, same_person, 'customer.autoMerge', 'Made on two counters at once.', actor,
        context.device, (command ->> 'commandId')::uuid, context.called_at);
      insert into public.sync_conflicts (customer_id, kind, kept_value, other_value, other_by, other_device, other_at)
      select alive.id, 'merge', to_jsonb(alive.customer_code), to_jsonb(dead.customer_code), actor, context.device,
        app.trusted_moment(command #>> '{audit,at}', context)
      from public.customers alive, public.customers dead
      where alive.id = same_person and dead.id = customer;
      customer := same_person;
      conflicts := conflicts + 1;
    end if;
  end if;

  if lost_link is not null then
    -- The line of the making does not say what was not made.
    outcome := outcome || '{"audit": {"linked_profile_id": null, "profile_link_confidence": null, "profile_link_method": null,
      "profile_linked_at": null}}';
    -- Whoever they became one with may be the one who holds the profile.
    insert into public.sync_conflicts
      (customer_id, kind, column_name, kept_value, kept_at, other_value, other_by, other_device, other_at)
    select c.id, 'field', 'linked_profile_id', coalesce(to_jsonb(c.linked_profile_id), 'null'), context.called_at, lost_link,
      actor, context.device, app.trusted_moment(command #>> '{audit,at}', context)
    from public.customers c
    where c.id = customer and to_jsonb(c.linked_profile_id) is distinct from lost_link;
    if found then
      conflicts := conflicts + 1;
    end if;
  end if;

  if takes_credit or takes_points then
    select (c.available_credit * 100)::bigint, c.available_point into balance, points
    from public.customers c where c.id = customer;
    if takes_points and points < 0 then
      perform app.reject('POINTS_INSUFFICIENT', 'There are not that many points: they were spent at another counter.');
    elsif takes_credit and balance < -allowance then
      perform app.reject('CREDIT_INSUFFICIENT', 'There is not that much credit: it was spent at another counter.');
    elsif takes_credit and balance < 0 then
      perform app.open_overdraft(customer, balance, command, actor, context);
      conflicts := conflicts + 1;
    end if;
  end if;

  if customer <> named then
    outcome := outcome || jsonb_build_object('customerId', customer);
  end if;
  return outcome || jsonb_build_object('conflicts', conflicts, 'customer', customer, 'isFolded', same_person is not null);
end $$;

-- Takes every lock the commands will need, in one order for all devices, so that two pushes wait in a line and never in a
-- circle: the device (before), phone numbers of new customers, website profiles, then customers by id. Codes come last, inside
-- the commands.
create or replace function app.lock_for_push(commands jsonb[]) returns void
language plpgsql set search_path = '' as $$
declare
  body jsonb := to_jsonb(commands);
  named uuid[];
  numbers text[];
  profiles text[];
begin
  select array_agg(distinct app.uuid_or_null(given #>> '{}')) into named
  from jsonb_path_query(body, 'lax $[*].audit.customerId ? (@.type() == "string")') as given;
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
  where c.id = any (named)
    or c.id in (select dead.merged_into from public.customers dead where dead.id = any (named) and dead.merged_into is not null)
    or c.id in (
      select holder.customer_id from public.customer_identifiers holder
      join public.customers alive on alive.id = holder.customer_id and alive.merged_into is null
      where holder.kind = 'phone' and holder.normalised = any (numbers))
  order by c.id for no key update;
end $$;
