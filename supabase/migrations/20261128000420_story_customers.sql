-- Customers with the columns of their story: since when they have their tier, and the website profile that is theirs, which
-- no two living customers hold.

-- Why a profile cannot be this customer's: another living one holds it, or the website does not know it any more. Null where
-- it can. Pushes that link one profile take turns (see app.lock_for_push).
create function app.refuse_link(profile uuid, customer uuid) returns text language sql stable set search_path = '' as $$
  select case
    when profile is null then null
    when exists (
      select from public.customers other
      where other.linked_profile_id = profile and other.id <> customer and other.merged_into is null)
    then 'This website profile is linked to another customer.'
    when not exists (select from public.website_profiles known where known.id = profile)
    then 'This website profile is not there any more.'
  end
$$;

-- A value of a customer's row, as to_jsonb has it, in wire form.
create function app.wire_value(column_name text, value jsonb) returns jsonb language sql stable set search_path = '' as $$
  select case
    when jsonb_typeof(value) = 'boolean' then to_jsonb(value::boolean::int)
    when column_name = 'profile_linked_at' and value <> 'null' then
      to_jsonb(app.wire_moment((value #>> '{}')::timestamptz))
    else value
  end
$$;

-- Whether a column only goes with another one of the same change: what stands of that decides for both, without a conflict
-- of its own.
create function app.is_companion(column_name text, changes jsonb) returns boolean language sql immutable as $$
  select case column_name
    when 'name_key' then true
    when 'vip_status_date' then changes ? 'vip_tier_id'
    else column_name in ('profile_link_confidence', 'profile_link_method', 'profile_linked_at')
      and changes ? 'linked_profile_id'
  end
$$;

-- Makes a customer. Answers {"conflicts"}; when the code is another than the device gave, {"customerCode"}; and when a website
-- profile could not be linked, {"lostLink"}: nobody is turned away for that, and the same person made twice must become one.
create or replace function app.insert_customer(operation jsonb, command jsonb, actor uuid, context app.push_context)
returns jsonb language plpgsql set search_path = '' as $$
declare
  new_id uuid := operation ->> 'id';
  given jsonb := jsonb_strip_nulls(operation -> 'values');
  given_code text := given ->> 'customer_code';
  code text;
  made public.customers;
  lost jsonb := '{}';
begin
  if new_id <> (operation ->> 'customerId')::uuid then
    perform app.reject('INVALID_ARGUMENTS', 'A new customer carries their own id.');
  elsif exists (select from public.customers c where c.id = new_id) then
    perform app.reject('DUPLICATE_CUSTOMER', 'This customer was created already. Look them up instead.');
  end if;
  if app.refuse_link(app.uuid_or_null(given ->> 'linked_profile_id'), new_id) is not null then
    lost := jsonb_build_object('lostLink', given -> 'linked_profile_id');
    given := given - array['linked_profile_id', 'profile_link_confidence', 'profile_link_method', 'profile_linked_at'];
  end if;
  code := case when app.may_use_code(given_code, context.device) then given_code else app.generate_customer_code() end;

  made := jsonb_populate_record(null::public.customers,
    '{"customer_source": "Walk In", "sms_pdpa": 0, "email_pdpa": 0, "marketing_consent": 0, "is_active": 1}'
    || (given - 'created_at'));
  insert into public.customers (
    id, customer_code, customer_name, nickname, contact_number, secondary_phone, email, date_of_birth, address,
    address_line_2, city, postal_code, preferred_language, date_joined, customer_source, vip_tier_id, sms_pdpa,
    email_pdpa, marketing_consent, linked_profile_id, is_active, name_key, created_by, created_at, updated_by,
    vip_status_date, profile_link_confidence, profile_link_method, profile_linked_at)
  values (
    new_id, code, made.customer_name, made.nickname, made.contact_number, made.secondary_phone, made.email,
    made.date_of_birth, made.address, made.address_line_2, made.city, made.postal_code, made.preferred_language,
    made.date_joined, made.customer_source, made.vip_tier_id, made.sms_pdpa, made.email_pdpa,
    made.marketing_consent, made.linked_profile_id, made.is_active, made.name_key, actor,
    app.trusted_moment(coalesce(given ->> 'created_at', command #>> '{audit,at}'), context), actor,
    made.vip_status_date, made.profile_link_confidence, made.profile_link_method,
    case when given ? 'profile_linked_at' then app.trusted_moment(given ->> 'profile_linked_at', context) end);

  if given_code is null then
    return lost || jsonb_build_object('conflicts', 0, 'customerCode', code);
  elsif given_code = code then
    return lost || '{"conflicts": 0}';
  end if;
  -- Somebody may hold a card with the code the device gave: it goes on finding them.
  insert into public.customer_identifiers (id, customer_id, kind, value, normalised)
    values (gen_random_uuid(), new_id, 'alias', given_code, lower(given_code));
  insert into public.sync_conflicts
    (customer_id, kind, column_name, kept_value, kept_at, other_value, other_by, other_device, other_at)
  values (new_id, 'code', 'customer_code', to_jsonb(code), context.called_at, to_jsonb(given_code), actor,
    context.device, app.trusted_moment(command #>> '{audit,at}', context));
  return lost || jsonb_build_object('conflicts', 1, 'customerCode', code);
end $$;

-- Changes fields of a customer. Answers {"conflicts", "audit"}: what really became of the columns, where that differs from
-- what the device wrote down.
create or replace function app.patch_customer(
  customer uuid, changes jsonb, command jsonb, actor uuid, is_manager boolean, context app.push_context)
returns jsonb language plpgsql set search_path = '' as $$
declare
  before public.customers;
  after public.customers;
  stored jsonb;
  name text;
  change jsonb;
  present jsonb;
  wanted jsonb;
  refusal text;
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
    present := app.wire_value(name, stored -> name);
    wanted := change -> 'value';
    if name = 'profile_linked_at' and wanted <> 'null' then
      wanted := to_jsonb(app.wire_moment(app.trusted_moment(wanted #>> '{}', context)));
    end if;
    if present = wanted then
      continue;
    end if;
    if name = 'linked_profile_id' then
      refusal := app.refuse_link(app.uuid_or_null(wanted #>> '{}'), customer);
      if refusal is not null then
        perform app.reject('PROFILE_LINK_FAILED', refusal);
      end if;
    end if;
    if name = 'is_active' and wanted = '0'::jsonb and not is_manager then
      perform app.reject('NOT_ALLOWED', 'Only a manager deactivates customers.');
    end if;

    if name in ('sms_pdpa', 'email_pdpa', 'marketing_consent') and wanted = '1'::jsonb then
      select * into earlier from app.find_unseen_withdrawal(customer, name,
        app.seen_snapshot(command, context), context.device);
      if earlier.at is not null then
        insert into public.sync_conflicts (customer_id, kind, column_name, kept_value, kept_by, kept_device, kept_at,
          other_value, other_by, other_device, other_at)
        values (customer, 'field', name, present, earlier.by_staff, earlier.by_device, earlier.at,
          wanted, actor, context.device, app.trusted_moment(command #>> '{audit,at}', context));
        conflicts := conflicts + 1;
        audit := audit || jsonb_build_object(name, null);
        continue;
      end if;
    elsif present is distinct from coalesce(change -> 'base', 'null'::jsonb) and not app.is_companion(name, changes) then
      select * into earlier from app.find_last_change(customer, name, present);
      -- A device's own earlier command is no surprise to it.
      if earlier.by_device is distinct from context.device then
        insert into public.sync_conflicts (customer_id, kind, column_name, kept_value, kept_by, kept_device, kept_at,
          other_value, other_by, other_device, other_at)
        values (customer, 'field', name, wanted, actor, context.device,
          app.trusted_moment(command #>> '{audit,at}', context),
          present, earlier.by_staff, earlier.by_device, earlier.at);
        conflicts := conflicts + 1;
        audit := audit || jsonb_build_object(name, jsonb_build_object('before', present, 'after', wanted));
        if name in ('contact_number', 'secondary_phone', 'email') and present <> 'null'::jsonb then
          lost := lost || (present #>> '{}');
        end if;
      end if;
    end if;
    accepted := accepted || jsonb_build_object(name, wanted);
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
      vip_status_date = after.vip_status_date, profile_link_confidence = after.profile_link_confidence,
      profile_link_method = after.profile_link_method, profile_linked_at = after.profile_linked_at,
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
