-- What a replica has in hand is leased for a few seconds at a time, for as long as it lives: what a
-- killed one had is free soon after.

-- Holds on to claims. Each has its number of attempts with it, which every claim makes greater: so
-- nobody holds on to what somebody else has taken meanwhile.
create function renew_deliveries(held jsonb, lease_seconds integer)
returns table (id bigint)
language sql volatile security definer set search_path = pg_catalog, public, pg_temp as $$
  with still as (
    select d.id from deliveries d
    join jsonb_to_recordset(held) as h (id bigint, attempt integer) on h.id = d.id
    where d.attempts = h.attempt and d.leased_until is not null
    -- In the same order everywhere, so that no two wait for each other.
    order by d.id for update of d
  )
  update deliveries d
  set leased_until = roadcall_now() + make_interval(secs => lease_seconds)
  from still where d.id = still.id
  returning d.id
$$;

revoke execute on function renew_deliveries(jsonb, integer) from public;
grant execute on function renew_deliveries(jsonb, integer) to roadcall_app;
grant create on schema public to roadcall_crossing;
alter function renew_deliveries(jsonb, integer) owner to roadcall_crossing;
revoke create on schema public from roadcall_crossing;
