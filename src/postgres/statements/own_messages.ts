/** Which messages of a group's are known here, so that a lost one of ours can be told from them. */
import { chatId, integer, messageId, writtenJson } from "../codec.ts";
import { defineStatement } from "../statement.ts";

export const noteOwnMessages = defineStatement({
  name: "note_own_messages",
  text: `
    insert into own_messages (chat_id, message_id)
    select m.chat_id, m.message_id
    from jsonb_to_recordset($messages) as m (chat_id bigint, message_id bigint)
    on conflict do nothing`,
  params: {
    messages: writtenJson<
      readonly { readonly chat_id: number; readonly message_id: number }[]
    >(),
  },
  row: {},
});

export const listKnownMessages = defineStatement({
  name: "list_known_messages",
  text: `
    select known.message_id from (
      select message_id from own_messages where chat_id = $chatId
      union
      select message_id from cards
      where organisation_id = entered_organisation_id() and chat_id = $chatId
      union
      select message_id from notices
      where organisation_id = entered_organisation_id() and chat_id = $chatId
      union
      select message_id from prompts
      where organisation_id = entered_organisation_id() and chat_id = $chatId
      union
      select r.message_id from recent_messages r
      join groups g on g.organisation_id = r.organisation_id and g.id = r.group_id
      where r.organisation_id = entered_organisation_id() and g.chat_id = $chatId
    ) known
    where known.message_id > $after::integer
    order by known.message_id limit 200`,
  params: { chatId, after: integer },
  row: { message_id: messageId },
});

export const pruneOwnMessages = defineStatement({
  name: "prune_own_messages",
  text: `
    delete from own_messages where sent_at <= roadcall_now() - make_interval(hours => $hours)`,
  params: { hours: integer },
  row: {},
});
