-- What comes for somebody after they were folded lands on whoever they live on as, and is remembered with the merge: undoing it
-- gives them back what was theirs all along.

-- Adds rows ({table.column: [ids]}) that came for `named` to the lines of the merges that lead from them to who they are now.
create function app.note_late_rows(named uuid, late jsonb) returns void language sql set search_path = '' as $$
  with recursive way as (
    select line.id, line.primary_customer_id
    from public.customer_merge_history line where line.merged_customer_id = named and line.undone_at is null
    union
    select line.id, line.primary_customer_id
    from way
    join public.customer_merge_history line on line.merged_customer_id = way.primary_customer_id and line.undone_at is null
  )
  update public.customer_merge_history line
  set merged_customer_data = line.merged_customer_data || jsonb_build_object('moved',
    coalesce(line.merged_customer_data -> 'moved', '{}') || (
      select jsonb_object_agg(place.key, coalesce(line.merged_customer_data -> 'moved' -> place.key, '[]') || place.value)
      from jsonb_each(late) as place))
  from way
  where line.id = way.id and late <> '{}'
$$;

-- The rows that the operations of a command for somebody folded have added, by the place they stand in.
create function app.late_rows(operations jsonb) returns jsonb language sql immutable set search_path = '' as $$
  select coalesce(jsonb_object_agg(added.place, added.ids), '{}')
  from (
    select 'public.' || (operation ->> 'table') || '.customer_id' as place, jsonb_agg(operation -> 'id') as ids
    from jsonb_array_elements(operations) as operation
    where operation ->> 'op' in ('insert', 'append')
      and operation ->> 'table' in ('customer_identifiers', 'customer_ledger', 'customer_notes', 'customer_contact_history',
        'customer_transactions')
    group by 1) as added
$$;

-- What others write (the website, the till, a load of old sales) for somebody who was folded belongs to whoever lives on.
create or replace function app.follow_merge() returns trigger language plpgsql set search_path = '' as $$
declare
  survivor uuid := (select customer.merged_into from public.customers as customer where customer.id = new.customer_id);
begin
  if survivor is not null then
    perform app.note_late_rows(new.customer_id,
      jsonb_build_object('public.' || tg_table_name || '.customer_id', jsonb_build_array(new.id)));
    new.customer_id := survivor;
  end if;
  return new;
end $$;
