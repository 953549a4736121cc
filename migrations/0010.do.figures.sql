-- What figures need: the promises as they were when they were made, and indexes by time.

-- As promised when the department got it, so that a change of the settings leaves earlier figures
-- as they are. Null, from before this was kept: the minutes in force now.
alter table department_sessions
  add column claim_minutes integer check (claim_minutes > 0),
  add column resolve_minutes integer check (resolve_minutes > 0);

-- What was open in a period is what ended after its beginning, or not at all, of what was opened
-- before its end. Equal ends (null, mostly) are told apart by the beginning.
create index cycles_by_end on cycles (organisation_id, ended_at, opened_at);

-- One more kind of delivery, beside whatever others there are.
do $$
declare
  others text;
begin
  select pg_get_expr(conbin, conrelid) into strict others from pg_constraint
  where conrelid = 'deliveries'::regclass and conname = 'deliveries_kind_check';
  execute 'alter table deliveries drop constraint deliveries_kind_check';
  execute format(
    'alter table deliveries add constraint deliveries_kind_check check (%s or kind = %L)',
    others, 'report_file'
  );
end
$$;
