-- What every sync call starts with: who calls, from which device, in which version of the protocol; and the small forms
-- (errors, moments, codes) that all of them share. Helpers live in schema app, which the API does not show.

-- Fails the whole call. PostgREST answers an errcode PTnnn with HTTP status nnn; the message is a code of shared/errors.
create function app.fail(http_status int, code text, words text) returns void
language plpgsql set search_path = '' as $$
begin
  raise exception using errcode = 'PT' || http_status, message = code, detail = words;
end $$;

-- Fails one command of a push: the push itself goes on, the device is told why (see app.run_command).
create function app.reject(code text, words text) returns void
language plpgsql set search_path = '' as $$
begin
  raise exception using errcode = 'RJ001', message = code, detail = words;
end $$;

-- A moment as the wire writes it: UTC, milliseconds. Inlined where it is called, so it has no settings of its own.
create function app.wire_moment(moment timestamptz) returns text
language sql stable as $$
  select to_char(moment at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')
$$;

-- The number of a code of our own making; null for any other text.
create function app.code_number(code text) returns bigint
language sql immutable as $$
  select case when code ~ '^CUS-[0-9]{3,15}$' then substr(code, 5)::bigint end
$$;

-- The text of a uuid in lower case; null when it is none, so that wrong input can be answered instead of failing.
create function app.uuid_or_null(given text) returns uuid
language sql immutable as $$
  select case when given ~ '^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$' then given::uuid end
$$;

-- The signed-in user's id (auth.users.id); null for anonymous and service calls.
create function app.claimed_user() returns uuid
language sql stable set search_path = '' as $$
  select app.uuid_or_null(nullif(current_setting('request.jwt.claims', true), '')::jsonb ->> 'sub')
$$;

-- The staff member who calls. Being signed in is not enough: the website's users are, too.
create function app.sync_caller() returns backoffice.allowed_users
language plpgsql stable set search_path = '' as $$
declare
  staff backoffice.allowed_users;
begin
  select * into staff from backoffice.allowed_users u where u.user_id = app.claimed_user();
  if staff.id is null then
    perform app.fail(403, 'STAFF_UNKNOWN', 'This person is not on the list of staff.');
  elsif not staff.is_active then
    perform app.fail(403, 'STAFF_DEACTIVATED', 'This person does not work here any more.');
  end if;
  return staff;
end $$;

-- Whether the call comes from the service key, or from an administrator's own database session, which has no claims.
create function app.is_service() returns boolean
language sql stable set search_path = '' as $$
  select coalesce(nullif(current_setting('request.jwt.claims', true), ''), '{"role": "service_role"}')::jsonb ->> 'role'
    is not distinct from 'service_role'
$$;

-- Refuses devices nobody registered, and those that were taken out of service.
create function app.check_device(device uuid) returns void
language plpgsql stable set search_path = '' as $$
declare
  standing text := (select d.status from public.devices d where d.id = device);
begin
  if standing is null then
    perform app.fail(403, 'DEVICE_NOT_REGISTERED', 'A manager must register this device first.');
  elsif standing <> 'active' then
    perform app.fail(403, 'DEVICE_REVOKED', 'This device was taken out of service.');
  end if;
end $$;

-- The newest protocol this server speaks is 1, the oldest 1.
create function app.check_protocol(protocol int) returns void
language plpgsql stable set search_path = '' as $$
begin
  if protocol is null then
    perform app.fail(400, 'INVALID_ARGUMENTS', 'The call does not name its protocol.');
  elsif protocol > 1 then
    perform app.fail(400, 'SERVER_TOO_OLD', 'The app is newer than this server. Apply the newest migrations.');
  elsif protocol < 1 then
    perform app.fail(400, 'SERVER_TOO_NEW', 'This server no longer speaks with so old an app. Update it.');
  end if;
end $$;

-- A snapshot from text; null when it is none.
create function app.snapshot_or_null(given text) returns pg_snapshot
language plpgsql immutable set search_path = '' as $$
begin
  return given::pg_snapshot;
exception when others then
  return null;
end $$;

-- A moment from text; null when it is none, or no moment at all ('infinity').
create function app.moment_or_null(given text) returns timestamptz
language plpgsql stable set search_path = '' as $$
begin
  return case when isfinite(given::timestamptz) then given::timestamptz end;
exception when others then
  return null;
end $$;

-- The one call that needs no sign-in: the set-up screen checks address and key with it.
create function public.sync_version() returns jsonb
language sql stable security definer set search_path = '' as $$
  select jsonb_build_object('product', 'regulars', 'protocol', 1, 'oldestProtocol', 1)
$$;
comment on function public.sync_version() is 'Which product and protocol answers here; needs no sign-in.';

-- A block of codes for one device, so that a customer made offline has a final code at once.
create function public.claim_codes(p_device uuid, p_count int) returns jsonb
language plpgsql security definer set search_path = '' as $$
declare
  first_code bigint;
  highest_used bigint;
  unused bigint;
  lost record;
begin
  perform app.sync_caller();
  perform app.check_device(p_device);
  if p_count is null or p_count not between 1 and 1000 then
    perform app.fail(400, 'INVALID_ARGUMENTS', 'Claim between 1 and 1000 codes at a time.');
  end if;
  -- Waits for others who take codes; blocks never overlap.
  select s.next_code into first_code from public.sync_settings s for update;

  -- Codes are used in order, so what lies after the newest used one of each block is still unused.
  select coalesce(sum(b.last_code - coalesce(app.newest_code(b.first_code, b.last_code), b.first_code - 1)), 0) into unused
  from (select * from public.code_blocks own where own.device_id = p_device order by own.first_code desc limit 10) b;
  if unused + p_count > 2000 then
    -- A device that asks although it holds plenty has lost an answer: one of its own untouched blocks is handed out again,
    -- any of them, so that it finds the lost one in the end.
    select b.first_code, b.last_code into lost from public.code_blocks b
    where b.device_id = p_device and app.newest_code(b.first_code, b.last_code) is null
    order by random() limit 1;
    if lost.first_code is null then
      perform app.fail(403, 'NOT_ALLOWED', 'This device holds enough unused codes already.');
    end if;
    return jsonb_build_object('firstCode', lost.first_code, 'lastCode', lost.last_code);
  end if;

  loop
    highest_used := app.newest_code(first_code, first_code + p_count - 1);
    exit when highest_used is null;
    first_code := highest_used + 1;
  end loop;
  update public.sync_settings set next_code = first_code + p_count where only_row;
  insert into public.code_blocks (first_code, last_code, device_id)
    values (first_code, first_code + p_count - 1, p_device);
  return jsonb_build_object('firstCode', first_code, 'lastCode', first_code + p_count - 1);
end $$;
comment on function public.claim_codes(uuid, int) is 'Reserves a range of customer codes for one device.';

-- The highest number between two that a customer or a redirect has; null when none has.
create function app.newest_code(first_number bigint, last_number bigint) returns bigint
language sql stable set search_path = '' as $$
  select max(numbers.number)
  from generate_series(first_number, last_number) as numbers (number)
  where exists (select from public.customers c where c.customer_code = app.format_customer_code(numbers.number))
     or exists (select from public.customer_redirects r where r.kind = 'code' and r.dead_value = app.format_customer_code(numbers.number))
$$;
