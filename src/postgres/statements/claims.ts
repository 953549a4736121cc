import type { ClaimOutcome } from "../../incident/timeline.ts";
import type { UserId } from "../../people/ids.ts";
import { incidentId, userId, writtenJson } from "../codec.ts";
import { defineStatement } from "../statement.ts";

/** As the columns of participation are named. */
export interface WrittenPart {
  readonly session: number;
  readonly user_id: UserId;
  readonly active_ms: number;
  readonly joins: number;
  readonly outcome: ClaimOutcome | null;
}

/** The end of a statement: `$parts` are added to people's in the sessions' departments and cycles. */
const addParticipation = `
    insert into participation as p
      (organisation_id, incident_id, cycle, department_id, user_id, active_ms, joins, outcome)
    select s.organisation_id, s.incident_id, s.cycle, s.department_id, a.user_id, a.active_ms,
      a.joins, a.outcome
    from jsonb_to_recordset($parts) as a
      (session integer, user_id bigint, active_ms bigint, joins integer, outcome text)
    join department_sessions s on s.organisation_id = entered_organisation_id()
      and s.incident_id = $incidentId and s.ordinal = a.session
    on conflict (organisation_id, incident_id, cycle, department_id, user_id) do update set
      active_ms = p.active_ms + excluded.active_ms, joins = p.joins + excluded.joins,
      outcome = excluded.outcome`;
const parts = writtenJson<readonly WrittenPart[]>();

export const endClaims = defineStatement({
  name: "end_claims",
  text: `
    with ended as (
      update claims c set ended_at = e.ended_at, outcome = e.outcome
      from jsonb_to_recordset($ended) as e (user_id bigint, ended_at timestamptz, outcome text)
      where c.organisation_id = entered_organisation_id() and c.incident_id = $incidentId
        and c.user_id = e.user_id and c.ended_at is null
    )${addParticipation}`,
  params: {
    incidentId,
    ended: writtenJson<
      readonly {
        readonly user_id: UserId;
        readonly ended_at: string;
        readonly outcome: ClaimOutcome;
      }[]
    >(),
    parts,
  },
  row: {},
});

export const insertClaims = defineStatement({
  name: "insert_claims",
  text: `
    with claimed as (
      insert into claims (organisation_id, incident_id, session, user_id, claimed_at)
      select entered_organisation_id(), $incidentId, c.session, c.user_id, c.claimed_at
      from jsonb_to_recordset($claimed) as c
        (event integer, session integer, user_id bigint, claimed_at timestamptz)
      order by c.event
    )${addParticipation}`,
  params: {
    incidentId,
    claimed: writtenJson<
      readonly {
        readonly event: number;
        readonly session: number;
        readonly user_id: UserId;
        readonly claimed_at: string;
      }[]
    >(),
    parts,
  },
  row: {},
});

export const listHeldHere = defineStatement({
  name: "list_held_here",
  text: `
    select c.incident_id from claims c
    join incidents i on i.organisation_id = c.organisation_id and i.id = c.incident_id
    where c.organisation_id = entered_organisation_id() and c.user_id = $userId
      and c.ended_at is null and i.group_id = entered_group_id()
    order by c.incident_id`,
  params: { userId },
  row: { incident_id: incidentId },
});
