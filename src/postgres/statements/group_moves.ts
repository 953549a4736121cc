/** A basic group becomes a supergroup: another chat, in which no id of a message means the same. */
import { chatId, groupId } from "../codec.ts";
import { defineStatement } from "../statement.ts";
import { owe } from "./cards.ts";

const params = { from: chatId, to: chatId };

export const moveGroup = defineStatement({
  name: "move_group",
  text: `
    with moved as (
      update groups set chat_id = $to, kind = 'supergroup', left_at = null
      where organisation_id = entered_organisation_id() and chat_id = $from
      returning organisation_id, id
    ), former as (
      insert into former_chats (chat_id, organisation_id, group_id)
      select $from, organisation_id, id from moved
      on conflict do nothing
    ), forgotten as (
      delete from recent_messages r using moved
      where r.organisation_id = moved.organisation_id and r.group_id = moved.id
    )
    select id from moved`,
  params,
  row: { id: groupId },
});

/** Those of ended incidents are sent when something changes in them again. */
export const moveCards = defineStatement({
  name: "move_cards",
  text: `
    with moved as (
      update cards
      set chat_id = $to, thread_id = null, message_id = null, gone_message_id = null,
        reply_to = null, pin = null, sending_after = null, shown_version = 0, wanted_version = wanted_version + 1
      where organisation_id = entered_organisation_id() and chat_id = $from
      returning organisation_id, chat_id, thread_id, id, incident_id
    ), open as (
      select m.* from moved m
      join incidents i on i.organisation_id = m.organisation_id and i.id = m.incident_id
      where i.status not in ('resolved', 'closed')
    )${owe("open")}`,
  params,
  row: {},
});

export const movePrompts = defineStatement({
  name: "move_prompts",
  text: `
    update prompts
    set chat_id = $to, thread_id = null, message_id = null, reply_to = null, closed = true
    where organisation_id = entered_organisation_id() and chat_id = $from`,
  params,
  row: {},
});

export const forgetNotices = defineStatement({
  name: "forget_notices",
  text: `
    delete from notices
    where organisation_id = entered_organisation_id() and chat_id = $chatId`,
  params: { chatId },
  row: {},
});

/** What is to be done to a message of the old chat is dropped with it. */
export const moveDeliveries = defineStatement({
  name: "move_deliveries",
  text: `
    with dropped as (
      delete from deliveries
      where organisation_id is not distinct from entered_organisation_id() and chat_id = $from
        and content ? 'messageId' and abandoned_at is null
    )
    update deliveries
    set chat_id = $to, thread_id = null,
      content = case
        when content ? 'replyTo' then jsonb_set(content, '{replyTo}', 'null') else content
      end
    where organisation_id is not distinct from entered_organisation_id() and chat_id = $from
      and not content ? 'messageId' and abandoned_at is null`,
  params,
  row: {},
});

export const moveHeldUpCalls = defineStatement({
  name: "move_held_up_calls",
  text: `
    update held_up_calls set chat_id = $to
    where organisation_id = entered_organisation_id() and chat_id = $from`,
  params,
  row: {},
});

/** Private answers that go to the group where they cannot be given. */
export const moveFallbacks = defineStatement({
  name: "move_fallbacks",
  text: `
    update deliveries
    set content = jsonb_set(
      jsonb_set(content, '{fallback,place,chatId}', to_jsonb($to::bigint)),
      '{fallback,replyTo}', 'null'
    )
    where organisation_id is not distinct from entered_organisation_id() and kind = 'answer'
      and content #>> '{fallback,place,chatId}' = ($from::bigint)::text
      and abandoned_at is null`,
  params,
  row: {},
});
