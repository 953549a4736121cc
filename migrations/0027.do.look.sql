-- The look for when something is due next reads what waits once again, in one go, as before 0026:
-- going chat by chat made it slower where little waits, which is nearly always, and where much
-- waits the answer mostly comes from what Telegram allows over all, before any chat is looked at.
create or replace function next_delivery_due_at(
  overall integer, in_minute integer, in_burst integer, burst_seconds integer,
  kinds jsonb
)
returns timestamptz
language plpgsql volatile security definer set search_path = pg_catalog, public, pg_temp as $$
declare
  moment timestamptz := roadcall_now();
  -- Null where nothing is in the way of all.
  for_all timestamptz := greatest(
    (select p.until from chat_pauses p where p.chat_id = 0 and p.until > moment),
    (
      select hold.until
      from recent_sends s cross join lateral (
        select case
          when s.delivery_id is null then s.at + interval '1 second'
          -- A second after its answer, which may have come to another replica.
          else greatest(s.at + interval '1 second', moment + interval '100 milliseconds')
        end as until
      ) hold
      where s.at > moment - interval '3 seconds' and hold.until > moment
      order by hold.until desc offset overall - 1 limit 1
    )
  );
  first_at timestamptz;
begin
  if for_all is not null and exists (
    select from deliveries d
    where d.abandoned_at is null and d.due_at <= for_all
      and (d.leased_until is null or d.leased_until <= moment) and kinds ? d.kind
  ) then
    return for_all;
  end if;
  select min(greatest(
    next.due_at,
    (
      select max(b.leased_until) from deliveries b
      where b.abandoned_at is null and b.leased_until > moment and b.chat_id = next.chat_id
    ),
    (select p.until from chat_pauses p where p.chat_id = next.chat_id and p.until > moment),
    (
      select s.at + make_interval(secs => burst_seconds) from recent_sends s
      where s.chat_id = next.chat_id and next.counts
        and s.at > moment - make_interval(secs => burst_seconds)
      order by s.at desc offset in_burst - 1 limit 1
    ),
    (
      select s.at + interval '60 seconds' from recent_sends s
      where s.chat_id = next.chat_id and next.counts and next.chat_id < 0
        and s.at > moment - interval '60 seconds'
      order by s.at desc offset in_minute - 1 limit 1
    )
  ))
  into first_at
  from (
    select distinct on (d.chat_id) d.chat_id, greatest(d.due_at, moment) as due_at,
      counts_in_chat(d.kind) as counts
    from deliveries d
    where d.abandoned_at is null and (d.leased_until is null or d.leased_until <= moment)
      and kinds ? d.kind
    order by d.chat_id, greatest(d.due_at, moment), d.priority, d.id
  ) next;
  return case when first_at is null then null else greatest(first_at, for_all) end;
end
$$;
