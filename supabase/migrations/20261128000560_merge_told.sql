-- What a manager is told about merges: a line that says two are one closes once they are parted, and credit that a merge or its
-- undoing takes below nothing is told like any other overdraft. Neither is ever refused for that.

-- A new line about credit below nothing, and what took it there.
create function app.tell_overdraft(
  customer uuid, balance bigint, taken bigint, command jsonb, actor uuid, context app.push_context)
returns uuid language sql set search_path = '' as $$
  insert into public.sync_conflicts
    (customer_id, kind, column_name, kept_value, kept_at, other_value, other_by, other_device, other_at)
  values (customer, 'overdraft', 'available_credit', to_jsonb(balance), context.called_at, to_jsonb(taken), actor,
    context.device, app.trusted_moment(command #>> '{audit,at}', context))
  returning id
$$;

-- One open line per customer says how far below nothing their credit is and what took it there. Of those whom a merge brought
-- together the one that says most is it; the others are as they were when the merge is undone.
create or replace function app.open_overdraft(
  customer uuid, balance bigint, command jsonb, actor uuid, context app.push_context)
returns void language plpgsql set search_path = '' as $$
declare
  taken bigint := (
    select sum((operation #>> '{values,amount}')::bigint) from jsonb_array_elements(command -> 'operations') as operation
    where operation #>> '{values,kind}' = 'credit');
begin
  update public.sync_conflicts set kept_value = to_jsonb(balance), kept_at = context.called_at,
    other_value = to_jsonb(taken), other_by = actor, other_device = context.device,
    other_at = app.trusted_moment(command #>> '{audit,at}', context)
  where id = (
    select told.id from public.sync_conflicts told
    where told.customer_id = customer and told.kind = 'overdraft' and told.status = 'open'
    order by (told.kept_value #>> '{}')::bigint, told.created_at, told.id
    limit 1);
  if not found then
    perform app.tell_overdraft(customer, balance, taken, command, actor, context);
  end if;
end $$;

-- Tells of credit that moved between customers and took one of them below nothing, unless an open line says as much. `earlier` is
-- the customer's row as it was before the merge. Answers the line's id.
create function app.judge_moved_credit(
  customer uuid, earlier jsonb, command jsonb, actor uuid, context app.push_context)
returns uuid language plpgsql set search_path = '' as $$
declare
  balance bigint := (select (c.available_credit * 100)::bigint from public.customers c where c.id = customer);
  taken bigint := balance - coalesce(((earlier ->> 'available_credit')::numeric * 100)::bigint, 0);
begin
  if balance >= 0 or taken >= 0 or exists (
    select from public.sync_conflicts told
    where told.customer_id = customer and told.kind = 'overdraft' and told.status = 'open'
      and (told.kept_value #>> '{}')::bigint <= balance)
  then
    return null;
  end if;
  return app.tell_overdraft(customer, balance, taken, command, actor, context);
end $$;

-- Closes what is not so any more once a merge is undone: the overdraft it caused, and lines that say two are one who are not.
create function app.close_lines_of(line public.customer_merge_history, actor uuid, at timestamptz) returns void
language sql set search_path = '' as $$
  update public.sync_conflicts told
  set status = 'settled', settled_value = '"undone"', settled_by = actor, settled_at = at
  where told.status = 'open' and told.customer_id in (line.primary_customer_id, line.merged_customer_id)
    and (told.id::text = line.merged_customer_data ->> 'overdraft'
      or told.kind = 'merge' and exists (
        select from public.customers kept, public.customers other
        where kept.customer_code = told.kept_value #>> '{}' and other.customer_code = told.other_value #>> '{}'
          and coalesce(kept.merged_into, kept.id) <> coalesce(other.merged_into, other.id)))
$$;

-- Folds the customer an operation names into `survivor`, whoever the named survivor lives on as. Answers {"conflicts", "audit"}.
create or replace function app.merge_customers(
  operation jsonb, command jsonb, survivor uuid, actor uuid, is_manager boolean, context app.push_context)
returns jsonb language plpgsql set search_path = '' as $$
declare
  named uuid := operation ->> 'customerId';
  history uuid := operation ->> 'id';
  dead public.customers;
  at timestamptz := app.trusted_moment(command #>> '{audit,at}', context);
  changes jsonb;
  overdraft uuid;
begin
  if not is_manager then
    perform app.reject('NOT_ALLOWED', 'Only a manager merges customers.');
  end if;
  select * into dead from public.customers c where c.id = (operation ->> 'foldedId')::uuid;
  if dead.id is null then
    perform app.reject('CUSTOMER_NOT_FOUND', 'One of the two customers is not in the directory.');
  elsif coalesce(dead.merged_into, dead.id) = survivor then
    perform app.tell_of_one(survivor, case when dead.id = survivor then named else dead.id end, command, actor, context);
    return '{"conflicts": 1, "audit": {}}';
  elsif dead.merged_into is not null then
    perform app.reject('MERGE_CONFLICT',
      dead.customer_code || ' was merged into somebody else meanwhile. Compare the two who are left.');
  end if;

  changes := app.fold_customer(history, dead.id, survivor,
    -- Nobody compared the columns of whoever the named one became.
    case when survivor = named then array(select jsonb_array_elements_text(operation -> 'taken')) else '{}' end,
    array(select jsonb_array_elements_text(operation -> 'left')),
    command #>> '{audit,reason}', actor, context.device, (command ->> 'commandId')::uuid, at);
  insert into public.audit_log (customer_id, command_id, action, reason, actor, device_id, at, changes, recorded_at)
  values (dead.id, (command ->> 'commandId')::uuid, command #>> '{audit,action}', command #>> '{audit,reason}', actor,
    context.device, at, jsonb_build_object('merged_into', jsonb_build_object('before', null, 'after', survivor)),
    clock_timestamp());

  overdraft := app.judge_moved_credit(
    survivor, (select l.merged_customer_data -> 'survivor' from public.customer_merge_history l where l.id = history),
    command, actor, context);
  if overdraft is not null then
    update public.customer_merge_history l
    set merged_customer_data = l.merged_customer_data || jsonb_build_object('overdraft', overdraft)
    where l.id = history;
  end if;
  return jsonb_build_object('conflicts', num_nonnulls(overdraft), 'audit', changes);
end $$;

-- Parts the customer an operation names from `survivor`. Answers {"conflicts", "audit"}.
create or replace function app.part_customers(
  operation jsonb, command jsonb, survivor uuid, actor uuid, is_manager boolean, context app.push_context)
returns jsonb language plpgsql set search_path = '' as $$
declare
  line public.customer_merge_history;
  at timestamptz := app.trusted_moment(command #>> '{audit,at}', context);
  outcome jsonb;
begin
  if not is_manager then
    perform app.reject('NOT_ALLOWED', 'Only a manager undoes merges.');
  end if;
  select * into line from public.customer_merge_history l where l.id = (operation ->> 'id')::uuid for update;
  if line.id is null then
    perform app.reject('COMMAND_NOT_FOUND', 'There is no such merge.');
  elsif line.merged_customer_id <> (operation ->> 'foldedId')::uuid then
    perform app.reject('INVALID_ARGUMENTS', 'This merge was of other customers.');
  end if;
  perform app.refuse_parting(line, survivor);
  outcome := app.unfold_customer(line.id, operation -> 'rows', array(select jsonb_array_elements_text(operation -> 'columns')),
    actor, (command ->> 'commandId')::uuid, at, context);
  insert into public.audit_log (customer_id, command_id, action, reason, actor, device_id, at, changes, recorded_at)
  values (line.merged_customer_id, (command ->> 'commandId')::uuid, command #>> '{audit,action}', command #>> '{audit,reason}',
    actor, context.device, at, jsonb_build_object('parted_from', jsonb_build_object('before', survivor, 'after', null)),
    clock_timestamp());

  perform app.close_lines_of(line, actor, at);
  return outcome || jsonb_build_object('conflicts', (outcome ->> 'conflicts')::int + num_nonnulls(
    app.judge_moved_credit(survivor, line.merged_customer_data -> 'survivor', command, actor, context),
    app.judge_moved_credit(line.merged_customer_id, line.merged_customer_data -> 'customer', command, actor, context)));
end $$;

-- Merges that were undone before this was so.
update public.sync_conflicts told
set status = 'settled', settled_value = '"undone"', settled_by = line.undone_by, settled_at = line.undone_at
from public.customer_merge_history line
join public.customers kept on kept.id = line.primary_customer_id
join public.customers other on other.id = line.merged_customer_id
where line.undone_at is not null and told.status = 'open' and told.kind = 'merge'
  and kept.customer_code = told.kept_value #>> '{}' and other.customer_code = told.other_value #>> '{}'
  and coalesce(kept.merged_into, kept.id) <> coalesce(other.merged_into, other.id);

comment on column public.customer_merge_history.merged_customer_data is
  'Both rows as they were (customer, survivor), what was set (filled) and taken, every row that moved, what was left, revived identifiers, followers, redirects, the overdraft it was told of; erased once personal data in it is gone.';
comment on column public.sync_conflicts.settled_value is 'What a person decided; "undone" where it closed by itself, since a merge was undone.';
