-- What happens to groups and cards without being asked: bots are removed, rights are missing,
-- messages are deleted, groups become supergroups under another id.

alter table groups
  -- Since when the bot is not in it; null where it is.
  add column left_at timestamptz,
  -- When somebody was last told that the bot may not pin.
  add column pin_hinted_at timestamptz;

-- The newest message that was the card and is it no longer: message ids only grow in a chat.
alter table cards add column gone_message_id bigint;

-- Ids that groups had before they became supergroups. Telegram never gives them to another.
create table former_chats (
  chat_id bigint primary key,
  organisation_id bigint not null,
  group_id bigint not null,
  foreign key (organisation_id, group_id) references groups (organisation_id, id)
);
create index former_chats_by_group on former_chats (organisation_id, group_id);

alter table former_chats enable row level security, force row level security;
create policy entered_organisation on former_chats to roadcall_app
  using (organisation_id = entered_organisation_id());
create policy crossing on former_chats for select to roadcall_crossing using (true);
grant select, insert on former_chats to roadcall_app;
grant select on former_chats to roadcall_crossing;

-- What a chat is called today; itself where it never had another id.
create function find_current_chat(wanted_chat_id bigint) returns bigint
language sql stable security definer set search_path = pg_catalog, public, pg_temp as $$
  select coalesce(
    (
      select g.chat_id from former_chats f
      join groups g on g.organisation_id = f.organisation_id and g.id = f.group_id
      where f.chat_id = wanted_chat_id
    ),
    wanted_chat_id
  )
$$;
revoke execute on function find_current_chat(bigint) from public;
grant execute on function find_current_chat(bigint) to roadcall_app;
grant create on schema public to roadcall_crossing;
alter function find_current_chat(bigint) owner to roadcall_crossing;
revoke create on schema public from roadcall_crossing;
