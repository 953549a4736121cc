/** What the desk says to a person in a message of its own: facts, to be turned into words. */
import type { ReportPeriod } from "../incident/report_period.ts";
import type { Refusal } from "../incident/refusal.ts";
import type {
  AnonymousCommandId,
  DepartmentId,
  IncidentId,
  InvitationId,
  UserId,
} from "../people/ids.ts";
import type { Role } from "../people/role.ts";
import type { ConnectionAnswer } from "./connection_answer.ts";
import type { DepartmentAnswer } from "./department_answer.ts";
import type { PeopleAnswer } from "./people_answer.ts";
import type { ReportRefusal } from "./report_view.ts";
import type { SettingsAnswer } from "./settings_answer.ts";

export type Answer =
  | ConnectionAnswer
  /** After the bot was added. */
  | {
    readonly type: "welcome";
    readonly connected: boolean;
    readonly canPin: boolean;
    /** False for an ordinary member: with privacy mode on it may see commands only. */
    readonly seesMessages: boolean;
  }
  | {
    readonly type: "setup_done";
    readonly organisation: string;
    readonly departments: readonly string[];
  }
  | { readonly type: "setup_refused"; readonly reason: SetupRefusal }
  | { readonly type: "not_connected" }
  /** It failed again and again for a reason of ours. */
  | { readonly type: "not_applied" }
  | { readonly type: "ticket_refused"; readonly reason: TicketRefusal }
  | { readonly type: "member_added"; readonly userId: UserId; readonly departmentId: DepartmentId }
  | {
    readonly type: "member_invited";
    readonly username: string;
    readonly departmentId: DepartmentId;
    readonly invitationId: InvitationId;
  }
  | { readonly type: "member_refused"; readonly reason: MemberRefusal }
  /** To an OpsManager; the group by its title, for a private chat. */
  | { readonly type: "cannot_pin"; readonly userId: UserId; readonly groupTitle: string }
  | { readonly type: "settings"; readonly said: SettingsAnswer }
  | { readonly type: "people"; readonly said: PeopleAnswer }
  | { readonly type: "departments"; readonly said: DepartmentAnswer }
  /** Rendered from the database when it is delivered. */
  | { readonly type: "open_incidents" }
  | { readonly type: "my_incidents" }
  | { readonly type: "incident"; readonly incidentId: IncidentId }
  | { readonly type: "incident_not_found"; readonly number: number }
  | { readonly type: "incident_usage" }
  /** They left the group; null where others are still on it. */
  | {
    readonly type: "responder_left";
    readonly userId: UserId;
    readonly number: number;
    readonly waitingFor: DepartmentId | null;
  }
  /** To an administrator who stays anonymous. */
  | { readonly type: "confirm_yourself"; readonly commandId: AnonymousCommandId }
  | { readonly type: "comment_usage" }
  | { readonly type: "reopen_usage" }
  /** Its figures are those of the moment it is delivered. */
  | { readonly type: "report"; readonly period: ReportPeriod }
  | { readonly type: "report_refused"; readonly reason: ReportRefusal }
  | { readonly type: "summary_refused"; readonly reason: SummaryRefusal }
  | { readonly type: "refused"; readonly refusal: Refusal }
  | {
    readonly type: "help";
    readonly place: "group" | "private";
    readonly role: Role | null;
    readonly platformAdmin?: true;
  };

export type SetupRefusal =
  | "not_administrator"
  | "sign_ups_closed"
  | "already_connected"
  | "name_too_short"
  | "name_too_long"
  | "no_department"
  | "private_chat";

export type TicketRefusal =
  | "too_short"
  | "too_long"
  /** A bare command, and nothing recent to take. */
  | "nothing_found"
  /** The same, where the bot is not told of other messages than commands. */
  | "sees_commands_only"
  /** A bare command as a reply to a message of ours. */
  | "quotes_us"
  | "private_chat"
  /** Too many within a minute. */
  | "too_many_of_person"
  | "too_many_in_group";

export type MemberRefusal =
  | { readonly type: "not_manager" }
  | { readonly type: "usage" }
  | { readonly type: "no_such_department"; readonly name: string }
  | {
    readonly type: "already_member";
    readonly userId: UserId;
    readonly departmentId: DepartmentId;
  }
  | { readonly type: "is_bot" };

export type SummaryRefusal = "too_short" | "too_long" | "no_words";
