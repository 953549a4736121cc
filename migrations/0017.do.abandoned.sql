-- What was given up is kept for a while, for whoever looks, and not for ever.
grant delete on deliveries to roadcall_crossing;
create index deliveries_abandoned on deliveries (abandoned_at) where abandoned_at is not null;

create function prune_abandoned_deliveries(days integer) returns integer
language plpgsql volatile security definer set search_path = pg_catalog, public, pg_temp as $$
declare
  pruned integer;
begin
  delete from deliveries
  where abandoned_at <= (select roadcall_now()) - make_interval(days => days);
  get diagnostics pruned = row_count;
  return pruned;
end
$$;
revoke execute on function prune_abandoned_deliveries(integer) from public;
grant execute on function prune_abandoned_deliveries(integer) to roadcall_app;
grant create on schema public to roadcall_crossing;
alter function prune_abandoned_deliveries(integer) owner to roadcall_crossing;
revoke create on schema public from roadcall_crossing;
