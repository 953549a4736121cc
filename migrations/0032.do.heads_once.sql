-- Takes what the one of 0030 takes. Where more chats wait than there are places, which is how it is in
-- a storm, the first of each is all that is looked at, and it was looked up twice.
create or replace function claim_due_deliveries(
  how_many integer, lease_seconds integer, overall integer, in_minute integer, in_burst integer,
  burst_seconds integer, kinds jsonb
)
returns table (
  id bigint, organisation_id bigint, chat_id bigint, thread_id bigint, content jsonb,
  attempt integer, due_at timestamptz, claimed_at timestamptz
)
language plpgsql volatile security definer set search_path = pg_catalog, public, pg_temp
set enable_seqscan = off set enable_bitmapscan = off set jit = off as $$
#variable_conflict use_column
declare
  moment timestamptz;
  free integer;
  most integer;
  no_time constant interval := interval '0 seconds';
begin
  perform pg_advisory_xact_lock(hashtext('roadcall'), hashtext('claim_due_deliveries'));
  moment := roadcall_now();
  delete from recent_sends where at <= moment - interval '60 seconds';
  delete from chat_pauses where until <= moment - interval '10 seconds';
  if exists (select from chat_pauses p where p.chat_id = 0 and p.until > moment) then return; end if;
  -- One without an answer may reach Telegram at any moment, but not for ever.
  free := overall - (
    select count(*) from recent_sends s
    where s.at > moment - interval '3 seconds'
      and (s.delivery_id is not null or s.at > moment - interval '1 second')
  );
  most := least(how_many, free);
  if most <= 0 then return; end if;
  return query
  with recursive chats as (
    (
      select d.chat_id from deliveries d where d.abandoned_at is null order by d.chat_id limit 1
    )
    union all
    select (
      select d.chat_id from deliveries d
      where d.abandoned_at is null and d.chat_id > chats.chat_id order by d.chat_id limit 1
    )
    from chats where chats.chat_id is not null
  ), free_chats as (
    select chats.chat_id from chats
    where chats.chat_id is not null
      and chats.chat_id not in (
        select busy.chat_id from deliveries busy
        where busy.abandoned_at is null and busy.leased_until > moment
      )
      and not exists (
        select from chat_pauses p where p.chat_id = chats.chat_id and p.until > moment
      )
  ), spent as (
    select s.chat_id, count(*) as minute,
      count(*) filter (where s.at > moment - make_interval(secs => burst_seconds)) as burst
    from recent_sends s where s.chat_id is not null group by s.chat_id
  ), heads as (
    select f.chat_id, allowed.counted as allowed, head.id, head.priority, head.counts
    from free_chats f
    left join spent on spent.chat_id = f.chat_id
    cross join lateral (
      select least(
        in_burst - coalesce(spent.burst, 0),
        -- Private chats have positive ids, and no limit in a minute.
        case when f.chat_id < 0 then in_minute - coalesce(spent.minute, 0) end
      ) as counted
    ) allowed
    cross join lateral (
      select d.id, d.priority, counts_in_chat(d.kind) as counts from deliveries d
      where d.abandoned_at is null and d.chat_id = f.chat_id and d.due_at + no_time <= moment
        and kinds ? d.kind
      order by d.priority, d.id limit 1
    ) head
    -- In order: where the first one has to wait, what follows it waits too.
    where head.counts::integer <= allowed.counted
  ), due as (
    select d.id, d.priority, heads.allowed, row_number() over ordered as place,
      count(*) filter (where d.counts) over ordered as counted
    from heads cross join lateral (
      select heads.id, heads.priority, heads.counts
      union all
      (
        select d.id, d.priority, counts_in_chat(d.kind) from deliveries d
        where d.abandoned_at is null and d.chat_id = heads.chat_id and d.due_at + no_time <= moment
          and kinds ? d.kind and (d.priority, d.id) > (heads.priority, heads.id)
          -- All chats have one before any has two.
          and (select count(*) from heads) < most
        order by d.priority, d.id limit most - 1
      )
    ) d
    window ordered as (partition by heads.chat_id order by d.priority, d.id)
  ), chosen as (
    select due.id from due where due.counted <= due.allowed
    order by due.place, due.priority, due.id limit most
  ), held as (
    select d.id from deliveries d where d.id in (select chosen.id from chosen)
    for update skip locked
  ), leased as (
    update deliveries d
    set leased_until = moment + make_interval(secs => lease_seconds), attempts = d.attempts + 1
    from held where d.id = held.id
    returning d.id, d.organisation_id, d.chat_id, d.thread_id, d.content, d.attempts, d.priority,
      coalesce(d.first_due_at, d.due_at) as due_at, d.kind
  ), noted as (
    insert into recent_sends (chat_id, at, delivery_id)
    select case when counts_in_chat(leased.kind) then leased.chat_id end, moment, leased.id
    from leased
  )
  select leased.id, leased.organisation_id, leased.chat_id, leased.thread_id, leased.content,
    leased.attempts, leased.due_at, moment
  from leased order by leased.priority, leased.id;
end
$$;
