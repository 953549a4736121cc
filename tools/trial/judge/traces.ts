/** What people did, as the timeline tells it: one trace for each deed, however many events it wrote. */
import type { PressAction } from "../../../src/desk/outcome.ts";
import type { Instant } from "../../../src/incident/incident.ts";
import type { TimelineEvent } from "../../../src/incident/timeline.ts";
import type { UserId } from "../../../src/people/ids.ts";

export type TracedAction =
  | Exclude<PressAction, "add_summary" | "open_choice" | "close_choice">
  | "report"
  | "summarise"
  | "comment"
  | "edit";

export interface Trace {
  readonly action: TracedAction;
  readonly actorId: UserId;
  readonly at: Instant;
  readonly ordinal: number;
}

/** Without what the clock did. */
export function listTraces(events: readonly TimelineEvent[]): readonly Trace[] {
  return events.flatMap((event, index): Trace[] => {
    const { actorId, at, ordinal } = event;
    if (actorId === null) return [];
    const action = readAction(event, events[index - 1], events[index + 1]);
    return action === null ? [] : [{ action, actorId, at, ordinal }];
  });
}

/** Null for an event that comes with another one, which tells what was done. */
function readAction(
  event: TimelineEvent,
  before: TimelineEvent | undefined,
  after: TimelineEvent | undefined,
): TracedAction | null {
  const { fact, actorId } = event;
  const next = isSameDeed(event, after) ? after?.fact : undefined;
  switch (fact.type) {
    case "opened":
      return "report";
    case "department_assigned":
      if (isSameDeed(event, before) && before?.fact.type === "reopened") return null;
      return fact.from === null ? "assign_department" : "transfer";
    case "claimed":
      // Resolve claims first, and so does a manager who takes the summary over.
      return next?.type === "resolution_requested" || next?.type === "summary_handed_over"
        ? null
        : "claim";
    case "claim_ended":
      return fact.outcome === "released" ? "release" : null;
    case "resolution_requested":
      return "request_resolution";
    case "resolution_withdrawn":
      // The last one to let go takes it back as well.
      return next?.type === "claim_ended" ? null : "withdraw_resolution";
    case "summary_handed_over":
      return fact.to === actorId ? "take_over_summary" : null;
    case "resolved":
      return "summarise";
    case "closed":
      return fact.reason === "cancelled" ? "cancel" : null;
    case "reopened":
      return "reopen";
    case "commented":
      return "comment";
    case "description_edited":
      return "edit";
    default:
      return null;
  }
}

function isSameDeed(event: TimelineEvent, other: TimelineEvent | undefined): boolean {
  return other !== undefined && other.actorId === event.actorId && other.at === event.at;
}
