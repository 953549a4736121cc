import type { NoticeKind } from "../../desk/ports.ts";
import { type ReminderClock, reminderClocks } from "../../incident/timeline.ts";
import { chatId, incidentId, integer, messageId, nullable, oneOf, writtenJson } from "../codec.ts";
import { defineStatement } from "../statement.ts";
import { oweDeletions } from "./owed.ts";

export const insertNotice = defineStatement({
  name: "insert_notice",
  text: `
    insert into notices (organisation_id, chat_id, message_id, incident_id, kind, clock)
    values (entered_organisation_id(), $chatId, $messageId, $incidentId, $kind, $clock)
    on conflict do nothing`,
  params: {
    chatId,
    messageId,
    incidentId,
    kind: oneOf(["ping", "notice", "reminder"]),
    clock: nullable(oneOf(reminderClocks)),
  },
  row: {},
});

export const withdrawNotices = defineStatement({
  name: "withdraw_notices",
  text: `
    with gone as (
      delete from notices
      where organisation_id = entered_organisation_id() and incident_id = $incidentId
        and $kinds @> to_jsonb(kind)
      returning chat_id, null::bigint as thread_id, message_id
    ), owed as (${oweDeletions("gone")})
    select count(*)::integer as withdrawn from gone`,
  params: { incidentId, kinds: writtenJson<readonly NoticeKind[]>() },
  row: { withdrawn: integer },
});

export const withdrawReminders = defineStatement({
  name: "withdraw_reminders",
  text: `
    with gone as (
      delete from notices
      where organisation_id = entered_organisation_id() and incident_id = $incidentId
        and kind = 'reminder' and $clocks @> to_jsonb(clock)
      returning chat_id, null::bigint as thread_id, message_id
    ), owed as (${oweDeletions("gone")})
    select count(*)::integer as withdrawn from gone`,
  params: { incidentId, clocks: writtenJson<readonly ReminderClock[]>() },
  row: { withdrawn: integer },
});

/** Of a message that several incidents came from, the newest. */
export const findSubject = defineStatement({
  name: "find_subject",
  text: `
    (
      select 'card' as type, incident_id from cards
      where organisation_id = entered_organisation_id() and chat_id = $chatId
        and message_id = $messageId
      union all
      select 'notice', incident_id from notices
      where organisation_id = entered_organisation_id() and chat_id = $chatId
        and message_id = $messageId
      limit 1
    )
    union all
    (
      select 'source', incident_id from sources
      where organisation_id = entered_organisation_id() and chat_id = $chatId
        and message_id = $messageId
      order by id desc limit 1
    )`,
  params: { chatId, messageId },
  row: { type: oneOf(["card", "notice", "source"]), incident_id: incidentId },
});
