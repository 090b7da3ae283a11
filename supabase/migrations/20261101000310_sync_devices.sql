-- Devices and who works on them: the greeting that opens every exchange, registering a device, taking one out of service.

-- Ties a signed-in user to their line in the list of staff, once, and only by an address they proved to own.
create function app.link_caller() returns void
language plpgsql set search_path = '' as $$
begin
  update backoffice.allowed_users staff
  set user_id = account.id
  from auth.users account
  where account.id = app.claimed_user()
    and account.email_confirmed_at is not null
    and lower(account.email) = lower(staff.email)
    and staff.user_id is null;
end $$;

create function app.staff_name(staff backoffice.allowed_users) returns text
language sql immutable set search_path = '' as $$
  select coalesce(nullif(staff.display_name, ''), split_part(staff.email, '@', 1))
$$;

-- Everything a device needs to know about the server, its people and itself.
create function app.hello_reply(device uuid, caller backoffice.allowed_users) returns jsonb
language sql stable set search_path = '' as $$
  select jsonb_build_object(
    'protocol', 1,
    'oldestProtocol', 1,
    'epoch', settings.epoch,
    'serverTime', app.wire_moment(clock_timestamp()),
    'device', jsonb_build_object('status', coalesce(own.status, 'unknown'), 'name', own.name),
    'me', jsonb_build_object('id', caller.id, 'role', caller.role, 'name', app.staff_name(caller)),
    'staff', (
      select coalesce(jsonb_agg(jsonb_build_object(
        'id', staff.id, 'name', app.staff_name(staff), 'role', staff.role, 'isActive', staff.is_active,
        'isEnrolled', enrolled.staff_id is not null) order by staff.id), '[]')
      from backoffice.allowed_users staff
      left join public.device_staff enrolled on enrolled.staff_id = staff.id and enrolled.device_id = device),
    'devices', (
      select coalesce(jsonb_agg(jsonb_build_object('id', d.id, 'name', d.name, 'status', d.status) order by d.id), '[]')
      from public.devices d),
    'creditAllowance', settings.credit_allowance,
    'lastSeq', coalesce(own.last_seq, 0))
  from public.sync_settings settings
  left join public.devices own on own.id = device
$$;

create function public.sync_hello(p_device uuid, p_protocol int, p_app_version text) returns jsonb
language plpgsql security definer set search_path = '' as $$
declare
  caller backoffice.allowed_users;
  standing text;
begin
  perform app.check_protocol(p_protocol);
  -- The device before the person, as a push does it, so that neither waits for the other in a circle.
  select d.status into standing from public.devices d where d.id = p_device for no key update;
  perform app.link_caller();
  caller := app.sync_caller();
  if standing is not null then
    update public.devices set last_seen_at = now(), app_version = left(p_app_version, 50) where id = p_device;
  end if;
  if standing = 'active' then
    insert into public.device_staff (device_id, staff_id) values (p_device, caller.id) on conflict do nothing;
  end if;
  return app.hello_reply(p_device, caller);
end $$;
comment on function public.sync_hello(uuid, int, text) is
  'Opens an exchange: who the caller is, who else works here, and how the device stands. Enrols the caller on the device.';

-- Also renames a device, and takes one back into service.
create function public.register_device(p_device uuid, p_name text) returns jsonb
language plpgsql security definer set search_path = '' as $$
declare
  caller backoffice.allowed_users;
  clean_name text := btrim(coalesce(p_name, ''));
begin
  perform 1 from public.devices d where d.id = p_device for no key update;
  perform app.link_caller();
  caller := app.sync_caller();
  if caller.role not in ('manager', 'admin') then
    perform app.fail(403, 'NOT_ALLOWED', 'Only a manager registers devices.');
  elsif p_device is null or length(clean_name) not between 1 and 60 then
    perform app.fail(400, 'INVALID_ARGUMENTS', 'A device needs a name of at most 60 characters.');
  end if;
  insert into public.devices (id, name, registered_by) values (p_device, clean_name, caller.id)
    on conflict (id) do update set name = excluded.name, status = 'active', last_seen_at = now();
  insert into public.device_staff (device_id, staff_id) values (p_device, caller.id) on conflict do nothing;
  return jsonb_build_object('status', 'active', 'name', clean_name);
end $$;
comment on function public.register_device(uuid, text) is 'Registers, renames or re-activates a counter PC; managers only.';

-- The device keeps what it has not sent; it can be taken back into service.
create function public.revoke_device(p_device uuid) returns jsonb
language plpgsql security definer set search_path = '' as $$
declare
  caller backoffice.allowed_users;
  device_name text;
begin
  perform 1 from public.devices d where d.id = p_device for no key update;
  caller := app.sync_caller();
  if caller.role <> 'admin' then
    perform app.fail(403, 'NOT_ALLOWED', 'Only an administrator takes devices out of service.');
  end if;
  update public.devices set status = 'revoked' where id = p_device returning name into device_name;
  if device_name is null then
    perform app.fail(403, 'DEVICE_NOT_REGISTERED', 'There is no such device.');
  end if;
  return jsonb_build_object('status', 'revoked', 'name', device_name);
end $$;
comment on function public.revoke_device(uuid) is 'Takes a counter PC out of service; administrators only.';
