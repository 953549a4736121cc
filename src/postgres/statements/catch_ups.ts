import { incidentStatuses } from "../../incident/incident.ts";
import type { IncidentId, UserId } from "../../people/ids.ts";
import {
  bigInteger,
  boolean,
  chatId,
  incidentId,
  instant,
  integer,
  json,
  messageId,
  nullable,
  oneOf,
  text,
  threadId,
  writtenJson,
} from "../codec.ts";
import { findDeliveryContent } from "../documents/delivery_content.ts";
import { parsePeople } from "../documents/people.ts";
import { defineStatement } from "../statement.ts";
import { personObject } from "./people.ts";

/**
 * Of a group that the bot was removed from none is owed, as with every delivery. One that waits
 * after a failure is tried at once: it may be that Telegram answers again.
 */
export const oweCatchUp = defineStatement({
  name: "owe_catch_up",
  text: `
    with held_up as (
      insert into held_up_calls as h (organisation_id, chat_id, incident_id, user_ids, since)
      values (entered_organisation_id(), $chatId, $incidentId, $userIds, $since)
      on conflict (organisation_id, chat_id, incident_id) do update set
        since = least(h.since, excluded.since),
        user_ids = (
          select coalesce(jsonb_agg(distinct id), '[]')
          from jsonb_array_elements(h.user_ids || excluded.user_ids) id
        )
    )
    insert into deliveries
      (organisation_id, kind, chat_id, thread_id, content, priority, due_at)
    select entered_organisation_id(), 'catch_up', $chatId, $threadId::bigint,
      '{"kind": "catch_up"}'::jsonb, $priority::integer, roadcall_now()
    where not exists (
      select from groups g
      where g.organisation_id = entered_organisation_id() and g.chat_id = $chatId
        and g.left_at is not null
    )
    on conflict (organisation_id, chat_id) where kind = 'catch_up' and abandoned_at is null
      do update set due_at = excluded.due_at where deliveries.due_at > excluded.due_at`,
  params: {
    chatId,
    incidentId,
    userIds: writtenJson<readonly UserId[]>(),
    since: instant,
    threadId: nullable(threadId),
    priority: integer,
  },
  row: {},
});

/** What a chat is told of in time, or else by one message with everything else. */
const calls = `('ping', 'private_ping', 'reminder', 'private_reminder', 'claimed_notice',
  'resolved_notice')`;

/** When a delivery `d` would have come. */
const wasDue = `least(coalesce(d.first_due_at, d.due_at), to_timestamp(
  (d.content ->> 'missedSince')::bigint / 1000.0))`;

const heldUp = `d.organisation_id = entered_organisation_id() and d.chat_id = $chatId
        and d.abandoned_at is null and d.kind in ${calls}
        and ${wasDue} < roadcall_now() - make_interval(secs => $lateMs::bigint / 1000.0)`;

export const findBacklog = defineStatement({
  name: "find_backlog",
  text: `
    select (
      exists (
        select from deliveries d
        where ${heldUp} and (d.content ->> 'incidentId')::bigint <> $incidentId
      )
      or exists (
        select from deliveries d
        where d.organisation_id = entered_organisation_id() and d.chat_id = $chatId
          and d.abandoned_at is null and d.kind = 'catch_up'
      )
    ) as others,
    exists (
      select from timers t
      where t.organisation_id = entered_organisation_id()
        and t.due_at < roadcall_now() - make_interval(secs => $lateMs::bigint / 1000.0)
    ) as timers`,
  params: { chatId, incidentId, lateMs: bigInteger },
  row: { others: boolean, timers: boolean },
});

export const takeHeldUp = defineStatement({
  name: "take_held_up",
  text: `
    delete from deliveries d
    where ${heldUp} and (d.leased_until is null or d.leased_until <= roadcall_now())
    returning d.content, ${wasDue} as since`,
  params: { chatId, lateMs: bigInteger },
  row: { content: json(findDeliveryContent), since: instant },
});

/** A person as the parser of people knows them. */
const people = (of: string, where: string) => `
  select coalesce(
    jsonb_agg(
      ${personObject} order by ${of}.ordered
    ),
    '[]'
  ) from ${where}
  join people p on p.organisation_id = i.organisation_id and p.user_id = ${of}.user_id`;

export const listHeldUp = defineStatement({
  name: "list_held_up",
  text: `
    select h.since, i.id, i.number, i.status, d.name as department, d.restricted,
      coalesce(
        case i.status
          when 'awaiting_claim' then coalesce(s.waiting_since, s.assigned_at)
          when 'awaiting_summary' then c.resolution_requested_at
        end,
        c.opened_at
      ) as as_it_is_since,
      (${
    people(
      "held",
      `(
        select user_id, id as ordered from claims
        where organisation_id = i.organisation_id and incident_id = i.id and ended_at is null
      ) held`,
    )
  }) as responders,
      (${
    people(
      "called",
      `(
        select value::bigint as user_id, ordinality as ordered
        from jsonb_array_elements_text(h.user_ids) with ordinality
      ) called`,
    )
  }) as called,
      (${people("wrote", "(select c.summarised_by as user_id, 1 as ordered) wrote")}) as wrote,
      card.chat_id, card.message_id,
      case when card.chat_id is not null then g.kind end as group_kind
    from held_up_calls h
    join incidents i on i.organisation_id = h.organisation_id and i.id = h.incident_id
    join groups g on g.organisation_id = i.organisation_id and g.id = i.group_id
    join cycles c on c.organisation_id = i.organisation_id and c.incident_id = i.id
      and c.ordinal = i.cycle
    left join department_sessions s on s.organisation_id = i.organisation_id
      and s.incident_id = i.id and s.ordinal = i.session
    left join departments d on d.organisation_id = s.organisation_id and d.id = s.department_id
    left join lateral (
      select chat_id, message_id from cards
      where organisation_id = i.organisation_id and incident_id = i.id and purpose = 'group'
      order by id limit 1
    ) card on true
    where h.organisation_id = entered_organisation_id() and h.chat_id = $chatId
    order by as_it_is_since, i.id`,
  params: { chatId },
  row: {
    since: instant,
    id: incidentId,
    number: integer,
    status: oneOf(incidentStatuses),
    department: nullable(text),
    restricted: nullable(boolean),
    as_it_is_since: instant,
    responders: json(parsePeople),
    called: json(parsePeople),
    wrote: json(parsePeople),
    chat_id: nullable(chatId),
    message_id: nullable(messageId),
    group_kind: nullable(oneOf(["group", "supergroup"])),
  },
});

export const settleHeldUp = defineStatement({
  name: "settle_held_up",
  text: `
    delete from held_up_calls
    where organisation_id = entered_organisation_id() and chat_id = $chatId
      and $incidentIds @> to_jsonb(incident_id)`,
  params: { chatId, incidentIds: writtenJson<readonly IncidentId[]>() },
  row: {},
});
