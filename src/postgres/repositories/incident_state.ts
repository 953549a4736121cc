import type { DepartmentSession, Ending, Incident, Resolution } from "../../incident/incident.ts";
import type { Values } from "../statement.ts";
import type { readIncident } from "../statements/incidents.ts";

export type IncidentRow = Values<typeof readIncident.row>;

/** The state that a row tells of; the other way round stands in `incident_writes.ts`. */
export function toIncident(row: IncidentRow): Incident {
  return {
    id: row.id,
    organisationId: row.organisation_id,
    groupId: row.group_id,
    number: row.number,
    reporterId: row.reporter_id,
    status: row.status,
    version: row.version,
    changedAt: row.changed_at,
    cycle: {
      ordinal: row.cycle,
      openedAt: row.cycle_opened_at,
      assignedAt: row.cycle_assigned_at,
      claimedAt: row.cycle_claimed_at,
      breachedAt: row.cycle_breached_at,
    },
    session: toSession(row),
    claims: row.claims,
    resolution: toResolution(row),
    ending: toEnding(row),
  };
}

function toSession(row: IncidentRow): DepartmentSession | null {
  if (row.session === null || row.department_id === null || row.assigned_at === null) return null;
  return {
    ordinal: row.session,
    departmentId: row.department_id,
    assignedAt: row.assigned_at,
    claimedAt: row.claimed_at,
    waitingSince: row.waiting_since ?? row.assigned_at,
    breachedAt: row.breached_at,
  };
}

function toResolution(row: IncidentRow): Resolution | null {
  const { resolution_requested_at, resolution_requested_by, writer_id } = row;
  if (resolution_requested_at === null || resolution_requested_by === null || writer_id === null) {
    return null;
  }
  return {
    requestedAt: resolution_requested_at,
    requestedBy: resolution_requested_by,
    writerId: writer_id,
  };
}

type EndingColumn = "ended_at" | "resolved_at" | "summarised_by" | "late" | "close_reason";

export function toEnding(row: Pick<IncidentRow, EndingColumn>): Ending | null {
  const { ended_at, resolved_at, summarised_by, late, close_reason } = row;
  if (ended_at === null) return null;
  if (close_reason !== null) return { type: "closed", closedAt: ended_at, reason: close_reason };
  if (resolved_at === null || summarised_by === null || late === null) return null;
  return {
    type: "resolved",
    resolvedAt: resolved_at,
    summarisedAt: ended_at,
    summarisedBy: summarised_by,
    late,
  };
}
