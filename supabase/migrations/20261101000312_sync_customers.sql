-- What a command does to a customer's own row: making one with a code that is final, and changing fields given the values
-- the device had seen. Server order decides; what it overwrites goes to the conflict inbox.

-- What is the same for every command of one push.
create type app.push_context as (
  device uuid,
  caller uuid,
  called_at timestamptz,
  -- How far the server's clock is ahead of the device's; nothing when they agree well enough.
  skew interval,
  -- Staff who may act on this device: {id: {"role", "isActive"}}
  staff jsonb,
  epoch_now pg_snapshot
);

-- A moment of a device's clock as the server believes it: shifted by how far that clock is off, never in the future.
create function app.trusted_moment(given text, context app.push_context) returns timestamptz
language sql stable as $$
  select least(given::timestamptz + (context).skew, (context).called_at)
$$;

-- Whether a device may give this code: from a block of its own, or one that a restore forgot, and nobody has or had it.
create function app.may_use_code(code text, device uuid) returns boolean
language sql stable set search_path = '' as $$
  select (exists (
      select from public.code_blocks block
      where block.device_id = device and app.code_number(code) between block.first_code and block.last_code)
    or exists (select from public.sync_settings settings where settings.lost_codes @> app.code_number(code)))
    and code = app.format_customer_code(app.code_number(code))
    and not exists (select from public.customers c where c.customer_code = code)
    and not exists (select from public.customer_redirects r where r.kind = 'code' and r.dead_value = code)
$$;

-- Makes a customer. Answers {"conflicts"} and, when the code is another than the device gave, {"customerCode"}.
create function app.insert_customer(operation jsonb, command jsonb, actor uuid, context app.push_context)
returns jsonb language plpgsql set search_path = '' as $$
declare
  new_id uuid := operation ->> 'id';
  given jsonb := jsonb_strip_nulls(operation -> 'values');
  given_code text := given ->> 'customer_code';
  code text;
  made public.customers;
begin
  if new_id <> (operation ->> 'customerId')::uuid then
    perform app.reject('INVALID_ARGUMENTS', 'A new customer carries their own id.');
  elsif exists (select from public.customers c where c.id = new_id) then
    perform app.reject('DUPLICATE_CUSTOMER', 'This customer was created already. Look them up instead.');
  end if;
  code := case when app.may_use_code(given_code, context.device) then given_code else app.generate_customer_code() end;

  made := jsonb_populate_record(null::public.customers,
    '{"customer_source": "Walk In", "sms_pdpa": 0, "email_pdpa": 0, "marketing_consent": 0, "is_active": 1}'
    || (given - 'created_at'));
  insert into public.customers (
    id, customer_code, customer_name, nickname, contact_number, secondary_phone, email, date_of_birth, address,
    address_line_2, city, postal_code, preferred_language, date_joined, customer_source, vip_tier_id, sms_pdpa,
    email_pdpa, marketing_consent, linked_profile_id, is_active, name_key, created_by, created_at, updated_by)
  values (
    new_id, code, made.customer_name, made.nickname, made.contact_number, made.secondary_phone, made.email,
    made.date_of_birth, made.address, made.address_line_2, made.city, made.postal_code, made.preferred_language,
    made.date_joined, made.customer_source, made.vip_tier_id, made.sms_pdpa, made.email_pdpa,
    made.marketing_consent, made.linked_profile_id, made.is_active, made.name_key, actor,
    app.trusted_moment(coalesce(given ->> 'created_at', command #>> '{audit,at}'), context), actor);

  if given_code is null then
    return jsonb_build_object('conflicts', 0, 'customerCode', code);
  elsif given_code = code then
    return '{"conflicts": 0}';
  end if;
  -- Somebody may hold a card with the code the device gave: it goes on finding them.
  insert into public.customer_identifiers (id, customer_id, kind, value, normalised)
    values (gen_random_uuid(), new_id, 'alias', given_code, lower(given_code));
  insert into public.sync_conflicts
    (customer_id, kind, column_name, kept_value, kept_at, other_value, other_by, other_device, other_at)
  values (new_id, 'code', 'customer_code', to_jsonb(code), context.called_at, to_jsonb(given_code), actor,
    context.device, app.trusted_moment(command #>> '{audit,at}', context));
  return jsonb_build_object('conflicts', 1, 'customerCode', code);
end $$;

-- Consent was withdrawn on another device, and this one did not know: giving it does not undo that.
create function app.find_unseen_withdrawal(
  customer uuid, column_name text, seen pg_snapshot, device uuid, out by_staff uuid, out by_device uuid, out at timestamptz)
language sql stable set search_path = '' as $$
  select line.actor, line.device_id, line.at
  from public.audit_log line
  where line.customer_id = customer
    and line.device_id is distinct from device
    and line.changes -> column_name -> 'after' = '0'::jsonb
    and line.changes -> column_name -> 'before' <> 'null'::jsonb
    and (seen is null or not pg_visible_in_snapshot(line.changed_xid, seen))
  order by line.recorded_at desc
  limit 1
$$;

-- Who gave a column the value it has; nobody known when it came another way than by a command.
create function app.find_last_change(
  customer uuid, column_name text, present jsonb, out by_staff uuid, out by_device uuid, out at timestamptz)
language sql stable set search_path = '' as $$
  select newest.actor, newest.device_id, newest.at
  from (
    select line.actor, line.device_id, line.at, line.changes -> column_name -> 'after' as value
    from public.audit_log line
    where line.customer_id = customer and line.changes ? column_name
    order by line.recorded_at desc
    limit 1) as newest
  where newest.value = present
$$;

-- Changes fields of a customer. Answers {"conflicts", "audit"}: what really became of the columns, where that differs from
-- what the device wrote down.
create function app.patch_customer(
  customer uuid, changes jsonb, command jsonb, actor uuid, is_manager boolean, context app.push_context)
returns jsonb language plpgsql set search_path = '' as $$
declare
  before public.customers;
  after public.customers;
  stored jsonb;
  name text;
  change jsonb;
  present jsonb;
  earlier record;
  accepted jsonb := '{}';
  audit jsonb := '{}';
  lost text[] := '{}';
  conflicts int := 0;
begin
  select * into before from public.customers c where c.id = customer for no key update;
  if not found then
    perform app.reject('CUSTOMER_NOT_FOUND', 'This customer is not in the directory.');
  end if;
  stored := to_jsonb(before);

  for name, change in select * from jsonb_each(changes) loop
    present := stored -> name;
    if jsonb_typeof(present) = 'boolean' then
      present := to_jsonb(present::boolean::int);
    end if;
    if present = change -> 'value' then
      continue;
    end if;
    if name = 'is_active' and change -> 'value' = '0'::jsonb and not is_manager then
      perform app.reject('NOT_ALLOWED', 'Only a manager deactivates customers.');
    end if;

    if name in ('sms_pdpa', 'email_pdpa', 'marketing_consent') and change -> 'value' = '1'::jsonb then
      select * into earlier from app.find_unseen_withdrawal(customer, name,
        app.seen_snapshot(command, context), context.device);
      if earlier.at is not null then
        insert into public.sync_conflicts (customer_id, kind, column_name, kept_value, kept_by, kept_device, kept_at,
          other_value, other_by, other_device, other_at)
        values (customer, 'field', name, present, earlier.by_staff, earlier.by_device, earlier.at,
          change -> 'value', actor, context.device, app.trusted_moment(command #>> '{audit,at}', context));
        conflicts := conflicts + 1;
        audit := audit || jsonb_build_object(name, null);
        continue;
      end if;
    elsif present is distinct from coalesce(change -> 'base', 'null'::jsonb) and name <> 'name_key' then
      select * into earlier from app.find_last_change(customer, name, present);
      -- A device's own earlier command is no surprise to it.
      if earlier.by_device is distinct from context.device then
        insert into public.sync_conflicts (customer_id, kind, column_name, kept_value, kept_by, kept_device, kept_at,
          other_value, other_by, other_device, other_at)
        values (customer, 'field', name, change -> 'value', actor, context.device,
          app.trusted_moment(command #>> '{audit,at}', context),
          present, earlier.by_staff, earlier.by_device, earlier.at);
        conflicts := conflicts + 1;
        audit := audit || jsonb_build_object(name, jsonb_build_object('before', present, 'after', change -> 'value'));
        if name in ('contact_number', 'secondary_phone', 'email') and present <> 'null'::jsonb then
          lost := lost || (present #>> '{}');
        end if;
      end if;
    end if;
    accepted := accepted || jsonb_build_object(name, change -> 'value');
  end loop;

  if accepted <> '{}' then
    after := jsonb_populate_record(before, accepted);
    update public.customers set
      customer_name = after.customer_name, nickname = after.nickname, contact_number = after.contact_number,
      secondary_phone = after.secondary_phone, email = after.email, date_of_birth = after.date_of_birth,
      address = after.address, address_line_2 = after.address_line_2, city = after.city,
      postal_code = after.postal_code, preferred_language = after.preferred_language,
      date_joined = after.date_joined, customer_source = after.customer_source, vip_tier_id = after.vip_tier_id,
      sms_pdpa = after.sms_pdpa, email_pdpa = after.email_pdpa, marketing_consent = after.marketing_consent,
      linked_profile_id = after.linked_profile_id, is_active = after.is_active, name_key = after.name_key,
      updated_by = actor
    where id = customer;
  end if;
  if lost <> '{}' then
    -- The number that lost is still a number of theirs: it finds them, marked as old.
    update public.customer_identifiers set status = 'old'
    where customer_id = customer and kind in ('phone', 'email') and status = 'current' and value = any (lost)
      and value is distinct from after.contact_number and value is distinct from after.secondary_phone
      and value is distinct from after.email;
  end if;
  return jsonb_build_object('conflicts', conflicts, 'audit', audit);
end $$;

-- What the device had pulled when it made the command; null when that says nothing about this server's history.
create function app.seen_snapshot(command jsonb, context app.push_context) returns pg_snapshot
language sql stable set search_path = '' as $$
  select case when pg_snapshot_xmax(seen) <= pg_snapshot_xmax((context).epoch_now) then seen end
  from app.snapshot_or_null(command ->> 'seen') as seen
$$;
