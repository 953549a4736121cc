import type { DepartmentId, GroupId, IncidentId, OrganisationId } from "../people/ids.ts";
import type { Actor, DepartmentRule } from "../people/role.ts";
import type { ClockFact } from "./timeline.ts";

/** What a card's button saw when it was drawn; another one now means that it is outdated. */
export interface Expectation {
  readonly cycle: number;
  /** The department session's ordinal, 0 where there was none. */
  readonly session: number;
}

/** Starts an incident; there is none to act on yet. */
export interface OpenCommand {
  readonly type: "open";
  readonly actor: Actor;
  readonly id: IncidentId;
  readonly organisationId: OrganisationId;
  readonly groupId: GroupId;
  readonly number: number;
}

export type PersonCommand =
  & { readonly actor: Actor; readonly expected?: Expectation }
  & (
    | { readonly type: "assign_department"; readonly department: DepartmentRule }
    | { readonly type: "transfer"; readonly department: DepartmentRule }
    | { readonly type: "claim" }
    | { readonly type: "release" }
    | { readonly type: "request_resolution" }
    /** "Not yet": back to work. */
    | { readonly type: "withdraw_resolution" }
    /** "I'll write it": the summary is handed over to the actor. */
    | { readonly type: "take_over_summary" }
    /** A sentence came: resolves, also a closed one within 24 hours. */
    | { readonly type: "summarise" }
    | { readonly type: "cancel" }
    | { readonly type: "reopen" }
    | { readonly type: "comment" }
    | {
      readonly type: "edit_description";
      /** The words that change are the actor's own, whoever reported them. */
      readonly ownWords?: boolean;
    }
  );

/** What the clock or Telegram does, with no person to ask for a right. */
export type SystemCommand =
  | { readonly type: "summary_timeout" }
  /** Nobody chose a department: the organisation's default one takes it. */
  | { readonly type: "assign_default_department"; readonly departmentId: DepartmentId }
  /** What the clocks saw or did, for the timeline. */
  | { readonly type: "note"; readonly facts: readonly ClockFact[] }
  /** A responder left the group or the department. */
  | { readonly type: "drop_responder"; readonly userId: Actor["userId"] };

export type Command = PersonCommand | SystemCommand;
