-- Two rows for one person become one: everything of the folded customer moves to the survivor, every dead id and code points
-- there for ever, and the history keeps exactly what moved, so that undoing can put each row back.

-- Whether two name keys (sound|script|exact) can be one person's: they sound alike, and are written alike or in two scripts.
create function app.is_same_name(one text, other text) returns boolean
language sql immutable as $$
  select split_part(one, '|', 1) = split_part(other, '|', 1) and split_part(one, '|', 1) <> ''
    and (split_part(one, '|', 2) <> split_part(other, '|', 2) or split_part(one, '|', 3) = split_part(other, '|', 3))
$$;

-- The customer another counter made for the person just made here, while neither could know of the other; null for none.
create function app.find_same_person(newcomer uuid, seen pg_snapshot, device uuid) returns uuid
language sql stable set search_path = '' as $$
  select other.id
  from public.customers own
  join public.customer_identifiers own_phone
    on own_phone.customer_id = own.id and own_phone.kind = 'phone' and own_phone.status = 'current'
  join public.customer_identifiers phone
    on phone.normalised = own_phone.normalised and phone.kind = 'phone' and phone.status = 'current'
      and phone.customer_id <> own.id
  join public.customers other on other.id = phone.customer_id
  where own.id = newcomer
    and other.merged_into is null and other.is_active
    and app.is_same_name(own.name_key, other.name_key)
    and coalesce(own.date_of_birth = other.date_of_birth, true)
    -- Whoever made the new one could have seen the other, and decided they are two people.
    and (seen is null or not pg_visible_in_snapshot(other.created_xid, seen))
    and not exists (
      select from public.audit_log line
      where line.customer_id = other.id and line.action = 'customer.create' and line.device_id = device)
  order by other.created_xid, other.id
  limit 1
$$;

-- Moves every row that belongs to one customer to another. Answers {table: [ids]}.
create function app.move_children(folded uuid, survivor uuid) returns jsonb
language plpgsql set search_path = '' as $$
declare
  child record;
  ids jsonb;
  moved jsonb := '{}';
begin
  -- Identifiers the survivor has already stay where they are; commands under way that name them are led to the survivor's.
  insert into app.identifier_aliases (id, kept_id)
  select own.id, kept.id
  from public.customer_identifiers own
  cross join lateral (
    select same.id from public.customer_identifiers same
    where same.customer_id = survivor and same.kind = own.kind and same.normalised = own.normalised
    order by same.status, same.id limit 1) as kept
  where own.customer_id = folded
  on conflict (id) do update set kept_id = excluded.kept_id;

  -- Whatever points at customers moves, also in tables that are added later. What must not move is named.
  for child in
    select key.conrelid::regclass as name, field.attname as field
    from pg_catalog.pg_constraint key
    join pg_catalog.pg_attribute field on field.attrelid = key.conrelid and field.attnum = key.conkey[1]
    where key.contype = 'f' and key.confrelid = 'public.customers'::regclass and cardinality(key.conkey) = 1
      and key.conrelid <> all (array['public.customers', 'public.customer_merge_history',
        'public.duplicate_dismissals', 'public.audit_log', 'public.customer_identifiers']::regclass[])
    order by 1, 2
  loop
    execute format(
      'with moved as (update %1$s as child set %2$I = $2 where child.%2$I = $1 returning to_jsonb(child) ->> ''id'' as id)
       select jsonb_agg(id order by id) from moved', child.name, child.field)
      into ids using folded, survivor;
    if ids is not null then
      moved := moved || jsonb_build_object(child.name::text || '.' || child.field, ids);
    end if;
  end loop;

  with rows as (
    update public.customer_identifiers own set customer_id = survivor
    where own.customer_id = folded
      and not exists (select from app.identifier_aliases alias where alias.id = own.id)
    returning own.id)
  select jsonb_agg(id order by id) into ids from rows;
  moved := moved || coalesce(jsonb_build_object('public.customer_identifiers.customer_id', ids), '{}');

  -- A command that spoke to both left a line with each.
  with rows as (
    update public.audit_log own set customer_id = survivor
    where own.customer_id = folded and not exists (
      select from public.audit_log same where same.customer_id = survivor and same.command_id = own.command_id)
    returning own.id)
  select jsonb_agg(id order by id) into ids from rows;
  return moved || coalesce(jsonb_build_object('public.audit_log.customer_id', ids), '{}');
end $$;

-- Folds one customer into another. Answers the id of the merge's line in customer_merge_history. Both rows must be locked.
create function app.fold_customer(
  folded uuid, survivor uuid, action text, reason text, merged_by uuid, device uuid, command uuid, merged_at timestamptz)
returns uuid language plpgsql set search_path = '' as $$
declare
  dead public.customers;
  alive public.customers;
  filled jsonb;
  moved jsonb;
  followers jsonb;
  revived jsonb;
  redirects jsonb;
  history uuid := gen_random_uuid();
  line uuid := gen_random_uuid();
begin
  select * into dead from public.customers c where c.id = folded;
  select * into alive from public.customers c where c.id = survivor;
  if dead.id is null or alive.id is null then
    perform app.reject('CUSTOMER_NOT_FOUND', 'One of the two customers is not in the directory.');
  elsif folded = survivor or dead.merged_into is not null or alive.merged_into is not null then
    perform app.reject('MERGE_CONFLICT', 'One of the two customers was merged already.');
  end if;

  -- A number of theirs that the survivor had put aside is theirs again.
  with rows as (
    update public.customer_identifiers own set status = 'current'
    where own.customer_id = survivor and own.status = 'old' and exists (
      select from public.customer_identifiers other
      where other.customer_id = folded and other.kind = own.kind and other.normalised = own.normalised
        and other.status = 'current')
    returning own.id)
  select jsonb_agg(id order by id) into revived from rows;
  moved := app.move_children(folded, survivor);

  -- What the survivor does not know is taken over; where both know something, the survivor's word stands and the other's
  -- stays in the history. Consent is the stricter of the two.
  select coalesce(jsonb_object_agg(fact.key, fact.value), '{}') into filled
  from jsonb_each(to_jsonb(dead)) as fact
  where fact.key in ('nickname', 'contact_number', 'secondary_phone', 'email', 'date_of_birth', 'address',
      'address_line_2', 'city', 'postal_code', 'preferred_language', 'date_joined', 'vip_tier_id', 'linked_profile_id',
      'name_key', 'legacy_pos_customer_id', 'stable_hash_id')
    and fact.value <> 'null' and to_jsonb(alive) -> fact.key = 'null';
  filled := filled || jsonb_build_object(
    'sms_pdpa', alive.sms_pdpa and dead.sms_pdpa,
    'email_pdpa', alive.email_pdpa and dead.email_pdpa,
    'marketing_consent', alive.marketing_consent and dead.marketing_consent);
  update public.customers c set
    nickname = f.nickname, contact_number = f.contact_number, secondary_phone = f.secondary_phone, email = f.email,
    date_of_birth = f.date_of_birth, address = f.address, address_line_2 = f.address_line_2, city = f.city,
    postal_code = f.postal_code, preferred_language = f.preferred_language, date_joined = f.date_joined,
    vip_tier_id = f.vip_tier_id, linked_profile_id = f.linked_profile_id, name_key = f.name_key,
    legacy_pos_customer_id = f.legacy_pos_customer_id, stable_hash_id = f.stable_hash_id, sms_pdpa = f.sms_pdpa,
    email_pdpa = f.email_pdpa, marketing_consent = f.marketing_consent, updated_by = merged_by
  from jsonb_populate_record(alive, filled) as f
  where c.id = survivor;

  -- Whoever was folded into the dead one earlier lives on in the survivor as well: one step always resolves an id.
  with rows as (
    update public.customers c set merged_into = survivor where c.merged_into = folded returning c.id)
  select jsonb_agg(id order by id) into followers from rows;
  update public.customers set merged_into = survivor, updated_by = merged_by where id = folded;

  with rows as (
    insert into public.customer_redirects (id, kind, dead_value, customer_id)
    select gen_random_uuid(), dead_end.kind, dead_end.value, survivor
    from (
      values ('id', folded::text), ('code', dead.customer_code::text), ('legacy_id', dead.legacy_pos_customer_id::text)
      union
      select 'legacy_id', i.value from public.customer_identifiers i
      where i.kind = 'legacy_id' and length(i.value) <= 255
        and (i.customer_id = folded or moved -> 'public.customer_identifiers.customer_id' ? i.id::text)
    ) as dead_end (kind, value)
    where dead_end.value is not null
    on conflict (kind, dead_value) do nothing
    returning id)
  select jsonb_agg(id order by id) into redirects from rows;

  insert into public.customer_merge_history (id, primary_customer_id, merged_customer_id, merged_customer_code,
    merged_customer_data, merge_reason, merged_by, merged_at, command_id, device_id)
  values (history, survivor, folded, dead.customer_code,
    jsonb_strip_nulls(jsonb_build_object('moved', moved, 'followers', followers, 'revived', revived, 'redirects', redirects))
      || jsonb_build_object('customer', to_jsonb(dead), 'survivor', to_jsonb(alive), 'filled', filled),
    reason, merged_by, merged_at, command, device);
  insert into public.audit_log (customer_id, command_id, action, reason, actor, device_id, at, changes, recorded_at)
  select side.id, line, action, reason, merged_by, device, merged_at, side.changes, clock_timestamp()
  from (values
    (survivor, jsonb_build_object('merged', jsonb_build_object('before', dead.customer_code, 'after', alive.customer_code))),
    (folded, jsonb_build_object('merged_into', jsonb_build_object('before', null, 'after', survivor)))
  ) as side (id, changes);
  return history;
end $$;
