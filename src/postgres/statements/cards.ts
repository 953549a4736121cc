import {
  boolean,
  cardId,
  chatId,
  incidentId,
  instant,
  integer,
  messageId,
  nullable,
  oneOf,
  threadId,
  userId,
} from "../codec.ts";
import { cardPurposes } from "../../desk/ports.ts";
import { defineStatement } from "../statement.ts";

const pins = ["pinned", "unpinned", "refused"] as const;

/**
 * Cards to be drawn anew, each with one delivery however often this happens before it is. One that
 * waits after a failure is tried at once: somebody is looking at the card now. None in a group that
 * the bot was removed from.
 */
export const owe = (cards: string) => `
  insert into deliveries
    (organisation_id, kind, chat_id, thread_id, content, card_id, priority, due_at)
  select organisation_id, 'card', chat_id, thread_id,
    jsonb_build_object('kind', 'card', 'cardId', id), id, 20, roadcall_now()
  from ${cards} owed_card
  where not exists (
    select from groups g
    where g.organisation_id = owed_card.organisation_id and g.chat_id = owed_card.chat_id
      and g.left_at is not null
  )
  on conflict (card_id) where abandoned_at is null
    do update set due_at = excluded.due_at, update_id = excluded.update_id
    where deliveries.due_at > excluded.due_at`;

/** The end of a statement that has `$incidentId`. */
export const touch = `
  touched as (
    update cards set wanted_version = wanted_version + 1
    where organisation_id = entered_organisation_id() and incident_id = $incidentId
    returning organisation_id, chat_id, thread_id, id
  ), owed as (${owe("touched")})`;

export const touchCards = defineStatement({
  name: "touch_cards",
  text: `with ${touch} select id from touched`,
  params: { incidentId },
  row: { id: cardId },
});

export const insertCard = defineStatement({
  name: "insert_card",
  text: `
    with made as (
      insert into cards (organisation_id, incident_id, chat_id, thread_id, purpose, reply_to)
      values (entered_organisation_id(), $incidentId, $chatId, $threadId, $purpose, $replyTo)
      returning organisation_id, chat_id, thread_id, id
    ), owed as (${owe("made")})
    select id from made`,
  params: {
    incidentId,
    chatId,
    threadId: nullable(threadId),
    purpose: oneOf(cardPurposes),
    replyTo: nullable(messageId),
  },
  row: { id: cardId },
});

export const readCard = defineStatement({
  name: "read_card",
  text: `
    select c.id, c.incident_id, c.chat_id, c.thread_id, c.reply_to, c.message_id,
      c.wanted_version, c.pin, g.kind as group_kind
    from cards c
    join incidents i on i.organisation_id = c.organisation_id and i.id = c.incident_id
    join groups g on g.organisation_id = i.organisation_id and g.id = i.group_id
    where c.organisation_id = entered_organisation_id() and c.id = $id`,
  params: { id: cardId },
  row: {
    id: cardId,
    incident_id: incidentId,
    chat_id: chatId,
    thread_id: nullable(threadId),
    reply_to: nullable(messageId),
    message_id: nullable(messageId),
    wanted_version: integer,
    pin: nullable(oneOf(pins)),
    group_kind: oneOf(["group", "supergroup"]),
  },
});

/** The incident's card in its group. */
export const selectGroupCard = (incident: string) => `
    select chat_id, thread_id, message_id, gone_message_id from cards
    where organisation_id = entered_organisation_id() and incident_id = ${incident}
      and purpose = 'group'
    order by id limit 1`;

export const findGroupCard = defineStatement({
  name: "find_group_card",
  text: selectGroupCard("$incidentId"),
  params: { incidentId },
  row: {
    chat_id: chatId,
    thread_id: nullable(threadId),
    message_id: nullable(messageId),
    gone_message_id: nullable(messageId),
  },
});

/**
 * An older drawing that arrives late does not count back, nor one in a chat that it has left, nor
 * one in another message than the one that became the card meanwhile.
 */
export const recordCardShown = defineStatement({
  name: "record_card_shown",
  text: `
    with recorded as (
      update cards
      set message_id = $messageId, sending_after = null, pin = $pin,
        shown_version = greatest(shown_version, $version)
      where organisation_id = entered_organisation_id() and id = $id and chat_id = $chatId
        and (message_id is null or message_id = $messageId)
      returning wanted_version
    )
    select coalesce((select wanted_version from recorded), c.wanted_version) as wanted_version,
      exists (select from recorded) as is_card
    from cards c
    where c.organisation_id = entered_organisation_id() and c.id = $id and c.chat_id = $chatId`,
  params: { id: cardId, chatId, messageId, version: integer, pin: nullable(oneOf(pins)) },
  row: { wanted_version: integer, is_card: boolean },
});

/** Until it is recorded what became of it, nobody knows whether it is pinned. */
export const beginCardPinning = defineStatement({
  name: "begin_card_pinning",
  text: `
    update cards set pin = null
    where organisation_id = entered_organisation_id() and id = $id and pin is not null`,
  params: { id: cardId },
  row: {},
});

/** Kept from the first try of unknown fate on: whatever was sent stands behind that. */
export const beginCardSending = defineStatement({
  name: "begin_card_sending",
  text: `
    with before as (
      select id, sending_after from cards
      where organisation_id = entered_organisation_id() and id = $id and message_id is null
      for update
    )
    update cards c
    set sending_after = coalesce(before.sending_after, greatest(
      c.reply_to, c.gone_message_id,
      (select max(o.message_id) from own_messages o where o.chat_id = c.chat_id),
      (
        select max(r.message_id) from recent_messages r
        join groups g on g.organisation_id = r.organisation_id and g.id = r.group_id
        where g.organisation_id = c.organisation_id and g.chat_id = c.chat_id
      )
    ))
    from before where c.id = before.id
    returning before.sending_after as lost_after`,
  params: { id: cardId },
  row: { lost_after: nullable(messageId) },
});

export const moveCardSearch = defineStatement({
  name: "move_card_search",
  text: `
    update cards set sending_after = greatest(sending_after, $ruledOut)
    where organisation_id = entered_organisation_id() and id = $id and message_id is null
      and sending_after is not null`,
  params: { id: cardId, ruledOut: messageId },
  row: {},
});

export const endCardSending = defineStatement({
  name: "end_card_sending",
  text: `
    update cards set sending_after = null
    where organisation_id = entered_organisation_id() and id = $id`,
  params: { id: cardId },
  row: {},
});

export const forgetCardMessage = defineStatement({
  name: "forget_card_message",
  text: `
    update cards
    set message_id = null, pin = null, shown_version = 0,
      gone_message_id = greatest(gone_message_id, message_id)
    where organisation_id = entered_organisation_id() and id = $id
      and message_id = $gone`,
  params: { id: cardId, gone: messageId },
  row: {},
});

export const saveChoice = defineStatement({
  name: "save_choice",
  text: `
    insert into card_choices (organisation_id, incident_id, owner_id, expires_at)
    values (entered_organisation_id(), $incidentId, $ownerId, $expiresAt)
    on conflict (organisation_id, incident_id) do update set
      owner_id = excluded.owner_id, expires_at = excluded.expires_at`,
  params: { incidentId, ownerId: userId, expiresAt: instant },
  row: {},
});

export const deleteChoice = defineStatement({
  name: "delete_choice",
  text: `
    delete from card_choices
    where organisation_id = entered_organisation_id() and incident_id = $incidentId`,
  params: { incidentId },
  row: {},
});

export const findChoice = defineStatement({
  name: "find_choice",
  text: `
    select owner_id, expires_at from card_choices
    where organisation_id = entered_organisation_id() and incident_id = $incidentId`,
  params: { incidentId },
  row: { owner_id: userId, expires_at: instant },
});
