-- Where nothing is certain to run once an update is answered, what came of it is delivered before:
-- so it must be known what that is.

-- The update that it is owed because of; null where the clock did it.
alter table deliveries add column update_id bigint
  default nullif(current_setting('roadcall.update_id', true), '')::bigint;

-- How much of it is due and not settled, whoever is at work on it. A number and nothing else.
create function count_deliveries_of(of_update bigint) returns integer
language plpgsql volatile security definer set search_path = pg_catalog, public, pg_temp as $$
declare
  moment timestamptz := roadcall_now();
begin
  return (
    select count(*) from deliveries d
    where d.update_id = of_update and d.abandoned_at is null and d.due_at <= moment
  );
end
$$;

revoke execute on function count_deliveries_of(bigint) from public;
grant execute on function count_deliveries_of(bigint) to roadcall_app;
grant create on schema public to roadcall_crossing;
alter function count_deliveries_of(bigint) owner to roadcall_crossing;
revoke create on schema public from roadcall_crossing;
