-- What one replica does for all of them: who holds it, and until when. Of no organisation, and
-- nothing that people wrote.
create table leases (
  name text primary key,
  -- A replica, by a name that it made up when it started.
  holder text not null,
  until timestamptz not null
);
grant select, insert, update (holder, until), delete on leases to roadcall_app;
