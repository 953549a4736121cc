import { closeReasons, incidentStatuses } from "../../incident/incident.ts";
import type { Fact } from "../../incident/timeline.ts";
import type { MediaKind, SourceKind, TextKind } from "../../desk/ports.ts";
import {
  boolean,
  chatId,
  departmentId,
  groupId,
  incidentId,
  instant,
  integer,
  nullable,
  oneOf,
  userId,
  writtenJson,
} from "../codec.ts";
import { defineStatement } from "../statement.ts";
import { touch } from "./cards.ts";
import { endings } from "./incidents.ts";

/** As the columns are named, for `jsonb_to_recordset`; times in ISO 8601. */
export interface WrittenEvent {
  readonly ordinal: number;
  readonly at: string;
  readonly actor_id: number | null;
  readonly shape: number;
  readonly fact: Fact;
}

const tellEvents = (incidents: string) => `
  insert into timeline_events (organisation_id, incident_id, ordinal, at, actor_id, shape, fact)
  select i.organisation_id, i.id, e.ordinal, e.at, e.actor_id, e.shape, e.fact
  from ${incidents} i, jsonb_to_recordset($events) as e
    (ordinal integer, at timestamptz, actor_id bigint, shape integer, fact jsonb)`;

const state = {
  status: oneOf(incidentStatuses),
  version: integer,
  changedAt: instant,
  cycle: integer,
  session: nullable(integer),
};

export const insertIncident = defineStatement({
  name: "insert_incident",
  text: `
    with opened as (
      insert into incidents
        (organisation_id, id, group_id, number, reporter_id, status, version, opened_at,
        changed_at, cycle, session)
      values (entered_organisation_id(), $incidentId, $groupId, $number, $reporterId, $status,
        $version, $openedAt, $changedAt, $cycle, $session)
      returning organisation_id, id
    ), told as (${tellEvents("opened")})
    select id from opened`,
  params: {
    incidentId,
    groupId,
    number: integer,
    reporterId: userId,
    openedAt: instant,
    ...state,
    events: writtenJson<readonly WrittenEvent[]>(),
  },
  row: { id: incidentId },
});

const save = `
    with saved as (
      update incidents
      set status = $status, version = $version, changed_at = $changedAt, cycle = $cycle,
        session = $session
      where organisation_id = entered_organisation_id() and id = $incidentId
        and version = $versionBefore
      returning organisation_id, id
    ), told as (${tellEvents("saved")})`;
const saved = {
  incidentId,
  versionBefore: integer,
  ...state,
  events: writtenJson<readonly WrittenEvent[]>(),
};

/** No row where the stored version is not the one that the events follow. */
export const updateIncident = defineStatement({
  name: "update_incident",
  text: `${save}, ${touch}
    select id from saved`,
  params: saved,
  row: { id: incidentId },
});

/** The same for what its cards do not show: they need not be drawn anew. */
export const noteOnIncident = defineStatement({
  name: "note_on_incident",
  text: `${save}
    select id from saved`,
  params: saved,
  row: { id: incidentId },
});

export const saveCycle = defineStatement({
  name: "save_cycle",
  text: `
    insert into cycles
      (organisation_id, incident_id, ordinal, opened_at, assigned_at, claimed_at, breached_at,
      resolution_requested_at, resolution_requested_by, writer_id, ending, ended_at,
      close_reason, resolved_at, summarised_by, late)
    values (entered_organisation_id(), $incidentId, $ordinal, $openedAt, $assignedAt, $claimedAt,
      $breachedAt, $requestedAt, $requestedBy, $writerId, $ending, $endedAt, $closeReason, $resolvedAt,
      $summarisedBy, $late)
    on conflict (organisation_id, incident_id, ordinal) do update set
      assigned_at = excluded.assigned_at, claimed_at = excluded.claimed_at,
      breached_at = excluded.breached_at,
      resolution_requested_at = excluded.resolution_requested_at,
      resolution_requested_by = excluded.resolution_requested_by,
      writer_id = excluded.writer_id, ending = excluded.ending, ended_at = excluded.ended_at,
      close_reason = excluded.close_reason, resolved_at = excluded.resolved_at,
      summarised_by = excluded.summarised_by, late = excluded.late`,
  params: {
    incidentId,
    ordinal: integer,
    openedAt: instant,
    assignedAt: nullable(instant),
    claimedAt: nullable(instant),
    breachedAt: nullable(instant),
    requestedAt: nullable(instant),
    requestedBy: nullable(userId),
    writerId: nullable(userId),
    ending: nullable(oneOf(endings)),
    endedAt: nullable(instant),
    closeReason: nullable(oneOf(closeReasons)),
    resolvedAt: nullable(instant),
    summarisedBy: nullable(userId),
    late: nullable(boolean),
  },
  row: {},
});

/** What is promised at the assignment is kept with it: settings may change, earlier figures not. */
export const saveSession = defineStatement({
  name: "save_session",
  text: `
    insert into department_sessions
      (organisation_id, incident_id, ordinal, cycle, department_id, assigned_at, claimed_at,
      waiting_since, breached_at, claim_minutes, resolve_minutes)
    select entered_organisation_id(), $incidentId, $ordinal, $cycle, $departmentId, $assignedAt,
      $claimedAt, $waitingSince, $breachedAt, coalesce(d.claim_minutes, o.claim_minutes),
      coalesce(d.resolve_minutes, o.resolve_minutes)
    from organisations o
    left join departments d on d.organisation_id = o.id and d.id = $departmentId
    where o.id = entered_organisation_id()
    on conflict (organisation_id, incident_id, ordinal) do update set
      claimed_at = excluded.claimed_at, waiting_since = excluded.waiting_since,
      breached_at = excluded.breached_at`,
  params: {
    incidentId,
    ordinal: integer,
    cycle: integer,
    departmentId,
    assignedAt: instant,
    claimedAt: nullable(instant),
    waitingSince: instant,
    breachedAt: nullable(instant),
  },
  row: {},
});

export const insertTexts = defineStatement({
  name: "insert_texts",
  text: `
    insert into texts (organisation_id, incident_id, ordinal, kind, author_id, body)
    select entered_organisation_id(), $incidentId, t.ordinal, t.kind, t.author_id, t.body
    from jsonb_to_recordset($texts) as t
      (ordinal integer, kind text, author_id bigint, body text)`,
  params: {
    incidentId,
    texts: writtenJson<
      readonly {
        readonly ordinal: number;
        readonly kind: TextKind;
        readonly author_id: number;
        readonly body: string;
      }[]
    >(),
  },
  row: {},
});

export const insertSources = defineStatement({
  name: "insert_sources",
  text: `
    insert into sources
      (organisation_id, incident_id, kind, chat_id, message_id, user_id, body, media_kind, file_id)
    select entered_organisation_id(), $incidentId, s.kind, $chatId, s.message_id, s.user_id, s.body,
      s.media_kind, s.file_id
    from jsonb_to_recordset($sources) as s
      (kind text, message_id bigint, user_id bigint, body text, media_kind text, file_id text)`,
  params: {
    incidentId,
    chatId,
    sources: writtenJson<
      readonly {
        readonly kind: SourceKind;
        readonly message_id: number;
        readonly user_id: number;
        readonly body: string | null;
        readonly media_kind: MediaKind | null;
        readonly file_id: string | null;
      }[]
    >(),
  },
  row: {},
});
