-- Answers what the one of 0027 answers, however its plan came to be: what a chat has to wait for was
-- looked up once for each chat, and by a plan from when nothing was waiting that meant to read all
-- deliveries and all recent sends once for each chat. Each is read once now, and what holds chats up
-- is few: a chat gets on that list by sends that count against one limit of all.
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
  with heads as (
    select distinct on (d.chat_id) d.chat_id, greatest(d.due_at, moment) as due_at,
      counts_in_chat(d.kind) as counts
    from deliveries d
    where d.abandoned_at is null and (d.leased_until is null or d.leased_until <= moment)
      and kinds ? d.kind
    order by d.chat_id, greatest(d.due_at, moment), d.priority, d.id
  ), spent as (
    select s.chat_id, s.at, row_number() over (partition by s.chat_id order by s.at desc) as place
    from recent_sends s
    where (s.chat_id in (select heads.chat_id from heads)) is true
      and s.at > moment - greatest(interval '60 seconds', make_interval(secs => burst_seconds))
  ), holds as materialized (
    select b.chat_id, b.leased_until as until, false as of_counted from deliveries b
    where b.abandoned_at is null and b.leased_until > moment
    union all
    select p.chat_id, p.until, false from chat_pauses p where p.chat_id <> 0 and p.until > moment
    union all
    select spent.chat_id, spent.at + make_interval(secs => burst_seconds), true from spent
    where spent.place = in_burst and spent.at > moment - make_interval(secs => burst_seconds)
    union all
    -- Private chats have positive ids, and no limit in a minute.
    select spent.chat_id, spent.at + interval '60 seconds', true from spent
    where spent.place = in_minute and spent.chat_id < 0 and spent.at > moment - interval '60 seconds'
  )
  select min(free.at) into first_at
  from (
    select greatest(heads.due_at, max(holds.until)) as at
    from heads left join holds
      on holds.chat_id = heads.chat_id and (heads.counts or not holds.of_counted)
    group by heads.chat_id, heads.due_at
  ) free;
  return case when first_at is null then null else greatest(first_at, for_all) end;
end
$$;
