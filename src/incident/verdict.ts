import type { IncidentId } from "../people/ids.ts";
import type { DepartmentSession, Incident } from "./incident.ts";
import type { Refusal } from "./refusal.ts";
import type { Fact } from "./timeline.ts";

/** What a rule says to a command: the facts that follow from it, or why nothing does. */
export type Verdict =
  | { readonly ok: true; readonly facts: readonly Fact[] }
  | { readonly ok: false; readonly refusal: Refusal };

export function accept(...facts: readonly Fact[]): Verdict {
  return { ok: true, facts };
}

export function refuse(refusal: Refusal): Verdict {
  return { ok: false, refusal };
}

export function refuseStatus(incident: Incident): Verdict {
  return refuse({ reason: "wrong_status", status: incident.status });
}

/** An incident was stored in a shape that no sequence of commands leads to. */
export class BrokenIncidentError extends Error {
  override readonly name = "BrokenIncidentError";

  constructor(id: IncidentId, what: string) {
    super(`Incident ${id} ${what}; compare its row with a replay of its timeline events`);
  }
}

/** @throws {BrokenIncidentError} where a state that needs a department stands without one. */
export function getSession(incident: Incident): DepartmentSession {
  if (incident.session === null) {
    throw new BrokenIncidentError(incident.id, `is ${incident.status} but has no department`);
  }
  return incident.session;
}
