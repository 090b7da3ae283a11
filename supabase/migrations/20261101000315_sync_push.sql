-- sync_push: a device's commands, in its order, each carried out once and answered for ever with the same answer.

-- Carries out a command that is well formed, on a customer that is alive. Answers what the device must know beyond
-- "applied": {"conflicts", "customerId", "customerCode", "audit"}. Raises RJ001 to refuse.
create function app.carry_out(
  command jsonb, named uuid, target uuid, actor uuid, is_manager boolean, context app.push_context, allowance bigint)
returns jsonb language plpgsql set search_path = '' as $$
declare
  operation jsonb;
  made jsonb;
  outcome jsonb := '{}';
  conflicts int := 0;
  customer uuid := target;
  same_person uuid;
  is_new boolean := false;
  takes_credit boolean := false;
  takes_points boolean := false;
  balance bigint;
  points int;
begin
  for operation in select * from jsonb_array_elements(command -> 'operations') loop
    if operation ->> 'table' = 'customers' and operation ->> 'op' = 'insert' then
      made := app.insert_customer(operation, command, actor, context);
      customer := named;
      is_new := true;
      conflicts := conflicts + (made ->> 'conflicts')::int;
      outcome := outcome || (made - 'conflicts');
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

-- One open line per customer says how far below nothing their credit is and what took it there.
create function app.open_overdraft(
  customer uuid, balance bigint, command jsonb, actor uuid, context app.push_context)
returns void language plpgsql set search_path = '' as $$
declare
  taken bigint := (
    select sum((operation #>> '{values,amount}')::bigint) from jsonb_array_elements(command -> 'operations') as operation
    where operation #>> '{values,kind}' = 'credit');
begin
  update public.sync_conflicts set kept_value = to_jsonb(balance), kept_at = context.called_at,
    other_value = to_jsonb(taken), other_by = actor, other_device = context.device,
    other_at = app.trusted_moment(command #>> '{audit,at}', context)
  where customer_id = customer and kind = 'overdraft' and status = 'open';
  if not found then
    insert into public.sync_conflicts
      (customer_id, kind, column_name, kept_value, kept_at, other_value, other_by, other_device, other_at)
    values (customer, 'overdraft', 'available_credit', to_jsonb(balance), context.called_at, to_jsonb(taken), actor,
      context.device, app.trusted_moment(command #>> '{audit,at}', context));
  end if;
end $$;

-- Runs one command so that its failing undoes only itself. `fault` is what app.find_faults found.
create function app.run_command(
  command jsonb, at_seq bigint, command_id uuid, fault text, context app.push_context, allowance bigint,
  out result jsonb, out customer uuid, out actor uuid)
language plpgsql set search_path = '' as $$
declare
  named uuid;
  target uuid;
  staff jsonb;
  outcome jsonb;
  audit jsonb := command -> 'audit';
  changes jsonb;
  code text;
  words text;
begin
  result := jsonb_build_object('seq', at_seq, 'commandId', coalesce(command ->> 'commandId', command_id::text));
  if fault is not null then
    result := result || jsonb_build_object('status', 'rejected', 'code', 'INVALID_ARGUMENTS', 'message', fault);
    return;
  end if;
  begin
    named := (audit ->> 'customerId')::uuid;
    if audit ->> 'commandId' is distinct from command ->> 'commandId'
      or audit ->> 'deviceId' is distinct from context.device::text then
      perform app.reject('NOT_ALLOWED', 'The command was not made on this device.');
    end if;
    actor := coalesce(app.uuid_or_null(audit ->> 'actor'), case when audit ->> 'actor' is null then context.caller end);
    staff := context.staff -> actor::text;
    if staff is null then
      perform app.reject('NOT_ALLOWED', 'Whoever made this never signed in on this device.');
    elsif not (staff -> 'isActive')::boolean then
      perform app.reject('STAFF_DEACTIVATED', 'Whoever made this does not work here any more.');
    end if;
    select coalesce(c.merged_into, c.id) into target from public.customers c where c.id = named;
    outcome := app.carry_out(command, named, target, actor, staff ->> 'role' in ('manager', 'admin'), context, allowance);

    -- The line says what became of the change here; what was not done is not in it.
    changes := audit -> 'changes';
    if outcome -> 'audit' <> '{}' then
      select (changes || coalesce(jsonb_object_agg(o.key, o.value) filter (where o.value <> 'null'), '{}'))
        - coalesce(array_agg(o.key) filter (where o.value = 'null'), '{}')
      into changes from jsonb_each(outcome -> 'audit') as o;
    end if;
    insert into public.audit_log
      (customer_id, command_id, action, reason, actor, device_id, at, changes, recorded_at)
    values ((outcome ->> 'customer')::uuid, command_id, audit ->> 'action', audit ->> 'reason', actor, context.device,
      app.trusted_moment(audit ->> 'at', context), changes, clock_timestamp());
    result := result || jsonb_build_object('status',
      case when (outcome ->> 'conflicts')::int > 0 or (outcome ->> 'isFolded')::boolean then 'merged' else 'applied' end);
    if outcome ->> 'conflicts' <> '0' then
      result := result || jsonb_build_object('conflicts', outcome -> 'conflicts');
    end if;
    if outcome ? 'customerId' or outcome ? 'customerCode' then
      result := result || jsonb_strip_nulls(jsonb_build_object(
        'customerId', outcome -> 'customerId', 'customerCode', outcome -> 'customerCode'));
    end if;
  exception
    -- Trouble of the server's, not of the command's: the whole push fails, and the device sends it again.
    when serialization_failure or deadlock_detected or lock_not_available or insufficient_resources
      or operator_intervention or system_error then
      raise;
    when sqlstate 'RJ001' then
      get stacked diagnostics code = message_text, words = pg_exception_detail;
      result := result || jsonb_build_object('status', 'rejected', 'code', code, 'message', words);
    when data_exception or integrity_constraint_violation then
      result := result || jsonb_build_object('status', 'rejected', 'code', 'INVALID_ARGUMENTS',
        'message', 'A value of this command does not fit the directory.');
    when others then
      -- Never the text of the error, which may quote what people typed; its class is enough to look for it.
      result := result || jsonb_build_object('status', 'rejected', 'code', 'UNEXPECTED',
        'message', 'The server could not carry this out (' || sqlstate || ').');
  end;
  customer := coalesce((outcome ->> 'customer')::uuid, target);
end $$;
