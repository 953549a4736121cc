-- Who may do what. The program works as roadcall_app, which owns nothing and sees the entered
-- organisation alone. What crosses organisations are the functions below, which belong to
-- roadcall_crossing; nobody logs in as either. Both roles are created before the migrations,
-- because roles belong to the whole server and not to this database.

revoke execute on all functions in schema public from public;
grant usage on schema public to roadcall_app, roadcall_crossing;
grant execute on function roadcall_now(), entered_organisation_id(), entered_group_id(),
  epoch_ms(timestamptz) to roadcall_app, roadcall_crossing;
grant select on clock_skew to roadcall_app, roadcall_crossing;

grant select, insert on organisations to roadcall_app;
grant update (last_number) on organisations to roadcall_app;
grant select, insert, update on
  groups, departments, people, memberships, incidents, cycles, department_sessions, claims,
  participation, texts, cards, prompts, invitations
to roadcall_app;
grant select, insert on sightings, timeline_events, sources to roadcall_app;
grant select, insert, delete on
  department_members, notices, recent_messages, private_chats, processed_updates
to roadcall_app;
grant select, insert, update, delete on timers, card_choices, deliveries, setups to roadcall_app;
-- For ids that must be known before the row is written.
grant usage on sequence organisations_id_seq, incidents_id_seq to roadcall_app;

-- Row-level security, also for the tables' owner.
alter table organisations enable row level security, force row level security;
create policy entered_organisation on organisations to roadcall_app
  using (id = entered_organisation_id());

do $$
declare
  walled text;
begin
  foreach walled in array array[
    'groups', 'departments', 'people', 'memberships', 'sightings', 'department_members',
    'invitations', 'incidents', 'cycles', 'department_sessions', 'claims', 'participation',
    'timeline_events', 'texts', 'sources', 'recent_messages', 'timers', 'cards', 'card_choices',
    'prompts', 'notices', 'deliveries'
  ] loop
    execute format('alter table %I enable row level security, force row level security', walled);
  end loop;

  foreach walled in array array[
    'groups', 'departments', 'people', 'memberships', 'sightings', 'department_members',
    'invitations', 'incidents', 'cycles', 'department_sessions', 'claims', 'participation',
    'timeline_events', 'texts', 'sources', 'recent_messages', 'timers', 'cards', 'card_choices',
    'prompts', 'notices'
  ] loop
    execute format(
      'create policy entered_organisation on %I to roadcall_app
        using (organisation_id = entered_organisation_id())',
      walled
    );
  end loop;
end
$$;
-- Those of no organisation are seen where none is entered, and only there.
create policy entered_organisation on deliveries to roadcall_app
  using (organisation_id is not distinct from entered_organisation_id());

-- What crosses organisations, and no column more than that takes.
grant select (id, name, time_zone, claim_minutes, resolve_minutes, summary_minutes)
  on organisations to roadcall_crossing;
grant select (id, organisation_id, chat_id, title, kind) on groups to roadcall_crossing;
grant select (organisation_id, user_id) on people to roadcall_crossing;
grant select, update (leased_until, attempts) on deliveries, timers to roadcall_crossing;
grant select (sent_at), delete on recent_messages to roadcall_crossing;
create policy crossing on organisations for select to roadcall_crossing using (true);
create policy crossing on groups for select to roadcall_crossing using (true);
create policy crossing on people for select to roadcall_crossing using (true);
create policy crossing on deliveries to roadcall_crossing using (true);
create policy crossing on timers to roadcall_crossing using (true);
create policy crossing on recent_messages to roadcall_crossing using (true);

create function find_group(wanted_chat_id bigint)
returns table (
  id bigint, title text, kind text, organisation_id bigint, name text, time_zone text,
  claim_minutes integer, resolve_minutes integer, summary_minutes integer
)
language sql stable security definer set search_path = pg_catalog, public, pg_temp as $$
  select g.id, g.title, g.kind, o.id, o.name, o.time_zone, o.claim_minutes, o.resolve_minutes,
    o.summary_minutes
  from groups g join organisations o on o.id = g.organisation_id
  where g.chat_id = wanted_chat_id
$$;

create function list_organisations_of(wanted_user_id bigint)
returns table (
  id bigint, name text, time_zone text, claim_minutes integer, resolve_minutes integer,
  summary_minutes integer
)
language sql stable security definer set search_path = pg_catalog, public, pg_temp as $$
  select o.id, o.name, o.time_zone, o.claim_minutes, o.resolve_minutes, o.summary_minutes
  from people p join organisations o on o.id = p.organisation_id
  where p.user_id = wanted_user_id
  order by o.id
$$;

create function any_organisation_exists() returns boolean
language sql stable security definer set search_path = pg_catalog, public, pg_temp as $$
  select exists (select from organisations)
$$;

-- The first due ones of each chat in order, and none of a chat that a lease is at work on. One
-- claim runs at a time: two at once could each take one of the same chat without seeing the
-- other's lease. The lock ends with the transaction.
create function claim_due_deliveries(how_many integer, lease_seconds integer)
returns table (
  id bigint, organisation_id bigint, chat_id bigint, thread_id bigint, content jsonb,
  attempt integer
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
    returning d.id, d.organisation_id, d.chat_id, d.thread_id, d.content, d.attempts, d.priority
  )
  select leased.id, leased.organisation_id, leased.chat_id, leased.thread_id, leased.content,
    leased.attempts
  from leased order by leased.priority, leased.id;
end
$$;

-- When the next one is due that nobody holds a lease on; null where there is none.
create function next_delivery_due_at() returns timestamptz
language plpgsql volatile security definer set search_path = pg_catalog, public, pg_temp as $$
declare
  moment timestamptz := roadcall_now();
begin
  return least(
    (select min(d.due_at) from deliveries d where d.abandoned_at is null and d.due_at > moment),
    (
      -- Due already: over the limit, or its chat is busy as long as that lease lasts.
      select min(coalesce(busy.leased_until, moment))
      from deliveries d
      left join lateral (
        select max(b.leased_until) as leased_until from deliveries b
        where b.abandoned_at is null and b.leased_until > moment and b.chat_id = d.chat_id
      ) busy on true
      where d.abandoned_at is null and d.due_at <= moment
        and (d.leased_until is null or d.leased_until <= moment)
    )
  );
end
$$;

create function claim_due_timers(how_many integer, lease_seconds integer)
returns table (id bigint, organisation_id bigint, incident_id bigint, kind text, due_at timestamptz)
language plpgsql volatile security definer set search_path = pg_catalog, public, pg_temp as $$
#variable_conflict use_column
declare
  moment timestamptz := roadcall_now();
begin
  return query
  with held as (
    select t.id from timers t
    where t.due_at <= moment and (t.leased_until is null or t.leased_until <= moment)
    order by t.due_at, t.id limit how_many
    for update skip locked
  ), leased as (
    update timers t
    set leased_until = moment + make_interval(secs => lease_seconds), attempts = t.attempts + 1
    from held where t.id = held.id
    returning t.id, t.organisation_id, t.incident_id, t.kind, t.due_at
  )
  select leased.id, leased.organisation_id, leased.incident_id, leased.kind, leased.due_at
  from leased order by leased.due_at, leased.id;
end
$$;

create function prune_recent_messages(minutes integer) returns integer
language plpgsql volatile security definer set search_path = pg_catalog, public, pg_temp as $$
declare
  pruned integer;
begin
  delete from recent_messages where sent_at <= (select roadcall_now()) - make_interval(mins => minutes);
  get diagnostics pruned = row_count;
  return pruned;
end
$$;

revoke execute on function find_group(bigint), list_organisations_of(bigint),
  any_organisation_exists(), claim_due_deliveries(integer, integer), next_delivery_due_at(),
  claim_due_timers(integer, integer), prune_recent_messages(integer) from public;
grant execute on function find_group(bigint), list_organisations_of(bigint),
  any_organisation_exists(), claim_due_deliveries(integer, integer), next_delivery_due_at(),
  claim_due_timers(integer, integer), prune_recent_messages(integer) to roadcall_app;

-- A function can be given only to a role that may create there; that right is taken back at once.
grant create on schema public to roadcall_crossing;
alter function find_group(bigint) owner to roadcall_crossing;
alter function list_organisations_of(bigint) owner to roadcall_crossing;
alter function any_organisation_exists() owner to roadcall_crossing;
alter function claim_due_deliveries(integer, integer) owner to roadcall_crossing;
alter function next_delivery_due_at() owner to roadcall_crossing;
alter function claim_due_timers(integer, integer) owner to roadcall_crossing;
alter function prune_recent_messages(integer) owner to roadcall_crossing;
revoke create on schema public from roadcall_crossing;
