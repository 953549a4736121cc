-- A card whose sending got no answer is looked for before it is sent again: among the messages that
-- came after, those are tried that nobody here knows.

-- While a card is being sent and it is not known whether it was: it stands behind this message, if
-- it does. Written before the call.
alter table cards add column sending_after bigint;

-- What the program is known to have sent to groups of late. Ids alone, of no organisation.
create table own_messages (
  chat_id bigint not null,
  message_id bigint not null,
  sent_at timestamptz not null default roadcall_now(),
  primary key (chat_id, message_id)
);
create index own_messages_by_age on own_messages (sent_at);
grant select, insert, delete on own_messages to roadcall_app;
