import type { DepartmentId, UserId } from "./ids.ts";

/** A member's role in the organisation; each includes the one before. */
export const roles = ["driver", "dispatcher", "ops_manager"] as const;
export type Role = (typeof roles)[number];

/** Who acts, as the database knows the person within the organisation. */
export interface Actor {
  readonly userId: UserId;
  readonly role: Role;
  /** The departments the person belongs to. */
  readonly departmentIds: readonly DepartmentId[];
}

/** What the rules must know of a department that is chosen. */
export interface DepartmentRule {
  readonly id: DepartmentId;
  /** 🔒: offered to and assignable by its own members and managers only. */
  readonly restricted: boolean;
}
