import type {
  DepartmentId,
  IncidentId,
  JoinRequestId,
  MessageId,
  UserId,
} from "../../people/ids.ts";
import type { Person } from "../../people/person.ts";
import type { Role } from "../../people/role.ts";
import type { JoinDecision } from "../people_answer.ts";
import type { Transaction } from "./database.ts";
import type { Place } from "./organisations.ts";

/** A Dispatcher or OpsManager with the departments that they belong to. */
export interface MemberLine {
  readonly person: Person;
  readonly role: Role;
  readonly departmentIds: readonly DepartmentId[];
}

/** An incident on which somebody holds a claim, and where its card is. */
export interface HeldIncident {
  readonly incidentId: IncidentId;
  readonly departmentId: DepartmentId;
  readonly place: Place;
  readonly cardMessageId: MessageId | null;
}

export interface JoinRequest {
  readonly id: JoinRequestId;
  readonly departmentId: DepartmentId;
  readonly userId: UserId;
  /** Where it was asked. */
  readonly place: Place;
  readonly messageId: MessageId;
  /** Whether it waits for a decision; it also lapses with its department. */
  readonly open: boolean;
  readonly decision: JoinDecision | null;
}

/** Who belongs where in the entered organisation. */
export interface MemberRepository {
  /**
   * The OpsManagers, whose roles cannot change until the end of the transaction: so two of them
   * cannot demote each other at once.
   */
  lockManagers(tx: Transaction): Promise<readonly UserId[]>;
  /** The OpsManagers, and whether the bot can write to each first. */
  listManagers(
    tx: Transaction,
  ): Promise<readonly { readonly person: Person; readonly inPrivate: boolean }[]>;
  /** A group in which the bot is and most of the OpsManagers were seen; null where there is none. */
  findGroupOfManagers(tx: Transaction): Promise<Place | null>;
  /** All but Drivers without a department, the longest-standing first. */
  listMembers(tx: Transaction): Promise<readonly MemberLine[]>;
  /** How many Drivers belong to no department. */
  countDrivers(tx: Transaction): Promise<number>;
  /** A Dispatcher of no department left becomes a Driver. False where not in it. */
  leaveDepartment(tx: Transaction, departmentId: DepartmentId, userId: UserId): Promise<boolean>;
  /** Whoever it was is a Driver then. */
  leaveAll(tx: Transaction, userId: UserId): Promise<void>;
  /** In the order of the incidents' ids, in which they are to be locked. */
  listHeldIncidents(tx: Transaction, userId: UserId): Promise<readonly HeldIncident[]>;
  /** Null where the person has asked for this department already and nobody has decided. */
  createJoinRequest(
    tx: Transaction,
    request: Pick<JoinRequest, "departmentId" | "userId" | "place" | "messageId">,
  ): Promise<JoinRequestId | null>;
  lockJoinRequest(tx: Transaction, id: JoinRequestId): Promise<JoinRequest | null>;
  decideJoinRequest(tx: Transaction, id: JoinRequestId, decision: JoinDecision): Promise<void>;
}
