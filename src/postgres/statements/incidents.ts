import { closeReasons, incidentStatuses } from "../../incident/incident.ts";
import {
  boolean,
  chatId,
  departmentId,
  groupId,
  incidentId,
  instant,
  integer,
  json,
  messageId,
  nullable,
  oneOf,
  organisationId,
  threadId,
  userId,
} from "../codec.ts";
import { parseClaims } from "../documents/claims.ts";
import { defineStatement } from "../statement.ts";
import { selectGroupCard } from "./cards.ts";

export const endings = ["resolved", "closed"] as const;

/** The time is read once the counter's row is held, so numbers and times have the same order. */
export const reserveIncident = defineStatement({
  name: "reserve_incident",
  text: `
    with counted as (
      update organisations set last_number = last_number + 1
      where id = entered_organisation_id()
      returning last_number
    )
    select nextval('incidents_id_seq') as id, last_number as number, roadcall_now() as at
    from counted`,
  params: {},
  row: { id: incidentId, number: integer, at: instant },
});

/** What a department `d` says, else its organisation `o`. */
const levelList = `coalesce(d.claim_minutes, o.claim_minutes) as claim_minutes,
      coalesce(d.resolve_minutes, o.resolve_minutes) as resolve_minutes, o.summary_minutes`;
const levelColumns = {
  claim_minutes: integer,
  resolve_minutes: integer,
  summary_minutes: integer,
};

export const lockIncident = defineStatement({
  name: "lock_incident",
  text: `
    select id from incidents
    where organisation_id = entered_organisation_id() and id = $id
    for update`,
  params: { id: incidentId },
  row: { id: incidentId },
});

/**
 * A statement of its own after the lock: what waited for it would else read what was before. In
 * what time things must be done: what its department says, else its organisation.
 */
export const readIncident = defineStatement({
  name: "read_incident",
  text: `
    select i.id, i.organisation_id, i.group_id, i.number, i.reporter_id, i.status, i.version,
      i.changed_at,
      c.ordinal as cycle, c.opened_at as cycle_opened_at, c.assigned_at as cycle_assigned_at,
      c.claimed_at as cycle_claimed_at, c.breached_at as cycle_breached_at,
      c.resolution_requested_at, c.resolution_requested_by, c.writer_id,
      c.ending, c.ended_at, c.close_reason, c.resolved_at, c.summarised_by, c.late,
      s.ordinal as session, s.department_id, s.assigned_at, s.claimed_at,
      coalesce(s.waiting_since, s.assigned_at) as waiting_since, s.breached_at, s.reach,
      (
        select coalesce(
          jsonb_agg(
            jsonb_build_object('userId', user_id, 'claimedAt', epoch_ms(claimed_at)) order by id
          ),
          '[]'
        )
        from claims
        where organisation_id = i.organisation_id and incident_id = i.id and ended_at is null
      ) as claims,
      ${levelList},
      card.chat_id as card_chat_id, card.thread_id as card_thread_id,
      card.message_id as card_message_id, card.gone_message_id as card_gone_message_id,
      roadcall_now() as now
    from incidents i
    join organisations o on o.id = i.organisation_id
    join cycles c on c.organisation_id = i.organisation_id and c.incident_id = i.id
      and c.ordinal = i.cycle
    left join department_sessions s on s.organisation_id = i.organisation_id
      and s.incident_id = i.id and s.ordinal = i.session
    left join departments d on d.organisation_id = s.organisation_id and d.id = s.department_id
    left join lateral (${selectGroupCard("i.id")}) card on true
    where i.organisation_id = entered_organisation_id() and i.id = $id`,
  params: { id: incidentId },
  row: {
    id: incidentId,
    organisation_id: organisationId,
    group_id: groupId,
    number: integer,
    reporter_id: userId,
    status: oneOf(incidentStatuses),
    version: integer,
    changed_at: instant,
    cycle: integer,
    cycle_opened_at: instant,
    cycle_assigned_at: nullable(instant),
    cycle_claimed_at: nullable(instant),
    cycle_breached_at: nullable(instant),
    resolution_requested_at: nullable(instant),
    resolution_requested_by: nullable(userId),
    writer_id: nullable(userId),
    ending: nullable(oneOf(endings)),
    ended_at: nullable(instant),
    close_reason: nullable(oneOf(closeReasons)),
    resolved_at: nullable(instant),
    summarised_by: nullable(userId),
    late: nullable(boolean),
    session: nullable(integer),
    department_id: nullable(departmentId),
    assigned_at: nullable(instant),
    claimed_at: nullable(instant),
    waiting_since: nullable(instant),
    breached_at: nullable(instant),
    reach: nullable(oneOf(["department", "managers", "nobody"])),
    claims: json(parseClaims),
    ...levelColumns,
    card_chat_id: nullable(chatId),
    card_thread_id: nullable(threadId),
    card_message_id: nullable(messageId),
    card_gone_message_id: nullable(messageId),
    now: instant,
  },
});

export const readServiceLevel = defineStatement({
  name: "read_service_level",
  text: `
    select ${levelList}
    from incidents i
    join organisations o on o.id = i.organisation_id
    left join department_sessions s on s.organisation_id = i.organisation_id
      and s.incident_id = i.id and s.ordinal = i.session
    left join departments d on d.organisation_id = s.organisation_id and d.id = s.department_id
    where i.organisation_id = entered_organisation_id() and i.id = $id`,
  params: { id: incidentId },
  row: levelColumns,
});

export const setReach = defineStatement({
  name: "set_reach",
  text: `
    update department_sessions set reach = $reach
    where organisation_id = entered_organisation_id() and incident_id = $incidentId
      and ordinal = $session`,
  params: { incidentId, session: integer, reach: oneOf(["department", "managers", "nobody"]) },
  row: {},
});
