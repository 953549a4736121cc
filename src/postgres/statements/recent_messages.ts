import { mediaKinds } from "../../desk/ports.ts";
import { integer, messageId, nullable, oneOf, text, threadId, userId } from "../codec.ts";
import { defineStatement } from "../statement.ts";

const mediaKind = nullable(oneOf(mediaKinds));

/** Nothing where no group was entered. */
export const rememberMessage = defineStatement({
  name: "remember_message",
  text: `
    insert into recent_messages
      (organisation_id, group_id, message_id, thread_id, user_id, body, media_kind, file_id)
    select entered_organisation_id(), entered_group_id(), $messageId::bigint, $threadId::bigint,
      $userId::bigint, $body::text, $mediaKind::text, $fileId::text
    where entered_group_id() is not null
    on conflict do nothing`,
  params: {
    messageId,
    threadId: nullable(threadId),
    userId,
    body: nullable(text),
    mediaKind,
    fileId: nullable(text),
  },
  row: {},
});

export const editRecentMessage = defineStatement({
  name: "edit_recent_message",
  text: `
    update recent_messages set body = $body, media_kind = $mediaKind, file_id = $fileId
    where organisation_id = entered_organisation_id() and group_id = entered_group_id()
      and message_id = $messageId and user_id = $userId
    returning message_id`,
  params: { messageId, userId, body: nullable(text), mediaKind, fileId: nullable(text) },
  row: { message_id: messageId },
});

/** What an incident came from already is left out: the same words would be a second one. */
export const listRecentMessages = defineStatement({
  name: "list_recent_messages",
  text: `
    select message_id, thread_id, user_id, body, media_kind, file_id from (
      select message_id, thread_id, user_id, body, media_kind, file_id from recent_messages
      where organisation_id = entered_organisation_id() and group_id = entered_group_id()
        and user_id = $userId and thread_id is not distinct from $threadId
        and sent_at > (select roadcall_now()) - make_interval(mins => $minutes)
        and not exists (
          select from sources s
          where s.organisation_id = recent_messages.organisation_id
            and s.chat_id = (
              select g.chat_id from groups g
              where g.organisation_id = recent_messages.organisation_id
                and g.id = recent_messages.group_id
            )
            and s.message_id = recent_messages.message_id
        )
      order by message_id desc limit $limit::integer
    ) newest
    order by message_id`,
  params: { userId, threadId: nullable(threadId), minutes: integer, limit: integer },
  row: {
    message_id: messageId,
    thread_id: nullable(threadId),
    user_id: userId,
    body: nullable(text),
    media_kind: mediaKind,
    file_id: nullable(text),
  },
});

export const pruneRecentMessages = defineStatement({
  name: "prune_recent_messages",
  text: `select prune_recent_messages($minutes) as gone`,
  params: { minutes: integer },
  row: { gone: integer },
});
