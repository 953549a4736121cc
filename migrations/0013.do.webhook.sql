-- What Telegram cannot be asked about the webhook that is set there: whose secret it sends. Of no
-- organisation, and nothing that people wrote.
create table webhook_registration (
  only_one boolean primary key default true check (only_one),
  url text not null,
  secret_hash text not null,
  registered_at timestamptz not null default roadcall_now()
);
grant select, insert, update on webhook_registration to roadcall_app;

-- Updates about a message that was not known yet, which were therefore to come once more. Whether
-- they have come since is written in `processed_updates`.
create table refused_updates (
  update_id bigint primary key,
  refused_at timestamptz not null default roadcall_now()
);
create index refused_updates_by_age on refused_updates (refused_at);
grant select, insert, delete on refused_updates to roadcall_app;
