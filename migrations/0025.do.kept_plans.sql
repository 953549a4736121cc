-- What every update asks, as functions whose plans a connection keeps: those in plain SQL that
-- cannot become part of the query around them are planned anew at each call, which took longer than
-- to carry them out. What they answer is the same.

create or replace function roadcall_now() returns timestamptz
language plpgsql volatile as $$
begin
  return date_trunc('milliseconds', clock_timestamp()) + (select skew from public.clock_skew);
end
$$;

create or replace function find_group(wanted_chat_id bigint)
returns table (
  id bigint, title text, kind text, organisation_id bigint, name text, time_zone text,
  claim_minutes integer, resolve_minutes integer, summary_minutes integer
)
language plpgsql stable security definer set search_path = pg_catalog, public, pg_temp as $$
#variable_conflict use_column
begin
  return query
  select g.id, g.title, g.kind, o.id, o.name, o.time_zone, o.claim_minutes, o.resolve_minutes,
    o.summary_minutes
  from groups g join organisations o on o.id = g.organisation_id
  where g.chat_id = wanted_chat_id;
end
$$;

create or replace function find_current_chat(wanted_chat_id bigint) returns bigint
language plpgsql stable security definer set search_path = pg_catalog, public, pg_temp as $$
begin
  return coalesce(
    (
      select g.chat_id from former_chats f
      join groups g on g.organisation_id = f.organisation_id and g.id = f.group_id
      where f.chat_id = wanted_chat_id
    ),
    wanted_chat_id
  );
end
$$;
