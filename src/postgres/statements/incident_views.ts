import { incidentStatuses } from "../../incident/incident.ts";
import { mediaKinds, textKinds } from "../../desk/ports.ts";
import {
  chatId,
  incidentId,
  instant,
  integer,
  json,
  messageId,
  nullable,
  oneOf,
  text,
  userId,
} from "../codec.ts";
import { findStoredFact } from "../documents/fact.ts";
import { parsePeople } from "../documents/people.ts";
import { defineStatement } from "../statement.ts";
import { personColumns, personObject } from "./people.ts";

/** Everybody whom the timeline or a missed call names, and who has the choice of departments open. */
export const listPeopleOfIncident = defineStatement({
  name: "list_people_of_incident",
  text: `
    select user_id, first_name, last_name, username, language_code from people
    where organisation_id = entered_organisation_id() and user_id in (
      select actor_id from timeline_events
      where organisation_id = entered_organisation_id() and incident_id = $incidentId
        and actor_id is not null
      union
      select told::bigint from timeline_events,
        jsonb_array_elements_text(coalesce(fact -> 'userIds', '[]')) as told
      where organisation_id = entered_organisation_id() and incident_id = $incidentId
      union
      select missed::bigint from missed_calls, jsonb_array_elements_text(user_ids) as missed
      where organisation_id = entered_organisation_id() and incident_id = $incidentId
      union
      select owner_id from card_choices
      where organisation_id = entered_organisation_id() and incident_id = $incidentId
    )`,
  params: { incidentId },
  row: personColumns,
});

/** The words that a card shows. */
export const readWords = defineStatement({
  name: "read_words",
  text: `
    select (
        select body from texts
        where organisation_id = entered_organisation_id() and incident_id = $incidentId
          and kind = 'description'
        order by ordinal desc limit 1
      ) as description,
      (
        select body from texts
        where organisation_id = entered_organisation_id() and incident_id = $incidentId
          and kind = 'summary'
        order by ordinal desc limit 1
      ) as summary`,
  params: { incidentId },
  row: { description: nullable(text), summary: nullable(text) },
});

export const listMedia = defineStatement({
  name: "list_media",
  text: `
    select coalesce(media_kind, '') as kind from sources
    where organisation_id = entered_organisation_id() and incident_id = $incidentId
      and media_kind is not null
    order by id`,
  params: { incidentId },
  row: { kind: oneOf(mediaKinds) },
});

export const listTimeline = defineStatement({
  name: "list_timeline",
  text: `
    select ordinal, at, actor_id, jsonb_build_object('shape', shape, 'fact', fact) as fact
    from timeline_events
    where organisation_id = entered_organisation_id() and incident_id = $incidentId
    order by ordinal`,
  params: { incidentId },
  row: { ordinal: integer, at: instant, actor_id: nullable(userId), fact: json(findStoredFact) },
});

export const listTexts = defineStatement({
  name: "list_texts",
  text: `
    select ordinal, kind, author_id, body from texts
    where organisation_id = entered_organisation_id() and incident_id = $incidentId
    order by ordinal`,
  params: { incidentId },
  row: { ordinal: integer, kind: oneOf(textKinds), author_id: userId, body: text },
});

export const findCardPlace = defineStatement({
  name: "find_card_place",
  text: `
    select c.chat_id, g.kind as group_kind, c.message_id, c.reply_to
    from cards c
    join incidents i on i.organisation_id = c.organisation_id and i.id = c.incident_id
    join groups g on g.organisation_id = i.organisation_id and g.id = i.group_id
    where c.organisation_id = entered_organisation_id() and c.incident_id = $incidentId
      and c.purpose = 'group'
    order by c.id limit 1`,
  params: { incidentId },
  row: {
    chat_id: chatId,
    group_kind: oneOf(["group", "supergroup"]),
    message_id: nullable(messageId),
    reply_to: nullable(messageId),
  },
});

const line = `
  select i.id, i.number, i.status, i.opened_at,
    (
      select d.name from department_sessions s
      join departments d on d.organisation_id = s.organisation_id and d.id = s.department_id
      where s.organisation_id = i.organisation_id and s.incident_id = i.id
        and s.ordinal = i.session
    ) as department_name,
    coalesce(
      (
        select left(t.body, 80) from texts t
        where t.organisation_id = i.organisation_id and t.incident_id = i.id
          and t.kind = 'description'
        order by t.ordinal desc limit 1
      ),
      ''
    ) as excerpt,
    (
      select coalesce(
        jsonb_agg(
          ${personObject} order by c.id
        ),
        '[]'
      )
      from claims c
      join people p on p.organisation_id = c.organisation_id and p.user_id = c.user_id
      where c.organisation_id = i.organisation_id and c.incident_id = i.id and c.ended_at is null
    ) as responders,
    card.chat_id, card.message_id, case when card.chat_id is not null then g.kind end as group_kind
  from incidents i
  join groups g on g.organisation_id = i.organisation_id and g.id = i.group_id
  left join lateral (
    select chat_id, message_id from cards
    where organisation_id = i.organisation_id and incident_id = i.id and purpose = 'group'
    order by id limit 1
  ) card on true
  where i.organisation_id = entered_organisation_id()
    and i.status not in ('resolved', 'closed')`;

const lineColumns = {
  id: incidentId,
  number: integer,
  status: oneOf(incidentStatuses),
  opened_at: instant,
  department_name: nullable(text),
  excerpt: text,
  responders: json(parsePeople),
  chat_id: nullable(chatId),
  message_id: nullable(messageId),
  group_kind: nullable(oneOf(["group", "supergroup"])),
};

/**
 * Whether the person may see the incident `i` from where the transaction stands: see
 * `IncidentList`. Whoever was demoted to Driver keeps departments, but sees nothing by them.
 */
const visible = (person: string) =>
  `(
      i.group_id = entered_group_id()
      or (
        entered_group_id() is null and i.group_id in (
          select group_id from sightings
          where organisation_id = entered_organisation_id() and user_id = $${person}
        )
      )
      or exists (
        select from memberships
        where organisation_id = entered_organisation_id() and user_id = $${person}
          and role = 'ops_manager'
      )
      or exists (
        select from department_sessions s
        join department_members dm on dm.organisation_id = s.organisation_id
          and dm.department_id = s.department_id and dm.user_id = $${person}
        join memberships m on m.organisation_id = dm.organisation_id and m.user_id = dm.user_id
          and m.role <> 'driver'
        where s.organisation_id = i.organisation_id and s.incident_id = i.id
          and s.ordinal = i.session
      )
    )`;

export const findVisibleIncidentId = defineStatement({
  name: "find_visible_incident_id",
  text: `
    select i.id from incidents i
    where i.organisation_id = entered_organisation_id() and i.number = $number and ${
    visible("viewerId")
  }`,
  params: { number: integer, viewerId: userId },
  row: { id: incidentId },
});

export const maySeeIncident = defineStatement({
  name: "may_see_incident",
  text: `
    select i.id from incidents i
    where i.organisation_id = entered_organisation_id() and i.id = $id and ${visible("viewerId")}`,
  params: { id: incidentId, viewerId: userId },
  row: { id: incidentId },
});

export const listOpenIncidents = defineStatement({
  name: "list_open_incidents",
  text: `${line}
    and (
      i.group_id = entered_group_id()
      or (entered_group_id() is null and ${visible("viewerId")})
    )
    order by i.id desc limit $limit::integer`,
  params: { viewerId: userId, limit: integer },
  row: lineColumns,
});

export const listIncidentsOf = defineStatement({
  name: "list_incidents_of",
  text: `${line}
    and i.id in (
      select id from incidents
      where organisation_id = entered_organisation_id() and reporter_id = $userId
        and status not in ('resolved', 'closed')
      union
      select incident_id from claims
      where organisation_id = entered_organisation_id() and user_id = $userId
        and ended_at is null
    )
    and (entered_group_id() is not null or ${visible("userId")})
    order by i.id desc limit $limit::integer`,
  params: { userId, limit: integer },
  row: lineColumns,
});
