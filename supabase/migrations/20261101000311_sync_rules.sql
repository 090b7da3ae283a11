-- What commands may name: tables, columns and the forms their values take. Everything a device sends is checked against
-- these rows before it meets a table, so that no text of a command ever becomes part of a statement.

create table app.sync_columns (
  table_name text not null,
  column_name text not null,
  -- text, day, moment, flag (0 or 1), integer, uuid, choice, any
  form text not null,
  -- The most characters of a text, the greatest absolute value of an integer.
  most bigint,
  choices text[],
  is_nullable boolean not null default true,
  is_patchable boolean not null default false,
  primary key (table_name, column_name)
);
comment on table app.sync_columns is 'The columns commands may write, with the forms their values take.';

insert into app.sync_columns (table_name, column_name, form, most, choices, is_nullable, is_patchable) values
  ('customers', 'customer_code', 'text', 20, null, true, false),
  ('customers', 'customer_name', 'text', 255, null, false, true),
  ('customers', 'nickname', 'text', 255, null, true, true),
  ('customers', 'contact_number', 'text', 255, null, true, true),
  ('customers', 'secondary_phone', 'text', 255, null, true, true),
  ('customers', 'email', 'text', 255, null, true, true),
  ('customers', 'date_of_birth', 'day', null, null, true, true),
  ('customers', 'address', 'text', 2000, null, true, true),
  ('customers', 'address_line_2', 'text', 255, null, true, true),
  ('customers', 'city', 'text', 255, null, true, true),
  ('customers', 'postal_code', 'text', 20, null, true, true),
  ('customers', 'preferred_language', 'choice', null, array['th', 'en'], true, true),
  ('customers', 'date_joined', 'day', null, null, true, true),
  ('customers', 'customer_source', 'choice', null, enum_range(null::public.customer_source_enum)::text[], false, true),
  ('customers', 'vip_tier_id', 'integer', 2147483647, null, true, true),
  ('customers', 'sms_pdpa', 'flag', null, null, false, true),
  ('customers', 'email_pdpa', 'flag', null, null, false, true),
  ('customers', 'marketing_consent', 'flag', null, null, false, true),
  ('customers', 'linked_profile_id', 'uuid', null, null, true, true),
  ('customers', 'is_active', 'flag', null, null, false, true),
  ('customers', 'name_key', 'text', 2000, null, true, true),
  ('customers', 'created_at', 'moment', null, null, true, false),
  ('customers', 'created_by', 'uuid', null, null, true, false),
  ('customer_identifiers', 'kind', 'choice', null,
    array['phone', 'email', 'legacy_id', 'card', 'profile', 'stable_hash', 'alias'], false, false),
  ('customer_identifiers', 'value', 'text', 1000, null, false, false),
  ('customer_identifiers', 'normalised', 'text', 1000, null, false, false),
  ('customer_identifiers', 'status', 'choice', null, array['current', 'old'], false, true),
  ('customer_ledger', 'kind', 'choice', null, array['credit', 'points', 'spend', 'visit'], false, false),
  ('customer_ledger', 'amount', 'integer', 100000000000, null, false, false),
  ('customer_ledger', 'source', 'text', 50, null, false, false),
  ('customer_ledger', 'source_id', 'text', 255, null, true, false),
  ('customer_ledger', 'reverses_id', 'uuid', null, null, true, false),
  ('customer_ledger', 'occurred_at', 'moment', null, null, false, false),
  ('customer_notes', 'note_type', 'text', 50, null, false, true),
  ('customer_notes', 'note_text', 'text', 5000, null, false, true),
  ('customer_notes', 'is_pinned', 'flag', null, null, false, true),
  ('customer_notes', 'is_internal', 'flag', null, null, false, true),
  ('customer_notes', 'created_at', 'moment', null, null, true, false),
  ('customer_notes', 'created_by', 'uuid', null, null, true, false),
  ('customer_redirects', 'kind', 'choice', null, array['id', 'code', 'legacy_id', 'card'], false, false),
  ('customer_redirects', 'dead_value', 'text', 255, null, false, false),
  ('sync_conflicts', 'status', 'choice', null, array['settled'], false, true),
  ('sync_conflicts', 'settled_value', 'any', 5000, null, true, true);

-- Whether a value of a command has the form its column asks for.
create function app.has_form(rule app.sync_columns, value jsonb) returns boolean
language sql immutable as $$
  select case
    when value is null then false
    when jsonb_typeof(value) = 'null' then (rule).is_nullable
    else case (rule).form
      when 'text' then jsonb_typeof(value) = 'string' and length(value #>> '{}') between 1 and (rule).most
      when 'choice' then jsonb_typeof(value) = 'string' and value #>> '{}' = any ((rule).choices)
      when 'flag' then value = '0'::jsonb or value = '1'::jsonb
      when 'integer' then case when jsonb_typeof(value) = 'number' and value #>> '{}' ~ '^-?[0-9]{1,15}$'
        then abs((value #>> '{}')::bigint) <= (rule).most else false end
      when 'uuid' then jsonb_typeof(value) = 'string' and app.uuid_or_null(value #>> '{}') is not null
      when 'day' then jsonb_typeof(value) = 'string' and value #>> '{}' ~ '^[0-9]{4}-[0-9]{2}-[0-9]{2}$'
      when 'moment' then jsonb_typeof(value) = 'string'
        and value #>> '{}' ~ '^[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}[.][0-9]{3}Z$'
      when 'any' then jsonb_typeof(value) in ('string', 'number') and length(value #>> '{}') <= (rule).most
      else false
    end
  end
$$;

-- Whether a command has everything a command has, in sizes that make sense.
create function app.has_frame(command jsonb) returns boolean
language sql immutable as $$
  select jsonb_typeof(command) = 'object'
    and app.uuid_or_null(command ->> 'commandId') is not null
    and app.uuid_or_null(command #>> '{audit,customerId}') is not null
    and coalesce(length(command ->> 'kind') between 1 and 60, false)
    and coalesce(length(command #>> '{audit,action}') between 1 and 60, false)
    and coalesce(length(command #>> '{audit,reason}'), 0) <= 1000
    and jsonb_typeof(command #> '{audit,changes}') is not distinct from 'object'
    and length(command #>> '{audit,changes}') <= 65536
    and case when jsonb_typeof(command -> 'operations') = 'array'
      then jsonb_array_length(command -> 'operations') between 1 and 1000 else false end
$$;

-- What is wrong with each command of a push, null where nothing is: unknown kinds, tables or columns, wrong types, too much of
-- anything. One statement for all of them, and one that no input can make fail, since it runs outside their savepoints.
create function app.find_faults(commands jsonb[]) returns text[]
language sql stable set search_path = '' as $$
  select array_agg(case
    when not app.has_frame(command.body) then 'The command is not made as commands are.'
    when wrong.place is not null then
      'The command writes something it may not, or in a wrong form: ' || coalesce(wrong.named, 'an operation') || '.'
    end order by command.place)
  from unnest(commands) with ordinality as command (body, place)
  left join (
    select command.place, min(case when rule.column_name is not null then rule.table_name || '.' || rule.column_name end) as named
    from unnest(commands) with ordinality as command (body, place)
    cross join lateral jsonb_array_elements(
      case when jsonb_typeof(command.body -> 'operations') = 'array' then command.body -> 'operations' else '[]' end
    ) as operation (body)
    cross join lateral (
      select case when operation.body ->> 'op' = 'patch' then operation.body -> 'changes' else operation.body -> 'values' end
    ) as written (columns)
    left join lateral jsonb_each(
      case when jsonb_typeof(written.columns) = 'object' then written.columns else '{}' end
    ) as given (name, value) on true
    left join app.sync_columns rule
      on rule.table_name = operation.body ->> 'table' and rule.column_name = given.name
    where app.uuid_or_null(operation.body ->> 'id') is null
      or operation.body ->> 'customerId' is distinct from command.body #>> '{audit,customerId}'
      or rule.column_name is null
      or not case operation.body ->> 'op'
        when 'patch' then rule.is_patchable
        when 'insert' then rule.table_name <> 'sync_conflicts'
        when 'append' then rule.table_name not in ('sync_conflicts', 'customers')
        else false
      end
      or not app.has_form(rule, case operation.body ->> 'op' when 'patch' then given.value -> 'value' else given.value end)
    group by command.place
  ) as wrong on wrong.place = command.place
$$;
