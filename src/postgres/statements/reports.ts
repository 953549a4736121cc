import { closeReasons } from "../../incident/incident.ts";
import type { UserId } from "../../people/ids.ts";
import {
  boolean,
  departmentId,
  incidentId,
  instant,
  integer,
  json,
  nullable,
  oneOf,
  text,
  userId,
  writtenJson,
} from "../codec.ts";
import { parseMeasuredClaims, parseMeasuredSessions } from "../documents/measured.ts";
import { defineStatement } from "../statement.ts";
import { endings } from "./incidents.ts";
import { personColumns } from "./people.ts";

/** Found by `cycles_by_end`; a session without minutes of its own has those in force now. */
export const listReportCycles = defineStatement({
  name: "list_report_cycles",
  text: `
    select c.incident_id, i.number, c.ordinal, c.opened_at, c.assigned_at, c.claimed_at,
      c.resolution_requested_at, c.ending, c.ended_at, c.close_reason, c.resolved_at,
      c.summarised_by, c.late,
      coalesce(turns.resolve_minutes, o.resolve_minutes) as resolve_minutes,
      coalesce(turns.sessions, '[]') as sessions, coalesce(held.claims, '[]') as claims
    from cycles c
    join incidents i on i.organisation_id = c.organisation_id and i.id = c.incident_id
    join organisations o on o.id = c.organisation_id
    cross join lateral (
      select
        (array_agg(turn.resolve_minutes order by turn.ordinal desc))[1] as resolve_minutes,
        jsonb_agg(
          jsonb_build_object(
            'ordinal', turn.ordinal, 'departmentId', turn.department_id,
            'assignedAt', epoch_ms(turn.assigned_at), 'claimedAt', epoch_ms(turn.claimed_at),
            'claimMinutes', turn.claim_minutes, 'transferredAt', epoch_ms(turn.transferred_at)
          ) order by turn.ordinal
        ) as sessions
      from (
        select s.ordinal, s.department_id, s.assigned_at, s.claimed_at,
          coalesce(s.claim_minutes, d.claim_minutes, o.claim_minutes) as claim_minutes,
          coalesce(s.resolve_minutes, d.resolve_minutes, o.resolve_minutes) as resolve_minutes,
          lead(s.assigned_at) over (order by s.ordinal) as transferred_at
        from department_sessions s
        join departments d on d.organisation_id = s.organisation_id and d.id = s.department_id
        where s.organisation_id = c.organisation_id and s.incident_id = c.incident_id
          and s.cycle = c.ordinal
      ) turn
    ) turns
    cross join lateral (
      select jsonb_agg(
          jsonb_build_object(
            'userId', k.user_id, 'departmentId', s.department_id,
            'claimedAt', epoch_ms(k.claimed_at), 'endedAt', epoch_ms(k.ended_at),
            'outcome', k.outcome
          ) order by k.id
        ) as claims
      from claims k
      join department_sessions s on s.organisation_id = k.organisation_id
        and s.incident_id = k.incident_id and s.ordinal = k.session
      where k.organisation_id = c.organisation_id and k.incident_id = c.incident_id
        and s.cycle = c.ordinal
    ) held
    where c.organisation_id = entered_organisation_id() and c.opened_at < $until
      and (c.ended_at is null or c.ended_at >= $from::timestamptz - interval '31 days')
      and (c.ended_at is null or c.ended_at >= $from or c.close_reason = 'no_summary')
    order by i.number, c.ordinal`,
  params: { from: instant, until: instant },
  row: {
    incident_id: incidentId,
    number: integer,
    ordinal: integer,
    opened_at: instant,
    assigned_at: nullable(instant),
    claimed_at: nullable(instant),
    resolution_requested_at: nullable(instant),
    ending: nullable(oneOf(endings)),
    ended_at: nullable(instant),
    close_reason: nullable(oneOf(closeReasons)),
    resolved_at: nullable(instant),
    summarised_by: nullable(userId),
    late: nullable(boolean),
    resolve_minutes: integer,
    sessions: json(parseMeasuredSessions),
    claims: json(parseMeasuredClaims),
  },
});

export const listPeopleOfReport = defineStatement({
  name: "list_people_of_report",
  text: `
    select user_id, first_name, last_name, username, language_code from people
    where organisation_id = entered_organisation_id()
      and user_id in (select value::bigint from jsonb_array_elements_text($userIds))`,
  params: { userIds: writtenJson<readonly UserId[]>() },
  row: personColumns,
});

export const listDepartmentNames = defineStatement({
  name: "list_department_names",
  text: `
    select id, name from departments
    where organisation_id = entered_organisation_id() order by position, id`,
  params: {},
  row: { id: departmentId, name: text },
});
