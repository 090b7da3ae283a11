-- The ledger is append-only; what a customer holds is its sum, kept here in the transaction of the entry.
-- The counters compute the same sums with the same rules (they show a balance before the server has seen the entry).

create function app.refuse_rewriting() returns trigger language plpgsql set search_path = '' as $$
declare
  before jsonb := pg_catalog.to_jsonb(old) - array['customer_id', 'package_id', 'changed_xid'];
  after jsonb := pg_catalog.to_jsonb(new) - array['customer_id', 'package_id', 'changed_xid'];
begin
  if before <> after then
    raise exception using errcode = 'check_violation',
      message = 'An entry is never rewritten: what was wrong is reversed by an entry of its own.';
  end if;
  return new;
end $$;
comment on function app.refuse_rewriting() is 'An entry may move to the customer another one was merged into, and change in nothing else.';

create function app.add_to_sums() returns trigger language plpgsql set search_path = '' as $$
begin
  update public.customers as customer set
    available_credit = customer.available_credit + entry.credit / 100.0,
    available_point = customer.available_point + entry.points,
    total_lifetime_value = customer.total_lifetime_value + entry.spend / 100.0,
    total_visits = customer.total_visits + entry.visits,
    first_transaction_at = least(customer.first_transaction_at, entry.first_spend),
    last_visit_at = case
      -- A visit taken back: the one before it is the last again.
      when entry.took_visit_back then app.find_last_visit(customer.id)
      else greatest(customer.last_visit_at, entry.last_visit)
    end
  from (
    select customer_id,
      coalesce(sum(amount) filter (where kind = 'credit'), 0) as credit,
      coalesce(sum(amount) filter (where kind = 'points'), 0) as points,
      coalesce(sum(amount) filter (where kind = 'spend'), 0) as spend,
      coalesce(sum(amount) filter (where kind = 'visit'), 0) as visits,
      min(occurred_at) filter (where kind = 'spend') as first_spend,
      max(occurred_at) filter (where kind = 'visit') as last_visit,
      coalesce(bool_or(kind = 'visit' and amount <= 0), false) as took_visit_back
    from made group by customer_id
  ) as entry
  where customer.id = entry.customer_id;
  return null;
end $$;
comment on function app.add_to_sums() is 'Adds new entries to what their customers hold.';

create function app.find_last_visit(p_customer uuid) returns timestamptz language sql stable set search_path = '' as $$
  select max(visit.occurred_at) from public.customer_ledger as visit
  where visit.customer_id = p_customer and visit.kind = 'visit' and visit.amount > 0
    and not exists (
      select 1 from public.customer_ledger as undo
      where undo.customer_id = p_customer and undo.reverses_id = visit.id
    );
$$;
comment on function app.find_last_visit(uuid) is 'When a customer came last, not counting visits taken back; null for never.';

-- Entries that move or go are rare (a merge, its undoing, an erasure): those customers are summed up anew.
create function app.sum_up_again() returns trigger language plpgsql set search_path = '' as $$
declare
  touched uuid[];
begin
  if tg_op = 'DELETE' then
    select array_agg(distinct customer_id) into touched from gone;
  else
    select array_agg(distinct customer_id) into touched
      from (select customer_id from gone union all select customer_id from made) as both_sides;
  end if;
  perform app.sum_up_customers(touched);
  return null;
end $$;
comment on function app.sum_up_again() is 'Sums up anew the customers whose entries moved or went.';

create function app.sum_up_customers(p_customers uuid[]) returns void language sql set search_path = '' as $$
  update public.customers as customer set
    available_credit = total.credit / 100.0,
    available_point = total.points,
    total_lifetime_value = total.spend / 100.0,
    total_visits = total.visits,
    first_transaction_at = total.first_spend,
    last_visit_at = app.find_last_visit(customer.id)
  from (
    select holder.id,
      coalesce(sum(amount) filter (where kind = 'credit'), 0) as credit,
      coalesce(sum(amount) filter (where kind = 'points'), 0) as points,
      coalesce(sum(amount) filter (where kind = 'spend'), 0) as spend,
      coalesce(sum(amount) filter (where kind = 'visit'), 0) as visits,
      min(occurred_at) filter (where kind = 'spend') as first_spend
    from unnest(p_customers) as holder (id)
    left join public.customer_ledger as entry on entry.customer_id = holder.id
    group by holder.id
  ) as total
  where customer.id = total.id;
$$;
comment on function app.sum_up_customers(uuid[]) is 'Sets what customers hold to the sum of their ledgers.';

create trigger refuse_rewriting before update on public.customer_ledger
  for each row execute function app.refuse_rewriting();
create trigger add_to_sums after insert on public.customer_ledger
  referencing new table as made for each statement execute function app.add_to_sums();
create trigger sum_up_moved after update on public.customer_ledger
  referencing old table as gone new table as made for each statement execute function app.sum_up_again();
create trigger sum_up_gone after delete on public.customer_ledger
  referencing old table as gone for each statement execute function app.sum_up_again();

-- Packages --------------------------------------------------------------------------------------------------------------

create function app.count_package_uses() returns trigger language plpgsql set search_path = '' as $$
declare
  touched uuid[];
begin
  if tg_op = 'INSERT' then
    select array_agg(distinct package_id) into touched from made;
  elsif tg_op = 'DELETE' then
    select array_agg(distinct package_id) into touched from gone;
  else
    select array_agg(distinct package_id) into touched
      from (select package_id from gone union all select package_id from made) as both_sides;
  end if;
  -- Taking the row locks first: two uses at once would each count without the other.
  perform 1 from public.customer_packages where id = any (touched) order by id for update;
  update public.customer_packages as package
    set uses_taken = coalesce((
      select sum(taken.uses) from public.customer_package_uses as taken where taken.package_id = package.id
    ), 0)
    where package.id = any (touched);
  return null;
end $$;
comment on function app.count_package_uses() is 'Keeps the number of uses taken from a package.';

create trigger refuse_rewriting before update on public.customer_package_uses
  for each row execute function app.refuse_rewriting();
create trigger count_package_uses_of_new after insert on public.customer_package_uses
  referencing new table as made for each statement execute function app.count_package_uses();
create trigger count_package_uses_of_moved after update on public.customer_package_uses
  referencing old table as gone new table as made for each statement execute function app.count_package_uses();
create trigger count_package_uses_of_gone after delete on public.customer_package_uses
  referencing old table as gone for each statement execute function app.count_package_uses();
