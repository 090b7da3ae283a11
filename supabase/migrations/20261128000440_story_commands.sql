-- What commands do to a customer's sales and contacts, and to what belongs to the venue: tiers, views, notices.
-- A row whose id is there already is left as it is: the same command may come twice.

create or replace function app.append_to_ledger(
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
    given ->> 'source_id', reversed, app.told_moment(given ->> 'occurred_at', given ->> 'source', context), actor,
    context.device);
end $$;

-- A receipt. Whoever told of it sold it, unless it was sold long before and nobody knows by whom.
create function app.insert_sale(operation jsonb, customer uuid, actor uuid, context app.push_context) returns void
language sql set search_path = '' as $$
  insert into public.customer_transactions (id, customer_id, receipt_number, source, status, amount, credit_used, points_used,
    points_earned, items, payment_method, sold_at, sold_by, device_id)
  select (operation ->> 'id')::uuid, customer, given ->> 'receipt_number', coalesce(given ->> 'source', 'counter'),
    coalesce(given ->> 'status', 'completed'), (given ->> 'amount')::bigint / 100.0,
    coalesce((given ->> 'credit_used')::bigint, 0) / 100.0, coalesce((given ->> 'points_used')::int, 0),
    coalesce((given ->> 'points_earned')::int, 0), coalesce(given ->> 'items', '[]')::jsonb, given ->> 'payment_method',
    app.told_moment(given ->> 'sold_at', given ->> 'source', context),
    case when given ->> 'source' = 'import' and given ->> 'sold_by' is null then null else actor end, context.device
  from (select operation -> 'values') as operation_values (given)
  on conflict (id) do nothing
$$;

-- The last one to say so decides what became of a receipt; the money is in the ledger, where nothing is said twice.
create function app.patch_sale(operation jsonb, customer uuid) returns void language plpgsql set search_path = '' as $$
begin
  update public.customer_transactions set status = operation #>> '{changes,status,value}'
  where id = (operation ->> 'id')::uuid and customer_id = customer;
  if not found then
    perform app.reject('COMMAND_NOT_FOUND', 'The sale to be changed is not there.');
  end if;
end $$;

create function app.append_contact(operation jsonb, customer uuid, actor uuid, context app.push_context) returns void
language sql set search_path = '' as $$
  insert into public.customer_contact_history
    (id, customer_id, contact_type, contact_method, purpose, notes, successful, contact_date, contacted_by, device_id)
  select (operation ->> 'id')::uuid, customer, given ->> 'contact_type', given ->> 'contact_method', given ->> 'purpose',
    given ->> 'notes', coalesce(given ->> 'successful', '1') = '1',
    app.trusted_moment(given ->> 'contact_date', context), actor, context.device
  from (select operation -> 'values') as operation_values (given)
  on conflict (id) do nothing
$$;

-- The venue's own -------------------------------------------------------------------------------------------------------

-- The new values of a patch: {column: value}.
create function app.patched_values(operation jsonb) returns jsonb language sql immutable as $$
  select jsonb_object_agg(change.key, change.value -> 'value') from jsonb_each(operation -> 'changes') as change
$$;

create function app.change_tier(operation jsonb, is_manager boolean) returns void language plpgsql set search_path = '' as $$
declare
  tier public.vip_tiers;
begin
  if not is_manager then
    perform app.reject('NOT_ALLOWED', 'Only a manager changes tiers.');
  elsif operation ->> 'op' <> 'patch' then
    tier := jsonb_populate_record(null::public.vip_tiers,
      '{"colour": "slate", "sort_order": 0, "is_active": 1}' || (operation -> 'values'));
    insert into public.vip_tiers (id, name, colour, benefits, sort_order, is_active)
    values ((operation ->> 'id')::int, tier.name, tier.colour, tier.benefits, tier.sort_order, tier.is_active)
    on conflict (id) do nothing;
    return;
  end if;
  select * into tier from public.vip_tiers t where t.id = (operation ->> 'id')::int for no key update;
  if tier.id is null then
    perform app.reject('COMMAND_NOT_FOUND', 'The tier to be changed is not there.');
  end if;
  tier := jsonb_populate_record(tier, app.patched_values(operation));
  update public.vip_tiers t
  set name = tier.name, colour = tier.colour, benefits = tier.benefits, sort_order = tier.sort_order,
    is_active = tier.is_active
  where t.id = tier.id;
end $$;

-- A view is its maker's; what all see is made and put right by managers.
create function app.change_view(operation jsonb, actor uuid, is_manager boolean) returns void
language plpgsql set search_path = '' as $$
declare
  given jsonb := case operation ->> 'op' when 'patch' then app.patched_values(operation) else operation -> 'values' end;
  held public.saved_views;
begin
  if given -> 'is_shared' = '1' and not is_manager then
    perform app.reject('NOT_ALLOWED', 'Only a manager shares views.');
  end if;
  if given ? 'definition' then
    given := given || jsonb_build_object('definition', (given ->> 'definition')::jsonb);
  end if;
  if operation ->> 'op' <> 'patch' then
    held := jsonb_populate_record(null::public.saved_views, '{"is_shared": 0, "sort_order": 0, "is_removed": 0}' || given);
    insert into public.saved_views (id, staff_id, name, definition, is_shared, sort_order, is_removed)
    values ((operation ->> 'id')::uuid, actor, held.name, held.definition, held.is_shared, held.sort_order, held.is_removed)
    on conflict (id) do nothing;
    return;
  end if;
  select * into held from public.saved_views v where v.id = (operation ->> 'id')::uuid for no key update;
  if held.id is null then
    perform app.reject('COMMAND_NOT_FOUND', 'The view to be changed is not there.');
  elsif held.staff_id <> actor and not (is_manager and held.is_shared) then
    perform app.reject('NOT_ALLOWED', 'This view is somebody else''s.');
  end if;
  held := jsonb_populate_record(held, given);
  update public.saved_views v
  set name = held.name, definition = held.definition, is_shared = held.is_shared, sort_order = held.sort_order,
    is_removed = held.is_removed
  where v.id = held.id;
end $$;

create function app.change_notice(operation jsonb, actor uuid, is_manager boolean, at text, context app.push_context)
returns void language plpgsql set search_path = '' as $$
declare
  given jsonb := operation -> 'values';
  withdrawn text := coalesce(given ->> 'withdrawn_at', operation #>> '{changes,withdrawn_at,value}');
  -- Nothing stays nothing: of nothing and now, the least would be now.
  withdrawal timestamptz := case when withdrawn is not null then app.trusted_moment(withdrawn, context) end;
begin
  if not is_manager then
    perform app.reject('NOT_ALLOWED', 'Only a manager writes and withdraws notices.');
  elsif operation ->> 'op' <> 'patch' then
    insert into public.notifications (id, title, description, impact, action_required, training_materials, effective_date,
      withdrawn_at, created_by, created_at)
    values ((operation ->> 'id')::uuid, given ->> 'title', given ->> 'description', coalesce(given ->> 'impact', 'low'),
      coalesce(given ->> 'action_required', '0') = '1',
      array(select jsonb_array_elements_text(coalesce(given ->> 'training_materials', '[]')::jsonb)),
      (given ->> 'effective_date')::date, withdrawal, actor,
      app.trusted_moment(coalesce(given ->> 'created_at', at), context))
    on conflict (id) do nothing;
    return;
  end if;
  update public.notifications n set withdrawn_at = withdrawal where n.id = (operation ->> 'id')::uuid;
  if not found then
    perform app.reject('COMMAND_NOT_FOUND', 'The notice to be changed is not there.');
  end if;
end $$;

-- Read once is read, on whichever counter it was noted first.
create function app.mark_notice_read(operation jsonb, actor uuid, context app.push_context) returns void
language sql set search_path = '' as $$
  insert into public.notification_reads (id, notification_id, staff_id, read_at, device_id)
  values ((operation ->> 'id')::uuid, (operation #>> '{values,notification_id}')::uuid, actor,
    app.trusted_moment(operation #>> '{values,read_at}', context), context.device)
  on conflict do nothing
$$;

-- Carries out an operation on a table of the venue.
create function app.change_venue(operation jsonb, command jsonb, actor uuid, is_manager boolean, context app.push_context)
returns void language plpgsql set search_path = '' as $$
begin
  case operation ->> 'table'
    when 'vip_tiers' then perform app.change_tier(operation, is_manager);
    when 'saved_views' then perform app.change_view(operation, actor, is_manager);
    when 'notifications' then
      perform app.change_notice(operation, actor, is_manager, command #>> '{audit,at}', context);
    when 'notification_reads' then perform app.mark_notice_read(operation, actor, context);
  end case;
end $$;
