-- Updates between Telegram and the desk: those that wait to be applied, and those that failed for a
-- reason of their own. Both hold what people wrote, before anybody knows of which organisation it
-- is; so they are seen by nobody who has entered one.

create table inbox (
  update_id bigint primary key,
  -- Updates of one lane are applied in their order: a chat, mostly.
  lane text not null,
  -- The update as Telegram sent it.
  received text not null,
  received_at timestamptz not null default roadcall_now()
);
create index inbox_by_lane on inbox (lane, update_id);

create table failed_updates (
  update_id bigint primary key,
  lane text not null,
  -- What it is to Telegram, such as `message`.
  type text not null,
  failures integer not null default 1,
  -- What went wrong the last time.
  error text not null,
  failed_at timestamptz not null default roadcall_now(),
  -- Null as long as it is tried again.
  set_aside_at timestamptz,
  -- The update as Telegram sent it, from when it is set aside.
  received text,
  check ((set_aside_at is null) = (received is null))
);

grant select, insert, delete on inbox to roadcall_app;
grant select, insert, update, delete on failed_updates to roadcall_app;
alter table inbox enable row level security, force row level security;
alter table failed_updates enable row level security, force row level security;
create policy outside_organisations on inbox to roadcall_app
  using (entered_organisation_id() is null);
create policy outside_organisations on failed_updates to roadcall_app
  using (entered_organisation_id() is null);
