-- Pushing merges, their undoing, and who is not the same person.

-- Two changes of one customer, one after the other, as one: {column: {before, after}}.
create function app.tell_changes(earlier jsonb, later jsonb) returns jsonb language sql immutable as $$
  select earlier || coalesce(jsonb_object_agg(own.key, own.value
    || case when earlier ? own.key then jsonb_build_object('before', earlier -> own.key -> 'before') else '{}' end), '{}')
  from jsonb_each(later) as own
$$;

-- The customer's columns that a command says it changed, as nothing: only what a merge really changed is told.
create function app.untold_columns(command jsonb) returns jsonb language sql immutable as $$
  select coalesce(jsonb_object_agg(said.key, null), '{}')
  from jsonb_object_keys(command #> '{audit,changes}') as said (key) where said.key = any (app.merged_columns())
$$;

-- Consent was withdrawn on another device, and this one did not know: giving it does not undo that. Whoever was folded in is the
-- same person: what they withdrew is withdrawn.
create or replace function app.find_unseen_withdrawal(
  customer uuid, column_name text, seen pg_snapshot, device uuid, out by_staff uuid, out by_device uuid, out at timestamptz)
language sql stable set search_path = '' as $$
  select line.actor, line.device_id, line.at
  from public.audit_log line
  where line.customer_id = any (
      array(select customer union all select folded.id from public.customers folded where folded.merged_into = customer))
    and line.device_id is distinct from device
    and line.changes -> column_name -> 'after' = '0'::jsonb
    and line.changes -> column_name -> 'before' <> 'null'::jsonb
    and (seen is null or not pg_visible_in_snapshot(line.changed_xid, seen))
  order by line.recorded_at desc
  limit 1
$$;

-- The last one to say so decides whether a number is current; there is nothing to lose, since both are kept. A number that was
-- not kept is led to the one that was, over as many merges as there were.
create or replace function app.patch_identifier(operation jsonb, customer uuid) returns void
language sql set search_path = '' as $$
  with recursive led as (
    select (operation ->> 'id')::uuid as id
    union
    select alias.kept_id from led join app.identifier_aliases alias on alias.id = led.id
  )
  update public.customer_identifiers i set status = operation #>> '{changes,status,value}'
  where i.id in (select led.id from led) and i.customer_id = customer
    and i.status <> operation #>> '{changes,status,value}'
$$;

-- Carries out an operation on a table of the venue.
create or replace function app.change_venue(
  operation jsonb, command jsonb, actor uuid, is_manager boolean, context app.push_context)
returns void language plpgsql set search_path = '' as $$
begin
  case operation ->> 'table'
    when 'vip_tiers' then perform app.change_tier(operation, is_manager);
    when 'saved_views' then perform app.change_view(operation, actor, is_manager);
    when 'notifications' then
      perform app.change_notice(operation, actor, is_manager, command #>> '{audit,at}', context);
    when 'notification_reads' then perform app.mark_notice_read(operation, actor, context);
    when 'duplicate_dismissals' then perform app.change_dismissal(operation, command, actor, context);
  end case;
end $$;

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
  told jsonb := '{}';
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
        if customer <> named and operation #> '{changes,is_active,value}' = '0' then
          perform app.reject('MERGE_CONFLICT', 'This customer was merged: it would take the one who lives on out of use.');
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
      when 'customer_merge_history' then
        if operation ->> 'op' = 'merge' then
          made := app.merge_customers(operation, command, customer, actor, is_manager, context);
        else
          made := app.part_customers(operation, command, customer, actor, is_manager, context);
        end if;
        conflicts := conflicts + (made ->> 'conflicts')::int;
        told := app.tell_changes(told, made -> 'audit');
        outcome := outcome || jsonb_build_object('audit', app.untold_columns(command) || told);
      when 'customer_redirects' then
        perform app.insert_redirect(operation, customer);
      when 'sync_conflicts' then
        perform app.settle_conflict(operation, customer, actor, is_manager,
          app.trusted_moment(command #>> '{audit,at}', context));
    end case;
  end loop;
  if target <> named then
    perform app.note_late_rows(named, app.late_rows(command -> 'operations'));
  end if;

  if is_new then
    same_person := app.find_same_person(customer, app.seen_snapshot(command, context), context.device);
    if same_person is not null then
      -- The push locked every candidate beforehand; this only says so to the reader and to a candidate that just came.
      perform 1 from public.customers c where c.id = same_person for no key update;
      perform app.fold_same_person(
        customer, same_person, actor, context.device, (command ->> 'commandId')::uuid, context.called_at);
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
