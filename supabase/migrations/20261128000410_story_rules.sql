-- What commands may name from protocol 2 on: sales, contacts and links of customers, and the venue's own tiers, views and
-- notices, which are about nobody of the directory.

insert into app.sync_columns (table_name, column_name, form, most, choices, is_nullable, is_patchable) values
  ('customers', 'vip_status_date', 'day', null, null, true, true),
  ('customers', 'profile_link_confidence', 'integer', 100, null, true, true),
  ('customers', 'profile_link_method', 'text', 30, null, true, true),
  ('customers', 'profile_linked_at', 'moment', null, null, true, true),
  ('customer_transactions', 'receipt_number', 'text', 100, null, true, false),
  ('customer_transactions', 'source', 'text', 50, null, false, false),
  ('customer_transactions', 'status', 'choice', null, array['completed', 'refunded', 'void'], false, true),
  ('customer_transactions', 'amount', 'integer', 100000000000, null, false, false),
  ('customer_transactions', 'credit_used', 'integer', 100000000000, null, false, false),
  ('customer_transactions', 'points_used', 'integer', 2147483647, null, false, false),
  ('customer_transactions', 'points_earned', 'integer', 2147483647, null, false, false),
  ('customer_transactions', 'items', 'json', 20000, array['array'], false, false),
  ('customer_transactions', 'payment_method', 'text', 50, null, true, false),
  ('customer_transactions', 'sold_at', 'moment', null, null, false, false),
  ('customer_transactions', 'sold_by', 'uuid', null, null, true, false),
  ('customer_contact_history', 'contact_type', 'choice', null, array['phone', 'email', 'sms', 'chat', 'visit'], false, false),
  ('customer_contact_history', 'contact_method', 'text', 255, null, true, false),
  ('customer_contact_history', 'purpose', 'text', 100, null, true, false),
  ('customer_contact_history', 'notes', 'text', 5000, null, true, false),
  ('customer_contact_history', 'successful', 'flag', null, null, false, false),
  ('customer_contact_history', 'contact_date', 'moment', null, null, false, false),
  ('customer_contact_history', 'contacted_by', 'uuid', null, null, true, false),
  ('vip_tiers', 'name', 'text', 100, null, false, true),
  ('vip_tiers', 'colour', 'text', 30, null, false, true),
  ('vip_tiers', 'benefits', 'text', 5000, null, true, true),
  ('vip_tiers', 'sort_order', 'integer', 2147483647, null, false, true),
  ('vip_tiers', 'is_active', 'flag', null, null, false, true),
  ('saved_views', 'staff_id', 'uuid', null, null, true, false),
  ('saved_views', 'name', 'text', 100, null, false, true),
  ('saved_views', 'definition', 'json', 20000, array['object'], false, true),
  ('saved_views', 'is_shared', 'flag', null, null, false, true),
  ('saved_views', 'sort_order', 'integer', 2147483647, null, false, true),
  ('saved_views', 'is_removed', 'flag', null, null, false, true),
  ('notifications', 'title', 'text', 200, null, false, false),
  ('notifications', 'description', 'text', 10000, null, false, false),
  ('notifications', 'impact', 'choice', null, array['low', 'medium', 'high'], false, false),
  ('notifications', 'action_required', 'flag', null, null, false, false),
  ('notifications', 'training_materials', 'json', 5000, array['array'], false, false),
  ('notifications', 'effective_date', 'day', null, null, false, false),
  ('notifications', 'withdrawn_at', 'moment', null, null, true, true),
  ('notifications', 'created_at', 'moment', null, null, true, false),
  ('notifications', 'created_by', 'uuid', null, null, true, false),
  ('notification_reads', 'notification_id', 'uuid', null, null, false, false),
  ('notification_reads', 'staff_id', 'uuid', null, null, true, false),
  ('notification_reads', 'read_at', 'moment', null, null, false, false);
comment on column app.sync_columns.form is 'text, day, moment, flag (0 or 1), integer, uuid, choice, json (a text that is JSON of one of the choices'' kinds), any.';

-- Who a command is about that is about the directory itself.
create function app.nil_uuid() returns uuid language sql immutable as $$
  select '00000000-0000-0000-0000-000000000000'::uuid
$$;

-- Whether a table belongs to the venue; the others that commands may name belong to one customer each.
create function app.is_venue_table(given text) returns boolean language sql immutable as $$
  select coalesce(given in ('vip_tiers', 'saved_views', 'notifications', 'notification_reads'), false)
$$;

-- What kind of JSON a text is; null when it is none.
create function app.json_kind(given text) returns text language plpgsql immutable set search_path = '' as $$
begin
  return jsonb_typeof(given::jsonb);
exception when others then
  return null;
end $$;

-- Whether a value of a command has the form its column asks for.
create or replace function app.has_form(rule app.sync_columns, value jsonb) returns boolean
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
      when 'json' then case when jsonb_typeof(value) = 'string' and length(value #>> '{}') <= (rule).most
        then coalesce(app.json_kind(value #>> '{}') = any ((rule).choices), false) else false end
      when 'any' then jsonb_typeof(value) in ('string', 'number') and length(value #>> '{}') <= (rule).most
      else false
    end
  end
$$;

-- Whether a command has everything a command has, in sizes that make sense. One about the directory may be an audit line
-- and nothing else: an export changes nothing, and is told of.
create or replace function app.has_frame(command jsonb) returns boolean
language sql immutable as $$
  select jsonb_typeof(command) = 'object'
    and app.uuid_or_null(command ->> 'commandId') is not null
    and app.uuid_or_null(command #>> '{audit,customerId}') is not null
    and coalesce(length(command ->> 'kind') between 1 and 60, false)
    and coalesce(length(command #>> '{audit,action}') between 1 and 60, false)
    and coalesce(length(command #>> '{audit,reason}'), 0) <= 1000
    and jsonb_typeof(command #> '{audit,changes}') is not distinct from 'object'
    and length(command #>> '{audit,changes}') <= 65536
    and case when jsonb_typeof(command -> 'operations') = 'array' then
      jsonb_array_length(command -> 'operations')
        between case when app.uuid_or_null(command #>> '{audit,customerId}') = app.nil_uuid() then 0 else 1 end and 1000
      else false end
$$;

-- Whether the id of an operation is one of its table: tiers have numbers, since customers refer to them by one.
create function app.has_id(operation jsonb) returns boolean language sql immutable as $$
  select coalesce(case operation ->> 'table'
    when 'vip_tiers' then
      case when operation ->> 'id' ~ '^[0-9]{1,10}$' then (operation ->> 'id')::bigint <= 2147483647 end
    else app.uuid_or_null(operation ->> 'id') is not null
  end, false)
$$;

-- What is wrong with each command of a push, null where nothing is: unknown kinds, tables or columns, wrong types, too much of
-- anything, a venue's table under a customer or a customer's under the directory. One statement for all of them, and one that
-- no input can make fail, since it runs outside their savepoints.
create or replace function app.find_faults(commands jsonb[]) returns text[]
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
    where not app.has_id(operation.body)
      or operation.body ->> 'customerId' is distinct from command.body #>> '{audit,customerId}'
      or app.is_venue_table(operation.body ->> 'table')
        is distinct from (operation.body ->> 'customerId' = app.nil_uuid()::text)
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

-- A moment that a command tells of: what was imported happened when its source says, whatever the counter's clock thinks.
create function app.told_moment(given text, source text, context app.push_context) returns timestamptz
language sql stable as $$
  select case when source = 'import' then least(given::timestamptz, (context).called_at)
    else app.trusted_moment(given, context) end
$$;
