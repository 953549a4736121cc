import {
  boolean,
  chatId,
  groupId,
  incidentId,
  integer,
  messageId,
  nullable,
  text,
  threadId,
  userId,
} from "../codec.ts";
import { defineStatement } from "../statement.ts";
import { owe } from "./cards.ts";

export const forgetDeliveries = defineStatement({
  name: "forget_deliveries",
  text: `
    delete from deliveries
    where organisation_id is not distinct from entered_organisation_id() and chat_id = $chatId
      and abandoned_at is null`,
  params: { chatId },
  row: {},
});

export const leaveGroup = defineStatement({
  name: "leave_group",
  text: `
    update groups set left_at = roadcall_now()
    where organisation_id = entered_organisation_id() and chat_id = $chatId`,
  params: { chatId },
  row: {},
});

export const returnToGroup = defineStatement({
  name: "return_to_group",
  text: `
    with away as (
      select organisation_id, id from groups
      where organisation_id = entered_organisation_id() and id = entered_group_id()
        and left_at is not null
      for update
    )
    update groups g
    set left_at = null,
      pin_hinted_at = case when $hinted::boolean then roadcall_now() else g.pin_hinted_at end
    from away where g.organisation_id = away.organisation_id and g.id = away.id
    returning g.id`,
  params: { hinted: boolean },
  row: { id: groupId },
});

const openCards = `
  select c.id, c.organisation_id, c.chat_id, c.message_id from cards c
  join incidents i on i.organisation_id = c.organisation_id and i.id = c.incident_id
  where c.organisation_id = entered_organisation_id() and i.group_id = entered_group_id()
    and i.status not in ('resolved', 'closed')`;

export const renewCards = defineStatement({
  name: "renew_cards",
  text: `
    with open as (${openCards}), renewed as (
      update cards c
      set message_id = null, pin = null, shown_version = 0,
        wanted_version = c.wanted_version + 1,
        gone_message_id = greatest(c.gone_message_id, c.message_id)
      from open where c.id = open.id
      returning c.organisation_id, c.chat_id, c.thread_id, c.id
    ), owed as (${owe("renewed")})
    select chat_id, message_id from open`,
  params: {},
  row: { chat_id: chatId, message_id: nullable(messageId) },
});

export const closePromptsOfGroup = defineStatement({
  name: "close_prompts_of_group",
  text: `
    with closed as (
      update prompts p set closed = true
      from incidents i
      where p.organisation_id = entered_organisation_id() and not p.closed
        and p.purpose = 'summary'
        and i.organisation_id = p.organisation_id and i.id = p.incident_id
        and i.group_id = entered_group_id()
      returning p.chat_id, p.message_id
    )
    select chat_id, message_id from closed`,
  params: {},
  row: { chat_id: chatId, message_id: nullable(messageId) },
});

export const touchUnpinnedCards = defineStatement({
  name: "touch_unpinned_cards",
  text: `
    with open as (${openCards} and c.pin is distinct from 'pinned'), touched as (
      update cards c set wanted_version = c.wanted_version + 1
      from open where c.id = open.id
      returning c.organisation_id, c.chat_id, c.thread_id, c.id
    )${owe("touched")}`,
  params: {},
  row: {},
});

export const listAwaitedSummaries = defineStatement({
  name: "list_awaited_summaries",
  text: `
    select i.id as incident_id, i.cycle, y.writer_id, card.chat_id, card.thread_id
    from incidents i
    join cycles y on y.organisation_id = i.organisation_id and y.incident_id = i.id
      and y.ordinal = i.cycle
    join lateral (
      select chat_id, thread_id from cards
      where organisation_id = i.organisation_id and incident_id = i.id and purpose = 'group'
      order by id limit 1
    ) card on true
    where i.organisation_id = entered_organisation_id() and i.group_id = entered_group_id()
      and i.status = 'awaiting_summary'
      and not exists (
        select from prompts p
        where p.organisation_id = i.organisation_id and p.incident_id = i.id
          and p.purpose = 'summary' and not p.closed
      )
    order by i.id`,
  params: {},
  row: {
    incident_id: incidentId,
    cycle: integer,
    writer_id: nullable(userId),
    chat_id: chatId,
    thread_id: nullable(threadId),
  },
});

/** An OpsManager who has started the bot before one who was only seen in the group. */
export const findPinHint = defineStatement({
  name: "find_pin_hint",
  text: `
    select g.id, g.title, m.user_id, p.user_id is not null as privately
    from groups g
    join memberships m on m.organisation_id = g.organisation_id and m.role = 'ops_manager'
    left join private_chats p on p.user_id = m.user_id
    where g.organisation_id = entered_organisation_id() and g.chat_id = $chatId
      and (g.pin_hinted_at is null or g.pin_hinted_at <= roadcall_now() - interval '24 hours')
      and (
        p.user_id is not null
        or exists (
          select from sightings s
          where s.organisation_id = g.organisation_id and s.group_id = g.id
            and s.user_id = m.user_id
        )
      )
    order by privately desc, m.joined_at, m.user_id limit 1
    for update of g`,
  params: { chatId },
  row: { id: groupId, title: text, user_id: userId, privately: boolean },
});

export const notePinHint = defineStatement({
  name: "note_pin_hint",
  text: `
    update groups set pin_hinted_at = roadcall_now()
    where organisation_id = entered_organisation_id() and id = $id`,
  params: { id: groupId },
  row: {},
});
