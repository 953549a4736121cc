import { decideClaim, decideLeave } from "./claim_rules.ts";
import type { Command, Expectation, OpenCommand } from "./command.ts";
import { decideAssignment, decideDefaultAssignment, decideTransfer } from "./department_rules.ts";
import { evolve } from "./evolve.ts";
import type { Incident, Instant } from "./incident.ts";
import {
  decideCancellation,
  decideComment,
  decideEdit,
  decideReopening,
} from "./lifecycle_rules.ts";
import type { Refusal } from "./refusal.ts";
import {
  decideResolutionRequest,
  decideSummary,
  decideSummaryTimeout,
  decideTakeOver,
  decideWithdrawal,
} from "./resolution_rules.ts";
import type { TimelineEvent } from "./timeline.ts";
import { accept, refuse, type Verdict } from "./verdict.ts";

export type Accepted = {
  readonly ok: true;
  /** The state after the events. */
  readonly incident: Incident;
  /** What to append to the timeline, in order; never empty. */
  readonly events: readonly TimelineEvent[];
};
export type Refused = { readonly ok: false; readonly refusal: Refusal };
export type Decision = Accepted | Refused;

/**
 * Starts an incident, by anybody who acts in a connected group; it awaits a department.
 *
 * @param at the moment of the report, from `roadcall_now()`.
 */
export function open(command: OpenCommand, at: Instant): Accepted {
  const { actor, id, organisationId, groupId, number } = command;
  const event: TimelineEvent = {
    ordinal: 1,
    at,
    actorId: actor.userId,
    fact: { type: "opened", id, organisationId, groupId, number, reporterId: actor.userId },
  };
  return { ok: true, incident: evolve(null, event), events: [event] };
}

/** Whether a button was drawn for another cycle or department session than the current ones. */
export function isOutdated(incident: Incident, expected: Expectation): boolean {
  return expected.cycle !== incident.cycle.ordinal ||
    expected.session !== (incident.session?.ordinal ?? 0);
}

function decide(incident: Incident, command: Command, at: Instant): Verdict {
  // First of all: whoever pressed a button of another cycle or department meant something else.
  if ("actor" in command && command.expected && isOutdated(incident, command.expected)) {
    return refuse({ reason: "outdated" });
  }
  switch (command.type) {
    case "assign_department":
      return decideAssignment(incident, command.actor, command.department);
    case "transfer":
      return decideTransfer(incident, command.actor, command.department, at);
    case "claim":
      return decideClaim(incident, command.actor);
    case "release":
      return decideLeave(incident, command.actor.userId, "released", at);
    case "drop_responder":
      return decideLeave(incident, command.userId, "left", at);
    case "request_resolution":
      return decideResolutionRequest(incident, command.actor);
    case "withdraw_resolution":
      return decideWithdrawal(incident, command.actor);
    case "take_over_summary":
      return decideTakeOver(incident, command.actor);
    case "summarise":
      return decideSummary(incident, command.actor, at);
    case "summary_timeout":
      return decideSummaryTimeout(incident, at);
    case "assign_default_department":
      return decideDefaultAssignment(incident, command.departmentId);
    case "note":
      return accept(...command.facts);
    case "cancel":
      return decideCancellation(incident, command.actor, at);
    case "reopen":
      return decideReopening(incident, command.actor, at);
    case "comment":
      return decideComment();
    case "edit_description":
      return decideEdit(incident, command.actor, command.ownWords === true);
  }
}

/**
 * The state machine: what a command does to an incident, or why it does nothing. Which role may do
 * what in which state stands at each rule, and as a whole table in its test.
 *
 * The order of the checks is everywhere the same: outdated, then the state, then the person's right,
 * then what was chosen. So a refusal names what would have to change first.
 *
 * @param at now, from `roadcall_now()`; taken as `incident.changedAt` where it lies before that
 *   (a clock that was set back), so that durations are never negative.
 */
export function transition(incident: Incident, command: Command, at: Instant): Decision {
  const now = Math.max(at, incident.changedAt);
  const verdict = decide(incident, command, now);
  if (!verdict.ok) return verdict;

  const actorId = "actor" in command ? command.actor.userId : null;
  const events = verdict.facts.map((fact, index): TimelineEvent => ({
    ordinal: incident.version + 1 + index,
    at: now,
    actorId,
    fact,
  }));
  return { ok: true, incident: events.reduce<Incident>(evolve, incident), events };
}
