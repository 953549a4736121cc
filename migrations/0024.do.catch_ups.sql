-- After an outage a chat is told once what was held up, instead of being sent all of it.

-- A check lists what was there when it was made; others may have added to it since.
do $$
declare
  definition text;
begin
  select pg_get_constraintdef(oid) into strict definition from pg_constraint
  where conname = 'deliveries_kind_check' and conrelid = 'deliveries'::regclass;
  alter table deliveries drop constraint deliveries_kind_check;
  execute 'alter table deliveries add constraint deliveries_kind_check '
    || replace(definition, 'ARRAY[', 'ARRAY[''catch_up''::text, ');
end
$$;

-- However much is held up, a chat is owed one message about it.
create unique index deliveries_of_catch_up on deliveries (organisation_id, chat_id)
  where kind = 'catch_up' and abandoned_at is null;

-- What that message will be about.
create table held_up_calls (
  organisation_id bigint not null,
  chat_id bigint not null,
  incident_id bigint not null,
  -- Ids of whom it called; none where it only told something.
  user_ids jsonb not null check (jsonb_typeof(user_ids) = 'array'),
  -- When the first of it was due.
  since timestamptz not null,
  primary key (organisation_id, chat_id, incident_id),
  foreign key (organisation_id, incident_id) references incidents (organisation_id, id)
);
alter table held_up_calls enable row level security, force row level security;
create policy entered_organisation on held_up_calls to roadcall_app
  using (organisation_id = entered_organisation_id());
grant select, insert, update (user_ids, since, chat_id), delete on held_up_calls to roadcall_app;

-- As before, but only of kinds that the caller knows: a program of an earlier version could not read
-- what a later one is owed.
create function claim_due_deliveries(
  how_many integer, lease_seconds integer, overall integer, in_minute integer, in_burst integer,
  burst_seconds integer, kinds jsonb
)
returns table (
  id bigint, organisation_id bigint, chat_id bigint, thread_id bigint, content jsonb,
  attempt integer, due_at timestamptz, claimed_at timestamptz
)
language plpgsql volatile security definer set search_path = pg_catalog, public, pg_temp as $$
#variable_conflict use_column
declare
  moment timestamptz;
  free integer;
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
  return query
  with due as (
    select d.id, d.chat_id, d.priority, counts_in_chat(d.kind) as counts,
      row_number() over ordered as place,
      count(*) filter (where counts_in_chat(d.kind)) over ordered as counted
    from deliveries d
    where d.abandoned_at is null and d.due_at <= moment and kinds ? d.kind
      and not exists (
        select from deliveries busy
        where busy.abandoned_at is null and busy.leased_until > moment
          and busy.chat_id = d.chat_id
      )
      and not exists (
        select from chat_pauses p where p.chat_id = d.chat_id and p.until > moment
      )
    window ordered as (partition by d.chat_id order by d.priority, d.id)
  ), spent as (
    select s.chat_id, count(*) as minute,
      count(*) filter (where s.at > moment - make_interval(secs => burst_seconds)) as burst
    from recent_sends s where s.chat_id in (select due.chat_id from due) group by s.chat_id
  ), chosen as (
    select due.id from due left join spent on spent.chat_id = due.chat_id
    -- In order: what follows one that has to wait waits too.
    where due.counted <= in_burst - coalesce(spent.burst, 0)
      -- Private chats have positive ids, and no limit in a minute.
      and (due.chat_id > 0 or due.counted <= in_minute - coalesce(spent.minute, 0))
    order by due.place, due.priority, due.id limit greatest(0, least(how_many, free))
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

-- The same of kinds that the caller knows.
create function next_delivery_due_at(
  overall integer, in_minute integer, in_burst integer, burst_seconds integer,
  kinds jsonb
)
returns timestamptz
language plpgsql volatile security definer set search_path = pg_catalog, public, pg_temp as $$
declare
  moment timestamptz := roadcall_now();
  first_at timestamptz;
begin
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
  if first_at is null then return null; end if;
  return greatest(
    first_at,
    (select p.until from chat_pauses p where p.chat_id = 0 and p.until > moment),
    (
      select s.at + interval '1 second' from recent_sends s
      where s.at > moment - interval '1 second'
      order by s.at desc offset overall - 1 limit 1
    )
  );
end
$$;

-- For programs of earlier versions, which do not say what they know.
create function kinds_before_catch_ups() returns jsonb
language sql immutable return jsonb_build_array(
  'card', 'ping', 'private_ping', 'claimed_notice', 'resolved_notice', 'reminder',
  'private_reminder', 'prompt', 'delete_message', 'reaction', 'setup_board', 'setup_name_prompt',
  'answer', 'report_file'
);

create or replace function claim_due_deliveries(
  how_many integer, lease_seconds integer, overall integer, in_minute integer, in_burst integer,
  burst_seconds integer
)
returns table (
  id bigint, organisation_id bigint, chat_id bigint, thread_id bigint, content jsonb,
  attempt integer, due_at timestamptz, claimed_at timestamptz
)
language sql volatile security definer set search_path = pg_catalog, public, pg_temp as $$
  select * from claim_due_deliveries(how_many, lease_seconds, overall, in_minute, in_burst,
    burst_seconds, kinds_before_catch_ups())
$$;

create or replace function next_delivery_due_at(
  overall integer, in_minute integer, in_burst integer, burst_seconds integer
)
returns timestamptz
language sql volatile security definer set search_path = pg_catalog, public, pg_temp as $$
  select next_delivery_due_at(overall, in_minute, in_burst, burst_seconds, kinds_before_catch_ups())
$$;

-- Once something got through that had failed, what waits long after failures is tried at once.
create function hasten_deliveries() returns void
language sql volatile security definer set search_path = pg_catalog, public, pg_temp as $$
  with waiting as (
    select d.id from deliveries d
    where d.abandoned_at is null and d.leased_until is null and d.failing_since is not null
      and d.due_at > roadcall_now() + interval '10 seconds'
    order by d.id for update of d skip locked
  )
  update deliveries d set due_at = roadcall_now() from waiting where d.id = waiting.id
$$;
grant update (due_at) on deliveries to roadcall_crossing;

do $$
declare
  crossing text;
begin
  grant create on schema public to roadcall_crossing;
  foreach crossing in array array[
    'claim_due_deliveries(integer, integer, integer, integer, integer, integer, jsonb)',
    'claim_due_deliveries(integer, integer, integer, integer, integer, integer)',
    'next_delivery_due_at(integer, integer, integer, integer, jsonb)',
    'next_delivery_due_at(integer, integer, integer, integer)',
    'hasten_deliveries()'
  ] loop
    execute format('revoke execute on function %s from public', crossing);
    execute format('grant execute on function %s to roadcall_app', crossing);
    execute format('alter function %s owner to roadcall_crossing', crossing);
  end loop;
  revoke create on schema public from roadcall_crossing;
end
$$;
revoke execute on function kinds_before_catch_ups() from public;
grant execute on function kinds_before_catch_ups() to roadcall_crossing;
