import type { DepartmentId, IncidentId, InvitationId, UserId } from "../../people/ids.ts";
import type { Person } from "../../people/person.ts";
import type { Actor, Role } from "../../people/role.ts";
import type { Transaction } from "./database.ts";

/** Whom a ping of a department can reach from the entered group; never who is excepted. */
export interface PingRecipients {
  /** Members of the department who are seen in this group, the longest-standing first. */
  readonly inGroup: readonly Person[];
  /** Members not seen in this group who have started the bot. */
  readonly inPrivate: readonly Person[];
  /** OpsManagers seen in this group or with a private chat; asked where nobody else is reached. */
  readonly managersInGroup: readonly Person[];
  readonly managersInPrivate: readonly Person[];
}

export interface Invitation {
  readonly id: InvitationId;
  /** Without the @, in lower case. */
  readonly username: string;
  readonly departmentId: DepartmentId;
  readonly invitedBy: UserId;
}

export interface PeopleRepository {
  /**
   * Notes the person's names (a username is taken from whoever had it before), that they were seen in the entered group, and their membership as
   * Driver where they have none. Writes nothing where nothing changed.
   */
  rememberPerson(tx: Transaction, person: Person): Promise<void>;
  /** {@link rememberPerson} and {@link getActor} in one. */
  meetPerson(tx: Transaction, person: Person): Promise<Actor>;
  /** The person is not in the entered group any more. */
  forgetSighting(tx: Transaction, userId: UserId): Promise<void>;
  /** Role and departments in the entered organisation; a Driver of none where unknown. */
  getActor(tx: Transaction, userId: UserId): Promise<Actor>;
  findPerson(tx: Transaction, userId: UserId): Promise<Person | null>;
  /** Without regard to case, without the @. */
  findPersonByUsername(tx: Transaction, username: string): Promise<Person | null>;
  setRole(tx: Transaction, userId: UserId, role: Role): Promise<void>;
  /** Adds to a department; a Driver becomes a Dispatcher. False where already in it. */
  joinDepartment(tx: Transaction, departmentId: DepartmentId, userId: UserId): Promise<boolean>;
  listPingRecipients(
    tx: Transaction,
    departmentId: DepartmentId | null,
    except: UserId | null,
  ): Promise<PingRecipients>;
  /** The same for the department that has the incident now. */
  listPingRecipientsOf(
    tx: Transaction,
    incidentId: IncidentId,
    except: UserId | null,
  ): Promise<PingRecipients>;
  createInvitation(
    tx: Transaction,
    invitation: Omit<Invitation, "id">,
  ): Promise<InvitationId>;
  /** Locks it; null where it does not exist or has been taken. */
  lockInvitation(tx: Transaction, id: InvitationId): Promise<Invitation | null>;
  /** It can be taken once. */
  closeInvitation(tx: Transaction, id: InvitationId): Promise<void>;
  /** Whether the bot can write to the person first. Holds for all organisations. */
  setPrivateChat(tx: Transaction, userId: UserId, open: boolean): Promise<void>;
  hasPrivateChat(tx: Transaction, userId: UserId): Promise<boolean>;
}
