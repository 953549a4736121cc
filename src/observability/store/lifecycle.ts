/** What a transition that has passed means to whoever watches: its name, its story, its figures. */
import type { SavedTransition, Telemetry } from "../../desk/ports.ts";

export type Incident = SavedTransition["after"];
export type TimelineEvent = SavedTransition["events"][number];
type Fact = TimelineEvent["fact"];

/** One event of a transition, with the incident before and after the whole of it. */
export interface Happened {
  /** Null where it was not seen before: a report, most often. */
  readonly before: Incident | null;
  readonly after: Incident;
  readonly event: TimelineEvent;
}

const operationOf: { readonly [T in Fact["type"]]: (fact: Extract<Fact, { type: T }>) => string } =
  {
    reopened: () => "reopen_incident",
    resolved: () => "resolve_incident",
    closed: ({ reason }) => reason === "no_summary" ? "auto_close_incident" : "cancel_incident",
    resolution_requested: () => "request_resolution",
    resolution_withdrawn: () => "withdraw_resolution",
    summary_handed_over: () => "take_over_summary",
    department_assigned: ({ from }) =>
      from === null ? "assign_incident_department" : "transfer_incident",
    claimed: () => "claim_incident",
    claim_ended: () => "release_claim",
    opened: () => "create_incident",
    description_edited: () => "edit_description",
    commented: () => "add_comment",
    escalated: () => "record_escalation",
    reminded: () => "record_reminder",
    sla_breached: () => "record_breach",
  };

/** What gives a transition of several events its name: the first of them that there is. */
const byWeight = Object.keys(operationOf);

/** The operation that a transition is, by its weightiest event. */
export function nameTransition(events: readonly TimelineEvent[]): string {
  const [event] = events.toSorted((a, b) =>
    byWeight.indexOf(a.fact.type) - byWeight.indexOf(b.fact.type)
  );
  return event === undefined ? "save_transition" : nameFact(event.fact);
}

function nameFact<T extends Fact["type"]>(fact: Extract<Fact, { type: T }>): string {
  return operationOf[fact.type](fact);
}

const words: { readonly [T in Fact["type"]]: string } = {
  opened: "created",
  department_assigned: "department assigned",
  claimed: "claimed",
  claim_ended: "released",
  resolution_requested: "resolution requested",
  resolution_withdrawn: "resolution withdrawn",
  summary_handed_over: "summary handed over",
  resolved: "resolved",
  closed: "closed",
  reopened: "reopened",
  commented: "commented",
  description_edited: "description edited",
  sla_breached: "time ran out",
  reminded: "reminded",
  escalated: "escalated",
};

/** Tells of an event once it has been committed: a breadcrumb, and the figures that it completes. */
export function tellEvent(telemetry: Telemetry, happened: Happened): void {
  const { after, event: { fact } } = happened;
  const changed = fact.type === "department_assigned" && fact.from !== null;
  telemetry.addBreadcrumb({
    category: "incident",
    message: changed ? "department changed" : words[fact.type],
    data: { incident_id: after.id, number: after.number, ...tellFact(fact) },
  });
  measure(telemetry, happened);
}

function tellFact(fact: Fact): Readonly<Record<string, string | number | boolean>> {
  switch (fact.type) {
    case "department_assigned":
      return { department_id: fact.departmentId };
    case "claim_ended":
      return { outcome: fact.outcome, held_seconds: toSeconds(fact.heldMs) };
    case "resolved":
      return { late: fact.late };
    case "closed":
      return { reason: fact.reason };
    case "reopened":
      return { cycle: fact.cycle };
    case "sla_breached":
      return { sla: fact.sla };
    case "reminded":
    case "escalated":
      return { clock: fact.clock, step: fact.step };
    default:
      return {};
  }
}

function measure(telemetry: Telemetry, { before, after, event }: Happened): void {
  const { fact } = event;
  const { cycle, ending } = after;
  switch (fact.type) {
    case "claimed": {
      const first = before?.cycle.ordinal !== cycle.ordinal || before.cycle.claimedAt === null;
      if (first && cycle.assignedAt !== null) {
        telemetry.distribution("incident.time_to_claim", toSeconds(event.at - cycle.assignedAt));
      }
      return;
    }
    case "resolved":
      telemetry.distribution(
        "incident.time_to_resolve",
        toSeconds(fact.resolvedAt - cycle.openedAt),
      );
      telemetry.distribution("incident.summary_delay", toSeconds(event.at - fact.resolvedAt));
      return;
    case "department_assigned":
      // The clock gave it to the default department: nobody had chosen one.
      if (event.actorId === null && fact.from === null) leave(telemetry, "department_never_chosen");
      return;
    case "closed":
      if (fact.reason === "no_summary") leave(telemetry, "summary_never_given");
      else if (after.session === null && ending?.type === "closed") {
        leave(telemetry, "department_never_chosen");
      }
      return;
  }
}

function leave(telemetry: Telemetry, flow: string): void {
  telemetry.count("flow.left", 1, { flow });
}

function toSeconds(ms: number): number {
  return Math.round(ms) / 1000;
}
