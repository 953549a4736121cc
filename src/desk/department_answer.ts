/** What the desk says about departments: facts, to be turned into words. */

export type DepartmentAnswer =
  /** Rendered from the database when it is delivered: those that the viewer may see. */
  | { readonly type: "listed" }
  | { readonly type: "added"; readonly name: string }
  | { readonly type: "renamed"; readonly from: string; readonly to: string }
  | {
    readonly type: "removed";
    readonly name: string;
    /** How many people belonged there. */
    readonly members: number;
  }
  | { readonly type: "restricted"; readonly name: string; readonly restricted: boolean }
  | {
    readonly type: "service_level";
    /** Null: the organisation's own, for all departments without one. */
    readonly name: string | null;
    /** Whether the department follows the organisation's again. */
    readonly inherited: boolean;
    readonly claimMinutes: number;
    readonly resolveMinutes: number;
  }
  | { readonly type: "refused"; readonly reason: DepartmentRefusal };

export type DepartmentRefusal =
  | {
    readonly type:
      | "not_manager"
      | "usage"
      | "sla_usage"
      | "name_too_short"
      | "name_too_long"
      | "too_many"
      | "last_one"
      | "claim_minutes"
      | "resolve_minutes";
  }
  | { readonly type: "no_such_department"; readonly name: string }
  | { readonly type: "name_taken"; readonly name: string }
  | {
    readonly type: "still_open";
    readonly name: string;
    /** The first of the open incidents' numbers. */
    readonly numbers: readonly number[];
    /** How many there are beside those. */
    readonly more: number;
  };
