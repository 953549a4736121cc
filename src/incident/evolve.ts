import type { Incident } from "./incident.ts";
import type { Fact, TimelineEvent } from "./timeline.ts";

type Opened = Extract<Fact, { type: "opened" }>;

/** Timeline events that no sequence of commands could have written. */
export class BrokenTimelineError extends Error {
  override readonly name = "BrokenTimelineError";

  constructor(event: TimelineEvent, what: string) {
    super(`Timeline event ${event.ordinal} (${event.fact.type}) ${what}`);
  }
}

function createIncident(event: TimelineEvent, fact: Opened): Incident {
  return {
    id: fact.id,
    organisationId: fact.organisationId,
    groupId: fact.groupId,
    number: fact.number,
    reporterId: fact.reporterId,
    status: "awaiting_department",
    version: event.ordinal,
    changedAt: event.at,
    cycle: { ordinal: 1, openedAt: event.at, assignedAt: null, claimedAt: null, breachedAt: null },
    session: null,
    claims: [],
    resolution: null,
    ending: null,
  };
}

function changeBy(
  state: Incident,
  event: TimelineEvent,
  fact: Exclude<Fact, Opened>,
): Partial<Incident> {
  const { at } = event;
  switch (fact.type) {
    case "department_assigned":
      return {
        status: "awaiting_claim",
        cycle: { ...state.cycle, assignedAt: state.cycle.assignedAt ?? at },
        session: {
          ordinal: fact.session,
          departmentId: fact.departmentId,
          assignedAt: at,
          claimedAt: null,
          waitingSince: at,
          breachedAt: null,
        },
      };
    case "claimed":
      return {
        // A manager who steps in to write the summary joins while it is awaited.
        status: state.status === "awaiting_claim" ? "in_progress" : state.status,
        cycle: { ...state.cycle, claimedAt: state.cycle.claimedAt ?? at },
        session: state.session &&
          { ...state.session, claimedAt: state.session.claimedAt ?? at },
        claims: [...state.claims, { userId: fact.userId, claimedAt: at }],
      };
    case "claim_ended": {
      const claims = state.claims.filter((claim) => claim.userId !== fact.userId);
      const emptied = claims.length === 0 && state.status === "in_progress";
      if (!emptied) return { claims };
      return {
        claims,
        status: "awaiting_claim",
        session: state.session && { ...state.session, waitingSince: at },
      };
    }
    case "resolution_requested":
      return {
        status: "awaiting_summary",
        resolution: { requestedAt: at, requestedBy: fact.writerId, writerId: fact.writerId },
      };
    case "resolution_withdrawn":
      return { status: "in_progress", resolution: null };
    case "summary_handed_over":
      return { resolution: state.resolution && { ...state.resolution, writerId: fact.to } };
    case "resolved":
      if (event.actorId === null) {
        throw new BrokenTimelineError(event, "names nobody who wrote the summary");
      }
      return {
        status: "resolved",
        resolution: null,
        ending: {
          type: "resolved",
          resolvedAt: fact.resolvedAt,
          summarisedAt: at,
          summarisedBy: event.actorId,
          late: fact.late,
        },
      };
    case "closed":
      return {
        status: "closed",
        // Kept so that a late summary knows when Resolve was pressed.
        resolution: fact.reason === "no_summary" ? state.resolution : null,
        ending: { type: "closed", closedAt: at, reason: fact.reason },
      };
    case "reopened":
      return {
        status: "awaiting_department",
        cycle: {
          ordinal: fact.cycle,
          openedAt: at,
          assignedAt: null,
          claimedAt: null,
          breachedAt: null,
        },
        session: null,
        resolution: null,
        ending: null,
      };
    case "sla_breached":
      if (fact.sla === "resolve") {
        return { cycle: { ...state.cycle, breachedAt: fact.breachedAt } };
      }
      return { session: state.session && { ...state.session, breachedAt: fact.breachedAt } };
    case "commented":
    case "description_edited":
    case "reminded":
    case "escalated":
      return {};
  }
}

/**
 * The incident after one more event; the only way in which its state ever changes, so that the
 * stored row equals a replay of its timeline.
 *
 * @throws {BrokenTimelineError} on an event that cannot follow this state: a bug or a damaged store.
 */
export function evolve(state: Incident | null, event: TimelineEvent): Incident {
  const { fact } = event;
  const expected = (state?.version ?? 0) + 1;
  if (event.ordinal !== expected) {
    throw new BrokenTimelineError(event, `stands where number ${expected} is due`);
  }
  if (fact.type === "opened") {
    if (state !== null) throw new BrokenTimelineError(event, "opens what is open already");
    return createIncident(event, fact);
  }
  if (state === null) throw new BrokenTimelineError(event, "comes before the incident was opened");
  return {
    ...state,
    ...changeBy(state, event, fact),
    version: event.ordinal,
    changedAt: event.at,
  };
}

/**
 * The incident that a whole timeline tells of.
 *
 * @param events all of them, in the order of their ordinals.
 * @throws {BrokenTimelineError} as {@link evolve}; `RangeError` where there is no event at all.
 */
export function replay(events: readonly TimelineEvent[]): Incident {
  let incident: Incident | null = null;
  for (const event of events) incident = evolve(incident, event);
  if (incident === null) throw new RangeError("No timeline events to replay");
  return incident;
}
