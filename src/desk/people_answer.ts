/** What the desk says about who belongs where: facts, to be turned into words. */
import type { DepartmentId, JoinRequestId, OrganisationId, UserId } from "../people/ids.ts";
import type { Role } from "../people/role.ts";

export type PeopleAnswer =
  /** Rendered from the database when it is delivered, as far as the viewer may see it. */
  | { readonly type: "listed" }
  | {
    readonly type: "left";
    readonly userId: UserId;
    /** Null: every department, and the role of an OpsManager too. */
    readonly departmentId: DepartmentId | null;
    /** What the person is now. */
    readonly role: Role;
    /** The numbers of incidents on which a claim of theirs ended by it. */
    readonly released: readonly number[];
  }
  | {
    readonly type: "role_changed";
    readonly userId: UserId;
    readonly role: Role;
    readonly released: readonly number[];
  }
  /** To who asked: the OpsManagers have been asked. */
  | { readonly type: "join_asked"; readonly departmentId: DepartmentId }
  /** To OpsManagers, with buttons until it is decided. */
  | {
    readonly type: "join_request";
    readonly requestId: JoinRequestId;
    readonly organisationId: OrganisationId;
    readonly userId: UserId;
    readonly departmentId: DepartmentId;
    /** OpsManagers to be called by it; none in a private chat. */
    readonly mentions: readonly UserId[];
    readonly decision: JoinDecision | null;
  }
  /** To who asked. */
  | {
    readonly type: "join_decided";
    readonly userId: UserId;
    readonly departmentId: DepartmentId;
    readonly decision: JoinDecision;
  }
  | { readonly type: "refused"; readonly reason: PeopleRefusal };

export interface JoinDecision {
  readonly approved: boolean;
  readonly by: UserId;
}

export type PeopleRefusal =
  | { readonly type: "not_manager" | "unmember_usage" | "role_usage" | "join_usage" | "is_bot" }
  | { readonly type: "no_such_department"; readonly name: string }
  /** To who asks to join: whoever asks need not know of restricted ones. */
  | { readonly type: "join_unknown"; readonly name: string }
  /** A username that nobody has been seen with. */
  | { readonly type: "unknown_person"; readonly username: string }
  | {
    readonly type: "not_member" | "already_member" | "already_asked";
    readonly userId: UserId;
    readonly departmentId: DepartmentId;
  }
  | {
    readonly type: "belongs_nowhere" | "last_manager" | "no_department";
    readonly userId: UserId;
  }
  | { readonly type: "same_role"; readonly userId: UserId; readonly role: Role };
