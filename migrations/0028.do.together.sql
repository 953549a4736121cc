-- What is due is handed out organisation by organisation: a message about what is late waits until
-- all late timers of its organisation have been run. In the order in which they came due, those of
-- all organisations were through only with the last of all.
create index timers_of_organisation on timers (organisation_id, due_at, id);

-- That organisation first whose timer has waited longest, with all that is due of it; so however much
-- one has, the one that has waited longest of all is in each batch. Sequential scans are off, since
-- plans are kept: one made while little was due would read everything once for each organisation.
create or replace function claim_due_timers(how_many integer, lease_seconds integer)
returns table (id bigint, organisation_id bigint, incident_id bigint, kind text, due_at timestamptz)
language plpgsql volatile security definer set search_path = pg_catalog, public, pg_temp
set enable_seqscan = off set enable_bitmapscan = off set jit = off as $$
#variable_conflict use_column
declare
  moment timestamptz := roadcall_now();
  most integer := how_many;
  taken integer;
  oldest record;
begin
  while most > 0 loop
    select t.organisation_id, t.due_at into oldest from timers t
    where t.due_at <= moment and (t.leased_until is null or t.leased_until <= moment)
    order by t.due_at, t.id limit 1
    for update skip locked;
    exit when not found;
    return query
    with held as (
      select t.id from timers t
      where t.organisation_id = oldest.organisation_id
        and t.due_at <= moment and (t.leased_until is null or t.leased_until <= moment)
      order by t.due_at, t.id limit most
      for update skip locked
    ), leased as (
      update timers t
      set leased_until = moment + make_interval(secs => lease_seconds), attempts = t.attempts + 1
      from held where t.id = held.id
      returning t.id, t.organisation_id, t.incident_id, t.kind, t.due_at
    )
    select leased.id, leased.organisation_id, leased.incident_id, leased.kind, leased.due_at
    from leased order by leased.due_at, leased.id;
    get diagnostics taken = row_count;
    most := most - taken;
  end loop;
end
$$;
