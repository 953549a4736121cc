-- How late what is owed comes, and how much of it waits: for whoever watches.

-- When it was due first, where it has been put off since.
alter table deliveries add column first_due_at timestamptz;

-- Its result cannot be added to otherwise.
drop function claim_due_deliveries(integer, integer);
create function claim_due_deliveries(how_many integer, lease_seconds integer)
returns table (
  id bigint, organisation_id bigint, chat_id bigint, thread_id bigint, content jsonb,
  attempt integer, due_at timestamptz, claimed_at timestamptz
)
language plpgsql volatile security definer set search_path = pg_catalog, public, pg_temp as $$
#variable_conflict use_column
declare
  moment timestamptz;
begin
  perform pg_advisory_xact_lock(hashtext('roadcall'), hashtext('claim_due_deliveries'));
  moment := roadcall_now();
  return query
  with due as (
    select d.id, d.priority,
      row_number() over (partition by d.chat_id order by d.priority, d.id) as place
    from deliveries d
    where d.abandoned_at is null and d.due_at <= moment
      and not exists (
        select from deliveries busy
        where busy.abandoned_at is null and busy.leased_until > moment
          and busy.chat_id = d.chat_id
      )
  ), chosen as (
    select due.id from due order by due.place, due.priority, due.id limit how_many
  ), held as (
    select d.id from deliveries d where d.id in (select chosen.id from chosen)
    for update skip locked
  ), leased as (
    update deliveries d
    set leased_until = moment + make_interval(secs => lease_seconds), attempts = d.attempts + 1
    from held where d.id = held.id
    returning d.id, d.organisation_id, d.chat_id, d.thread_id, d.content, d.attempts, d.priority,
      coalesce(d.first_due_at, d.due_at) as due_at
  )
  select leased.id, leased.organisation_id, leased.chat_id, leased.thread_id, leased.content,
    leased.attempts, leased.due_at, moment
  from leased order by leased.priority, leased.id;
end
$$;

-- Of all organisations: a number and nothing else. What is being delivered now is no backlog.
create function count_delivery_backlog() returns integer
language plpgsql volatile security definer set search_path = pg_catalog, public, pg_temp as $$
declare
  moment timestamptz := roadcall_now();
begin
  return (
    select count(*) from deliveries d
    where d.abandoned_at is null and d.due_at <= moment
      and (d.leased_until is null or d.leased_until <= moment)
  );
end
$$;

revoke execute on function claim_due_deliveries(integer, integer), count_delivery_backlog()
  from public;
grant execute on function claim_due_deliveries(integer, integer), count_delivery_backlog()
  to roadcall_app;
grant create on schema public to roadcall_crossing;
alter function claim_due_deliveries(integer, integer) owner to roadcall_crossing;
alter function count_delivery_backlog() owner to roadcall_crossing;
revoke create on schema public from roadcall_crossing;
