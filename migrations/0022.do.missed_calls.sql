-- Calls of people that were not made, and why: notes beside the timeline. No events of the incident,
-- which they do not change, and nothing that a program of an earlier version reads.
create table missed_calls (
  organisation_id bigint not null,
  incident_id bigint not null,
  session integer not null,
  why text not null check (why in ('claimed', 'ended', 'handed_on', 'reminded', 'too_old')),
  -- Ids; several calls that were missed for the same reason are one note.
  user_ids jsonb not null check (jsonb_typeof(user_ids) = 'array'),
  at timestamptz not null default roadcall_now(),
  primary key (organisation_id, incident_id, session, why),
  foreign key (organisation_id, incident_id) references incidents (organisation_id, id)
);
alter table missed_calls enable row level security, force row level security;
create policy entered_organisation on missed_calls to roadcall_app
  using (organisation_id = entered_organisation_id());
grant select, insert, update (user_ids) on missed_calls to roadcall_app;
