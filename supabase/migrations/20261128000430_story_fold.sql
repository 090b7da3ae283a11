-- Merging with the columns of a customer's story. Sales, packages, bookings and contacts move as everything does that points
-- at customers (app.move_children).

-- Folds one customer into another. Answers the id of the merge's line in customer_merge_history. Both rows must be locked.
create or replace function app.fold_customer(
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
      and fact.value <> 'null' and to_jsonb(alive) -> fact.key = 'null'
    -- What goes with another column goes with it.
    or fact.key = 'vip_status_date' and alive.vip_tier_id is null and dead.vip_tier_id is not null
    or fact.key in ('profile_link_confidence', 'profile_link_method', 'profile_linked_at')
      and alive.linked_profile_id is null and dead.linked_profile_id is not null;
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
    email_pdpa = f.email_pdpa, marketing_consent = f.marketing_consent, vip_status_date = f.vip_status_date,
    profile_link_confidence = f.profile_link_confidence, profile_link_method = f.profile_link_method,
    profile_linked_at = f.profile_linked_at, updated_by = merged_by
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
