-- Entering a group or an organisation, and reading what it is, as one call: nearly every
-- transaction does both. As whoever calls them, so that the walls hold; what they set ends with the
-- transaction.

create function enter_organisation(wanted_id bigint)
returns table (
  id bigint, name text, time_zone text, claim_minutes integer, resolve_minutes integer,
  summary_minutes integer, quiet_reminders boolean, default_department_id bigint
)
language plpgsql volatile as $$
#variable_conflict use_column
begin
  perform set_config('roadcall.organisation_id', wanted_id::text, true),
    set_config('roadcall.group_id', '', true);
  return query
  select o.id, o.name, o.time_zone, o.claim_minutes, o.resolve_minutes, o.summary_minutes,
    o.quiet_reminders, o.default_department_id
  from organisations o where o.id = wanted_id;
end
$$;

-- Nothing is set where the chat is no connected group.
create function enter_group(wanted_chat_id bigint)
returns table (
  group_id bigint, title text, kind text, id bigint, name text, time_zone text,
  claim_minutes integer, resolve_minutes integer, summary_minutes integer,
  quiet_reminders boolean, default_department_id bigint
)
language plpgsql volatile as $$
#variable_conflict use_column
declare
  found_id bigint;
  found_title text;
  found_kind text;
  found_organisation_id bigint;
begin
  select g.id, g.title, g.kind, g.organisation_id
  into found_id, found_title, found_kind, found_organisation_id
  from find_group(find_current_chat(wanted_chat_id)) g;
  if not found then return; end if;
  perform set_config('roadcall.organisation_id', found_organisation_id::text, true),
    set_config('roadcall.group_id', found_id::text, true);
  return query
  select found_id, found_title, found_kind, o.id, o.name, o.time_zone, o.claim_minutes,
    o.resolve_minutes, o.summary_minutes, o.quiet_reminders, o.default_department_id
  from organisations o where o.id = found_organisation_id;
end
$$;
