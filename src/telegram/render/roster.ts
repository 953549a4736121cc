import type { DepartmentLine } from "../../desk/ports/departments.ts";
import type { MemberLine } from "../../desk/ports/members.ts";
import type { Organisation } from "../../desk/ports/organisations.ts";

/** Who belongs where, as far as the viewer may see it. */
export interface RosterView {
  readonly organisation: Organisation;
  readonly departments: readonly DepartmentLine[];
  readonly members: readonly MemberLine[];
  /** How many Drivers belong to no department. */
  readonly drivers: number;
  /** Whether the viewer may change what is shown. */
  readonly manager: boolean;
}
